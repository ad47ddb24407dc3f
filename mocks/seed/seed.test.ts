import { expect, test } from 'vitest';
import { AUTH_METHOD_KINDS } from '#contract/auth-methods/registry.ts';
import { readAuthMethod } from '#contract/auth-methods/schemas.ts';
import { bodySchemaOf } from '#contract/bodies.ts';
import { check } from '#contract/check.ts';
import { issuerRow, LISTED_STATUSES } from '#contract/issuer.ts';
import { accountAnswer } from '#contract/account.ts';
import { ACCESS_MODES, READINESS } from '#contract/ours/rules.ts';
import { newestFirst } from '../ids.ts';
import { normalHost } from '../operations/domains.ts';
import { accountAnswerOf, issuerRowOf } from '../rows.ts';
import { SCENARIOS, SEEDED_AT, seedOf } from './seed.ts';
import type { Scenario } from './seed.ts';

/** Everything a seed says, as the answers a client would get. */
function everything(seed: number, scenario: Scenario) {
  const made = seedOf(seed, scenario);
  const accounts = made.accounts.ids.flatMap((id) => made.accounts.row(id) ?? []);
  const issuers = accounts.flatMap(({ id }) => {
    const table = made.issuers(id);
    return table.ids.flatMap((issuerId) => table.row(issuerId) ?? []);
  });
  const rows = issuers.map((issuer) => {
    const table = made.methods(issuer);
    const methods = table.ids.flatMap((id) => table.row(id) ?? []);
    return { row: issuerRowOf(issuer, methods), methods };
  });
  return { made, accounts, rows, first: accounts[0]?.id ?? '' };
}

const world = everything(1, 'default');
const ofFirst = world.rows.filter(({ row }) => row.account_id === world.first);

test('the same seed gives the same bytes, another seed others', () => {
  const before = JSON.stringify(everything(1, 'default').rows);
  for (let seed = 100; seed < 110; seed += 1) seedOf(seed, 'empty');
  expect(seedOf(1, 'default')).not.toBe(world.made);
  expect(JSON.stringify(everything(1, 'default').rows)).toBe(before);
  expect(JSON.stringify(everything(2, 'default').rows)).not.toBe(before);
});

test('nothing is newer than the instant of the seed, and nothing changed before it was made', () => {
  const resources = [
    ...world.accounts,
    ...world.rows.flatMap(({ row, methods }) => [row, ...methods]),
  ];
  for (const { created_at, updated_at } of resources) {
    expect(created_at).toBeLessThan(SEEDED_AT);
    expect(updated_at ?? SEEDED_AT).toBeLessThanOrEqual(SEEDED_AT);
    expect(updated_at ?? created_at).toBeGreaterThanOrEqual(created_at);
  }
  expect(resources.some(({ updated_at }) => updated_at === null)).toBe(true);
});

test('137 accounts and a foreign one, newest first', () => {
  const { memberships, accounts, foreignAccount } = world.made;
  expect(memberships).toHaveLength(137);
  expect(memberships).not.toContain(foreignAccount);
  expect(accounts.ids.toSorted(newestFirst)).toEqual(accounts.ids);
  expect(new Set(world.accounts.map(({ name }) => name)).size).toBeGreaterThan(130);
  expect(world.accounts[0]?.name).toBe('Northwind Trading');
  for (const account of world.accounts)
    expect(check(accountAnswer, accountAnswerOf(account)).ok).toBe(true);
});

test.each([
  ['default', 1240, 17],
  ['empty', 0, 0],
  ['single', 1, 1],
  ['full', 1240, 20],
  ['huge', 10_000, 17],
  ['viewer', 1240, 17],
] as const)('%s: the first account has %i issuers and %i domains', (scenario, issuers, domains) => {
  const { accounts, issuers: of } = seedOf(1, scenario);
  const [first = ''] = accounts.ids;
  expect(of(first).ids).toHaveLength(issuers);
  expect(new Set(of(first).ids).size).toBe(issuers);
  expect(of(first).ids.toSorted(newestFirst)).toEqual(of(first).ids);
  expect(accounts.row(first)?.domains).toHaveLength(domains);
});

test.each([
  ['default', 137],
  ['single', 1],
  ['nobody', 0],
] as const)('%s: the person is a member of %i accounts', (scenario, count) => {
  const { memberships, accounts } = seedOf(1, scenario);
  expect(memberships).toEqual(accounts.ids.slice(0, count));
});

test('single: the one issuer has one method, and the one domain', () => {
  const { accounts, issuers, methods } = seedOf(1, 'single');
  const [first = ''] = accounts.ids;
  const issuer = issuers(first).row(issuers(first).ids[0] ?? '');
  if (issuer === undefined) throw new Error('There is no issuer');
  expect(methods(issuer).ids).toHaveLength(1);
  expect(accounts.row(first)?.domains[0]?.assigned_issuer_id).toBe(issuer.id);
});

test('the first account covers every status, access mode and readiness there can be', () => {
  const seen = new Set(
    ofFirst.map(({ row }) => `${row.status} ${String(row.access_mode)} ${String(row.readiness)}`),
  );
  for (const mode of [...ACCESS_MODES, null]) {
    for (const status of LISTED_STATUSES) {
      for (const readiness of READINESS) {
        const possible = status === 'active' || readiness === 'review';
        expect(seen.has(`${status} ${String(mode)} ${readiness}`)).toBe(possible);
      }
    }
  }
});

test('every issuer is a valid row whose own settings may be sent back', () => {
  const update = bodySchemaOf('updateIssuer');
  if (update === undefined) throw new Error('updateIssuer takes a body');
  for (const { row } of world.rows) {
    expect(check(issuerRow, row).ok).toBe(true);
    const { settings, links, metadata } = row;
    expect(check(update, { settings, links, metadata })).toMatchObject({ ok: true });
  }
});

test('the newest issuer has one method of every kind, the next an unknown one', () => {
  const [newest, next] = ofFirst;
  expect(newest?.row.name).toBe('Storefront production');
  expect(newest?.methods.map(({ method }) => method).toSorted()).toEqual(
    [...AUTH_METHOD_KINDS].toSorted(),
  );
  for (const method of newest?.methods ?? []) expect(readAuthMethod(method).known).toBe(true);
  expect(next?.methods.filter((method) => !readAuthMethod(method).known)).toHaveLength(1);
});

test('no two accounts hold a host, and every host is in its stored form', () => {
  const hosts = SCENARIOS.flatMap((scenario) => {
    const { accounts } = seedOf(1, scenario);
    const held = accounts.ids
      .flatMap((id) => accounts.row(id)?.domains ?? [])
      .map(({ host }) => host);
    expect(new Set(held).size).toBe(held.length);
    return held;
  });
  for (const host of hosts) expect(normalHost(host)).toEqual({ ok: true, host });
});
