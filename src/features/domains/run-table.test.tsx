import { act, fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, test, vi } from 'vitest';
import { ApiError } from '#api/errors.ts';
import type { DomainAct, DomainOutcome } from '#api/write-domains.ts';
import { showPage } from '#shared/test-page.tsx';
import { Announcer } from '#ui/announcer.tsx';
import { createDomainRun } from './domain-run.ts';
import type { DomainRun, RunRow } from './domain-run.ts';
import { outcomeWords } from './outcome-words.ts';
import { RunTable } from './run-table.tsx';
import { giveVoice } from './run-voice.ts';

vi.setConfig({ testTimeout: 20_000 });

const add = (host: string): RunRow => ({ host, act: { do: 'add' }, seen: null });
const done = (host: string): DomainOutcome => ({ kind: 'done', domain: { host }, by: 'us' });

/** A run whose writes end when they are told to, one after another. */
function held(hosts: readonly string[]) {
  let answer: (outcome: DomainOutcome) => void = () => undefined;
  const run = createDomainRun(
    hosts.map(add),
    () =>
      new Promise((resolve) => {
        answer = resolve;
      }),
    { wait: () => new Promise(() => undefined), isOnline: () => true },
  );
  giveVoice(run);
  const end = async (outcome: DomainOutcome) => act(async () => answer(outcome));
  return { run, end };
}

async function show(run: DomainRun) {
  showPage(
    <>
      <RunTable accountId="acc_1" run={run} />
      <Announcer />
    </>,
  );
  await screen.findByRole('table', { name: 'Outcome of each domain' });
}

const row = (name: RegExp) => within(screen.getByRole('row', { name }));
const outcomeOf = (name: RegExp) => row(name).getByRole('cell').textContent;

test('each row says how far it is, and what to do about it', async () => {
  const { run, end } = held(['a.example.com', 'b.example.com', 'c.example.com']);
  await show(run);
  act(() => run.start());
  expect(screen.getByText('Adding: 0 of 3')).toBeVisible();
  expect(screen.getByRole('progressbar', { name: 'Progress' })).toBeVisible();
  expect(outcomeOf(/a\.example/)).toBe('Adding…');
  expect(outcomeOf(/b\.example/)).toBe('Waiting');
  await end(done('a.example.com'));
  expect(row(/a\.example/).getByRole('link', { name: 'Set up a.example.com' })).toHaveAttribute(
    'href',
    '/accounts/acc_1/domains/a.example.com',
  );
  await end({ kind: 'held' });
  expect(outcomeOf(/b\.example/)).toBe(
    'Held by another accountAnother account holds b.example.com. If it is yours, remove it there, or ask AuthPI.',
  );
  await end({ kind: 'unknown', error: new ApiError('network', 'addDomain') });
  expect(outcomeOf(/c\.example/)).toMatch(/^Perhaps added.*Trying again looks first/);
  expect(screen.getByText('1 of 3 added. 1 not added. 1 perhaps added')).toBeVisible();
  expect(screen.queryByRole('progressbar')).toBeNull();
});

test('it speaks at the start and at the end, and not at each row', async () => {
  const { run, end } = held(['a.example.com', 'b.example.com']);
  await show(run);
  const voice = screen.getByRole('status');
  act(() => run.start());
  expect(voice).toHaveTextContent('Adding 2 domains');
  await end(done('a.example.com'));
  expect(voice).toHaveTextContent('Adding 2 domains');
  await end({ kind: 'full' });
  expect(voice).toHaveTextContent('1 of 2 added. 1 not added. An account has at most 20 domains');
});

test('stop and try again keep the focus, and say when they cannot be pressed', async () => {
  const { run, end } = held(['a.example.com', 'b.example.com']);
  await show(run);
  act(() => run.start());
  const stop = screen.getByRole('button', { name: 'Stop after this one' });
  stop.focus();
  fireEvent.click(stop);
  expect(stop).toHaveFocus();
  expect(stop).toHaveAccessibleDescription('It stops after the write under way');
  await end({ kind: 'held' });
  expect(stop).not.toBeInTheDocument();
  const head = screen.getByText('0 of 2 added. 1 not added. 1 not tried').parentElement;
  expect(head).toHaveFocus();
  expect(outcomeOf(/b\.example/)).toBe('Not tried');

  const retry = screen.getByRole('button', { name: 'Try the other 2' });
  retry.focus();
  fireEvent.click(retry);
  expect(head).toHaveFocus();
  await end(done('a.example.com'));
  await end(done('b.example.com'));
  expect(screen.getByText('All 2 added')).toBeVisible();
  expect(screen.queryByRole('button', { name: /^Try/ })).toBeNull();
});

test('a pause is said, and that it goes on by itself', async () => {
  const { run, end } = held(['a.example.com', 'b.example.com']);
  await show(run);
  act(() => run.start());
  await end({ kind: 'refused', error: new ApiError('rate_limited', 'addDomain') });
  // On screen, and aloud.
  expect(screen.getAllByText(/AuthPI asked for a pause\. It goes on by itself/)).toHaveLength(2);
  expect(screen.getByRole('status')).toHaveTextContent('It goes on by itself.');
  expect(outcomeOf(/a\.example/)).toBe('Waiting');
});

test('what another account holds can be tried again, and is not what one goes on with', async () => {
  const { run, end } = held(['a.example.com', 'b.example.com']);
  await show(run);
  act(() => run.start());
  await end({ kind: 'held' });
  await end(done('b.example.com'));
  const retry = screen.getByRole('button', { name: 'Try again' });
  expect(retry).not.toHaveClass('btn-primary');
  fireEvent.click(retry);
  await end({ kind: 'unknown', error: new ApiError('network', 'addDomain') });
  expect(screen.getByRole('button', { name: 'Try again' })).toHaveClass('btn-primary');
});

test('what began the run is gone from the page: its outcome has the focus', async () => {
  const { run } = held(['a.example.com']);
  (document.activeElement as HTMLElement | null)?.blur();
  await show(run);
  expect(document.activeElement).toContainElement(screen.getByText('Adding: 0 of 1'));
});

describe('words', () => {
  const HOST = 'auth.example.com';
  const ACTS: DomainAct[] = [
    { do: 'add' },
    { do: 'verify' },
    { do: 'assign', issuerId: 'i_1' },
    { do: 'unassign' },
    { do: 'remove' },
  ];
  const OUTCOMES: DomainOutcome[] = [
    { kind: 'done', domain: null, by: 'us' },
    { kind: 'done', domain: null, by: 'others' },
    { kind: 'moved', domain: { host: HOST, verified: true, assigned_issuer_id: 'i_2' } },
    { kind: 'domain_gone' },
    { kind: 'issuer_gone' },
    { kind: 'held' },
    { kind: 'full' },
    { kind: 'refused', error: new ApiError('forbidden', 'addDomain') },
    { kind: 'unknown', error: new ApiError('server', 'addDomain', { status: 502 }) },
  ];

  test.each(ACTS)('$do: every outcome has words of its own; what failed says more', (what) => {
    const said = OUTCOMES.map((outcome) => outcomeWords(HOST, what, outcome));
    expect(new Set(said.map(({ look }) => look.text)).size).toBe(OUTCOMES.length);
    for (const { look, detail } of said) {
      expect(detail === null).toBe(look.shape === 'ok');
      expect(`${look.text} ${detail ?? ''}`).not.toMatch(/undefined|null|!|please/i);
    }
  });

  test('what somebody else made of it is said, by name where that is known', () => {
    const moved: DomainOutcome = {
      kind: 'moved',
      domain: { host: HOST, verified: true, assigned_issuer_id: 'i_2' },
    };
    const words = (nameOf?: (id: string) => string | null) =>
      outcomeWords(HOST, { do: 'remove' }, moved, nameOf).detail;
    expect(words()).toContain('It is now marked as verified and assigned to i_2.');
    expect(words(() => 'Staging')).toContain('assigned to Staging.');
  });

  test('a refused host says why, in the words of the field', () => {
    const error = new ApiError('invalid', 'addDomain', {
      status: 400,
      fields: [{ field: 'host', code: 'underscore', message: 'A host name has no underscores' }],
    });
    expect(outcomeWords(HOST, { do: 'add' }, { kind: 'refused', error })).toEqual({
      look: { shape: 'bad', text: 'Not added' },
      detail: 'A host name has no underscores.',
      reference: null,
    });
  });

  test('accepted, and not so: that is said', () => {
    const error = new ApiError('unexpected', 'verifyDomain', { status: 200 });
    expect(outcomeWords(HOST, { do: 'verify' }, { kind: 'refused', error }).detail).toBe(
      'AuthPI accepted it, but the domain is as it was.',
    );
  });
});
