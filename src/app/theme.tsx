import { useId, useSyncExternalStore } from 'react';

const THEMES = ['system', 'light', 'dark'] as const;
type Theme = (typeof THEMES)[number];

/** In this browser's storage. public/theme.js reads the same key before the first paint. */
const KEY = 'authpi-theme';

const LABELS: { readonly [theme in Theme]: string } = {
  system: 'System',
  light: 'Light',
  dark: 'Dark',
};

/** Outlines on a 16 px grid: a screen, a sun, a moon. */
const SHAPES: { readonly [theme in Theme]: string } = {
  system: 'M2.5 3.5h11v7h-11zM6 13.5h4M8 10.5v3',
  light:
    'M8 5.200a2.800 2.800 0 1 0 0 5.600 2.800 2.800 0 0 0 0-5.600ZM8 1.500v1M8 13.500v1M1.500 8h1M13.500 8h1M3.400 3.400l.7.7M11.900 11.900l.7.7M3.400 12.600l.7-.7M11.900 4.100l.7-.7',
  dark: 'M13.300 9.400A5.600 5.600 0 0 1 6.600 2.700a5.600 5.600 0 1 0 6.700 6.700Z',
};

let chosen = storedTheme();
const listeners = new Set<() => void>();

/** The theme of the dashboard: the system's, light or dark. Kept in this browser, for all its tabs. */
export function ThemeSwitch() {
  const theme = useSyncExternalStore(subscribe, () => chosen);
  const name = useId();
  return (
    <fieldset className="theme-switch">
      <legend className="sr-only">Theme</legend>
      {THEMES.map((each) => (
        <label key={each} className="theme-choice">
          <input type="radio" name={name} checked={theme === each} onChange={() => choose(each)} />
          <svg className="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
            <path d={SHAPES[each]} />
          </svg>
          {LABELS[each]}
        </label>
      ))}
    </fieldset>
  );
}

function choose(theme: Theme) {
  try {
    if (theme === 'system') localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, theme);
  } catch {
    // Storage is full or switched off: the choice holds until the page is left.
  }
  show(theme);
}

function storedTheme(): Theme {
  try {
    const stored = localStorage.getItem(KEY);
    return THEMES.find((theme) => theme === stored) ?? 'system';
  } catch {
    return 'system';
  }
}

function show(theme: Theme) {
  chosen = theme;
  const root = document.documentElement;
  if (theme === 'system') delete root.dataset['theme'];
  else root.dataset['theme'] = theme;
  // What the browser draws itself before the styles are there: the ground of a page that loads.
  document
    .querySelector('meta[name=color-scheme]')
    ?.setAttribute('content', theme === 'system' ? 'light dark' : theme);
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  if (listeners.size === 0) addEventListener('storage', follow);
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) removeEventListener('storage', follow);
  };
}

/** Another tab chose. Without a key: all storage was cleared. */
function follow({ key }: StorageEvent) {
  if (key === KEY || key === null) show(storedTheme());
}
