import type { Caller } from '#contract/caller.ts';

/** Names who is signed in, for what is kept in this browser for them alone. */
export function personOf({ type, key_id: key, user_id: user, issuer_id: issuer }: Caller): string {
  return JSON.stringify([type, key ?? null, user ?? null, issuer ?? null]);
}
