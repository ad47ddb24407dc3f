import type { AuthMethod } from '#contract/auth-method.ts';
import type { Domain } from '#contract/domain.ts';
import type { Issuer } from '#contract/issuer.ts';
import { unicodeHost } from '#contract/ours/hosts.ts';
import { accessModeOf, isDoor, mayBeDoor } from '#contract/ours/rules.ts';
import { edgeLook } from '#shared/domain-words.ts';
import { statusLook } from '#shared/issuer-words.ts';
import type { Listed } from '#shared/listed.ts';
import { methodLabel, methodName } from '#shared/method-words.ts';
import type { Created, LeftMethod } from './created-issuers.ts';
import { isKnownStatus, noDoorWords, unsaidWords } from './sign-in-state.ts';

/** One thing that is left to do, or that nobody could look at. */
export type Todo = {
  id: string;
  /** `unknown`: could not be looked at. `note`: always said, because it cannot be seen from here. */
  tone: 'bad' | 'warn' | 'unknown' | 'note' | 'done';
  title: string;
  detail: string;
  /** Where to see to it; null where that is not on another page. */
  to: 'auth-methods' | 'settings' | 'domains' | 'console' | null;
};

/**
 * What has to be done before people can sign in as they should, in the order in which it counts.
 * What is still asked is left out. The last one is the OAuth client, always.
 *
 * @param domains the domains that are assigned to the issuer
 */
export function todosOf(
  issuer: Pick<Issuer, 'status' | 'settings'>,
  methods: Listed<AuthMethod>,
  domains: Listed<Domain>,
): Todo[] {
  const todos = [
    ...aboutStatus(issuer.status),
    ...aboutMethods(methods),
    ...aboutAccess(issuer.settings),
    ...aboutDomains(domains),
  ];
  const asking = methods.state === 'asking' || domains.state === 'asking';
  return todos.length === 0 && !asking ? [DONE, CLIENT] : [...todos, CLIENT];
}

/**
 * {@link todosOf} for an issuer that was created a moment ago: the next steps, as what to do. An auth
 * method that could not be copied is a step until there is one of that name and kind.
 */
export function nextSteps(
  todos: readonly Todo[],
  { left, notKept }: Created,
  methods: Listed<AuthMethod>,
): Todo[] {
  const isThere = ({ name, method }: LeftMethod) =>
    methods.state === 'known' &&
    methods.rows.some((row) => row.name === name && row.method === method);
  const unkept: Todo[] = notKept.map((name) => ({
    id: `unkept ${name}`,
    tone: 'bad',
    title: `AuthPI did not keep ${name}`,
    detail: 'It answered with something else than was sent.',
    to: name.startsWith('settings') ? 'settings' : null,
  }));
  const toCopy = left
    .filter((each) => !isThere(each))
    .map((each, index): Todo => ({
      id: `left ${index}`,
      tone: 'warn',
      title: `Add “${methodName(each)}” (${methodLabel(each.method)})`,
      detail: each.why,
      to: 'auth-methods',
    }));
  const others = [...unkept, ...toCopy];
  const open = todos.filter(({ tone }) => tone !== 'done' || others.length === 0);
  const steps = open.map((todo): Todo => {
    if (todo.id === 'methods' && todo.tone === 'bad')
      return { ...todo, title: 'Add a login method' };
    return todo.id === 'client'
      ? {
          ...todo,
          title: 'Create an OAuth client',
          detail: 'Nobody can sign in without one. This dashboard cannot see them.',
        }
      : todo;
  });
  return [...unkept, ...steps.slice(0, -1), ...toCopy, ...steps.slice(-1)];
}

const DONE: Todo = {
  id: 'done',
  tone: 'done',
  title: 'Nothing else is left to do',
  detail:
    'The issuer is active, has a way to sign in and an access mode, and nothing is known to be wrong with its domains.',
  to: null,
};

const CLIENT: Todo = {
  id: 'client',
  tone: 'note',
  title: 'No OAuth client is known here',
  detail: 'An issuer needs one before anybody can sign in. This dashboard cannot see them.',
  to: 'console',
};

function aboutStatus(status: string): Todo[] {
  if (status === 'active') return [];
  return [
    isKnownStatus(status)
      ? {
          id: 'status',
          tone: 'warn',
          title: `The issuer is ${statusLook(status).text.toLowerCase()}`,
          detail: 'Nobody can sign in until it is active.',
          to: null,
        }
      : {
          id: 'status',
          tone: 'unknown',
          title: `The status is “${status}”`,
          detail: 'This dashboard does not know the word, nor what it means for sign-in.',
          to: null,
        },
  ];
}

function aboutMethods(methods: Listed<AuthMethod>): Todo[] {
  if (methods.state === 'asking') return [];
  const unknown: Todo = {
    id: 'methods',
    tone: 'unknown',
    title: 'Not known whether there is a way to sign in',
    detail: 'The auth methods did not load.',
    to: null,
  };
  if (methods.state === 'failed') return [unknown];
  if (methods.rows.some(isDoor)) return [];
  if (!methods.whole) {
    const detail = 'No listed auth method is one, and AuthPI did not list all of them.';
    return [{ ...unknown, detail, to: 'auth-methods' }];
  }
  const unsaid = methods.rows.filter(mayBeDoor).length;
  if (unsaid > 0) {
    return [{ ...unknown, detail: unsaidWords(unsaid, 'login'), to: 'auth-methods' }];
  }
  return [
    {
      id: 'methods',
      tone: 'bad',
      title: 'There is no way to sign in',
      detail: noDoorWords(methods.rows),
      to: 'auth-methods',
    },
  ];
}

function aboutAccess(settings: Issuer['settings']): Todo[] {
  const mode = accessModeOf(settings);
  if (mode !== null && mode !== '') return [];
  return [
    {
      id: 'access',
      tone: 'warn',
      title: 'The access mode is not set',
      detail: 'Who can sign up is then for AuthPI to say, and it has not published what it says.',
      to: 'settings',
    },
  ];
}

function aboutDomains(domains: Listed<Domain>): Todo[] {
  if (domains.state === 'asking') return [];
  if (domains.state === 'failed') {
    return [
      {
        id: 'domains',
        tone: 'unknown',
        title: 'Not known whether a domain waits to be verified',
        detail: 'The domains did not load.',
        to: null,
      },
    ];
  }
  const { rows, whole } = domains;
  const hosts = (verified: false | null) =>
    rows.filter((row) => (row.verified ?? null) === verified).map(({ host }) => unicodeHost(host));
  const [unverified, unsaid] = [hosts(false), hosts(null)];
  const todos: Todo[] = [];
  if (unverified.length > 0) {
    const one = unverified.length === 1;
    todos.push({
      id: 'unverified',
      tone: 'warn',
      title: one
        ? 'An assigned domain is not marked as verified'
        : `${unverified.length} assigned domains are not marked as verified`,
      detail: `${unverified.join(', ')} ${one ? 'has' : 'have'} no mark that ownership was checked.`,
      to: 'domains',
    });
  }
  if (unsaid.length > 0) {
    todos.push({
      id: 'unsaid',
      tone: 'unknown',
      title: 'Not known whether an assigned domain is marked as verified',
      detail: `AuthPI does not say so of ${unsaid.join(', ')}.`,
      to: 'domains',
    });
  }
  const waiting = rows.filter(({ cf_status: status }) => {
    return status != null && status.trim() !== '' && edgeLook(status).shape !== 'ok';
  });
  if (waiting.length > 0) {
    const refused = waiting.some(({ cf_status: status }) => edgeLook(status).shape === 'bad');
    todos.push({
      id: 'edge',
      tone: refused ? 'bad' : 'warn',
      title:
        waiting.length === 1
          ? 'The edge status of an assigned domain is not “active”'
          : `The edge status of ${waiting.length} assigned domains is not “active”`,
      detail: `${waiting.map((row) => `${unicodeHost(row.host)}: ${row.cf_status}`).join(', ')}.`,
      to: 'domains',
    });
  }
  if (!whole) {
    todos.push({
      id: 'domains',
      tone: 'unknown',
      title: 'Not known whether another domain waits to be verified',
      detail: 'AuthPI did not list all domains of the account.',
      to: 'domains',
    });
  }
  return todos;
}
