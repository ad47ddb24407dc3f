import { QueryClientProvider, useQuery } from '@tanstack/react-query';
import { act, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { client } from '#api/client.ts';
import { createQueryClient } from '#api/query-client.ts';
import { SessionGuard, SessionLine } from './session-guard.tsx';

const refusal = (code: string) =>
  Response.json(
    { error: code, error_description: 'No.', retryable: false, reference: 'ref_1' },
    { status: 401 },
  );

/** What the server answers: a refusal with this code, or nothing is wrong. */
let refused: string | null = null;
const asked: string[] = [];

beforeEach(() => {
  refused = 'session_expired';
  asked.length = 0;
  vi.stubGlobal('fetch', (path: string) => {
    asked.push(path);
    const data = path === '/v1/me' ? { type: 'user', accounts: [] } : [];
    return Promise.resolve(refused === null ? Response.json({ data }) : refusal(refused));
  });
});

afterEach(() => {
  act(() => client.session.resume());
  vi.unstubAllGlobals();
});

/** A part of the page that does not ask again by itself. */
function Part() {
  const { data } = useQuery({
    queryKey: ['part'],
    queryFn: async () => (await client.send('listAccounts')).data,
  });
  return <p>{data === undefined ? 'Nothing' : 'Something'}</p>;
}

function show() {
  render(
    <QueryClientProvider client={createQueryClient()}>
      <SessionLine />
      <Part />
      <SessionGuard />
    </QueryClientProvider>,
  );
  return screen.findByRole('dialog', { name: 'Your session has ended' });
}

test('says what is safe and the reference; nothing is asked by itself', async () => {
  const dialog = await show();
  expect(dialog).toHaveTextContent('Nothing on this page is lost');
  expect(dialog).toHaveTextContent('ref_1');
  expect(screen.getByRole('link', { name: 'Open a new tab to sign in' })).toHaveAttribute(
    'target',
    '_blank',
  );
  expect(asked).toEqual(['/v1/accounts']);
});

test('trying again: still refused is said; an answer closes it and loads what was refused', async () => {
  await show();
  fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByText('Still not signed in.')).toBeVisible();
  expect(asked).toEqual(['/v1/accounts', '/v1/me']);

  refused = null;
  fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(await screen.findByText('Something')).toBeVisible();
  expect(asked.slice(2)).toEqual(['/v1/me', '/v1/accounts']);
});

test('coming back to the window tries again once', async () => {
  await show();
  refused = null;
  fireEvent(window, new Event('focus'));
  fireEvent(document, new Event('visibilitychange'));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(asked.filter((path) => path === '/v1/me')).toHaveLength(1);
});

test('closed, a line stays that opens it again', async () => {
  await show();
  fireEvent.click(screen.getByRole('button', { name: 'Close' }));
  expect(screen.queryByRole('dialog')).toBeNull();
  expect(screen.getByText(/What is shown may be out of date/)).toBeVisible();
  fireEvent.click(screen.getByRole('button', { name: 'Sign in again' }));
  expect(await screen.findByRole('dialog')).toBeVisible();
  expect(screen.queryByText(/What is shown may be out of date/)).toBeNull();
});

test('a later end of the session is told of, though an earlier one was closed', async () => {
  await show();
  fireEvent.click(screen.getByRole('button', { name: 'Close' }));
  act(() => client.session.resume());
  expect(screen.queryByText(/What is shown may be out of date/)).toBeNull();
  refused = 'unauthorized';
  await act(() => client.send('getCaller').catch(() => undefined));
  expect(
    await screen.findByRole('dialog', { name: 'AuthPI did not accept the credential' }),
  ).toBeVisible();
});
