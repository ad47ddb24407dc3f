import { newestFirst, timeId } from '../ids.ts';
import { random } from '../random.ts';
import type { StoredAccount, StoredIssuer, StoredMethod } from '../rows.ts';
import { companyAt, seedAccount } from './accounts.ts';
import { FOREIGN_HOSTS, firstAccountDomains, newDomain } from './domains.ts';
import { seedIssuers, seedMethods } from './issuers.ts';
import { seeded } from './seeded.ts';
import type { Seeded } from './seeded.ts';

/** The instant every seeded time is before: 2026-11-20T09:00Z, in Unix milliseconds. */
export const SEEDED_AT = Date.UTC(2026, 10, 20, 9);

/** Kinds of world. */
export const SCENARIOS = [
  'default',
  'empty',
  'single',
  'full',
  'huge',
  'viewer',
  'nobody',
] as const;

/** See {@link SCENARIOS}. */
export type Scenario = (typeof SCENARIOS)[number];

/** What each scenario is, for people. */
export const SCENARIO_WORDS: { readonly [Name in Scenario]: string } = {
  default: '137 accounts; the first has 1,240 issuers and 17 domains',
  empty: 'The first account has no issuers and no domains',
  single: 'One account with one issuer, one auth method and one domain',
  full: 'The first account has 20 domains, the most there can be',
  huge: 'The first account has 10,000 issuers',
  viewer: 'Everyone may only read',
  nobody: 'The person belongs to no account',
};

/** Accounts there are, but for the foreign one. */
const ACCOUNTS = 137;

/** How many of them, from the first on, the person is a member of. */
function membershipsIn(scenario: Scenario): number {
  switch (scenario) {
    case 'nobody':
      return 0;
    case 'single':
      return 1;
    default:
      return ACCOUNTS;
  }
}

/** Everything a seed and a scenario say, made as it is read. */
export type Seed = {
  /** The person's accounts, and last the one they are no member of. */
  accounts: Seeded<StoredAccount>;
  memberships: readonly string[];
  foreignAccount: string;
  issuers: (accountId: string) => Seeded<StoredIssuer>;
  methods: (issuer: StoredIssuer) => Seeded<StoredMethod>;
  owner: string;
  /** AuthPI's own issuer, which people and organizations belong to. */
  platform: string;
};

const DAY = 86_400_000;
const HOUR = 3_600_000;

const recent = new Map<string, Seed>();

/** The seed's rows: a pure function of its two arguments. Worlds of the same kind share them. */
export function seedOf(seed: number, scenario: Scenario): Seed {
  const key = `${seed}/${scenario}`;
  const made = recent.get(key) ?? createSeed(seed, scenario);
  recent.delete(key);
  recent.set(key, made);
  const [oldest] = recent.keys();
  if (recent.size > 6 && oldest !== undefined) recent.delete(oldest);
  return made;
}

function createSeed(seed: number, scenario: Scenario): Seed {
  const owner = `usr_${random(seed, 'owner').hex(25)}`;
  const platform = timeId('i_', Date.UTC(2019, 0, 7), 'platform');
  const created = Array.from({ length: ACCOUNTS + 1 }, (_, index) => accountCreatedAt(seed, index));
  const ids = created.map((ms, index) => timeId('acc_', ms, seed, index));
  const [first = ''] = ids;
  const foreignAccount = ids[ACCOUNTS] ?? '';

  const accountIndex = new Map(ids.map((id, index) => [id, index]));
  const issuersByAccount = remember((account: string) => {
    const index = accountIndex.get(account);
    if (index === undefined) return NONE;
    const from = (created[index] ?? 0) + DAY;
    const count =
      index === 0 ? FIRST[scenario].issuers : random(seed, 'issuers of', index).below(13);
    return seedIssuers({
      ...companyAt(index),
      seed,
      account,
      count,
      from,
      to: SEEDED_AT - 3 * HOUR,
    });
  });

  const accounts = seeded(ids, (index, id): StoredAccount => {
    const created_at = created[index] ?? 0;
    const row = seedAccount(
      seed,
      { index, id, created_at, settled_at: SEEDED_AT - HOUR },
      { owner, platform },
    );
    return { ...row, domains: domainsOf(index, created_at) };
  });
  const domainsOf = (index: number, at: number) => {
    if (index === ACCOUNTS) return FOREIGN_HOSTS.map((host) => newDomain(host, at + DAY));
    if (index === 0) {
      return firstAccountDomains(issuersByAccount(first).ids, SEEDED_AT, FIRST[scenario].domains);
    }
    return index % 3 === 0 ? [newDomain(`login.${companyAt(index).site}`, at + DAY)] : [];
  };

  const methodsByIssuer = remember((id: string, issuer: StoredIssuer) => {
    const index = issuersByAccount(issuer.account_id).indexOf(id);
    if (index === undefined) return NONE;
    const account = accountIndex.get(issuer.account_id) ?? 0;
    const one = scenario === 'single';
    return seedMethods({
      seed,
      company: companyAt(account),
      issuer,
      index,
      shown: one ? 'one' : account === 0 ? 'all' : null,
    });
  });

  return {
    accounts,
    memberships: ids.slice(0, membershipsIn(scenario)).toSorted(newestFirst),
    foreignAccount,
    issuers: issuersByAccount,
    methods: (issuer) => methodsByIssuer(issuer.id, issuer),
    owner,
    platform,
  };
}

/** What the first account has: issuers and domains. */
const FIRST: { readonly [Name in Scenario]: { issuers: number; domains: number } } = {
  default: { issuers: 1_240, domains: 17 },
  empty: { issuers: 0, domains: 0 },
  single: { issuers: 1, domains: 1 },
  full: { issuers: 1_240, domains: 20 },
  huge: { issuers: 10_000, domains: 17 },
  viewer: { issuers: 1_240, domains: 17 },
  nobody: { issuers: 1_240, domains: 17 },
};

const NONE: Seeded<never> = seeded<never>([], () => {
  throw new Error('There is no such row');
});

/** The newest account is old enough to have had its issuers; the others came before it. */
function accountCreatedAt(seed: number, index: number): number {
  return (
    Date.UTC(2024, 0, 15, 10) - index * 13 * DAY - random(seed, 'since', index).below(12 * DAY)
  );
}

function remember<Rest extends unknown[], Row>(make: (id: string, ...rest: Rest) => Seeded<Row>) {
  const made = new Map<string, Seeded<Row>>();
  return (id: string, ...rest: Rest): Seeded<Row> => {
    const before = made.get(id);
    if (before !== undefined) return before;
    const rows = make(id, ...rest);
    made.set(id, rows);
    return rows;
  };
}
