import { methodName } from '#shared/method-words.ts';
import type { Reason, Verdict, Way } from '#shared/doors.ts';

/** What is typed where nobody is known to be able to sign in afterwards. */
export const TYPED = 'nobody can sign in';

/** Whether a text is {@link TYPED}, however it is spaced at its ends and capitalised. */
export function isTyped(text: string): boolean {
  return text.trim().toLowerCase() === TYPED;
}

/**
 * A reason of the guard as a sentence without its full stop. The names, where there are any, follow
 * a colon.
 */
export function reasonWords(reason: Reason): { readonly text: string; readonly names: string[] } {
  switch (reason.kind) {
    case 'no-door': {
      const ways = reason.closed.length === 1 ? 'way' : 'ways';
      return {
        text: `Nobody can sign in any more. This closes the last ${ways} to sign in`,
        names: namesOf(reason.closed),
      };
    }
    case 'no-door-known':
      return {
        text: `Perhaps nobody can sign in any more. No other way to sign in is known${doubt(reason)}`,
        names: namesOf(reason.unsaid),
      };
    case 'one-door':
      return {
        text: isCertain(reason)
          ? 'Only one way to sign in is left'
          : 'Only one way to sign in is known to be left',
        names: namesOf([reason.left]),
      };
    case 'featured':
      return {
        text: 'No longer highlighted on the login page',
        names: namesOf(reason.closed),
      };
    case 'no-signup': {
      const what = isCertain(reason)
        ? 'Nobody new can sign up any more'
        : 'Perhaps nobody new can sign up any more';
      return reason.closed.length === 0
        ? { text: what, names: [] }
        : { text: `${what}. So far they can with`, names: namesOf(reason.closed) };
    }
  }
}

type Doubt = { readonly unsaid: readonly Way[]; readonly whole: boolean };

function isCertain({ unsaid, whole }: Doubt): boolean {
  return whole && unsaid.length === 0;
}

/** What is not known, so that the names of what is not said can follow. */
function doubt({ unsaid, whole }: Doubt): string {
  const unlisted = 'AuthPI did not list all auth methods';
  if (unsaid.length === 0) return `, and ${unlisted}`;
  const untold = 'not say whether these are on for login';
  return whole ? `. AuthPI does ${untold}` : `. ${unlisted}, and does ${untold}`;
}

/**
 * Whether a verdict says nothing that was not confirmed with another one: what is less than that
 * need not be asked again. Half way through several changes, less is closed.
 */
export function isConfirmedBy(now: Verdict, confirmed: Verdict): boolean {
  return now.reasons.every((reason) =>
    confirmed.reasons.some(
      (known) =>
        identityOf(known) === identityOf(reason) &&
        closedBy(reason).every((id) => closedBy(known).includes(id)),
    ),
  );
}

/** What a reason is about but for what is closed, whatever the methods are called by now. */
function identityOf(reason: Reason): string {
  switch (reason.kind) {
    case 'no-door':
    case 'featured':
      return reason.kind;
    case 'one-door':
      return JSON.stringify([reason.kind, reason.left.id, isCertain(reason)]);
    case 'no-door-known':
    case 'no-signup':
      return JSON.stringify([reason.kind, idsOf(reason.unsaid), reason.whole]);
  }
}

function closedBy(reason: Reason): string[] {
  return 'closed' in reason ? idsOf(reason.closed) : [];
}

function idsOf(ways: readonly Way[]): string[] {
  return ways.map(({ id }) => id).toSorted();
}

function namesOf(ways: readonly Way[]): string[] {
  return ways.map(methodName);
}
