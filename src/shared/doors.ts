import { SWITCHES } from '#contract/auth-method.ts';
import type { AuthMethod, Switch } from '#contract/auth-method.ts';
import { isDoor, mayBeDoor, startsLogin } from '#contract/ours/rules.ts';

/** What switches are to become. One that is absent stays. */
export type Switched = { readonly [Name in Switch]?: boolean };

/** As much of an auth method as is needed to say whether people can sign in with it. */
export type Way = Pick<AuthMethod, 'id' | 'name' | 'method' | Switch>;

/** The auth methods of an issuer, as a list told of them. */
export type Ways = {
  readonly rows: readonly Way[];
  /** Whether these are all (contract §3). */
  readonly whole: boolean;
};

/** What is to be done with one auth method. */
export type WayChange =
  | { readonly id: string; readonly set: Switched }
  | { readonly id: string; readonly deleted: true };

/** What keeps a reason from being certain. Where all is known: none, and true. */
type Doubt = {
  /** Methods that are left, of which AuthPI does not say whether they are on. */
  readonly unsaid: readonly Way[];
  /** Whether the list told of all. */
  readonly whole: boolean;
};

/**
 * Why a change is not made without a word, worst first. `closed` are those that the list names: where
 * it did not tell of all, it may be empty.
 *
 * - `no-door`: nobody can sign in any more.
 * - `no-door-known`: perhaps nobody can: none is known to be left, and not all is known.
 * - `one-door`: a single way to sign in is known to be left, `left`.
 * - `featured`: what is closed is highlighted on the login page.
 * - `no-signup`: nobody new is known to be able to sign up any more; so far they can with `closed`.
 */
export type Reason =
  | { readonly kind: 'no-door'; readonly closed: readonly Way[] }
  | ({ readonly kind: 'no-door-known'; readonly closed: readonly Way[] } & Doubt)
  | ({ readonly kind: 'one-door'; readonly left: Way } & Doubt)
  | { readonly kind: 'featured'; readonly closed: readonly Way[] }
  | ({ readonly kind: 'no-signup'; readonly closed: readonly Way[] } & Doubt);

/**
 * What the guard says to a change.
 *
 * - `blocked`: only after the consequence was typed.
 * - `warned`: after it was read.
 * - `fine`: nobody loses a way in or up that matters.
 */
export type Verdict = {
  readonly level: 'blocked' | 'warned' | 'fine';
  readonly reasons: readonly Reason[];
  /** What is a door afterwards. */
  readonly doors: readonly Way[];
};

/**
 * The guard of the last door (contract §9): what a change does to the ways in. It judges what is
 * closed; a change that closes nothing is fine, however few ways there are. Of a method that is not
 * in the list of a server that did not tell of all, nothing is known: it is taken for a way in and up.
 */
export function judge({ rows, whole }: Ways, changes: readonly WayChange[]): Verdict {
  const after = rowsAfter(rows, changes);
  const hidden = whole ? [] : changes.filter(({ id }) => !rows.some((way) => way.id === id));
  const closesHidden = (name: Switch) =>
    hidden.some((change) => 'deleted' in change || change.set[name] === false);
  const reasons: Reason[] = [];

  const doors = after.filter(isDoor);
  const unsaid = after.filter(mayBeDoor);
  const closed = lost(rows, after, (way) => isDoor(way) || mayBeDoor(way));
  if (closed.length > 0 || closesHidden('enabled_login')) {
    const [left, ...others] = doors;
    if (left === undefined) {
      const certain = whole && unsaid.length === 0;
      reasons.push(
        certain ? { kind: 'no-door', closed } : { kind: 'no-door-known', closed, unsaid, whole },
      );
    } else if (others.length === 0) {
      reasons.push({ kind: 'one-door', left, unsaid, whole });
    }
  }

  const featured = closed.filter((way) => way.featured === true);
  if (featured.length > 0) reasons.push({ kind: 'featured', closed: featured });

  const signup = lost(rows, after, (way) => signsUp(way) || maySignUp(way));
  if ((signup.length > 0 || closesHidden('enabled_signup')) && !after.some(signsUp)) {
    reasons.push({ kind: 'no-signup', closed: signup, unsaid: after.filter(maySignUp), whole });
  }
  return { level: levelOf(reasons), reasons, doors };
}

function levelOf([worst]: readonly Reason[]): Verdict['level'] {
  if (worst === undefined) return 'fine';
  return worst.kind === 'no-door' || worst.kind === 'no-door-known' ? 'blocked' : 'warned';
}

/** Whether new people can sign up with a method, as far as it is known: it starts what it is. */
function signsUp(way: Way): boolean {
  return way.enabled_signup === true && startsLogin(way);
}

/** Whether they perhaps can: AuthPI did not say if it is on. */
function maySignUp(way: Way): boolean {
  return way.enabled_signup == null && startsLogin(way);
}

/** Which of `before` are not any more what `is` asks for. */
function lost(
  before: readonly Way[],
  after: readonly Way[],
  is: (way: Way) => boolean,
): readonly Way[] {
  const still = new Set(after.filter(is).map(({ id }) => id));
  return before.filter((way) => is(way) && !still.has(way.id));
}

/** The auth methods after a change. What it names and is not there changes nothing. */
export function rowsAfter(rows: readonly Way[], changes: readonly WayChange[]): readonly Way[] {
  return changes.reduce<readonly Way[]>(
    (now, change) =>
      'deleted' in change
        ? now.filter(({ id }) => id !== change.id)
        : now.map((way) => (way.id === change.id ? { ...way, ...change.set } : way)),
    rows,
  );
}

/**
 * The writes that make several changes, in an order in which nobody loses a way in before another
 * one is open: first what goes on, then what goes off. A method whose switches go both ways is
 * written twice. So at no moment are there fewer ways in, or up, than before or after all of it.
 * What is so already is left out.
 *
 * @param wanted at most one wish for each method
 */
export function stepsOf(
  rows: readonly Way[],
  wanted: readonly { readonly id: string; readonly set: Switched }[],
): readonly { readonly id: string; readonly set: Switched }[] {
  const half = (on: boolean) =>
    wanted.flatMap(({ id, set }) => {
      const row = rows.find((way) => way.id === id);
      const part = SWITCHES.filter((name) => set[name] === on && row?.[name] !== on);
      if (row === undefined || part.length === 0) return [];
      return [{ id, set: Object.fromEntries(part.map((name) => [name, on])) }];
    });
  return [...half(true), ...half(false)];
}
