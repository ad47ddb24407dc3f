/** Outlines on a 16 px grid, drawn with the text's colour. */
const PATHS = {
  alert: 'M8 2.5 14.5 13.5h-13zM8 6.5v3M8 11.6v.1',
  chevrons: 'm5 6 3-3 3 3M5 10l3 3 3-3',
  clock: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2ZM8 4.800V8l2.200 1.500',
  cross: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2ZM6 6l4 4m0-4-4 4',
  globe:
    'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2ZM2 8h12M8 2c4 3.500 4 8.500 0 12M8 2C4 5.500 4 10.500 8 14',
  home: 'M2.500 7.500 8 2.800l5.500 4.700M4 6.500v6.700h8V6.500M6.700 13.200V9.500h2.600v3.700',
  info: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2ZM8 7.3v3.5M8 5.1v.1',
  key: 'M5.5 7.5a3 3 0 1 0 0 6 3 3 0 0 0 0-6ZM7.6 8.4 13 3M11 5l2 2',
  ok: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2ZM5.400 8.200l1.800 1.800 3.400-3.700',
  pulse: 'M1.500 8.500h3l2-5 3 9 2-4h3',
  question:
    'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2ZM6.300 6.300a1.700 1.700 0 1 1 2.500 1.500c-.600.300-.800.600-.800 1.200M8 11.200v.1',
  search: 'M7 2.5a4.5 4.5 0 1 0 0 9 4.500 4.500 0 0 0 0-9ZM10.500 10.500l3 3',
} as const;

/** Name of an icon. */
export type IconName = keyof typeof PATHS;

/** An icon beside a text that says the same, so it is hidden from assistive technology. */
export function Icon({ name, className = '' }: { name: IconName; className?: string }) {
  return (
    <svg className={`icon ${className}`} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}
