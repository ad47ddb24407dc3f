import type { AuthMethodKind } from '#contract/auth-methods/registry.ts';
import { createEditSession } from '#editing/edit-session.ts';
import type { EditedResource, EditSession } from '#editing/edit-session.ts';
import { dirtyKeys } from '#editing/session.ts';
import type { MethodStart } from './method-form-body.ts';
import type { MethodCreation } from './method-form-creation.ts';
import { createSecrets } from './method-form-secrets.ts';
import type { Secrets } from './method-form-secrets.ts';
import { mergeKindOf } from './method-specs.ts';

/** What somebody does in one form of a new auth method: it outlives the form's being on screen. */
export type MethodWork = {
  readonly kind: AuthMethodKind;
  readonly start: MethodStart;
  /** What is typed, but for secrets. */
  readonly session: EditSession;
  readonly secrets: Secrets;
  readonly creation: MethodCreation;
};

/** Opens the work on a new auth method: nothing of what it begins with is a change. */
export function openMethodWork(
  kind: AuthMethodKind,
  start: MethodStart,
  creation: MethodCreation,
): MethodWork {
  // There is nothing yet to read or to write: it is only typed in.
  const nothing = () => Promise.reject(new Error('There is no auth method yet'));
  const resource: EditedResource = { read: nothing, write: nothing, fateOf: () => 'refused' };
  const opened = { value: start, tag: null, at: null };
  const session = createEditSession(mergeKindOf(kind), opened, resource);
  return { kind, start, session, secrets: createSecrets(), creation };
}

/** How many fields and secrets hold what somebody typed. */
export function typedIn({ session, secrets }: MethodWork): { fields: number; secrets: number } {
  return { fields: dirtyKeys(session.state()).length, secrets: secrets.texts().size };
}

/** Gives the work up: what was typed, its secrets, and what was sent of them. */
export function giveUp({ session, secrets, creation }: MethodWork): void {
  session.dispatch({ type: 'discarded', keys: dirtyKeys(session.state()) });
  secrets.wipe();
  creation.forget();
}
