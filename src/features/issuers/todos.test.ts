import { expect, test } from 'vitest';
import type { AuthMethod } from '#contract/auth-method.ts';
import type { Domain } from '#contract/domain.ts';
import type { Listed } from '#shared/listed.ts';
import { nextSteps, todosOf } from './todos.ts';

const issuer = { status: 'active', settings: { access: { mode: 'open' } } };
const password: AuthMethod = { id: 'am_1', name: 'Password', method: 'password', created_at: 0 };
const asking = { state: 'asking' } as const;
const failed = { state: 'failed', error: new Error('500') } as const;
const open = known([{ ...password, enabled_login: true }]);
const off = known([{ ...password, enabled_login: false }]);
const none = known<Domain>([]);

function known<Row>(rows: Row[], whole = true): Listed<Row> {
  return { state: 'known', rows, whole };
}

/** What is said, without the OAuth client that always is. */
function said(...given: Parameters<typeof todosOf>) {
  const todos = todosOf(...given);
  expect(todos.at(-1)).toMatchObject({ id: 'client', tone: 'note', to: 'console' });
  return todos.slice(0, -1).map(({ tone, title, to }) => ({ tone, title, to }));
}

test('nothing but the client, which cannot be seen', () => {
  expect(said(issuer, open, none)).toEqual([
    { tone: 'done', title: 'Nothing else is left to do', to: null },
  ]);
  expect(said(issuer, open, known([{ host: 'a.example', verified: true }]))).toHaveLength(1);
});

test('what is still asked is neither done nor left to do', () => {
  expect(said(issuer, asking, none)).toEqual([]);
  expect(said(issuer, open, asking)).toEqual([]);
});

test('a domain that the edge does not serve is left to do', () => {
  const at = (...words: (string | null)[]) =>
    todosOf(
      issuer,
      open,
      known(words.map((cf_status, at) => ({ host: `${at}.example`, verified: true, cf_status }))),
    )[0];
  expect(at('active', null, '')).toMatchObject({ id: 'done' });
  expect(at('active', 'pending')).toMatchObject({
    tone: 'warn',
    title: 'The edge status of an assigned domain is not “active”',
    detail: '1.example: pending.',
    to: 'domains',
  });
  expect(at('moved', 'dreaming')).toMatchObject({
    tone: 'bad',
    title: 'The edge status of 2 assigned domains is not “active”',
    detail: '0.example: moved, 1.example: dreaming.',
  });
});

test('what could not be asked is said', () => {
  expect(said(issuer, failed, failed)).toEqual([
    { tone: 'unknown', title: 'Not known whether there is a way to sign in', to: null },
    { tone: 'unknown', title: 'Not known whether a domain waits to be verified', to: null },
  ]);
  expect(said(issuer, known([password]), none)).toEqual([
    { tone: 'unknown', title: 'Not known whether there is a way to sign in', to: 'auth-methods' },
  ]);
  expect(said(issuer, known<AuthMethod>([], false), known<Domain>([], false))).toEqual([
    { tone: 'unknown', title: 'Not known whether there is a way to sign in', to: 'auth-methods' },
    {
      tone: 'unknown',
      title: 'Not known whether another domain waits to be verified',
      to: 'domains',
    },
  ]);
});

test('everything at once, in the order in which it counts', () => {
  const settings = { access: { mode: null } };
  const domains = known<Domain>([
    { host: 'xn--bcher-kva.example', verified: false },
    { host: 'b.example', verified: false },
    { host: 'c.example' },
    { host: 'd.example', verified: true },
  ]);
  expect(said({ status: 'disabled', settings }, off, domains)).toEqual([
    { tone: 'warn', title: 'The issuer is disabled', to: null },
    { tone: 'bad', title: 'There is no way to sign in', to: 'auth-methods' },
    { tone: 'warn', title: 'The access mode is not set', to: 'settings' },
    { tone: 'warn', title: '2 assigned domains are not marked as verified', to: 'domains' },
    {
      tone: 'unknown',
      title: 'Not known whether an assigned domain is marked as verified',
      to: 'domains',
    },
  ]);
  const details = todosOf({ status: 'disabled', settings }, known([password]), domains);
  expect(details.map(({ detail }) => detail)).toContain(
    'bücher.example, b.example have no mark that ownership was checked.',
  );
});

test('a second factor is no way to sign in', () => {
  const totp = { ...password, method: 'totp', enabled_login: true };
  expect(said(issuer, known([totp]), none)).toEqual([
    { tone: 'bad', title: 'There is no way to sign in', to: 'auth-methods' },
  ]);
});

test('a status that is not known is quoted', () => {
  expect(said({ ...issuer, status: 'frozen' }, open, none)).toEqual([
    { tone: 'unknown', title: 'The status is “frozen”', to: null },
  ]);
});

test('the next steps of a new issuer are what to do', () => {
  const left = [{ name: 'GitHub', method: 'github', why: 'It needs its client secret.' }];
  const steps = (methods: Listed<AuthMethod>, notKept: string[] = []) =>
    nextSteps(todosOf(issuer, methods, none), { left, notKept }, methods).map(({ title }) => title);
  expect(steps(known([]))).toEqual([
    'Add a login method',
    'Add “GitHub” (GitHub)',
    'Create an OAuth client',
  ]);
  expect(steps(open, ['settings.access.mfa'])).toEqual([
    'AuthPI did not keep settings.access.mfa',
    'Add “GitHub” (GitHub)',
    'Create an OAuth client',
  ]);
  const github = { ...password, name: 'GitHub', method: 'github', enabled_login: true };
  expect(steps(known([github]))).toEqual(['Nothing else is left to do', 'Create an OAuth client']);
});
