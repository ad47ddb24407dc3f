import { ApiError } from './errors.ts';
import type { ErrorKind } from './errors.ts';
import { uuid } from './uuid.ts';

/** Makes one intent happen once. See {@link createIdempotency}. */
export type Idempotency = {
  /**
   * Runs `attempt` with the key of this payload. While one attempt for the same payload runs,
   * further calls get its promise and send nothing: a hundred clicks in one tick are one request.
   *
   * @param payload what makes the request this one: operation, parameters, body
   * @throws what `attempt` throws
   */
  once: <T>(payload: unknown, attempt: (key: string) => Promise<T>) => Promise<T>;
};

/** Answers after which the write surely did not happen, so that a next attempt is a new one. */
const REFUSALS: ReadonlySet<ErrorKind> = new Set<ErrorKind>([
  'invalid',
  'idempotency_mismatch',
  'unauthorized',
  'forbidden',
  'not_found',
  'conflict',
  'precondition_failed',
  'unsupported_media_type',
  'precondition_required',
]);

/**
 * Idempotency keys (contract §6) for one intent: one open form or dialog. A payload keeps its key
 * until it is settled, by a success or a refusal; after a lost answer the same payload goes out
 * with the same key, and the server replays what already happened. A changed payload is another
 * request and gets a key of its own.
 *
 * Not to be shared across intents: what was assigned, undone and assigned again would be answered
 * from the server's memory.
 *
 * @param newKey makes a key; a random UUID unless told
 */
export function createIdempotency(newKey: () => string = uuid): Idempotency {
  type Entry = { key: string; running: Promise<unknown> | null };
  const entries = new Map<string, Entry>();

  return {
    once: <T>(payload: unknown, attempt: (key: string) => Promise<T>): Promise<T> => {
      const print = fingerprint(payload);
      const entry = entries.get(print) ?? { key: newKey(), running: null };
      if (entry.running !== null) return entry.running as Promise<T>;
      const running = attempt(entry.key).then(
        (value) => {
          entries.delete(print);
          return value;
        },
        (error: unknown) => {
          entry.running = null;
          if (isRefusal(error)) entries.delete(print);
          throw error;
        },
      );
      entry.running = running;
      entries.set(print, entry);
      return running;
    },
  };
}

function isRefusal(error: unknown): boolean {
  return error instanceof ApiError && REFUSALS.has(error.kind);
}

/**
 * 53 bits of a payload's JSON (cyrb53). A payload may hold a secret, so it is not kept itself; and
 * the lock must be taken in the same tick, so the platform's asynchronous digest will not do. Two
 * payloads of one form meeting in one print is a chance of 1 in 10^16.
 */
function fingerprint(payload: unknown): string {
  const text = JSON.stringify(payload) ?? '';
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    a = Math.imul(a ^ unit, 2_654_435_761);
    b = Math.imul(b ^ unit, 1_597_334_677);
  }
  a = Math.imul(a ^ (a >>> 16), 2_246_822_507) ^ Math.imul(b ^ (b >>> 13), 3_266_489_909);
  b = Math.imul(b ^ (b >>> 16), 2_246_822_507) ^ Math.imul(a ^ (a >>> 13), 3_266_489_909);
  return `${b >>> 0}.${a >>> 0}.${text.length}`;
}
