import { fireEvent, render, screen } from '@testing-library/react';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test, vi } from 'vitest';

const KEY = 'authpi-theme';
const scheme = () => document.querySelector('meta[name=color-scheme]')?.getAttribute('content');

beforeEach(() => {
  localStorage.clear();
  delete document.documentElement.dataset['theme'];
  const meta = document.createElement('meta');
  meta.name = 'color-scheme';
  meta.content = 'light dark';
  document.head.replaceChildren(meta);
  vi.resetModules();
});

async function show() {
  const { ThemeSwitch } = await import('./theme.tsx');
  render(<ThemeSwitch />);
}

const radio = (name: string) => screen.getByRole('radio', { name });

test('a choice is shown, kept, and taken back by the system', async () => {
  await show();
  expect(screen.getByRole('group', { name: 'Theme' })).toBeVisible();
  expect(radio('System')).toBeChecked();

  fireEvent.click(radio('Dark'));
  expect(radio('Dark')).toBeChecked();
  expect(document.documentElement).toHaveAttribute('data-theme', 'dark');
  expect(scheme()).toBe('dark');
  expect(localStorage.getItem(KEY)).toBe('dark');

  fireEvent.click(radio('System'));
  expect(document.documentElement).not.toHaveAttribute('data-theme');
  expect(scheme()).toBe('light dark');
  expect(localStorage.getItem(KEY)).toBeNull();
});

test('follows another tab', async () => {
  await show();
  localStorage.setItem(KEY, 'light');
  fireEvent(window, new StorageEvent('storage', { key: KEY }));
  expect(radio('Light')).toBeChecked();
  expect(document.documentElement).toHaveAttribute('data-theme', 'light');
  localStorage.clear();
  fireEvent(window, new StorageEvent('storage', { key: null }));
  expect(radio('System')).toBeChecked();
});

test('storage that throws leaves a choice for this visit', async () => {
  const refuse = () => {
    throw new DOMException('denied', 'SecurityError');
  };
  const spies = [
    vi.spyOn(Storage.prototype, 'getItem').mockImplementation(refuse),
    vi.spyOn(Storage.prototype, 'setItem').mockImplementation(refuse),
  ];
  await show();
  expect(radio('System')).toBeChecked();
  fireEvent.click(radio('Dark'));
  expect(document.documentElement).toHaveAttribute('data-theme', 'dark');
  for (const spy of spies) spy.mockRestore();
});

/** The script that runs before the first paint. */
function startPage() {
  const source = readFileSync(join(import.meta.dirname, '../../public/theme.js'), 'utf8');
  // oxlint-disable-next-line typescript/no-implied-eval, typescript/no-unsafe-call -- the file as a browser runs it
  new Function(source)();
}

test.each([
  ['dark', 'dark', 'dark'],
  ['light', 'light', 'light'],
  [null, undefined, 'light dark'],
  ['constructor', undefined, 'light dark'],
])('what is stored (%s) is there before the first paint, and chosen after it', async (...given) => {
  const [stored, theme, content] = given;
  if (stored !== null) localStorage.setItem(KEY, stored);
  startPage();
  expect(document.documentElement.dataset['theme']).toBe(theme);
  expect(scheme()).toBe(content);
  await show();
  expect(screen.getByRole('radio', { checked: true })).toBe(
    radio(theme === 'dark' ? 'Dark' : theme === 'light' ? 'Light' : 'System'),
  );
});
