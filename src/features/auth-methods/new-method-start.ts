import { boolean, looseObject, nullable, optional, record, string, unknown } from 'zod/mini';
import { isKnownMethod } from '#contract/auth-methods/registry.ts';
import type { AuthMethodKind } from '#contract/auth-methods/registry.ts';
import { check } from '#contract/check.ts';
import type { AuthMethod } from '#contract/auth-method.ts';
import type { Switch } from '#contract/auth-method.ts';

/** What a new auth method begins with, handed from one page to the next. Never a secret. */
export type NewMethodStart = Pick<AuthMethod, 'first_factor_only' | Switch> & {
  /** Of which issuer: what is meant for one does not show up at another. */
  readonly issuerId: string;
  readonly method: AuthMethodKind;
  readonly name: string;
  /** Core settings and others, also some that nobody knows; nulls and secrets left out. */
  readonly settings: { readonly [setting: string]: unknown };
};

// In this tab, also over a reload: where the old one is deleted, nothing else has it any more. No
// address or history holds it.
const NAME = 'authpi-handed-over-1';

let handed: NewMethodStart | null = null;

/** Hands over what the next new auth method of that issuer and kind begins with. */
export function handOver(start: NewMethodStart): void {
  handed = start;
  try {
    sessionStorage.setItem(NAME, JSON.stringify(start));
  } catch {
    // Blocked, or full: then a reload forgets it.
  }
}

/** What was handed over for an issuer and a kind; null: nothing was. It stays until {@link forgetHandedOver}. */
export function handedOver(issuerId: string, method: AuthMethodKind): NewMethodStart | null {
  handed ??= stored();
  return handed?.issuerId === issuerId && handed.method === method ? handed : null;
}

/** The new auth method was created, or is not wanted any more. */
export function forgetHandedOver(): void {
  handed = null;
  try {
    sessionStorage.removeItem(NAME);
  } catch {
    // Blocked.
  }
}

const start = looseObject({
  issuerId: string(),
  method: string(),
  name: string(),
  first_factor_only: optional(boolean()),
  enabled_login: optional(nullable(boolean())),
  enabled_signup: optional(nullable(boolean())),
  featured: optional(nullable(boolean())),
  settings: record(string(), unknown()),
});

function stored(): NewMethodStart | null {
  try {
    const checked = check(start, JSON.parse(sessionStorage.getItem(NAME) ?? 'null'));
    if (!checked.ok || !isKnownMethod(checked.value.method)) return null;
    return { ...checked.value, method: checked.value.method };
  } catch {
    // Blocked, or not what was written.
    return null;
  }
}
