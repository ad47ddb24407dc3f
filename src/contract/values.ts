import {
  array,
  boolean,
  int,
  maximum,
  minimum,
  nullable,
  number,
  optional,
  refine,
  string,
  unknown,
} from 'zod/mini';
import type { core, ZodMiniType } from 'zod/mini';
import { LIMITS } from './ours/limits.ts';

/** A JSON object as it came over the wire. Keys such as `__proto__` are data. */
export type JsonObject = { [key: string]: unknown };

/** Whether a value is a JSON object: not null, not an array. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Any JSON object, kept as it is. `record()` would drop a key named `__proto__`. */
export const jsonObject = () =>
  unknown().check(
    refine(isJsonObject, { error: 'Expected an object', params: { code: 'invalid_type' } }),
  ) as unknown as ZodMiniType<JsonObject>;

/** Absent and null mean the same: the value is not set (contract §8, "null as absent"). */
export function nullish<S extends ZodMiniType>(schema: S) {
  return optional(nullable(schema));
}

/** Unix time in milliseconds. */
export const timestamp = number();

// One schema for every field of a kind: a page that starts should not build hundreds of the same.

/** Text, null or absent. */
export const maybeText = nullish(string());

/** A number, null or absent. */
export const maybeNumber = nullish(number());

/** A boolean, null or absent. */
export const maybeFlag = nullish(boolean());

/** Texts, null or absent. */
export const maybeTexts = nullish(array(string()));

/** A JSON object, null or absent. */
export const maybeObject = nullish(jsonObject());

/** Text of `min` to `max` characters, counted in code points as people count them. */
export function characters(min: number, max: number) {
  return string().check(
    refine((text) => countCharacters(text) >= min && (min === 0 || text.trim() !== ''), {
      error: min <= 1 ? 'This must not be empty' : `This needs at least ${min} characters`,
      params: { code: 'too_short' },
      abort: true,
    }),
    refine((text) => countCharacters(text) <= max, {
      error: `This is longer than ${max} characters`,
      params: { code: 'too_long' },
    }),
  );
}

function countCharacters(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/** A whole number in a range, both ends included. */
export function wholeNumber(min: number, max: number) {
  return int('This must be a whole number').check(
    minimum(min, `This must be at least ${min}`),
    maximum(max, `This must be at most ${max}`),
  );
}

/** A boolean. */
export const flag = () => boolean();

/** Text that `accept` takes; otherwise `invalid_format` with `words`. */
export function format(accept: (text: string) => boolean, words: string) {
  return string().check(refine(accept, { error: words, params: { code: 'invalid_format' } }));
}

/** An absolute URL over https. */
export const httpsUrl = () =>
  format((text) => urlWith(text, ['https:']), 'This must be an https address');

/** An absolute URL over https or http (a redirect URI on localhost, say). */
export const webUrl = () =>
  format((text) => urlWith(text, ['https:', 'http:']), 'This must be a full web address');

function urlWith(text: string, protocols: readonly string[]): boolean {
  if (text.length > LIMITS.url || /\s/.test(text)) return false;
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  // `https:example.com` parses, and means something else than it seems to.
  return protocols.includes(url.protocol) && text.toLowerCase().startsWith(`${url.protocol}//`);
}

/** A list without a repeated entry. */
export function setOf(item: ZodMiniType<string>, max: number = LIMITS.list) {
  return array(item).check(
    refine((items) => items.length <= max, {
      error: `At most ${max} entries`,
      params: { code: 'too_long' },
    }),
    refine((items) => new Set(items).size === items.length, {
      error: 'An entry stands here twice',
      params: { code: 'duplicate' },
    }),
  );
}

/** One of the words a strict writer may send. */
export function oneOf<const Words extends readonly string[]>(words: Words) {
  return string().check(
    refine((text) => words.includes(text), {
      error: `This must be one of: ${words.join(', ')}`,
      params: { code: 'invalid_value' },
    }),
  ) as unknown as ZodMiniType<Words[number]>;
}

/** One OAuth scope (RFC 6749 §3.3: visible ASCII without quote and backslash). */
export const scopeToken = () =>
  format(
    (text) => /^[\x21\x23-\x5b\x5d-\x7e]{1,256}$/.test(text),
    'A scope has no spaces or quotes',
  );

/**
 * `metadata`: string values under free keys. Null removes a key in an update, and means nothing on
 * create.
 */
export const metadata = () =>
  unknown().check((payload) => {
    const { value } = payload;
    if (!isJsonObject(value)) {
      payload.issues.push(custom([], 'invalid_type', 'Expected an object', value));
      return;
    }
    const keys = Object.keys(value);
    // A key that is taken away is none: the last place can be given to another.
    if (keys.filter((key) => value[key] !== null).length > LIMITS.metadata.keys) {
      payload.issues.push(custom([], 'too_long', `At most ${LIMITS.metadata.keys} keys`, value));
    }
    for (const key of keys) {
      const held = value[key];
      const length = countCharacters(key);
      if (length < 1 || length > LIMITS.metadata.key) {
        const words = `A key has 1 to ${LIMITS.metadata.key} characters`;
        payload.issues.push(custom([key], 'invalid_key', words, held));
      } else if (held !== null && typeof held !== 'string') {
        payload.issues.push(custom([key], 'invalid_type', 'Expected text', held));
      } else if (held !== null && countCharacters(held) > LIMITS.metadata.value) {
        const words = `This is longer than ${LIMITS.metadata.value} characters`;
        payload.issues.push(custom([key], 'too_long', words, held));
      }
    }
  }) as unknown as ZodMiniType<Metadata>;

/** String values under free keys; a tolerant reader may meet null. */
export type Metadata = { [key: string]: string | null };

function custom(path: string[], code: string, message: string, input: unknown): core.$ZodRawIssue {
  return { code: 'custom', path, message, input, params: { code } };
}
