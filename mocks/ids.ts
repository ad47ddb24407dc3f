import { random } from './random.ts';

/**
 * An id: the prefix and 25 digits of base 36, a 128-bit number whose top 48 bits are Unix
 * milliseconds (contract §1). So ids of one kind sort as text in the order of their creation.
 *
 * @param key makes the low 80 bits: ids of one millisecond differ when their keys do.
 */
export function timeId(prefix: string, ms: number, ...key: (string | number)[]): string {
  const low = BigInt(`0x${random('id', prefix, ms, ...key).hex(20)}`);
  return prefix + ((BigInt(ms) << 80n) | low).toString(36).padStart(25, '0');
}

/** Whether a text has the form of an id with this prefix: what a cursor must have. */
export function isTimeId(prefix: string, text: string): boolean {
  return text.startsWith(prefix) && /^[0-9a-z]{25}$/.test(text.slice(prefix.length));
}

/** Order of ids, newest first. */
export function newestFirst(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? 1 : -1;
}
