import { IDEMPOTENCY_KEY_LENGTH, IDEMPOTENCY_LIFE_MS } from '#contract/idempotency.ts';
import { IDEMPOTENT_REPLAYED } from '#contract/idempotency.ts';
import { Refusal, invalid } from './refusal.ts';
import { failed } from './reply.ts';
import type { Answered, Reply } from './reply.ts';
import type { Tx } from './world.ts';

/** A request that must happen once (contract §6). Keys belong to an account. */
export type Claim = {
  account: string;
  key: string;
  /** SHA-256 of path and body: what was asked is never stored. */
  fingerprint: string;
};

/** `until`: Unix ms. Without an answer the first request is still running. */
type Remembered = { fingerprint: string; until: number; answer?: Answered };

/** A claim outlives its request by this much, in case the tab that made it is gone. */
const ABANDONED_AFTER_MS = 30_000;

/**
 * Claims a key, or finds what its first request answered.
 *
 * @param wait ms until the claimant means to perform.
 * @returns the first answer, to be replayed; undefined when the key is now claimed.
 * @throws 400 for a key of a wrong length; 409 with `Retry-After` while the first request runs; 422
 * when it asked for something else.
 */
export function claim(
  tx: Tx,
  { account, key, fingerprint }: Claim,
  wait: number,
): Reply | undefined {
  const { min, max } = IDEMPOTENCY_KEY_LENGTH;
  if (key.length < min || key.length > max) {
    throw invalid(`An idempotency key has ${min} to ${max} characters.`);
  }
  const folder = folderOf(account);
  const now = tx.now();
  for (const [old, { until }] of tx.records.all(folder) as ReadonlyMap<string, Remembered>) {
    if (until <= now) tx.records.set(folder, old, undefined);
  }
  const first = tx.records.get(folder, key) as Remembered | undefined;
  if (first === undefined) {
    const until = now + wait + ABANDONED_AFTER_MS;
    tx.records.set(folder, key, { fingerprint, until } satisfies Remembered);
    return undefined;
  }
  if (first.answer === undefined) {
    const words = 'A request with this idempotency key is still running.';
    throw new Refusal(409, 'conflict', words, {
      headers: { 'Retry-After': '1' },
      body: { retryable: true, retry_after: 1 },
    });
  }
  if (first.fingerprint !== fingerprint) {
    const words = 'This idempotency key was used for another request.';
    throw new Refusal(422, 'invalid_request', words);
  }
  const { status, headers, body } = first.answer;
  return { status, headers: { ...headers, [IDEMPOTENT_REPLAYED]: 'true' }, body };
}

/** Remembers a success for a day; anything else frees the key. */
export function settle(tx: Tx, { account, key, fingerprint }: Claim, answer: Reply): void {
  const stored = answer !== failed && answer.status < 300;
  const until = tx.now() + IDEMPOTENCY_LIFE_MS;
  const remembered: Remembered | undefined = stored ? { fingerprint, until, answer } : undefined;
  tx.records.set(folderOf(account), key, remembered);
}

function folderOf(account: string): string {
  return `idempotency/${account}`;
}
