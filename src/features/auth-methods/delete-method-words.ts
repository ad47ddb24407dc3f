import type { AuthMethod } from '#contract/auth-method.ts';
import type { Verdict } from '#shared/doors.ts';
import type { Consequence } from '#shared/ending-lines.tsx';
import { countOf } from '#shared/list-words.ts';
import { methodName } from '#shared/method-words.ts';
import { reasonWords } from './door-words.ts';
import { withoutSecrets } from './method-answer.ts';

const WAYS = { one: 'way to sign in', many: 'ways to sign in' };

/** What comes of deleting a method for the ways to sign in: what is lost, and what stays. */
export function doorLines({ reasons, doors }: Verdict): Consequence[] {
  const lines = reasons.map((reason): Consequence => ({
    ...reasonWords(reason),
    isWorst: reason.kind === 'no-door' || reason.kind === 'no-door-known',
  }));
  // Where one or none is left, a reason says so.
  return doors.length < 2
    ? lines
    : [...lines, { text: `${countOf(doors.length, WAYS)} stay`, names: doors.map(methodName) }];
}

/** A method as JSON to be kept before it is deleted. Without secrets. */
export function configurationOf(method: AuthMethod): string {
  return JSON.stringify(withoutSecrets(method).value, null, 2);
}
