import type { AuthMethod } from '#contract/auth-method.ts';
import type { Domain } from '#contract/domain.ts';
import type { Issuer } from '#contract/issuer.ts';
import type { Listed } from './listed.ts';
import { methodName } from './method-words.ts';
import type { Destination } from './way-to.tsx';

/** Where to see to a finding, and what the way there is called. */
export type Cure = { readonly text: string; readonly to: Destination };

/**
 * One thing that was found.
 *
 * - `bad`: people cannot sign in, or not safely.
 * - `warn`: a weakness, or what will go wrong one day.
 * - `unknown`: it could not be looked at.
 * - `note`: harms nobody now, and is worth knowing.
 */
export type Finding = {
  /** Of one kind of finding, or of one kind and method: unique in a list. */
  readonly id: string;
  readonly tone: 'bad' | 'warn' | 'unknown' | 'note';
  readonly title: string;
  /** Why it was found, in a sentence or two. */
  readonly why: string;
  readonly cure: Cure | null;
};

/** What is not known, to follow "not known", and what keeps it from being known: whole sentences. */
export type Open = { readonly open: string; readonly because: string; readonly cure: Cure | null };

/** What came of looking at something. */
export type Answer = Finding | Open;

/** What findings are looked for in, once the auth methods are there. */
export type Looked = {
  readonly issuer: Pick<Issuer, 'id' | 'settings' | 'metadata'>;
  readonly rows: readonly AuthMethod[];
  /** Whether these are all (contract §3). */
  readonly whole: boolean;
  /** All domains of the account. */
  readonly domains: Listed<Domain>;
  /** Unix milliseconds. */
  readonly now: number;
};

/** How many are named before the rest is counted. */
const NAMED = 3;

const and = new Intl.ListFormat('en-GB', { type: 'conjunction' });

/** Several things in a sentence: "a", "a and b", "a, b and c". */
export function listWords(texts: readonly string[]): string {
  return and.format(texts);
}

/** The names of auth methods in a sentence: "“A”, “B”, “C” and 2 more". */
export function quoted(methods: readonly { name: string }[]): string {
  const named = methods.slice(0, NAMED).map((method) => `“${methodName(method)}”`);
  const rest = methods.length - named.length;
  return listWords(rest === 0 ? named : [...named, `${rest} more`]);
}

/** A setting of an auth method as it came; undefined: not set (contract §8, "null as absent"). */
export function settingOf({ settings }: AuthMethod, name: string): unknown {
  if (settings == null || !Object.hasOwn(settings, name)) return undefined;
  return settings[name] ?? undefined;
}

/** The way to the page of an auth method. */
export function toMethod({ issuer }: Looked, method: AuthMethod): Cure {
  return {
    text: methodName(method),
    to: { page: 'auth-method', issuerId: issuer.id, methodId: method.id },
  };
}

/** The way to an issuer's auth methods. */
export function toMethods(issuerId: string): Cure {
  return { text: 'Auth methods', to: { page: 'auth-methods', issuerId } };
}
