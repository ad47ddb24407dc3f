import { fireEvent, render, screen } from '@testing-library/react';
import type { ReactNode, SubmitEvent } from 'react';
import { beforeEach, expect, test, vi } from 'vitest';
import { ErrorSummary } from './error-summary.tsx';
import { SaveBar } from './save-bar.tsx';

const save = () => screen.getByRole('button', { name: 'Save branding' });
const discard = () => screen.getByRole('button', { name: 'Discard changes' });

/** What the form around a bar is sent by. */
const send = vi.fn<() => void>();

function inForm(bar: ReactNode) {
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    send();
  };
  return <form onSubmit={submit}>{bar}</form>;
}

beforeEach(() => send.mockClear());

test('why it cannot be saved is there to read, once, and describes the button', () => {
  render(
    inForm(<SaveBar label="Save branding" reason="1 field needs attention" onDiscard={null} />),
  );
  expect(screen.getByText('1 field needs attention')).toBeVisible();
  expect(save()).toHaveAccessibleDescription('1 field needs attention');
  expect(save()).toHaveAttribute('aria-disabled', 'true');
  fireEvent.click(save());
  expect(send).not.toHaveBeenCalled();
});

test('without a reason it saves, and says how it stands', () => {
  render(
    inForm(
      <SaveBar label="Save branding" reason={null} note="2 changes not saved" onDiscard={null} />,
    ),
  );
  expect(screen.getByText('2 changes not saved')).toBeVisible();
  expect(save()).not.toHaveAttribute('aria-describedby');
  fireEvent.click(save());
  expect(send).toHaveBeenCalledTimes(1);
});

test('sends the form around it, but not while it may not', () => {
  const onSubmit = vi.fn<(event: SubmitEvent) => void>((event) => event.preventDefault());
  const form = (reason: string | null, busy: boolean) => (
    <form onSubmit={onSubmit}>
      <SaveBar label="Save branding" reason={reason} busy={busy} onDiscard={null} />
    </form>
  );
  const { rerender } = render(form('Nothing has changed', false));
  fireEvent.click(save());
  rerender(form(null, true));
  expect(screen.getByText('Saving…')).toBeVisible();
  fireEvent.click(save());
  expect(onSubmit).not.toHaveBeenCalled();
  rerender(form(null, false));
  fireEvent.click(save());
  expect(onSubmit).toHaveBeenCalledTimes(1);
});

test('discard keeps the focus when there is nothing left to discard', () => {
  const onDiscard = vi.fn<() => void>();
  const bar = (discard: (() => void) | null) => (
    <SaveBar label="Save branding" reason={null} onDiscard={discard} />
  );
  const { rerender } = render(bar(onDiscard));
  discard().focus();
  fireEvent.click(discard());
  expect(onDiscard).toHaveBeenCalledTimes(1);
  rerender(bar(null));
  expect(discard()).toHaveFocus();
  expect(discard()).toHaveAccessibleDescription('Nothing has changed');
  fireEvent.click(discard());
  expect(onDiscard).toHaveBeenCalledTimes(1);
});

test('a summary is said at once, and leads to what it can', () => {
  const onGo = vi.fn<() => void>();
  render(
    <ErrorSummary
      title="Not saved. Everything you typed is still here."
      items={[{ text: 'The name is taken', onGo }, { text: 'The account is full' }]}
    >
      <p>Reference req_1</p>
    </ErrorSummary>,
  );
  const alert = screen.getByRole('alert');
  expect(alert).toHaveTextContent('Not saved. Everything you typed is still here.');
  expect(alert).toHaveTextContent('Reference req_1');
  expect(screen.getAllByRole('listitem')).toHaveLength(2);
  fireEvent.click(screen.getByRole('button', { name: 'The name is taken' }));
  expect(onGo).toHaveBeenCalledTimes(1);
  expect(screen.getAllByRole('button')).toHaveLength(1);
});
