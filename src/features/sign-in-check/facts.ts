import type { AuthMethod } from '#contract/auth-method.ts';
import { assignedIssuer } from '#contract/domain.ts';
import type { Domain } from '#contract/domain.ts';
import type { Issuer } from '#contract/issuer.ts';
import { parseHost } from '#contract/ours/hosts.ts';
import { isWhole } from '#contract/page.ts';
import type { Page } from '#contract/page.ts';
import type { Finding } from '#dns/finding.ts';
import type { Subject as DnsSubject } from '#dns/subject.ts';

/** What a check is about: a custom domain, or an issuer at AuthPI's own address (contract §8). */
export type Subject = { kind: 'host'; host: string } | { kind: 'issuer'; issuerId: string };

/**
 * One thing that was asked. `failed` covers every reason why nothing is known: no network, 401, 403,
 * 429, 5xx, an answer that could not be read.
 */
export type Fact<T> =
  | { state: 'asking' }
  | { state: 'failed'; error: unknown }
  | { state: 'known'; value: T };

/** A list that is not paged, and whether these are all of its rows (contract §3). */
export type Rows<Row> = { rows: readonly Row[]; whole: boolean };

/** What the DNS says, and what it was asked about. */
export type Seen = { findings: readonly Finding[]; about: DnsSubject };

/** All a check is judged by. What was not asked, because nothing led to it, counts as `asking`. */
export type Facts = {
  subject: Subject;
  /** The account's domains. No link of an issuer's own chain looks at them. */
  domains: Fact<Rows<Domain>>;
  /** Of a host, whether the account has it or not. */
  dns: Fact<Seen>;
  /** The issuer in question; null where AuthPI answered 404. */
  issuer: Fact<Issuer | null>;
  /** That issuer's auth methods. */
  methods: Fact<Rows<AuthMethod>>;
  /** Unix milliseconds. */
  now: number;
};

/** The answer to an unpaged list, as rows and whether they are all (contract §3). */
export function rowsOf<Row>(page: Page<Row>): Rows<Row> {
  return { rows: page.data, whole: isWhole(page) };
}

/** The domain a check is about, where its list holds it. */
export function domainOf({ subject, domains }: Pick<Facts, 'subject' | 'domains'>): Domain | null {
  if (subject.kind !== 'host' || domains.state !== 'known') return null;
  const { host } = subject;
  return domains.value.rows.find((row) => storedHost(row.host) === host) ?? null;
}

/** The issuer to ask about: the one given, or the one the domain is assigned to. */
export function issuerIdOf(facts: Pick<Facts, 'subject' | 'domains'>): string | null {
  if (facts.subject.kind === 'issuer') return facts.subject.issuerId;
  const domain = domainOf(facts);
  return domain === null ? null : assignedIssuer(domain);
}

/** Hosts are stored as A-labels in lower case; a server may send one that is not. */
function storedHost(host: string): string {
  const parsed = parseHost(host, () => false);
  return parsed.ok ? parsed.host : host;
}
