import { render } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { SettingField } from './setting-fields.ts';
import { SettingValue } from './setting-value.tsx';

const words: SettingField = { path: ['a'], label: 'A', kind: 'word', words: { open: 'Open' } };
const seconds: SettingField = { path: ['a'], label: 'A', kind: 'seconds', published: 604_800 };
const of = (kind: 'flag' | 'texts' | 'text' | 'color' | 'url'): SettingField => ({
  path: ['a'],
  label: 'A',
  kind,
});

function shown(field: SettingField, value: unknown) {
  const { container, unmount } = render(<SettingValue field={field} value={value} />);
  const lines = [...container.querySelectorAll('li')].map((item) => item.textContent);
  const text = lines.length > 0 ? lines.join(' | ') : container.textContent;
  const drawn = container.querySelector<HTMLElement>('.swatch')?.style.background;
  unmount();
  return drawn === undefined ? text : `${text} on ${drawn}`;
}

test.each([
  [words, 'open', 'Open'],
  [words, 'vip', 'vip'],
  [words, 'constructor', 'constructor'],
  [words, undefined, 'Not set'],
  [seconds, 604_800, '7 days · 604,800 s'],
  [seconds, 30, '30 seconds'],
  [seconds, 1.5, '1.5 s'],
  [seconds, undefined, 'Not set. AuthPI’s default is 7 days'],
  [of('flag'), true, 'On'],
  [of('flag'), false, 'Off'],
  [of('texts'), ['a.example', 'b.example'], 'a.example | b.example'],
  [of('texts'), [], 'None'],
  [of('text'), 'Northwind', 'Northwind'],
  [of('text'), '', '""'],
  [of('url'), 'https://cdn.example/logo.png', 'https://cdn.example/logo.png'],
  [of('color'), '#FF8800', '#FF8800 on rgb(255, 136, 0)'],
  [of('color'), 'url(https://spy.example/)', 'url(https://spy.example/)'],
])('%j holding %j', (field, value, text) => {
  expect(shown(field, value)).toBe(text);
});

test.each([
  [words, 7, '7'],
  [seconds, '7d', '"7d"'],
  [of('flag'), 'yes', '"yes"'],
  [of('texts'), 'a.example', '"a.example"'],
  [of('texts'), ['a.example', 7], '["a.example",7]'],
  [of('text'), { en: 'Northwind' }, '{"en":"Northwind"}'],
  [of('color'), false, 'false'],
  [of('url'), [], '[]'],
])('another type than the field’s is JSON: %j holding %j', (field, value, json) => {
  expect(shown(field, value).replaceAll(/\s/g, '')).toBe(json);
});
