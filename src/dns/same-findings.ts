import type { Finding } from './finding.ts';

/** Findings that say the same, as one of all who say it. */
export function agreed(findings: readonly Finding[]): Finding[] {
  const found = new Map<string, Finding>();
  for (const finding of findings) {
    const key = JSON.stringify(steady({ ...finding, by: [] }));
    const other = found.get(key);
    found.set(key, other === undefined ? finding : together(other, finding));
  }
  return [...found.values()];
}

function together(one: Finding, other: Finding): Finding {
  const by = [...one.by, ...other.by];
  if (one.kind !== 'could_not_ask' || other.kind !== 'could_not_ask') return { ...one, by };
  const pauses = [one.retryAfterMs, other.retryAfterMs].filter((pause) => pause !== null);
  return { ...one, by, retryAfterMs: pauses.length === 0 ? null : Math.max(...pauses) };
}

/** Whether two checks found the same. What merely runs down, or varies from answer to answer, aside. */
export function isSame(
  some: readonly Finding[] | null,
  others: readonly Finding[] | null,
): boolean {
  return JSON.stringify(some?.map(steady)) === JSON.stringify(others?.map(steady));
}

/** What of a finding is no matter of the moment. */
function steady(finding: Finding): unknown {
  switch (finding.kind) {
    case 'spreading':
      return { ...finding, ttl: null, sees: finding.sees.map(steady) };
    case 'could_not_ask':
      return { ...finding, retryAfterMs: null };
    case 'addresses':
    case 'flattened':
    case 'apex':
    case 'servfail':
      return { ...finding, ttl: null, addresses: finding.addresses.length > 0 };
    case 'right':
      return { ...finding, ttl: null, chain: [] };
    case 'elsewhere':
      return { ...finding, ttl: null, chain: finding.chain.slice(0, 1) };
    case 'seen':
      return {
        ...finding,
        ttl: null,
        chain: finding.chain.slice(0, 1),
        addresses: finding.addresses.length > 0,
      };
    case 'nothing':
    case 'doubled':
      return { ...finding, ttl: null };
    case 'caa_forbids':
    case 'caa_allows':
    case 'caa_seen':
    case 'caa_servfail':
    case 'ownership_right':
    case 'ownership_wrong':
    case 'ownership_absent':
      return finding;
  }
}
