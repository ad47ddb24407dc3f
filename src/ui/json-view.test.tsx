import { render, screen, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { JsonView } from './json-view.tsx';

test('shows the whole value in a named region, with a button that copies it', () => {
  const value: unknown = JSON.parse('{"id": "iss_1", "__proto__": {"n": 1}, "on": null}');
  render(<JsonView value={value} label="Issuer as JSON" />);
  const region = screen.getByRole('region', { name: 'Issuer as JSON' });
  const text = JSON.stringify(value, null, 2);
  expect(text).toContain('__proto__');
  expect(region.textContent).toBe(text);
  const copy = within(region).getByRole('button', { name: 'Copy JSON' });
  expect(copy).toHaveAttribute('data-copy', text);
});

test('a value of many lines is shown whole, coloured at its start only', () => {
  const value = Array.from({ length: 5_000 }, (_, index) => index);
  render(<JsonView value={value} label="Many" />);
  const region = screen.getByRole('region', { name: 'Many' });
  expect(region.textContent).toBe(JSON.stringify(value, null, 2));
  expect(region.querySelectorAll('span').length).toBeLessThanOrEqual(2_000);
});

test('what is no JSON is named', () => {
  render(<JsonView value={undefined} label="Nothing" />);
  expect(screen.getByRole('region', { name: 'Nothing' }).textContent).toBe('undefined');
});
