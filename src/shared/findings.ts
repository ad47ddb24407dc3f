import type { AuthMethod } from '#contract/auth-method.ts';
import { AUTH_METHODS, isKnownMethod } from '#contract/auth-methods/registry.ts';
import { temporaryPassword } from '#contract/auth-methods/temporary-password.ts';
import type { AuthMethodKind } from '#contract/auth-methods/registry.ts';
import {
  ACCESS_MODES,
  accessModeOf,
  isDoor,
  mayBeDoor,
  startsLogin,
} from '#contract/ours/rules.ts';
import { isJsonObject } from '#contract/values.ts';
import { durationWords } from '#ui/duration-words.ts';
import { quoted, settingOf, toMethod, toMethods } from './findings-parts.ts';
import type { Answer, Cure, Finding, Looked, Open } from './findings-parts.ts';
import { settingAnswers } from './findings-settings.ts';
import { accessWords } from './issuer-words.ts';
import { countOf } from './list-words.ts';
import type { Listed } from './listed.ts';

const METHODS = { one: 'auth method', many: 'auth methods' };

/** What an issuer is judged by. Its domains are those of the account that are assigned to it. */
export type FindingFacts = Pick<Looked, 'issuer' | 'domains' | 'now'> & {
  readonly methods: Listed<AuthMethod>;
};

/**
 * What is wrong with how people sign in at an issuer, or may be, worst first. It follows from what
 * AuthPI answered, where defaults count as set (contract §9). A word or a form that is not known is
 * never judged. What a list that is missing, or not whole, leaves open is one finding, `unknown`;
 * what is still asked is none.
 */
export function findingsOf({ methods, ...facts }: FindingFacts): Finding[] {
  if (methods.state === 'asking') return [];
  if (methods.state === 'failed') {
    const because = 'The auth methods did not load, so nothing about them could be looked at.';
    return openFindings([{ open: 'whether there is a way to sign in', because, cure: null }]);
  }
  const { rows, whole } = methods;
  const looked = { ...facts, rows, whole };
  const answers = [
    ...doorAnswers(looked),
    ...secondFactorAnswers(looked),
    ...onlyAnswers(looked),
    ...backupAnswers(looked),
    ...signupAnswers(looked),
    ...settingAnswers(looked),
  ];
  const found = answers.filter((answer) => 'tone' in answer);
  const open = answers.filter((answer) => 'open' in answer);
  return [...found, ...openFindings(open)]
    .filter(({ id }, at, all) => all.findIndex((other) => other.id === id) === at)
    .toSorted(worstFirst);
}

const RANK: { readonly [tone in Finding['tone']]: number } = {
  bad: 0,
  warn: 1,
  unknown: 2,
  note: 3,
};

/** The order in which findings count, for sorting. */
export function worstFirst(one: Pick<Finding, 'tone'>, other: Pick<Finding, 'tone'>): number {
  return RANK[one.tone] - RANK[other.tone];
}

const or = new Intl.ListFormat('en-GB', { type: 'disjunction' });

/** All that is not known, as one finding: no more is lost by it than by several. */
function openFindings(open: readonly Open[]): Finding[] {
  const [first, ...others] = open;
  if (first === undefined) return [];
  const because = [...new Set(open.map((each) => each.because))];
  const rest = [...new Set(others.map((each) => each.open))];
  const sentences = rest.length === 0 ? because : [`Nor ${or.format(rest)}.`, ...because];
  return [
    {
      id: 'unknown',
      tone: 'unknown',
      title: `Not known ${first.open}`,
      why: sentences.join(' '),
      cure: first.cure,
    },
  ];
}

/** What keeps something about an issuer's methods from being known. */
function doubt({ issuer, whole }: Looked, open: string, unsaid: string): Open {
  const because = whole ? unsaid : 'AuthPI did not list all of the auth methods.';
  return { open, because, cure: toMethods(issuer.id) };
}

function unsaidWords(what: 'login' | 'signup', methods: readonly AuthMethod[]): string {
  return `AuthPI does not say whether ${what} is on for ${quoted(methods)}.`;
}

/** The way to a method that is there and off, or to adding one of its kind. */
function toOneOf(
  looked: Looked,
  [there]: readonly AuthMethod[],
  add: { text: string; method: AuthMethodKind | null },
): Cure {
  if (there !== undefined) return toMethod(looked, there);
  const { text, method } = add;
  return { text, to: { page: 'new-auth-method', issuerId: looked.issuer.id, method } };
}

const ANOTHER = { text: 'Add an auth method', method: null };

function doorAnswers(looked: Looked): Answer[] {
  const { issuer, rows, whole } = looked;
  if (rows.some(isDoor)) return [];
  const unsaid = rows.filter(mayBeDoor);
  if (!whole || unsaid.length > 0) {
    return [doubt(looked, 'whether there is a way to sign in', unsaidWords('login', unsaid))];
  }
  const off = rows.filter(startsLogin);
  return [
    {
      id: 'no-door',
      tone: 'bad',
      title: 'There is no way to sign in',
      why: noDoorWords(rows, off),
      cure: off.length > 0 ? toMethods(issuer.id) : toOneOf(looked, [], ANOTHER),
    },
  ];
}

function noDoorWords(rows: readonly AuthMethod[], off: readonly AuthMethod[]): string {
  if (off.length > 0) {
    return `${quoted(off)} could start a login and ${off.length === 1 ? 'is' : 'are'} off for it.`;
  }
  if (rows.length === 0) return 'Nobody can sign in before there is an auth method.';
  return `${quoted(rows)} ${rows.length === 1 ? 'is' : 'are'} asked for after another method, and there is none.`;
}

/** Whether people can only sign in with methods of a kind; null: that is not known. */
function areOnly({ rows, whole }: Looked, kind: AuthMethodKind): boolean | null {
  const doors = rows.filter(isDoor);
  if (doors.length === 0 || doors.some(({ method }) => method !== kind)) return false;
  return whole && !rows.some((way) => mayBeDoor(way) && way.method !== kind) ? true : null;
}

/** Ways to sign in that should not be the only ones. */
function onlyAnswers(looked: Looked): Answer[] {
  return [
    ...onlyAnswer(looked, 'temporary_password', {
      open: 'whether temporary passwords are the only way to sign in',
      title: 'Temporary passwords are the only way to sign in',
      why: (door) => {
        const ttl = settingOf(door, 'ttl') ?? temporaryPassword.other.ttl.default;
        const life = typeof ttl === 'number' ? `, and it works for ${durationWords(ttl)}` : '';
        return `Whoever signs in needs a password given to them first${life}.`;
      },
    }),
    ...onlyAnswer(looked, 'sms_otp', {
      open: 'whether SMS is the only way to sign in',
      title: 'SMS is the only way to sign in',
      why: () =>
        'A message reaches nobody without reception, and whoever takes over a phone number gets the codes.',
    }),
  ];
}

function onlyAnswer(
  looked: Looked,
  kind: AuthMethodKind,
  { open, title, why }: { open: string; title: string; why: (door: AuthMethod) => string },
): Answer[] {
  const only = areOnly(looked, kind);
  const { rows } = looked;
  const door = rows.find(isDoor);
  if (only === false || door === undefined) return [];
  if (only === null) return [doubt(looked, open, unsaidWords('login', rows.filter(mayBeDoor)))];
  const off = rows.filter((row) => startsLogin(row) && row.method !== kind);
  const cure = toOneOf(looked, off, ANOTHER);
  return [{ id: `only-${kind}`, tone: 'warn', title, why: why(door), cure }];
}

/** Authenticator apps without a way back for those who lose theirs. */
function backupAnswers(looked: Looked): Answer[] {
  const { rows, whole } = looked;
  const app = rows.find((row) => row.method === 'totp' && row.enabled_login === true);
  const codes = rows.filter(({ method }) => method === 'backup_codes');
  if (app === undefined || codes.some((row) => row.enabled_login === true)) return [];
  const unsaid = codes.filter((row) => row.enabled_login == null);
  if (unsaid.length > 0 || (codes.length === 0 && !whole)) {
    const open = 'whether there are backup codes for those who lose their authenticator app';
    return [doubt(looked, open, unsaidWords('login', unsaid))];
  }
  const state = codes.length === 0 ? 'there are no backup codes' : `${quoted(codes)} is off`;
  return [
    {
      id: 'totp-without-backup',
      tone: 'warn',
      title: 'An authenticator app without backup codes',
      why: `${quoted([app])} is on and ${state}: whoever loses the phone has no code to enter in its place.`,
      cure: toOneOf(looked, codes, { text: 'Add backup codes', method: 'backup_codes' }),
    },
  ];
}

/** Whether a method may be enrolled as a second factor; null: that is not known. */
function isSecondFactor(row: AuthMethod): boolean | null {
  // They stand in for another one.
  if (row.method === 'backup_codes' || row.enabled_login === false) return false;
  const kind = isKnownMethod(row.method) ? AUTH_METHODS[row.method].firstFactorOnly : 'either';
  // What AuthPI answers counts, but for those that can be nothing else.
  const said = kind === false ? false : row.first_factor_only;
  const firstOnly = said ?? (kind === 'either' ? null : kind);
  if (firstOnly === true) return false;
  return firstOnly === null || row.enabled_login == null ? null : true;
}

/** A second factor that is asked for and cannot be had. */
function secondFactorAnswers(looked: Looked): Answer[] {
  const { issuer, rows, whole } = looked;
  const access = issuer.settings?.['access'];
  if (!isJsonObject(access) || access['mfa'] !== 'required') return [];
  if (rows.some((row) => isSecondFactor(row) === true)) return [];
  const unsaid = rows.filter((row) => isSecondFactor(row) === null);
  if (!whole || unsaid.length > 0) {
    const because = `AuthPI does not say whether ${quoted(unsaid)} can be one.`;
    return [doubt(looked, 'whether there is a second factor to enrol', because)];
  }
  const off = rows.filter(
    (row) =>
      row.enabled_login === false && isSecondFactor({ ...row, enabled_login: true }) === true,
  );
  return [
    {
      id: 'no-second-factor',
      tone: 'bad',
      title: 'A second factor is required, and there is none to enrol',
      why: `${secondWords(rows, off)} What AuthPI does with somebody who has none is not published.`,
      cure: toOneOf(looked, off, { text: 'Add an authenticator app', method: 'totp' }),
    },
  ];
}

function secondWords(rows: readonly AuthMethod[], off: readonly AuthMethod[]): string {
  if (off.length > 0) {
    return `${quoted(off)} could be one and ${off.length === 1 ? 'is' : 'are'} off for login.`;
  }
  return rows.length === 0
    ? 'The issuer has no auth method.'
    : `None of its ${countOf(rows.length, METHODS)} can be one.`;
}

/** Signup as the methods have it against signup as the issuer has it. */
function signupAnswers(looked: Looked): Answer[] {
  const { issuer, rows, whole } = looked;
  const mode = accessModeOf(issuer.settings);
  if (!ACCESS_MODES.some((known) => known === mode)) return [];
  const ways = rows.filter(startsLogin);
  const on = ways.filter((row) => row.enabled_signup === true);
  if (mode === 'closed') {
    if (on.length === 0) return [];
    return [
      {
        id: 'signup-closed',
        tone: 'note',
        title: 'Signup is on while access is closed',
        why: `The access mode is Closed. ${quoted(on)} would let people in the moment that changes.`,
        cure: { text: 'Access settings', to: { page: 'access-settings', issuerId: issuer.id } },
      },
    ];
  }
  if (on.length > 0) return [];
  const unsaid = ways.filter((row) => row.enabled_signup == null);
  if (!whole || unsaid.length > 0) {
    return [doubt(looked, 'whether anybody can sign up', unsaidWords('signup', unsaid))];
  }
  // Without a method there is more to do than to switch signup on.
  if (ways.length === 0) return [];
  return [
    {
      id: 'signup-off',
      tone: 'warn',
      title: 'No auth method is on for signup',
      why: `The access mode is ${accessWords(mode)}. ${quoted(ways)} could let new people in.`,
      cure: toMethods(issuer.id),
    },
  ];
}
