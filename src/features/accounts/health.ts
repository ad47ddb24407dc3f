import type { Account } from '#contract/account.ts';
import { assignedIssuer } from '#contract/domain.ts';
import type { Domain } from '#contract/domain.ts';
import type { IssuerRow } from '#contract/issuer.ts';
import { MAX_DOMAINS } from '#contract/ours/limits.ts';
import type { Page } from '#contract/page.ts';
import { edgeLook } from '#shared/domain-words.ts';
import { environmentOf, hasName, issuerName } from '#shared/issuer-words.ts';
import { countOf } from '#shared/list-words.ts';
import type { Noun } from '#shared/list-words.ts';
import type { Destination } from '#shared/way-to.tsx';

/** What came of a question: not there yet, not there, or the answer. */
export type Asked<T> =
  | { state: 'asking' }
  | { state: 'failed'; error: unknown }
  | { state: 'known'; value: T };

/** An account's domains; `whole`: that these are all. */
export type KnownDomains = { rows: readonly Domain[]; whole: boolean };

/** What the health of an account is judged by. */
export type HealthFacts = {
  account: Account;
  /** The first page of active issuers whose readiness is `review`. */
  review: Asked<Page<IssuerRow>>;
  domains: Asked<KnownDomains>;
};

/** One of the things a finding is about. */
export type Subject = {
  to: Destination;
  /** A name, or a host. */
  text: string;
  /** An id that stands beside a text that says little. */
  id: string | null;
  /** Whose it is, or what was said of it. */
  note: string | null;
};

/** Why there is a finding of its kind. */
export type Question = 'issuers' | 'domains';

/**
 * One thing that was found.
 *
 * - `asking`, `failed`: the answer is on its way, or did not come. That is never taken for fine.
 * - `unknown`: the answer does not say.
 */
export type Finding =
  | { tone: 'asking'; question: Question }
  | { tone: 'failed'; question: Question; error: unknown }
  | {
      tone: 'bad' | 'warn' | 'unknown' | 'ok';
      title: string;
      detail: string | null;
      subjects: readonly Subject[];
      /** How many more there are than `subjects`; null: not known how many. */
      rest: number | null;
      way: { text: string; to: Destination } | null;
    };

/**
 * What needs attention in an account. By topic, so that a late answer moves nothing above it; one
 * finding that says so when everything was asked, all of it came and nothing was found.
 */
export function healthOf(facts: HealthFacts): readonly Finding[] {
  const state = stateFindings(facts.account);
  const issuers = issuerFindings(facts.review);
  const others = [
    ...domainFindings(facts.domains),
    ...limitFindings(facts),
    ...creditFindings(facts.account),
  ];
  const quiet = state.length === 0 && others.length === 0 && isFine(facts.review, issuers);
  if (quiet) {
    return [
      {
        ...PLAIN,
        tone: 'ok',
        title: 'Nothing needs attention',
        detail: 'Active issuers, assigned domains and known limits were looked at.',
      },
    ];
  }
  // A line of its own in either case: what is found late does not push the rest down.
  const calm = isFine(facts.review, issuers) ? [REVIEWED] : [];
  return [...state, ...issuers, ...calm, ...others];
}

const PLAIN = { detail: null, subjects: [], rest: 0, way: null } as const;

const OPEN_DOMAINS = { text: 'Open domains', to: { page: 'domains' } } as const;
const OPEN_CONSOLE = { text: 'Open AuthPI’s console', to: { page: 'console' } } as const;

const REVIEWED: Finding = {
  ...PLAIN,
  tone: 'ok',
  title: 'No active issuer needs review',
  detail: 'AuthPI lists none that does.',
};

function isFine({ state }: Asked<unknown>, findings: readonly Finding[]): boolean {
  return state === 'known' && findings.length === 0;
}

/** How many subjects are named. */
const SHOWN = 5;

function named(subjects: readonly Subject[], more = false) {
  const shown = subjects.slice(0, SHOWN);
  return { subjects: shown, rest: more ? null : subjects.length - shown.length };
}

const SUSPENDED: readonly string[] = ['suspended', 'disabled', 'deleted'];

function stateFindings({ status, status_reason: reason }: Account): Finding[] {
  if (status === null || status === 'active') return [];
  return [
    {
      ...PLAIN,
      tone: SUSPENDED.includes(status) ? 'bad' : 'warn',
      title: `The status of this account is ${status}`,
      detail: reason,
      way: OPEN_CONSOLE,
    },
  ];
}

function issuerFindings(review: HealthFacts['review']): Finding[] {
  if (review.state === 'asking') return [{ tone: 'asking', question: 'issuers' }];
  if (review.state === 'failed') {
    return [{ tone: 'failed', question: 'issuers', error: review.error }];
  }
  const { data, has_more: hasMore, invalid_count: invalid } = review.value;
  const more = hasMore === true;
  // A server that does not know a filter answers without it: its rows speak for themselves.
  const active = data.filter((row) => row.status === 'active' && row.readiness !== 'ready');
  const doorless = active.filter((row) => row.enabled_login_method_count === 0);
  const others = active.filter(
    (row) => row.enabled_login_method_count !== 0 && row.readiness === 'review',
  );
  const found = doorless.length + others.length;
  const unreadable = invalid ?? 0;
  const way = { text: 'Show in the list', to: { page: 'issuers-to-review' } } as const;
  const findings: Finding[] = [];
  if (doorless.length > 0) {
    findings.push({
      tone: 'bad',
      title: `${counted(doorless.length, ISSUER, more)} ${have(doorless.length, more)} no way to sign in`,
      detail: null,
      ...named(doorless.map(issuerSubject), more),
      way,
    });
  }
  if (others.length > 0) {
    const one = others.length === 1 && !more;
    findings.push({
      tone: 'warn',
      title: `${counted(others.length, ISSUER, more)} ${one ? 'needs' : 'need'} review`,
      detail: null,
      ...named(others.map(issuerSubject), more),
      way,
    });
  }
  if (unreadable > 0 || (more && found === 0)) {
    findings.push({
      ...PLAIN,
      tone: 'unknown',
      title:
        unreadable > 0
          ? `${countOf(unreadable, { one: 'issuer', many: 'issuers' })} could not be read`
          : 'Not all issuers were looked at',
      detail: 'Whether they need attention is not known.',
      way,
    });
  }
  return findings;
}

const ISSUER: Noun = { one: 'active issuer', many: 'active issuers' };
const DOMAIN: Noun = { one: 'assigned domain', many: 'assigned domains' };

/** "3 active issuers", "30+ active issuers". */
function counted(count: number, noun: Noun, more: boolean): string {
  return more ? `${count}+ ${noun.many}` : countOf(count, noun);
}

function have(count: number, more: boolean): string {
  return count === 1 && !more ? 'has' : 'have';
}

function issuerSubject(row: IssuerRow): Subject {
  return {
    to: { page: 'auth-methods', issuerId: row.id },
    text: issuerName(row),
    id: hasName(row) ? null : row.id,
    note: environmentOf(row),
  };
}

/** Whether an issuer answers for a domain. */
export function isAssigned(domain: Domain): boolean {
  return assignedIssuer(domain) !== null;
}

function domainFindings(domains: HealthFacts['domains']): Finding[] {
  if (domains.state === 'asking') return [{ tone: 'asking', question: 'domains' }];
  if (domains.state === 'failed') {
    return [{ tone: 'failed', question: 'domains', error: domains.error }];
  }
  const { rows, whole } = domains.value;
  const assigned = rows.filter(isAssigned);
  const reported = assigned.filter(({ cf_status: status }) => status != null && status !== '');
  const failing = reported.filter(({ cf_status: status }) => edgeLook(status).shape === 'bad');
  const waiting = reported.filter(
    ({ cf_status: status }) => !['ok', 'bad'].includes(edgeLook(status).shape),
  );
  const unmarked = assigned.filter(({ verified }) => verified === false);
  const unsaid = assigned.filter(({ verified }) => verified == null);
  const way = OPEN_DOMAINS;
  const be = (count: number) => (count === 1 ? 'is' : 'are');
  const findings: Finding[] = [];
  if (failing.length > 0) {
    findings.push({
      tone: 'bad',
      title: `${countOf(failing.length, DOMAIN)} ${be(failing.length)} blocked, moved or given up at the edge`,
      detail: null,
      ...named(failing.map(edgeSubject)),
      way,
    });
  }
  if (waiting.length > 0) {
    findings.push({
      tone: 'warn',
      title: `The edge status of ${countOf(waiting.length, DOMAIN)} is not “active”`,
      detail: null,
      ...named(waiting.map(edgeSubject)),
      way,
    });
  }
  if (unmarked.length > 0) {
    findings.push({
      tone: 'warn',
      title: `${countOf(unmarked.length, DOMAIN)} ${be(unmarked.length)} not marked as verified`,
      detail: null,
      ...named(unmarked.map((domain) => hostSubject(domain, null))),
      way,
    });
  }
  if (unsaid.length > 0) {
    findings.push({
      tone: 'unknown',
      title: `Not known whether ${countOf(unsaid.length, DOMAIN)} ${be(unsaid.length)} marked as verified`,
      detail: 'AuthPI did not say.',
      ...named(unsaid.map((domain) => hostSubject(domain, null))),
      way,
    });
  }
  if (!whole) {
    findings.push({
      ...PLAIN,
      tone: 'unknown',
      title: 'Not all domains were listed',
      detail: 'Whether the others need attention is not known.',
      way,
    });
  }
  return findings;
}

function edgeSubject(domain: Domain): Subject {
  return hostSubject(domain, domain.cf_status ?? null);
}

function hostSubject({ host }: Domain, note: string | null): Subject {
  return { to: { page: 'sign-in-check', host }, text: host, id: null, note };
}

/** Of the 20 domains: from here on room is getting short. */
const DOMAINS_WARN = 17;

/** Of any other limit: from this part of it on. */
const NEAR = 0.9;

function limitFindings({ account, domains }: HealthFacts): Finding[] {
  const findings: Finding[] = [];
  const known = domains.state === 'known' ? domains.value : null;
  const listed = known === null ? null : known.rows.length;
  if (listed !== null && listed >= DOMAINS_WARN) {
    const left = MAX_DOMAINS - listed;
    const partly = known?.whole === false && left > 0;
    findings.push({
      ...PLAIN,
      tone: left > 0 ? 'warn' : 'bad',
      title:
        left > 0
          ? `${partly ? 'At least ' : ''}${listed} of ${MAX_DOMAINS} places for domains are taken`
          : `All ${MAX_DOMAINS} places for domains are taken`,
      detail:
        left > 0
          ? `${partly ? 'At most ' : ''}${left} ${left === 1 ? 'place is' : 'places are'} left.`
          : 'There is room for another once one is removed.',
      way: OPEN_DOMAINS,
    });
  }
  const { n_members: members, max_members: most } = account;
  if (members !== null && most !== null) {
    findings.push(...near(members, most, 'members', OPEN_CONSOLE));
  }
  for (const [key, limit] of Object.entries(account.limits ?? {})) {
    // Said above already.
    const said =
      (key === 'domains' && limit === MAX_DOMAINS) || (key === 'members' && limit === most);
    const count = key === 'domains' ? listed : account.stats[`n_${key}`];
    if (said || typeof limit !== 'number' || typeof count !== 'number') continue;
    findings.push(...near(count, limit, key, key === 'domains' ? OPEN_DOMAINS : OPEN_CONSOLE));
  }
  return findings;
}

function near(
  count: number,
  limit: number,
  what: string,
  way: { text: string; to: Destination },
): Finding[] {
  if (limit <= 0 || count < NEAR * limit) return [];
  const full = count >= limit;
  return [
    {
      ...PLAIN,
      tone: full ? 'bad' : 'warn',
      title: `The limit of ${limit} ${what} is ${full ? '' : 'nearly '}reached`,
      detail: `AuthPI counts ${count} now.`,
      way,
    },
  ];
}

function creditFindings({ credits_run_out: out }: Account): Finding[] {
  if (out === null || out === false || out === '') return [];
  return [
    {
      ...PLAIN,
      tone: out === true ? 'bad' : 'warn',
      title:
        out === true ? 'Credits have run out' : `AuthPI says ${String(out)} of credits running out`,
      detail:
        out === true ? null : 'The field is credits_run_out; what it means is not known here.',
      way: OPEN_CONSOLE,
    },
  ];
}
