/**
 * The wait a `Retry-After` header asks for, in milliseconds from `now` (RFC 9110 §10.2.3): whole
 * seconds, or an HTTP date. A date in the past asks for none (0). Null: absent or not readable,
 * a negative number included.
 *
 * @param now the time of the answer, Unix milliseconds
 */
export function parseRetryAfter(header: string | null, now: number): number | null {
  if (header === null) return null;
  const text = header.trim();
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  const date = parseHttpDate(text);
  return date === null ? null : Math.max(0, date - now);
}

/**
 * An HTTP date (RFC 9110 §5.6.7) in Unix milliseconds, in any of the three forms a recipient must
 * take; null for anything else.
 */
export function parseHttpDate(text: string): number | null {
  // `Date.parse` alone reads `-5` and `1.5` as dates, so the forms are told first.
  if (!/^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? [\w :-]+$/.test(text)) return null;
  // asctime names no zone and means UTC.
  const date = Date.parse(text.endsWith(' GMT') ? text : `${text} GMT`);
  return Number.isNaN(date) ? null : date;
}
