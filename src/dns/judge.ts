import type { Observations } from './examine.ts';
import type { Finding } from './finding.ts';
import type { Subject } from './subject.ts';

/** What the observations come to: what is at the host first, then certificates, then ownership. */
export function judge(_subject: Subject, _observations: Observations): Finding[] {
  return [];
}

/** Whether everything a verified mark stands on is proven, by both resolvers. */
export function isGreen(findings: readonly Finding[]): boolean {
  return unproven(findings).length === 0;
}

/**
 * What a mark set now would not be proven by, as sentences. Empty only where all of it is.
 *
 * @param findings null: the DNS has not been asked yet
 */
export function unproven(findings: readonly Finding[] | null): string[] {
  return findings === null ? ['The DNS has not been asked yet.'] : ['…'];
}
