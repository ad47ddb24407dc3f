import type { AuthMethodKind } from '#contract/auth-methods/registry.ts';
import { AUTH_METHODS } from '#contract/auth-methods/registry.ts';
import type { AuthMethod } from '#contract/auth-method.ts';
import { LIMITS } from '#contract/ours/limits.ts';
import { startFrom } from './method-editable.ts';
import type { MethodStart } from './method-form-body.ts';
import type { NewMethodStart } from './new-method-start.ts';

const MARK = ' (new)';

/**
 * What the new method is called, so that nobody takes one for the other while both are there: users
 * and administrators see it.
 */
export function nameBeside(name: string): string {
  if (name.endsWith(MARK)) return name.slice(0, -MARK.length);
  const letters = Array.from(name.trimEnd()).slice(0, LIMITS.name.max - MARK.length);
  return `${letters.join('').trimEnd()}${MARK}`;
}

/** What the new method of a rotation begins with: as the old one is, without secrets, and all off. */
export function startBeside(
  issuerId: string,
  kind: AuthMethodKind,
  method: AuthMethod,
): MethodStart {
  const { settings } = startInstead(issuerId, kind, method);
  const { firstFactorOnly } = AUTH_METHODS[kind];
  return {
    name: nameBeside(method.name),
    first_factor_only:
      firstFactorOnly === 'either' ? (method.first_factor_only ?? true) : firstFactorOnly,
    enabled_login: false,
    enabled_signup: false,
    featured: false,
    settings,
  };
}

/** What a method begins with that is created anew after this one was deleted. */
export function startInstead(
  issuerId: string,
  kind: AuthMethodKind,
  method: AuthMethod,
): NewMethodStart {
  const { name, settings } = method;
  return startFrom(issuerId, kind, method, { name, settings });
}
