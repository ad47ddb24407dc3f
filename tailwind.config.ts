import type { Config } from 'tailwindcss';

const colors = [
  'bg surface raised sunken line line-strong text text-2 text-3',
  'accent accent-fill accent-soft ok ok-soft warn warn-soft bad bad-soft info info-soft',
].flatMap((names) => names.split(' '));

/**
 * Utilities over the tokens of src/app/app.css. The theme is replaced, not extended: a colour or a
 * size that is no token has no class, so it cannot slip in.
 */
export default {
  content: ['./index.html', './src/**/*.tsx'],
  theme: {
    colors: {
      transparent: 'transparent',
      current: 'currentColor',
      white: '#fff',
      ...Object.fromEntries(colors.map((name) => [name, `var(--${name})`])),
    },
    fontFamily: { sans: 'var(--font)', mono: 'var(--mono)' },
    // name: [size, line height]; in rem, so that the browser's own text size counts
    fontSize: {
      meta: ['0.75rem', '1rem'],
      text: ['0.8125rem', '1.25rem'],
      body: ['0.875rem', '1.25rem'],
      section: ['1rem', '1.5rem'],
      page: ['1.25rem', '1.75rem'],
    },
    fontWeight: { normal: '400', medium: '500', semibold: '600' },
    borderRadius: { none: '0', sm: '4px', DEFAULT: '6px', lg: '10px', full: '9999px' },
    boxShadow: {
      none: 'none',
      focus: 'var(--focus)',
      raised: '0 8px 24px light-dark(rgb(16 24 40 / 0.14), rgb(0 0 0 / 0.5))',
    },
    screens: { sm: '40rem', md: '48rem', lg: '64rem', xl: '80rem' },
    extend: {
      // 4 px grid: p-1 is 4 px; `control` and `row` are the two heights that recur
      spacing: { control: 'var(--control)', row: 'var(--row)' },
    },
  },
} satisfies Config;
