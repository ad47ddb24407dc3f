import { isWhole } from '#contract/page.ts';
import type { Page } from '#contract/page.ts';
import { isDoor, mayBeDoor } from '#contract/ours/rules.ts';
import type { AuthMethod } from '#contract/auth-method.ts';
import { countOf } from '#shared/list-words.ts';
import type { Look } from '#ui/status.tsx';
import type { MethodGroup } from './method-groups.ts';

const WAYS = { one: 'way to sign in', many: 'ways to sign in' };
const METHODS = { one: 'auth method', many: 'auth methods' };

/** What a group of auth methods is called, and what is to be known of it. */
export const GROUP_WORDS: {
  readonly [group in MethodGroup]: { title: string; detail?: string };
} = {
  social: { title: 'Social and enterprise' },
  passwordless: { title: 'Passwordless' },
  password: { title: 'Password' },
  second: {
    title: 'Second factor',
    detail:
      'Asked for after another method. They cannot start a login, so they are no ways to sign in.',
  },
  other: {
    title: 'Other',
    detail:
      'This dashboard does not know these methods. One that is on for login is counted as a way to sign in.',
  },
};

/**
 * How many ways to sign in a list of auth methods shows; one that does not tell of all says "at
 * least".
 */
export function doorsLook(page: Page<AuthMethod>): Look {
  const doors = page.data.filter(isDoor).length;
  // One that is not said to be on or off may be one.
  if (isWhole(page) && !page.data.some(mayBeDoor)) {
    return doors === 0
      ? { shape: 'bad', text: 'No way to sign in' }
      : { shape: 'ok', text: countOf(doors, WAYS) };
  }
  return doors === 0
    ? { shape: 'warn', text: 'No way to sign in is known' }
    : { shape: 'ok', text: `At least ${countOf(doors, WAYS)}` };
}

/** What keeps a list from being whole, in words; null when it is. */
export function partialWords(page: Page<AuthMethod>): string | null {
  if (isWhole(page)) return null;
  const unreadable = page.invalid_count ?? 0;
  return [
    unreadable > 0 &&
      `${countOf(unreadable, METHODS)} could not be read, and ${unreadable === 1 ? 'is' : 'are'} not shown here.`,
    page.has_more === true && 'AuthPI has more auth methods than it listed.',
  ]
    .filter((sentence) => sentence !== false)
    .join(' ');
}
