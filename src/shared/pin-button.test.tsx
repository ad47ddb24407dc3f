import { act, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { PinButton } from './pin-button.tsx';
import { MAX_PINNED, rememberPlace, usePlaces } from './places.ts';
import type { Place } from './places.ts';

const KEY = 'authpi-places-1';
const STORE: Place = { kind: 'issuer', accountId: 'acc_1', id: 'i_1', name: 'Storefront' };

beforeEach(() => localStorage.clear());
afterEach(() => vi.restoreAllMocks());

function Names() {
  const { pinned, recent } = usePlaces();
  return (
    <>
      <p>Pinned: {pinned.map(({ name }) => name).join(', ')}</p>
      <p>Recent: {recent.map(({ name }) => name).join(', ')}</p>
    </>
  );
}

test('pins, says so, and takes the pin off', () => {
  render(<PinButton place={STORE} />);
  const pin = screen.getByRole('button', { pressed: false });
  fireEvent.click(pin);
  expect(pin).toHaveAttribute('aria-pressed', 'true');
  expect(localStorage.getItem(KEY)).toContain('i_1');
  fireEvent.click(pin);
  expect(pin).toHaveAttribute('aria-pressed', 'false');
  expect(localStorage.getItem(KEY)).not.toContain('i_1');
});

test('with no room left it says why, and throws no other pin out', () => {
  const pinned = Array.from({ length: MAX_PINNED }, (_, index) => ({
    ...STORE,
    id: `i_x${index}`,
  }));
  localStorage.setItem(KEY, JSON.stringify({ pinned, recent: [] }));
  render(<PinButton place={STORE} />);
  const pin = screen.getByRole('button');
  expect(pin).toHaveAttribute('aria-disabled', 'true');
  expect(pin).toHaveAccessibleDescription(/50 places are pinned/);
  fireEvent.click(pin);
  expect(JSON.parse(localStorage.getItem(KEY) ?? '')).toEqual({ pinned, recent: [] });
});

test('a visit is remembered, a new name taken over', () => {
  render(<Names />);
  act(() => rememberPlace(STORE));
  expect(screen.getByText('Recent: Storefront')).toBeVisible();
  act(() => rememberPlace({ ...STORE, name: 'Shop' }));
  expect(screen.getByText('Recent: Shop')).toBeVisible();
});

test('what another tab did is seen', () => {
  render(<Names />);
  localStorage.setItem(KEY, JSON.stringify({ pinned: [STORE], recent: [] }));
  act(() => {
    dispatchEvent(new StorageEvent('storage', { key: KEY }));
  });
  expect(screen.getByText('Pinned: Storefront')).toBeVisible();
});

test('without storage, places last as long as the page', () => {
  vi.spyOn(Storage.prototype, 'getItem').mockImplementation(() => {
    throw new DOMException('Denied', 'SecurityError');
  });
  vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
    throw new DOMException('Full', 'QuotaExceededError');
  });
  render(
    <>
      <PinButton place={{ ...STORE, id: 'i_2', name: 'Portal' }} />
      <Names />
    </>,
  );
  fireEvent.click(screen.getByRole('button'));
  expect(screen.getByText(/^Pinned: Portal/)).toBeVisible();
});
