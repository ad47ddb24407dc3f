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

/** Keys by fingerprint of their payload. */
type Unsettled = {
  get: (print: string) => string | undefined;
  set: (print: string, key: string) => void;
  delete: (print: string) => void;
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

/** Of these the ones that are answered before the key is looked at (contract §2). */
const BEFORE_KEY: ReadonlySet<ErrorKind> = new Set<ErrorKind>([
  'unauthorized',
  'forbidden',
  'not_found',
  'unsupported_media_type',
]);

/**
 * Idempotency keys (contract §6) for one intent: one open form or dialog. A payload keeps its key
 * until it is settled, by a success or a refusal; after a lost answer the same payload goes out
 * with the same key, and the server replays what already happened. A session that ends in between
 * settles nothing of what was lost. A changed payload is another request and gets a key of its own.
 *
 * Not to be shared across intents: what was assigned, undone and assigned again would be answered
 * from the server's memory.
 *
 * @param options.newKey makes a key; a random UUID unless told
 * @param options.unsettled remembers keys of payloads that are not settled; {@link unsettledOverReload} does
 *   so over a reload
 */
export function createIdempotency({
  newKey = uuid,
  unsettled = new Map<string, string>(),
}: { newKey?: () => string; unsettled?: Unsettled } = {}): Idempotency {
  /** `lost`: an earlier attempt with this key may have happened. */
  type Entry = { key: string; lost: boolean; running: Promise<unknown> | null };
  const entries = new Map<string, Entry>();
  const settle = (print: string) => {
    entries.delete(print);
    unsettled.delete(print);
  };

  return {
    once: <T>(payload: unknown, attempt: (key: string) => Promise<T>): Promise<T> => {
      const print = fingerprint(payload);
      const left = unsettled.get(print);
      const entry: Entry = entries.get(print) ?? {
        key: left ?? newKey(),
        lost: left !== undefined,
        running: null,
      };
      if (entry.running !== null) return entry.running as Promise<T>;
      const running = attempt(entry.key).then(
        (value) => {
          settle(print);
          return value;
        },
        (error: unknown) => {
          entry.running = null;
          if (isVerdict(error) || (isRefusal(error) && !entry.lost)) settle(print);
          else entry.lost = true;
          throw error;
        },
      );
      entry.running = running;
      entries.set(print, entry);
      unsettled.set(print, entry.key);
      return running;
    },
  };
}

/**
 * Keys of what this tab sent and nobody knows the fate of, over a reload: the same sent again after
 * it is the same request. Holds fingerprints and keys alone. Not for payloads with secrets.
 *
 * @param intent names what is sent, such as the path it is sent to
 */
export function unsettledOverReload(
  intent: string,
  reach: () => Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> = () => sessionStorage,
): Unsettled {
  const nameOf = (print: string) => `authpi-unsettled ${intent} ${print}`;
  // Blocked, or full: then a reload forgets it, as it would without this.
  const attempt = <T>(step: () => T): T | undefined => {
    try {
      return step();
    } catch {
      return undefined;
    }
  };
  return {
    get: (print) => attempt(() => reach().getItem(nameOf(print))) ?? undefined,
    set: (print, key) => attempt(() => reach().setItem(nameOf(print), key)),
    delete: (print) => attempt(() => reach().removeItem(nameOf(print))),
  };
}

/** Whether a failure tells as well that no earlier attempt with the same key happened. */
export function isVerdict(error: unknown): boolean {
  return isRefusal(error) && error instanceof ApiError && !BEFORE_KEY.has(error.kind);
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
