import type { Revision } from '#api/writes.ts';
import { fateOf } from '#api/writes.ts';
import type { AuthMethod } from '#contract/auth-method.ts';
import type { ETag } from '#contract/etag.ts';
import { isDoor, mayBeDoor, startsLogin } from '#contract/ours/rules.ts';
import { ATOMIC, isSame } from '#editing/merge.ts';
import { SWITCHES } from '#contract/auth-method.ts';
import { judge } from '#shared/doors.ts';
import type { Verdict, Way, Ways } from '#shared/doors.ts';
import type { FailedEnding } from '#shared/ending-parts.tsx';
import { methodName } from '#shared/method-words.ts';
import { isConfirmedBy } from './door-words.ts';
import { stateWords } from './switch-plan.ts';
import type { Check } from './switch-run.ts';

/** What carries a deletion out. */
export type DeletePorts = {
  /**
   * The auth methods as they are now: always asks the server.
   *
   * @param shown one that is known from elsewhere, where the list may lack it
   */
  readonly list: (shown?: Way) => Promise<Ways>;
  readonly read: () => Promise<Revision<AuthMethod>>;
  /** Resolves as well where it was gone already. */
  readonly remove: (tag: ETag) => Promise<void>;
};

/** What was on screen when it was confirmed. */
export type Confirmed = {
  readonly method: AuthMethod;
  /** Null: what was shown came without one. */
  readonly tag: ETag | null;
  readonly verdict: Verdict;
};

/** What became of a try to delete. */
export type DeleteOutcome =
  /** It is gone, by this or by someone else; and whether people can still sign in. */
  | { readonly kind: 'deleted'; readonly check: Check }
  /** What comes of it is not what was confirmed. Nothing was deleted. */
  | { readonly kind: 'judged'; readonly ways: Ways }
  /** Someone else changed it. Nothing was deleted. */
  | { readonly kind: 'moved'; readonly before: AuthMethod }
  | ({ readonly kind: 'failed' } & FailedEnding);

/**
 * What comes of deleting a method, as far as the ways to sign in are known.
 *
 * @param ways null: they could not be read, so nothing is known of the others
 */
export function judgeDeletion(method: AuthMethod, ways: Ways | null): Verdict {
  return judge(ways ?? { rows: [method], whole: false }, [{ id: method.id, deleted: true }]);
}

/**
 * Deletes an auth method (contract §9) as it was confirmed and not otherwise: what comes of it is
 * looked at right before, and the method is deleted under the tag of what was shown. An answer that is
 * lost is settled by reading. Afterwards it is looked at whether people can still sign in.
 */
export async function runDeletion(
  ports: DeletePorts,
  { method, tag, verdict }: Confirmed,
): Promise<DeleteOutcome> {
  const ways = await ports.list(method).catch(() => null);
  if (!isConfirmedBy(judgeDeletion(method, ways), verdict)) {
    return { kind: 'judged', ways: ways ?? { rows: [method], whole: false } };
  }
  let shown = tag;
  if (shown === null) {
    try {
      const read = await ports.read();
      // Without a tag it would delete what nobody has seen (contract §5).
      if (movedWords(method, read.value).length > 0) return { kind: 'moved', before: method };
      shown = read.tag;
    } catch (error) {
      return fateOf(error) === 'gone' ? gone() : { kind: 'failed', error, stands: true };
    }
    if (shown === null) {
      const error = new Error('AuthPI names no revision of this auth method');
      return { kind: 'failed', error, stands: true };
    }
  }
  try {
    await ports.remove(shown);
    return await gone();
  } catch (error) {
    return settled(error);
  }

  async function settled(error: unknown): Promise<DeleteOutcome> {
    const fate = fateOf(error);
    if (fate === 'gone') return gone();
    if (fate === 'refused') return { kind: 'failed', error, stands: true };
    try {
      await ports.read();
    } catch (reading) {
      if (fateOf(reading) === 'gone') return gone();
      return { kind: 'failed', error, stands: fate === 'moved' };
    }
    return fate === 'moved'
      ? { kind: 'moved', before: method }
      : { kind: 'failed', error, stands: true };
  }

  async function gone(): Promise<DeleteOutcome> {
    return { kind: 'deleted', check: await checkAgain(ports.list, verdict) };
  }
}

/** Looks whether people can sign in, where what was confirmed said that they could. */
export async function checkAgain(list: DeletePorts['list'], verdict: Verdict): Promise<Check> {
  try {
    return checkAfter(await list(), verdict);
  } catch (error) {
    return { kind: 'unknown', error };
  }
}

function checkAfter(ways: Ways, { doors }: Verdict): Check {
  if (doors.length === 0 || ways.rows.some(isDoor)) return { kind: 'ok' };
  return {
    kind: 'alarm',
    certain: ways.whole && !ways.rows.some(mayBeDoor),
    ways,
    reopen: ways.rows.filter((way) => startsLogin(way) && way.enabled_login !== true),
  };
}

/** What someone else changed of a method, in whole sentences. Empty: nothing that can be seen. */
export function movedWords(before: AuthMethod, after: AuthMethod): string[] {
  const names = [
    ...new Set([before, after].flatMap(({ settings }) => Object.keys(settings ?? {}))),
  ];
  const settings = names.filter(
    (name) => !isSame(ATOMIC, settingIn(before, name), settingIn(after, name)),
  );
  return [
    ...(before.name === after.name ? [] : [`It is called “${methodName(after)}” now.`]),
    ...SWITCHES.filter((name) => (before[name] ?? null) !== (after[name] ?? null)).map(
      (name) => `${stateWords(name, after[name] ?? null)} now.`,
    ),
    ...(settings.length === 0 ? [] : [`Settings that changed: ${settings.join(', ')}.`]),
  ];
}

function settingIn({ settings }: AuthMethod, name: string): unknown {
  return settings != null && Object.hasOwn(settings, name) ? settings[name] : null;
}
