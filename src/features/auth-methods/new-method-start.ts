import type { AuthMethodKind } from '#contract/auth-methods/registry.ts';
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

// In memory: it is somebody's unsaved work, and no address or history should hold it.
let handed: NewMethodStart | null = null;

/** Hands over what the next new auth method of that issuer and kind begins with. */
export function handOver(start: NewMethodStart): void {
  handed = start;
}

/** What was handed over for an issuer and a kind; null: nothing was. It stays until {@link forgetHandedOver}. */
export function handedOver(issuerId: string, method: AuthMethodKind): NewMethodStart | null {
  return handed?.issuerId === issuerId && handed.method === method ? handed : null;
}

/** The new auth method was created, or is not wanted any more. */
export function forgetHandedOver(): void {
  handed = null;
}
