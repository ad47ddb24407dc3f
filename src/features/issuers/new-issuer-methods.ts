import type { AuthMethod } from '#contract/auth-method.ts';
import {
  AUTH_METHODS,
  isKnownMethod,
  secretsOf,
  settingsOf,
} from '#contract/auth-methods/registry.ts';
import { authMethodCreate } from '#contract/auth-methods/schemas.ts';
import type { Body } from '#contract/bodies.ts';
import { check } from '#contract/check.ts';
import { isDoor, mayBeDoor } from '#contract/ours/rules.ts';
import { isJsonObject } from '#contract/values.ts';
import { methodName } from '#shared/method-words.ts';
import type { LeftMethod } from './created-issuers.ts';
import type { MethodCopy } from './new-issuer-creation.ts';
import { withoutNulls } from './new-issuer.ts';

// Apart from the page: the 13 auth methods weigh more than it does, and only copies need them.

/** What becomes of the auth methods of an issuer that is copied, in their order. */
export type MethodPlan = {
  readonly copies: readonly MethodCopy[];
  /** Those that are left to do by hand, and why. */
  readonly left: readonly LeftMethod[];
};

/** Plans which auth methods can be copied: those without a secret, since no answer carries one. */
export function planMethods(methods: readonly AuthMethod[]): MethodPlan {
  const copies: MethodCopy[] = [];
  const left: LeftMethod[] = [];
  for (const method of methods) {
    const made = copyOf(method);
    const { name, method: kind } = method;
    if (typeof made === 'string') left.push({ name, method: kind, why: made });
    else copies.push({ name, method: kind, note: noteOf(method), body: made });
  }
  return { copies, left };
}

/**
 * Who can sign in to the copy, by the guard's own predicate (contract §9).
 *
 * - `some`: somebody can.
 * - `unsaid`: AuthPI does not say of `names` whether they are on, and nothing else is a way in.
 * - `none`: nobody can. `names` were ways in of the original, and are left to do by hand.
 */
export type WaysIn = {
  readonly kind: 'some' | 'unsaid' | 'none';
  readonly names: readonly string[];
};

/** See {@link WaysIn}. @param methods those that {@link planMethods} planned with */
export function waysIn({ copies }: MethodPlan, methods: readonly AuthMethod[]): WaysIn {
  const made = copies.map(({ name, body }) => ({ ...body, name }));
  if (made.some(isDoor)) return { kind: 'some', names: [] };
  const unsaid = made.filter(mayBeDoor);
  if (unsaid.length > 0) return { kind: 'unsaid', names: unsaid.map(methodName) };
  return { kind: 'none', names: methods.filter(isDoor).map(methodName) };
}

/** The body that makes the same again, or why there is none. */
function copyOf(source: AuthMethod): Body<'createAuthMethod'> | string {
  const { name, method, enabled_login, enabled_signup, featured, settings } = source;
  if (!isKnownMethod(method)) return 'This dashboard does not know this kind of auth method.';
  const { firstFactorOnly, settings: needs } = AUTH_METHODS[method];
  const [secret] = secretsOf(method);
  if (secret !== undefined) {
    return `It needs its ${AUTH_METHODS[method].core[secret]?.label.toLowerCase()}, which AuthPI never shows.`;
  }
  const first = firstFactorOnly === 'either' ? source.first_factor_only : firstFactorOnly;
  if (first == null) return 'AuthPI does not say whether it may be a second factor.';
  const set = withoutNulls(settings ?? {});
  const hasSettings = needs === 'required' || Object.keys(settings ?? {}).length > 0;
  const body = {
    name,
    method,
    first_factor_only: first,
    // What is not said is left to AuthPI, as it was.
    ...(enabled_login != null && { enabled_login }),
    ...(enabled_signup != null && { enabled_signup }),
    ...(featured != null && { featured }),
    ...(hasSettings && { settings: set }),
  };
  const checked = check(authMethodCreate, body);
  if (checked.ok) return checked.value;
  const [issue] = checked.issues;
  const where = issue === undefined ? '' : issue.path.map(String).join('.');
  return `It has a value that this dashboard cannot send: ${where}. ${issue?.message ?? ''}`.trim();
}

/** What cannot be changed once it is copied. */
function noteOf({ method, settings }: AuthMethod): string | null {
  if (!isKnownMethod(method) || !isJsonObject(settings)) return null;
  const fixed = settingsOf(method)
    .core.map(([name]) => name)
    .filter((name) => settings[name] != null);
  if (fixed.length === 0) return null;
  const words = fixed.map((setting) => `${setting} ${JSON.stringify(settings[setting])}`);
  return `Keeps ${words.join(', ')}, which cannot be changed later.`;
}
