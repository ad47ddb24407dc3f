import { findingWords } from '#dns/finding-words.ts';
import type { AliasFinding, Finding } from '#dns/finding.ts';
import type { Seen } from './facts.ts';
import type { Verdict } from './links.ts';
import type { Words } from './words.ts';

/** What can come of the DNS once it is known, the worst first. */
const VERDICTS = ['wrong', 'doubtful', 'could_not_ask', 'not_judged', 'right'] as const;

/** See {@link VERDICTS}. */
type DnsVerdict = Extract<Verdict, (typeof VERDICTS)[number]>;

/**
 * What the findings of the DNS come to for a sign-in: the worst of them, and all that speak of it.
 *
 * Wrong is only what both resolvers see: what one sees alone may be on its way out. What keeps
 * certificates from being issued is doubtful, because one that is there works until it expires.
 * The ownership record is nothing a sign-in stands on.
 */
export function judgeFindings({ findings, about }: Seen): {
  verdict: DnsVerdict;
  detail: Words;
  /** Whether something can be done about it where the records are. */
  curable: boolean;
} {
  const faulty = new Set(
    findings
      .flatMap(seenIn)
      .filter(isFault)
      .flatMap(({ by }) => by),
  );
  const fault = faulty.size > 1 ? 'wrong' : 'doubtful';
  const speaking: { finding: Finding; verdict: DnsVerdict }[] = [];
  for (const finding of findings) {
    const verdict = verdictOf(finding, fault);
    if (verdict !== null) speaking.push({ finding, verdict });
  }
  const verdict = VERDICTS.find((each) => speaking.some((said) => said.verdict === each));
  if (verdict === undefined) {
    const detail = ['Nobody has said where the host leads.'];
    return { verdict: 'could_not_ask', detail, curable: false };
  }
  const detail = speaking.flatMap(({ finding }, index): Words => {
    const words = findingWords(finding, about);
    const title = finding.kind === 'right' ? [] : [`${words.title}. `];
    return [index === 0 ? '' : ' ', ...title, ...words.detail];
  });
  const bad = speaking.filter((said) => said.verdict === verdict);
  const curable =
    (verdict === 'wrong' || verdict === 'doubtful') &&
    bad.some(({ finding }) => finding.kind !== 'right');
  return { verdict, detail, curable };
}

/** What resolvers see at the host, one by one. */
function seenIn(finding: Finding): readonly AliasFinding[] {
  switch (finding.kind) {
    case 'spreading':
      return finding.sees;
    case 'could_not_ask':
    case 'caa_forbids':
    case 'caa_allows':
    case 'caa_seen':
    case 'caa_servfail':
    case 'ownership_right':
    case 'ownership_wrong':
    case 'ownership_absent':
      return [];
    default:
      return [finding];
  }
}

/** Whether a sign-in at the host fails for whoever sees this. */
function isFault(finding: AliasFinding): boolean {
  switch (finding.kind) {
    case 'nothing':
    case 'elsewhere':
    case 'doubled':
    case 'servfail':
      return true;
    case 'addresses':
    case 'apex':
      return finding.compared;
    case 'right':
    case 'flattened':
    case 'seen':
      return false;
  }
}

/**
 * @param fault what a fault comes to
 * @returns null for what a sign-in does not depend on
 */
function verdictOf(finding: Finding, fault: 'wrong' | 'doubtful'): DnsVerdict | null {
  switch (finding.kind) {
    case 'right':
      return finding.silent ? 'doubtful' : 'right';
    case 'seen':
      return 'not_judged';
    case 'nothing':
    case 'elsewhere':
    case 'doubled':
    case 'servfail':
    case 'spreading':
      return fault;
    case 'addresses':
    case 'apex':
      return finding.compared ? fault : 'doubtful';
    case 'flattened':
    case 'caa_forbids':
    case 'caa_servfail':
      return 'doubtful';
    case 'could_not_ask':
      return finding.about === 'ownership' ? null : 'could_not_ask';
    case 'caa_allows':
    case 'caa_seen':
    case 'ownership_right':
    case 'ownership_wrong':
    case 'ownership_absent':
      return null;
  }
}
