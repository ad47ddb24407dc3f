import { expect, test } from 'vitest';
import type { AuthMethod } from '#contract/auth-method.ts';
import type { Domain } from '#contract/domain.ts';
import type { Listed } from '#shared/listed.ts';
import { nextSteps, todosOf } from './todos.ts';
import type { TodoFacts } from './todos.ts';

const issuer = { id: 'i_1', status: 'active', settings: { access: { mode: 'open' } } };
const password: AuthMethod = { id: 'am_1', name: 'Password', method: 'password', created_at: 0 };
const on = { ...password, enabled_login: true, enabled_signup: true };
const asking = { state: 'asking' } as const;
const failed = { state: 'failed', error: new Error('500') } as const;
const open = known([on]);
const off = known([{ ...on, enabled_login: false }]);
const none = known<Domain>([]);

function known<Row>(rows: Row[], whole = true): Listed<Row> {
  return { state: 'known', rows, whole };
}

/** Domains of the account, assigned to the issuer. */
function assigned(domains: Domain[], whole = true): Listed<Domain> {
  return known(
    domains.map((domain) => ({ ...domain, assigned_issuer_id: issuer.id })),
    whole,
  );
}

function factsOf(
  of: TodoFacts['issuer'],
  methods: Listed<AuthMethod>,
  domains: Listed<Domain>,
): TodoFacts {
  return { issuer: of, methods, domains, now: 0 };
}

/** What is said, without the OAuth client that always is. */
function said(...given: Parameters<typeof factsOf>) {
  const todos = todosOf(factsOf(...given));
  expect(todos.at(-1)).toMatchObject({
    id: 'client',
    tone: 'note',
    cure: { to: { page: 'console' } },
  });
  return todos
    .slice(0, -1)
    .map(({ tone, title, cure }) => ({ tone, title, to: cure === null ? null : cure.to.page }));
}

test('nothing but the client, which cannot be seen', () => {
  expect(said(issuer, open, none)).toEqual([
    { tone: 'done', title: 'Nothing else needs attention', to: null },
  ]);
  expect(said(issuer, open, assigned([{ host: 'a.example', verified: true }]))).toHaveLength(1);
});

test('what is still asked is neither done nor left to do', () => {
  expect(said(issuer, asking, none)).toEqual([]);
  expect(said(issuer, open, asking)).toEqual([]);
});

test('a domain that the edge does not serve is left to do', () => {
  const at = (...words: (string | null)[]) =>
    todosOf(
      factsOf(
        issuer,
        open,
        assigned(
          words.map((cf_status, at) => ({ host: `${at}.example`, verified: true, cf_status })),
        ),
      ),
    )[0];
  expect(at('active', null, '')).toMatchObject({ id: 'done' });
  expect(at('active', 'pending')).toMatchObject({
    tone: 'warn',
    title: 'The edge status of an assigned domain is not “active”',
    why: '1.example: pending.',
    cure: { to: { page: 'issuer-domains', issuerId: 'i_1' } },
  });
  expect(at('moved', 'dreaming')).toMatchObject({
    tone: 'bad',
    title: 'The edge status of 2 assigned domains is not “active”',
    why: '0.example: moved, 1.example: dreaming.',
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
      to: 'issuer-domains',
    },
  ]);
});

test('everything at once: the status, then the rest, worst first', () => {
  const settings = { access: { mode: null } };
  const domains = assigned([
    { host: 'xn--bcher-kva.example', verified: false },
    { host: 'b.example', verified: false },
    { host: 'c.example' },
    { host: 'd.example', verified: true },
    { host: 'e.example', verified: true, cf_status: 'blocked' },
  ]);
  const facts = factsOf({ ...issuer, status: 'disabled', settings }, off, domains);
  expect(said(facts.issuer, off, domains)).toEqual([
    { tone: 'warn', title: 'The issuer is disabled', to: null },
    { tone: 'bad', title: 'There is no way to sign in', to: 'auth-methods' },
    {
      tone: 'bad',
      title: 'The edge status of an assigned domain is not “active”',
      to: 'issuer-domains',
    },
    { tone: 'warn', title: 'The access mode is not set', to: 'access-settings' },
    {
      tone: 'warn',
      title: '2 assigned domains are not marked as verified',
      to: 'issuer-domains',
    },
    {
      tone: 'unknown',
      title: 'Not known whether an assigned domain is marked as verified',
      to: 'issuer-domains',
    },
  ]);
  expect(todosOf(facts).map(({ why }) => why)).toContain(
    'bücher.example, b.example have no mark that ownership was checked.',
  );
});

test('a second factor is no way to sign in', () => {
  const totp = { ...password, method: 'totp', enabled_login: true };
  expect(said(issuer, known([totp]), none)).toEqual([
    { tone: 'bad', title: 'There is no way to sign in', to: 'new-auth-method' },
    {
      tone: 'warn',
      title: 'An authenticator app without backup codes',
      to: 'new-auth-method',
    },
  ]);
});

test('a status that is not known is quoted', () => {
  expect(said({ ...issuer, status: 'frozen' }, open, none)).toEqual([
    { tone: 'unknown', title: 'Not known what the status “frozen” means', to: null },
  ]);
});

test('the next steps of a new issuer are what to do', () => {
  const left = [
    { name: 'Hub', method: 'github', why: 'It needs its client secret.' },
    { name: 'SAML', method: 'saml', why: 'This dashboard does not know it.' },
  ];
  const closed = { ...issuer, settings: { access: { mode: 'closed' } } };
  const steps = (methods: Listed<AuthMethod>, notKept: string[] = [], of = issuer) =>
    nextSteps(factsOf(of, methods, none), { left, notKept });
  const titles = (...given: Parameters<typeof steps>) => steps(...given).map(({ title }) => title);
  const copies = ['Add “Hub” (GitHub)', 'Add “SAML” (saml)'];
  expect(titles(known([]))).toEqual(['Add a login method', ...copies, 'Create an OAuth client']);
  expect(titles(open, ['settings.access.mfa'])).toEqual([
    'AuthPI did not keep settings.access.mfa',
    ...copies,
    'Create an OAuth client',
  ]);
  // What harms nobody comes after what is to be done.
  expect(titles(open, [], closed)).toEqual([
    ...copies,
    'Signup is on while access is closed',
    'Create an OAuth client',
  ]);
  expect(steps(open).map(({ cure }) => cure?.to)).toEqual([
    { page: 'new-auth-method', issuerId: 'i_1', method: 'github' },
    { page: 'new-auth-method', issuerId: 'i_1', method: null },
    { page: 'console' },
  ]);
  const there = left.map(({ name, method }) => ({ ...on, id: name, name, method }));
  expect(titles(known(there))).toEqual(['Nothing else needs attention', 'Create an OAuth client']);
});
