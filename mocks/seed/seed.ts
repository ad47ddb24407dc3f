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
export const SCENARIOS = ['default', 'empty', 'full', 'huge', 'viewer'] as const;

/** See {@link SCENARIOS}. */
export type Scenario = (typeof SCENARIOS)[number];

/** What each scenario is, for people. */
export const SCENARIO_WORDS: { readonly [Name in Scenario]: string } = {
  default: '137 accounts; the first has 1,240 issuers and 17 domains',
  empty: 'The first account has no issuers and no domains',
  full: 'The first account has 20 domains, the most there can be',
  huge: 'The first account has 10,000 issuers',
  viewer: 'Everyone may only read',
};

/** Accounts the person is a member of. */
const MEMBERSHIPS = 137;

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
  const created = Array.from({ length: MEMBERSHIPS + 1 }, (_, index) =>
    accountCreatedAt(seed, index),
  );
  const ids = created.map((ms, index) => timeId('acc_', ms, seed, index));
  const [first = ''] = ids;
  const foreignAccount = ids[MEMBERSHIPS] ?? '';
  const emptied = scenario === 'empty';

  const accountIndex = new Map(ids.map((id, index) => [id, index]));
  const issuersByAccount = remember((account: string) => {
    const index = accountIndex.get(account);
    if (index === undefined) return NONE;
    const from = (created[index] ?? 0) + DAY;
    const count = index === 0 ? FIRST_COUNT[scenario] : random(seed, 'issuers of', index).below(13);
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
    if (index === MEMBERSHIPS) return FOREIGN_HOSTS.map((host) => newDomain(host, at + DAY));
    if (index === 0) {
      return emptied
        ? []
        : firstAccountDomains(issuersByAccount(first).ids, SEEDED_AT, scenario === 'full');
    }
    return index % 3 === 0 ? [newDomain(`login.${companyAt(index).site}`, at + DAY)] : [];
  };

  const methodsByIssuer = remember((id: string, issuer: StoredIssuer) => {
    const index = issuersByAccount(issuer.account_id).indexOf(id);
    if (index === undefined) return NONE;
    const account = accountIndex.get(issuer.account_id) ?? 0;
    return seedMethods({ seed, company: companyAt(account), issuer, index, first: account === 0 });
  });

  return {
    accounts,
    memberships: ids.slice(0, MEMBERSHIPS).toSorted(newestFirst),
    foreignAccount,
    issuers: issuersByAccount,
    methods: (issuer) => methodsByIssuer(issuer.id, issuer),
    owner,
    platform,
  };
}

const FIRST_COUNT: { readonly [Name in Scenario]: number } = {
  default: 1_240,
  empty: 0,
  full: 1_240,
  huge: 10_000,
  viewer: 1_240,
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
