import { describe, expect, test } from 'vitest';
import { accountAnswer, readAccount } from '#contract/account.ts';
import { check } from '#contract/check.ts';
import type { Domain } from '#contract/domain.ts';
import type { IssuerRow } from '#contract/issuer.ts';
import type { Page } from '#contract/page.ts';
import { healthOf } from './health.ts';
import type { Finding, HealthFacts } from './health.ts';

function accountOf(more: object = {}) {
  const found = check(accountAnswer, { id: 'acc_1', ...more });
  if (!found.ok) throw new TypeError(JSON.stringify(found.issues));
  return readAccount(found.value);
}

function issuer(id: string, more: Partial<IssuerRow> = {}): IssuerRow {
  return {
    id,
    name: `Issuer ${id}`,
    status: 'active',
    readiness: 'review',
    enabled_login_method_count: 0,
    created_at: 1,
    ...more,
  };
}

const review = (page: Partial<Page<IssuerRow>> = {}): HealthFacts['review'] => ({
  state: 'known',
  value: { data: [], has_more: false, next_cursor: null, ...page },
});

const domains = (rows: readonly Domain[] = [], whole = true): HealthFacts['domains'] => ({
  state: 'known',
  value: { rows, whole },
});

const fine: HealthFacts = { account: accountOf(), review: review(), domains: domains() };

const assigned = (host: string, more: Partial<Domain> = {}): Domain => ({
  host,
  verified: true,
  assigned_issuer_id: 'i_1',
  cf_status: 'active',
  ...more,
});

const many = (count: number) =>
  Array.from({ length: count }, (_, index) => assigned(`d${index}.example`));

/** What is said, in order: the shape and the title of each. */
function said(facts: Partial<HealthFacts>) {
  return healthOf({ ...fine, ...facts }).map((finding) =>
    finding.tone === 'asking' || finding.tone === 'failed'
      ? [finding.tone, finding.question]
      : [finding.tone, finding.title],
  );
}

function titled(findings: readonly Finding[], title: string) {
  const found = findings.find((finding) => 'title' in finding && finding.title === title);
  if (found === undefined || !('title' in found)) throw new TypeError(`Nothing says: ${title}`);
  return found;
}

describe('healthOf', () => {
  test('says that nothing needs attention when all was asked and nothing was found', () => {
    expect(said({})).toEqual([['ok', 'Nothing needs attention']]);
    expect(said({ domains: domains([assigned('a.example')]) })).toEqual([
      ['ok', 'Nothing needs attention'],
    ]);
  });

  const failed = { state: 'failed', error: new Error('No answer') } as const;
  test.each<[string, Partial<HealthFacts>, [string, string][]]>([
    ['issuers are asked', { review: { state: 'asking' } }, [['asking', 'issuers']]],
    ['issuers could not be asked', { review: failed }, [['failed', 'issuers']]],
    [
      'domains are asked',
      { domains: { state: 'asking' } },
      [
        ['ok', 'No active issuer needs review'],
        ['asking', 'domains'],
      ],
    ],
    [
      'domains could not be asked',
      { domains: failed },
      [
        ['ok', 'No active issuer needs review'],
        ['failed', 'domains'],
      ],
    ],
    [
      'domains were not all listed',
      { domains: domains([], false) },
      [
        ['ok', 'No active issuer needs review'],
        ['unknown', 'Not all domains were listed'],
      ],
    ],
    [
      'issuers could not be read',
      { review: review({ invalid_count: 2 }) },
      [['unknown', '2 issuers could not be read']],
    ],
    [
      'there are more issuers than were asked for, none of them in need of review',
      { review: review({ data: [issuer('i_1', { readiness: 'ready' })], has_more: true }) },
      [['unknown', 'Not all issuers were looked at']],
    ],
  ])('never counts as fine while %s', (_, facts, expected) => {
    expect(said(facts)).toEqual(expected);
  });

  test('tells issuers without a way to sign in from others up for review', () => {
    const findings = healthOf({
      ...fine,
      review: review({
        data: [
          issuer('i_1', { metadata: { environment: 'production' } }),
          issuer('i_2', { enabled_login_method_count: 2 }),
          issuer('i_3', { name: null, enabled_login_method_count: null }),
        ],
      }),
    });
    expect(titled(findings, '1 active issuer has no way to sign in')).toMatchObject({
      tone: 'bad',
      subjects: [
        {
          to: { page: 'auth-methods', issuerId: 'i_1' },
          text: 'Issuer i_1',
          id: null,
          note: 'production',
        },
      ],
      rest: 0,
      way: { to: { page: 'issuers-to-review' } },
    });
    expect(titled(findings, '2 active issuers need review')).toMatchObject({
      tone: 'warn',
      subjects: [{ text: 'Issuer i_2' }, { text: 'Unnamed issuer', id: 'i_3' }],
    });
    expect(findings).toHaveLength(2);
  });

  test('names the first few, and counts the rest as far as it is known', () => {
    const data = Array.from({ length: 50 }, (_, index) => issuer(`i_${index}`));
    const whole = healthOf({ ...fine, review: review({ data }) });
    const known = titled(whole, '50 active issuers have no way to sign in');
    expect(known.subjects).toHaveLength(5);
    expect(known.rest).toBe(45);
    const part = healthOf({ ...fine, review: review({ data, has_more: true }) });
    expect(titled(part, '50+ active issuers have no way to sign in').rest).toBeNull();
  });

  test('rows that a filter should have left out are not counted', () => {
    const data = [
      issuer('i_1', { status: 'disabled' }),
      issuer('i_2', { readiness: 'ready' }),
      issuer('i_3', { readiness: null, enabled_login_method_count: 2 }),
    ];
    expect(said({ review: review({ data }) })).toEqual([['ok', 'Nothing needs attention']]);
  });

  test.each([
    ['blocked', 'bad', '1 assigned domain is blocked, moved or given up at the edge'],
    ['moved', 'bad', '1 assigned domain is blocked, moved or given up at the edge'],
    ['deleted', 'bad', '1 assigned domain is blocked, moved or given up at the edge'],
    ['pending', 'warn', 'The edge status of 1 assigned domain is not “active”'],
    ['awaiting_attestation', 'warn', 'The edge status of 1 assigned domain is not “active”'],
    ['constructor', 'warn', 'The edge status of 1 assigned domain is not “active”'],
  ])('an edge status of %s is %s', (cf_status, tone, title) => {
    const rows = [assigned('a.example', { cf_status })];
    const findings = healthOf({ ...fine, domains: domains(rows) });
    expect(titled(findings, title)).toMatchObject({
      tone,
      subjects: [
        { to: { page: 'sign-in-check', host: 'a.example' }, text: 'a.example', note: cf_status },
      ],
      way: { to: { page: 'domains' } },
    });
  });

  test('no edge status is no finding, and neither is a domain that is not assigned', () => {
    const rows = [
      assigned('a.example', { cf_status: null }),
      assigned('b.example', { assigned_issuer_id: null, verified: false, cf_status: 'blocked' }),
    ];
    expect(said({ domains: domains(rows) })).toEqual([['ok', 'Nothing needs attention']]);
  });

  test('assigned domains that are not marked as verified', () => {
    const rows = [
      assigned('a.example', { verified: false }),
      assigned('b.example', { verified: null }),
    ];
    const findings = healthOf({ ...fine, domains: domains(rows) });
    expect(titled(findings, '1 assigned domain is not marked as verified')).toMatchObject({
      tone: 'warn',
      subjects: [{ text: 'a.example' }],
    });
    // What was not said is no mark that is missing.
    const unsaid = 'Not known whether 1 assigned domain is marked as verified';
    expect(titled(findings, unsaid)).toMatchObject({
      tone: 'unknown',
      subjects: [{ text: 'b.example' }],
    });
  });

  test.each([
    [16, true, null],
    [17, true, ['warn', '17 of 20 places for domains are taken']],
    [17, false, ['warn', 'At least 17 of 20 places for domains are taken']],
    [20, true, ['bad', 'All 20 places for domains are taken']],
  ])('%d domains (whole list: %s)', (count, whole, expected) => {
    const found = said({ domains: domains(many(count), whole) }).filter(([, title]) =>
      title?.includes('places'),
    );
    expect(found).toEqual(expected === null ? [] : [expected]);
  });

  test.each([
    [44, 50, null],
    [45, 50, ['warn', 'The limit of 50 members is nearly reached']],
    [50, 50, ['bad', 'The limit of 50 members is reached']],
    [60, 50, ['bad', 'The limit of 50 members is reached']],
    [3, 0, null],
  ])('%d members of at most %d', (n_members, max_members, expected) => {
    const account = accountOf({ stats: { n_members }, settings: { max_members } });
    const found = said({ account }).filter(([tone]) => tone !== 'ok');
    expect(found).toEqual(expected === null ? [] : [expected]);
  });

  test('any other limit for which a count is known', () => {
    const account = accountOf({
      limits: { domains: 20, teams: 10, keys: 3, members: 'many' },
      stats: { n_teams: 9, n_members: 4 },
    });
    expect(said({ account })).toEqual([
      ['ok', 'No active issuer needs review'],
      ['warn', 'The limit of 10 teams is nearly reached'],
    ]);
  });

  test('a limit of domains other than the published one is said too', () => {
    const account = accountOf({ limits: { domains: 5 } });
    expect(said({ account, domains: domains(many(5)) })).toEqual([
      ['ok', 'No active issuer needs review'],
      ['bad', 'The limit of 5 domains is reached'],
    ]);
  });

  test('credits', () => {
    expect(said({ account: accountOf({ credits_run_out: true }) })).toContainEqual([
      'bad',
      'Credits have run out',
    ]);
    expect(said({ account: accountOf({ credits_run_out: 'soon' }) })).toContainEqual([
      'warn',
      'AuthPI says soon of credits running out',
    ]);
    expect(said({ account: accountOf({ credits_run_out: false }) })).toEqual([
      ['ok', 'Nothing needs attention'],
    ]);
  });

  test('an account that is not active comes first, with the reason', () => {
    const account = accountOf({ organization: { status: 'suspended', status_reason: 'Unpaid' } });
    const [first] = healthOf({ ...fine, account, review: review({ data: [issuer('i_1')] }) });
    expect(first).toMatchObject({
      tone: 'bad',
      title: 'The status of this account is suspended',
      detail: 'Unpaid',
    });
    const odd = accountOf({ organization: { status: 'frozen' } });
    expect(said({ account: odd })[0]).toEqual(['warn', 'The status of this account is frozen']);
  });
});
