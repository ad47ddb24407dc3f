import { array, boolean, nullable, number, object, string, unknown } from 'zod/mini';
import type { output } from 'zod/mini';
import { AUTH_METHODS, isKnownMethod, secretsOf } from '#contract/auth-methods/registry.ts';
import type { AuthMethod } from '#contract/auth-method.ts';
import { check } from '#contract/check.ts';
import type { Switched } from '#shared/doors.ts';

// Credentials cannot change (contract §9). To have others, a new method takes the place of the old
// one, step by step. How far that is follows from both methods as they are; what nobody can look up
// is remembered.

/** What is remembered of a rotation. It holds ids and marks, never a value of a method. */
const rotation = object({
  oldId: string(),
  newId: string(),
  /** Unix milliseconds. */
  startedAt: number(),
  /** The callback URL was registered at the provider, somebody said. */
  callbackDone: boolean(),
  /** What is not known of the users that are linked to the old method was read. */
  toldUsers: boolean(),
});

/** See {@link rotation}. */
export type Rotation = output<typeof rotation>;

/** A rotation whose new method was just created. */
export function rotationOf(oldId: string, newId: string, startedAt: number): Rotation {
  return { oldId, newId, startedAt, callbackDone: false, toldUsers: false };
}

/** How credentials of a method are replaced. See {@link rotationWay}. */
export type RotationWay = 'beside' | 'instead' | 'nothing' | 'unknown';

/**
 * How credentials of a method are replaced.
 *
 * - `beside`: by a new method, while the old one still serves.
 * - `instead`: an issuer has it once, so the old one goes before the new one comes.
 * - `nothing`: it has no credentials.
 * - `unknown`: this dashboard does not know the method, so not what is a credential of it.
 */
export function rotationWay({ method }: Pick<AuthMethod, 'method'>): RotationWay {
  if (!isKnownMethod(method)) return 'unknown';
  if (AUTH_METHODS[method].perIssuer === 'one') return 'instead';
  return secretsOf(method).length > 0 ? 'beside' : 'nothing';
}

/** What is known of a method: it is there, it is gone, or it could not be looked at. */
export type Seen = AuthMethod | 'gone' | 'unseen';

/** The steps of a rotation, in their order. */
export const STEPS = ['create', 'callback', 'users', 'open', 'close', 'delete'] as const;

/** See {@link STEPS}. */
export type StepId = (typeof STEPS)[number];

/** `unseen`: what it is could not be looked at. */
export type StepState = 'todo' | 'now' | 'done' | 'unseen';

/** One step, and how far it is. */
export type Step = { readonly id: StepId; readonly state: StepState };

/**
 * How far a rotation is. The first step that is not done is the one to do now; where it could not be
 * looked at, none is.
 *
 * @param record null: no new method was created yet
 */
export function rotationSteps(
  { old, fresh }: { readonly old: Seen; readonly fresh: Seen },
  record: Rotation | null,
): readonly Step[] {
  const hasNew = record !== null && fresh !== 'gone';
  const facts: { readonly [id in StepId]: boolean | null } = {
    create: record === null || fresh === 'gone' ? false : fresh === 'unseen' ? null : true,
    // A mark is of one new method: another one may have another URL.
    callback: hasNew && record.callbackDone,
    users: record?.toldUsers === true,
    open: !hasNew ? false : fresh === 'unseen' ? null : fresh.enabled_login === true,
    close: old === 'gone' ? true : old === 'unseen' ? null : old.enabled_login === false,
    delete: old === 'gone' ? true : old === 'unseen' ? null : false,
  };
  const at = STEPS.find((id) => facts[id] !== true);
  return STEPS.map((id) => {
    const fact = facts[id];
    if (fact === null) return { id, state: 'unseen' };
    return { id, state: fact ? 'done' : id === at ? 'now' : 'todo' };
  });
}

/** Which step a rotation is at, counted from 1; null when all are done. */
export function stepNumber(steps: readonly Step[]): number | null {
  const at = steps.findIndex(({ state }) => state !== 'done');
  return at === -1 ? null : at + 1;
}

/**
 * What is to be switched at the new method so that it serves as the old one does: login, and signup
 * and featured where the old one has them. What is so already is left out.
 */
export function openingOf(old: AuthMethod, fresh: AuthMethod): Switched {
  return {
    ...(fresh.enabled_login !== true && { enabled_login: true }),
    ...(old.enabled_signup === true && fresh.enabled_signup !== true && { enabled_signup: true }),
    ...(old.featured === true && fresh.featured !== true && { featured: true }),
  };
}

/** What is to be switched at the old method so that nobody comes in, or up, by it. */
export function closingOf(old: AuthMethod): Switched {
  return {
    ...(old.enabled_login !== false && { enabled_login: false }),
    ...(old.enabled_signup === true && { enabled_signup: false }),
  };
}

/** Rotations of an issuer, as stored. What cannot be read is left out. */
export function parseRotations(stored: string | null): readonly Rotation[] {
  let value: unknown;
  try {
    value = stored === null ? null : JSON.parse(stored);
  } catch {
    return NONE;
  }
  const list = check(nullable(array(unknown())), value);
  if (!list.ok || list.value === null) return NONE;
  const found = new Map<string, Rotation>();
  for (const entry of list.value) {
    const one = check(rotation, entry);
    if (!one.ok) continue;
    const { oldId, newId, startedAt, callbackDone, toldUsers } = one.value;
    if (oldId === newId || found.has(oldId)) continue;
    // By name: what else is stored with it is none of ours.
    found.set(oldId, { oldId, newId, startedAt, callbackDone, toldUsers });
  }
  return found.size === 0 ? NONE : [...found.values()];
}

/** No rotation: the same list each time. */
export const NONE: readonly Rotation[] = [];
