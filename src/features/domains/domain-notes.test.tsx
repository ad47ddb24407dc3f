import { act, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { useDomainNotes } from './domain-notes.ts';

beforeEach(() => localStorage.clear());
afterEach(() => vi.restoreAllMocks());

function Notes({ accountId = 'acc_1', host }: { accountId?: string; host: string }) {
  const [notes, note] = useDomainNotes(accountId, host);
  return (
    <>
      <p>{JSON.stringify(notes)}</p>
      <button type="button" onClick={() => note({ inUse: true })}>
        In use
      </button>
      <button type="button" onClick={() => note({ registeredFor: 'i_1' })}>
        Registered
      </button>
    </>
  );
}

const notes = (inUse: boolean | null, registeredFor: string | null) =>
  JSON.stringify({ inUse, registeredFor });
const press = (name: string) => act(() => screen.getByRole('button', { name }).click());

test('what is noted of a domain is of that host in that account, and stays', () => {
  const { unmount } = render(<Notes host="a.example" />);
  expect(screen.getByText(notes(null, null))).toBeVisible();
  press('In use');
  press('Registered');
  expect(screen.getByText(notes(true, 'i_1'))).toBeVisible();
  unmount();

  const again = render(<Notes host="a.example" />);
  expect(screen.getByText(notes(true, 'i_1'))).toBeVisible();
  again.rerender(<Notes host="b.example" />);
  expect(screen.getByText(notes(null, null))).toBeVisible();
  again.rerender(<Notes accountId="acc_2" host="a.example" />);
  expect(screen.getByText(notes(null, null))).toBeVisible();
});

test('what another tab notes is shown', () => {
  render(<Notes host="tabs.example" />);
  press('In use');
  const [key = ''] = Object.keys(localStorage);
  localStorage.setItem(key, JSON.stringify({ inUse: false, registeredFor: 'i_2' }));
  act(() => {
    dispatchEvent(new StorageEvent('storage', { key }));
  });
  expect(screen.getByText(notes(false, 'i_2'))).toBeVisible();
});

test.each(['{', 'null', '[]', '{"inUse":"yes","registeredFor":7}'])(
  'what cannot be read counts as not noted: %s',
  (kept) => {
    const host = `odd${kept.length}.example`;
    const { unmount } = render(<Notes host={host} />);
    press('In use');
    unmount();
    const [key = ''] = Object.keys(localStorage);
    localStorage.setItem(key, kept);
    render(<Notes host={host} />);
    expect(screen.getByText(notes(null, null))).toBeVisible();
  },
);

test('without storage it lasts as long as the page', () => {
  vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
    throw new DOMException('Full', 'QuotaExceededError');
  });
  render(<Notes host="full.example" />);
  press('In use');
  expect(screen.getByText(notes(true, null))).toBeVisible();
});
