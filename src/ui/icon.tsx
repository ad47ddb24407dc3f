/** Outlines on a 16 px grid, drawn with the text's colour. */
const PATHS = {
  alert: 'M8 2.5 14.5 13.5h-13zM8 6.5v3M8 11.6v.1',
  cross: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2ZM6 6l4 4m0-4-4 4',
  info: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2ZM8 7.3v3.5M8 5.1v.1',
  key: 'M5.5 7.5a3 3 0 1 0 0 6 3 3 0 0 0 0-6ZM7.6 8.4 13 3M11 5l2 2',
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
