import assert from 'node:assert/strict';

import type { Api, Identity, Reply, Settings } from './api.ts';
import { reset } from './control.ts';
import { expectOne, expectPage, expectTagged } from './expect.ts';
import { textAt } from './look.ts';
import type { Row } from './look.ts';

/** What most cases start from: one issuer with one method and one domain, made through the API. */
export type World = {
  account: string;
  /** Another account, which the person belongs to and the key does not. */
  foreign: string;
  issuer: string;
  issuerTag: string;
  method: string;
  methodTag: string;
  host: string;
  accountTag: string;
};

/** An id of the published form that no row has. */
export const NO_SUCH = {
  account: 'acc_0000000000000000000000000',
  issuer: 'i_0000000000000000000000000',
  method: 'am_0000000000000000000000000',
  host: 'never-added.example.com',
} as const;

/** The path of an account, of its issuers, of its domains. */
export const paths = {
  account: (account: string) => `/v1/accounts/${account}`,
  issuers: (account: string) => `/v1/accounts/${account}/issuers`,
  issuer: (account: string, issuer: string) => `/v1/accounts/${account}/issuers/${issuer}`,
  methods: (account: string, issuer: string) =>
    `/v1/accounts/${account}/issuers/${issuer}/auth-methods`,
  method: (account: string, issuer: string, method: string) =>
    `/v1/accounts/${account}/issuers/${issuer}/auth-methods/${method}`,
  domains: (account: string) => `/v1/accounts/${account}/domains`,
  domain: (account: string, host: string) =>
    `/v1/accounts/${account}/domains/${encodeURIComponent(host)}`,
} as const;

/** A request with the key, for short. */
export function get(api: Api, path: string, as?: Identity): Promise<Reply> {
  return api.request({ method: 'GET', path, ...(as === undefined ? {} : { as }) });
}

/** POST with a body and perhaps headers. */
export function post(
  api: Api,
  path: string,
  body?: unknown,
  headers: { [name: string]: string } = {},
): Promise<Reply> {
  return api.request({ method: 'POST', path, headers, ...(body === undefined ? {} : { body }) });
}

/** PATCH with a body; with a tag where one is given. */
export function patch(api: Api, path: string, body: unknown, tag?: string): Promise<Reply> {
  return api.request({ method: 'PATCH', path, body, headers: ifMatch(tag) });
}

/** DELETE; with a tag where one is given. */
export function remove(api: Api, path: string, tag?: string): Promise<Reply> {
  return api.request({ method: 'DELETE', path, headers: ifMatch(tag) });
}

function ifMatch(tag: string | undefined): { [name: string]: string } {
  return tag === undefined ? {} : { 'if-match': tag };
}

/** Makes an issuer in the key's account. */
export async function makeIssuer(
  api: Api,
  body: { [field: string]: unknown } = {},
): Promise<{ id: string; tag: string; row: Row }> {
  const answer = await post(api, paths.issuers(api.credentials.account_id), {
    name: 'An issuer',
    ...body,
  });
  const { row, tag } = expectTagged(answer, 201);
  return { id: textAt(row, 'id'), tag, row };
}

/** Makes an auth method of an issuer in the key's account. */
export async function makeMethod(
  api: Api,
  issuer: string,
  body: { [field: string]: unknown },
): Promise<{ id: string; tag: string; row: Row }> {
  const answer = await post(api, paths.methods(api.credentials.account_id, issuer), body);
  const { row, tag } = expectTagged(answer, 201);
  return { id: textAt(row, 'id'), tag, row };
}

/** A password method, as small as it may be. */
export const PASSWORD = {
  name: 'Password',
  method: 'password',
  first_factor_only: true,
  settings: {},
} as const;

/** Adds a domain to the key's account; returns the account's tag. */
export async function addHost(api: Api, host: string, verified = false): Promise<string> {
  const { account_id } = api.credentials;
  const added = expectTagged(await post(api, paths.domains(account_id), { host }), 201);
  if (!verified) return added.tag;
  const path = `${paths.domain(account_id, host)}/verify`;
  return expectTagged(await post(api, path), 200).tag;
}

/** The row of a host in the key's list of domains; undefined when it is not there. */
export async function domainRow(api: Api, host: string): Promise<Row | undefined> {
  const page = expectPage(await get(api, paths.domains(api.credentials.account_id)));
  return page.rows.find((row) => row['host'] === host);
}

/** The tag of the key's account now. */
export async function accountTag(api: Api): Promise<string> {
  return expectTagged(await get(api, paths.account(api.credentials.account_id)), 200).tag;
}

/** An account of the person's that is not the key's. */
export async function foreignAccount(api: Api): Promise<string> {
  const page = expectPage(await get(api, '/v1/accounts?limit=2', 'person'));
  const other = page.rows.find((row) => row['id'] !== api.credentials.account_id);
  assert.ok(other, 'the person has a second account');
  return textAt(other, 'id');
}

/** A {@link World} that nothing has happened in yet. */
export function world(api: Api, settings: Settings = {}): Promise<World> {
  return api.start(`world ${JSON.stringify(settings)}`, () => makeWorld(api, settings));
}

async function makeWorld(api: Api, settings: Settings): Promise<World> {
  await reset(api, { scenario: 'default', ...settings });
  const account = api.credentials.account_id;
  const foreign = await foreignAccount(api);
  const issuer = await makeIssuer(api, { name: 'World' });
  const method = await makeMethod(api, issuer.id, PASSWORD);
  const host = 'login.conformance-suite.com';
  const tag = await addHost(api, host, true);
  return {
    account,
    foreign,
    issuer: issuer.id,
    issuerTag: issuer.tag,
    method: method.id,
    methodTag: method.tag,
    host,
    accountTag: tag,
  };
}

/** Follows the cursors from the first page to the last. */
export async function everyPage(
  api: Api,
  path: string,
  as: Identity = 'key',
  limit = 100,
): Promise<Row[]> {
  const rows: Row[] = [];
  let cursor: string | null = null;
  for (let pages = 0; ; pages += 1) {
    assert.ok(pages < 500, 'the pages never end');
    const query = new URLSearchParams({ limit: String(limit) });
    if (cursor !== null) query.set('cursor', cursor);
    const page = expectPage(await get(api, `${path}${path.includes('?') ? '&' : '?'}${query}`, as));
    rows.push(...page.rows);
    if (page.next === null) return rows;
    assert.ok(page.rows.length > 0, 'no empty page before the end');
    cursor = page.next;
  }
}

/** The ids of rows, in their order. */
export function ids(rows: readonly Row[]): string[] {
  return rows.map((row) => textAt(row, 'id'));
}

/** The account of a domain answer, with the row of one host in it. */
export function domainIn(
  answer: Reply,
  status: 200 | 201,
  host: string,
): { tag: string; row: Row } {
  const { row, tag } = expectTagged(answer, status);
  const domains = row['domains'];
  assert.ok(Array.isArray(domains), 'the account of a domain answer carries its domains');
  const found = domains.find((held: Row) => held['host'] === host) as Row | undefined;
  assert.ok(found, `${host} is in the account's domains`);
  return { tag, row: found };
}

/** Reads an issuer of the key's account. */
export async function readIssuer(api: Api, issuer: string): Promise<Row> {
  return expectOne(await get(api, paths.issuer(api.credentials.account_id, issuer)), 200);
}
