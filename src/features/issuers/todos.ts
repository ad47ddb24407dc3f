import { isKnownMethod } from '#contract/auth-methods/registry.ts';
import type { Domain } from '#contract/domain.ts';
import type { Issuer } from '#contract/issuer.ts';
import { unicodeHost } from '#contract/ours/hosts.ts';
import { accessModeOf } from '#contract/ours/rules.ts';
import { edgeLook } from '#shared/domain-words.ts';
import type { Finding } from '#shared/findings-parts.ts';
import { findingsOf, worstFirst } from '#shared/findings.ts';
import type { FindingFacts } from '#shared/findings.ts';
import { statusLook } from '#shared/issuer-words.ts';
import { assignedTo } from '#shared/listed.ts';
import type { Listed } from '#shared/listed.ts';
import { methodLabel, methodName } from '#shared/method-words.ts';
import type { Created, LeftMethod } from './created-issuers.ts';
import { isKnownStatus } from './sign-in-state.ts';

/** One thing that needs attention, or that all was looked at and none does. */
export type Todo = Omit<Finding, 'tone'> & { tone: Finding['tone'] | 'done' };

/** What an issuer is judged by. The domains are those of its account. */
export type TodoFacts = FindingFacts & { issuer: Pick<Issuer, 'status'> };

/**
 * What has to be done before people can sign in as they should: the issuer's status, then the rest,
 * worst first. What is still asked is left out. The last one is the OAuth client, always.
 */
export function todosOf(facts: TodoFacts): Todo[] {
  const { issuer, methods, domains } = facts;
  const rest = [
    ...findingsOf(facts),
    ...aboutAccess(issuer),
    ...aboutDomains(issuer.id, assignedTo(issuer.id, domains)),
  ];
  const todos = [...aboutStatus(issuer.status), ...rest.toSorted(worstFirst)];
  const asking = methods.state === 'asking' || domains.state === 'asking';
  return todos.length === 0 && !asking ? [DONE, CLIENT] : [...todos, CLIENT];
}

/**
 * {@link todosOf} for an issuer that was created a moment ago: the next steps, as what to do. An auth
 * method that could not be copied is a step until there is one of that name and kind.
 */
export function nextSteps(facts: TodoFacts, { left, notKept }: Created): Todo[] {
  const { issuer, methods } = facts;
  const todos = todosOf(facts);
  const isThere = ({ name, method }: LeftMethod) =>
    methods.state === 'known' &&
    methods.rows.some((row) => row.name === name && row.method === method);
  const unkept: Todo[] = notKept.map((name) => ({
    id: `unkept ${name}`,
    tone: 'bad',
    title: `AuthPI did not keep ${name}`,
    why: 'It answered with something else than was sent.',
    cure: name.startsWith('settings')
      ? { text: 'Settings', to: { page: 'settings', issuerId: issuer.id } }
      : null,
  }));
  const toCopy = left
    .filter((each) => !isThere(each))
    .map((each, index): Todo => {
      const method = isKnownMethod(each.method) ? each.method : null;
      return {
        id: `left ${index}`,
        tone: 'warn',
        title: `Add “${methodName(each)}” (${methodLabel(each.method)})`,
        why: each.why,
        cure: {
          text: 'Add it',
          to: { page: 'new-auth-method', issuerId: issuer.id, method },
        },
      };
    });
  const others = [...unkept, ...toCopy];
  const open = todos.filter(({ tone }) => tone !== 'done' || others.length === 0);
  const steps = open.map((todo): Todo => {
    if (todo.id === 'no-door') return { ...todo, title: 'Add a login method' };
    return todo.id === 'client'
      ? {
          ...todo,
          title: 'Create an OAuth client',
          why: 'Nobody can sign in without one. This dashboard cannot see them.',
        }
      : todo;
  });
  const at = steps.findIndex(({ tone }) => tone === 'note');
  return [...unkept, ...steps.toSpliced(at, 0, ...toCopy)];
}

const DONE: Todo = {
  id: 'done',
  tone: 'done',
  title: 'Nothing else needs attention',
  why: 'The issuer is active and has an access mode. Its auth methods and its domains were looked at.',
  cure: null,
};

const CLIENT: Todo = {
  id: 'client',
  tone: 'note',
  title: 'No OAuth client is known here',
  why: 'An issuer needs one before anybody can sign in. This dashboard cannot see them.',
  cure: { text: 'Create one in', to: { page: 'console' } },
};

function aboutStatus(status: string): Todo[] {
  if (status === 'active') return [];
  return [
    isKnownStatus(status)
      ? {
          id: 'status',
          tone: 'warn',
          title: `The issuer is ${statusLook(status).text.toLowerCase()}`,
          why: 'Nobody can sign in until it is active.',
          cure: null,
        }
      : {
          id: 'status',
          tone: 'unknown',
          title: `Not known what the status “${status}” means`,
          why: 'It is a word this dashboard does not know. It may keep people from signing in.',
          cure: null,
        },
  ];
}

function aboutAccess({ id, settings }: TodoFacts['issuer']): Finding[] {
  const mode = accessModeOf(settings);
  if (mode !== null && mode !== '') return [];
  return [
    {
      id: 'access',
      tone: 'warn',
      title: 'The access mode is not set',
      why: 'Who can sign up is then for AuthPI to say, and it has not published what it says.',
      cure: { text: 'Access settings', to: { page: 'access-settings', issuerId: id } },
    },
  ];
}

function aboutDomains(issuerId: string, domains: Listed<Domain>): Finding[] {
  if (domains.state === 'asking') return [];
  if (domains.state === 'failed') {
    return [
      {
        id: 'domains',
        tone: 'unknown',
        title: 'Not known whether a domain waits to be verified',
        why: 'The domains did not load.',
        cure: null,
      },
    ];
  }
  const { rows, whole } = domains;
  const cure = { text: 'Domains', to: { page: 'issuer-domains', issuerId } } as const;
  const hosts = (verified: false | null) =>
    rows.filter((row) => (row.verified ?? null) === verified).map(({ host }) => unicodeHost(host));
  const [unverified, unsaid] = [hosts(false), hosts(null)];
  const todos: Finding[] = [];
  if (unverified.length > 0) {
    const one = unverified.length === 1;
    todos.push({
      id: 'unverified',
      tone: 'warn',
      title: one
        ? 'An assigned domain is not marked as verified'
        : `${unverified.length} assigned domains are not marked as verified`,
      why: `${unverified.join(', ')} ${one ? 'has' : 'have'} no mark that ownership was checked.`,
      cure,
    });
  }
  if (unsaid.length > 0) {
    todos.push({
      id: 'unsaid',
      tone: 'unknown',
      title: 'Not known whether an assigned domain is marked as verified',
      why: `AuthPI does not say so of ${unsaid.join(', ')}.`,
      cure,
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
      why: `${waiting.map((row) => `${unicodeHost(row.host)}: ${row.cf_status}`).join(', ')}.`,
      cure,
    });
  }
  if (!whole) {
    todos.push({
      id: 'domains',
      tone: 'unknown',
      title: 'Not known whether another domain waits to be verified',
      why: 'AuthPI did not list all domains of the account.',
      cure,
    });
  }
  return todos;
}
