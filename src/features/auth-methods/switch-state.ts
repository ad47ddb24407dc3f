import type { Switch } from '#contract/auth-method.ts';
import type { RunState } from './switch-run.ts';

/** What a switch is called. */
export const SWITCH_WORDS: { readonly [name in Switch]: string } = {
  enabled_login: 'Login',
  enabled_signup: 'Signup',
  featured: 'Featured',
};

/** Whether a switch is being switched by a run. */
export function busyIn(run: RunState | null, id: string, what: Switch): boolean {
  if (run?.phase !== 'running') return false;
  return run.steps.some(
    ({ wish, state: { kind } }) =>
      wish.id === id &&
      wish.set[what] !== undefined &&
      (kind === 'waiting' || kind === 'reading' || kind === 'writing'),
  );
}

/** Why no switch can be switched while a run is under way; null: it can. */
export function reasonIn(run: RunState | null): string | null {
  return run?.phase === 'running' || run?.phase === 'stopped'
    ? 'Another change is being made'
    : null;
}
