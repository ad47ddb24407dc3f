import { looseObject, optional, string } from 'zod/mini';
import type { output, ZodMiniType } from 'zod/mini';
import { accountAnswer } from './account.ts';
import { authMethod } from './auth-method.ts';
import { caller } from './caller.ts';
import { domain } from './domain.ts';
import { issuer, issuerFilters, issuerRow } from './issuer.ts';
import type { RequiredScope } from './ours/scopes.ts';
import { pageLimit, pageOf } from './page.ts';
import { jsonObject } from './values.ts';

/** A resource that has a revision, and so an entity tag. */
export type TaggedResource = 'account' | 'issuer' | 'auth_method';

/** One operation of the Core API (contract §2). */
export type Operation = {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Path template below the base URL; `{name}` is one segment. */
  path: `/v1/${string}`;
  success: 200 | 201 | 204;
  /** Statuses the reference lists; any operation can also meet 415, 429 and 5xx. */
  errors: readonly number[];
  /** `required`: cannot be sent without a tag of its own resource. `account`: carries the account's. */
  ifMatch: 'required' | 'account' | null;
  /** Whose revision a success names in `ETag`. */
  tag: TaggedResource | null;
  /** What the caller must hold (ours). Null: any credential. */
  scope: RequiredScope | null;
  query?: ZodMiniType<object>;
  /** A success' whole JSON body. Null: no body. */
  answer: ZodMiniType | null;
  /** One row of a page. */
  row?: ZodMiniType;
};

const one = <S extends ZodMiniType>(data: S) => looseObject({ data });

const paging = { limit: optional(pageLimit()), cursor: optional(string()) };

/**
 * What a domain write answers: the account, with the domain in `domains` [api]; a tolerant client
 * also takes a bare domain (contract §10).
 */
const accountOrDomain = one(jsonObject());

/**
 * The 20 operations. Everything that knows an operation reads it from here; their request bodies
 * stand in `bodies.ts`.
 */
export const OPERATIONS = {
  getCaller: {
    method: 'GET',
    path: '/v1/me',
    success: 200,
    errors: [401],
    ifMatch: null,
    tag: null,
    scope: null,
    answer: one(caller),
  },
  listAccounts: {
    method: 'GET',
    path: '/v1/accounts',
    success: 200,
    errors: [401],
    ifMatch: null,
    tag: null,
    scope: null,
    query: looseObject(paging),
    answer: pageOf(accountAnswer),
    row: accountAnswer,
  },
  getAccount: {
    method: 'GET',
    path: '/v1/accounts/{account_id}',
    success: 200,
    errors: [401, 403, 404],
    ifMatch: null,
    tag: 'account',
    scope: 'accounts:read',
    answer: one(accountAnswer),
  },
  updateAccount: {
    method: 'PATCH',
    path: '/v1/accounts/{account_id}',
    success: 200,
    errors: [400, 401, 403, 404, 412],
    ifMatch: 'required',
    tag: 'account',
    scope: 'accounts:write',
    answer: one(accountAnswer),
  },
  listIssuers: {
    method: 'GET',
    path: '/v1/accounts/{account_id}/issuers',
    success: 200,
    errors: [401, 403],
    ifMatch: null,
    tag: null,
    scope: 'issuers:read',
    query: looseObject({ ...paging, ...issuerFilters }),
    answer: pageOf(issuerRow),
    row: issuerRow,
  },
  createIssuer: {
    method: 'POST',
    path: '/v1/accounts/{account_id}/issuers',
    success: 201,
    errors: [400, 401, 403],
    ifMatch: null,
    tag: 'issuer',
    scope: 'issuers:write',
    answer: one(issuer),
  },
  getIssuer: {
    method: 'GET',
    path: '/v1/accounts/{account_id}/issuers/{issuer_id}',
    success: 200,
    errors: [400, 401, 403, 404, 409, 412, 422, 429, 500],
    ifMatch: null,
    tag: 'issuer',
    scope: 'issuers:read',
    answer: one(issuer),
  },
  updateIssuer: {
    method: 'PATCH',
    path: '/v1/accounts/{account_id}/issuers/{issuer_id}',
    success: 200,
    errors: [400, 401, 403, 404, 412],
    ifMatch: 'required',
    tag: 'issuer',
    scope: 'issuers:write',
    answer: one(issuer),
  },
  deleteIssuer: {
    method: 'DELETE',
    path: '/v1/accounts/{account_id}/issuers/{issuer_id}',
    success: 204,
    errors: [401, 403, 404, 412],
    ifMatch: 'required',
    tag: null,
    scope: 'issuers:delete',
    answer: null,
  },
  listAuthMethods: {
    method: 'GET',
    path: '/v1/accounts/{account_id}/issuers/{issuer_id}/auth-methods',
    success: 200,
    errors: [401, 403, 404],
    ifMatch: null,
    tag: null,
    scope: 'issuers.auth-methods:read',
    answer: pageOf(authMethod),
    row: authMethod,
  },
  createAuthMethod: {
    method: 'POST',
    path: '/v1/accounts/{account_id}/issuers/{issuer_id}/auth-methods',
    success: 201,
    errors: [400, 401, 403, 404, 409],
    ifMatch: null,
    tag: 'auth_method',
    scope: 'issuers.auth-methods:write',
    answer: one(authMethod),
  },
  getAuthMethod: {
    method: 'GET',
    path: '/v1/accounts/{account_id}/issuers/{issuer_id}/auth-methods/{method_id}',
    success: 200,
    errors: [401, 403, 404],
    ifMatch: null,
    tag: 'auth_method',
    scope: 'issuers.auth-methods:read',
    answer: one(authMethod),
  },
  updateAuthMethod: {
    method: 'PATCH',
    path: '/v1/accounts/{account_id}/issuers/{issuer_id}/auth-methods/{method_id}',
    success: 200,
    errors: [400, 401, 403, 404, 412],
    ifMatch: 'required',
    tag: 'auth_method',
    scope: 'issuers.auth-methods:write',
    answer: one(authMethod),
  },
  deleteAuthMethod: {
    method: 'DELETE',
    path: '/v1/accounts/{account_id}/issuers/{issuer_id}/auth-methods/{method_id}',
    success: 204,
    errors: [401, 403, 404, 412],
    ifMatch: 'required',
    tag: null,
    scope: 'issuers.auth-methods:delete',
    answer: null,
  },
  listDomains: {
    method: 'GET',
    path: '/v1/accounts/{account_id}/domains',
    success: 200,
    errors: [401, 403, 404],
    ifMatch: null,
    tag: null,
    scope: 'accounts.domains:read',
    answer: pageOf(domain),
    row: domain,
  },
  addDomain: {
    method: 'POST',
    path: '/v1/accounts/{account_id}/domains',
    success: 201,
    errors: [400, 401, 403, 404, 409],
    ifMatch: null,
    tag: 'account',
    scope: 'accounts.domains:write',
    answer: accountOrDomain,
  },
  removeDomain: {
    method: 'DELETE',
    path: '/v1/accounts/{account_id}/domains/{domain}',
    success: 204,
    errors: [401, 403, 404],
    ifMatch: 'account',
    tag: null,
    scope: 'accounts.domains:delete',
    answer: null,
  },
  verifyDomain: {
    method: 'POST',
    path: '/v1/accounts/{account_id}/domains/{domain}/verify',
    success: 200,
    errors: [400, 401, 403, 404],
    ifMatch: 'account',
    tag: 'account',
    scope: 'accounts.domains:write',
    answer: accountOrDomain,
  },
  assignDomain: {
    method: 'POST',
    path: '/v1/accounts/{account_id}/domains/{domain}/assign',
    success: 200,
    errors: [400, 401, 403, 404],
    ifMatch: 'account',
    tag: 'account',
    scope: 'accounts.domains:write',
    answer: accountOrDomain,
  },
  unassignDomain: {
    method: 'POST',
    path: '/v1/accounts/{account_id}/domains/{domain}/unassign',
    success: 200,
    errors: [400, 401, 403, 404],
    ifMatch: 'account',
    tag: 'account',
    scope: 'accounts.domains:write',
    answer: accountOrDomain,
  },
} as const satisfies { [id: string]: Operation };

/** The name of an operation. */
export type OperationId = keyof typeof OPERATIONS;

/** Every operation's name. */
export const OPERATION_IDS = Object.keys(OPERATIONS) as OperationId[];

type ParamNames<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | ParamNames<Rest>
  : never;

/** The path parameters of an operation, each one unencoded segment. */
export type Params<Id extends OperationId> = {
  [Name in ParamNames<(typeof OPERATIONS)[Id]['path']>]: string;
};

/** The query of an operation; `never` where it takes none. */
export type Query<Id extends OperationId> = (typeof OPERATIONS)[Id] extends {
  query: infer S extends ZodMiniType;
}
  ? Pick<output<S>, KnownKeys<output<S>>>
  : never;

/** The whole JSON body of a success; `null` for 204. */
export type Answer<Id extends OperationId> = (typeof OPERATIONS)[Id]['answer'] extends infer S
  ? S extends ZodMiniType
    ? output<S>
    : null
  : never;

type KnownKeys<T> = keyof { [K in keyof T as string extends K ? never : K]: T[K] };

/**
 * Whether a text can stand as one segment of a path. Ids are opaque: nothing more is ever asked of
 * them (contract §1).
 */
export function isSafeSegment(text: string): boolean {
  return text !== '' && text !== '.' && text !== '..' && !/[/\\?#]/.test(text);
}

/**
 * The path of an operation with its parameters filled in and encoded.
 *
 * @throws {TypeError} when a parameter is missing or is no safe path segment.
 */
export function pathOf<Id extends OperationId>(id: Id, params: Params<Id>): string {
  const given: { [name: string]: string | undefined } = params;
  return OPERATIONS[id].path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = given[name];
    if (value === undefined || !isSafeSegment(value)) {
      throw new TypeError(`Not a path segment for {${name}}: ${JSON.stringify(value)}`);
    }
    return encodeURIComponent(value);
  });
}

/** What a request's method and path name in the table. */
export type Matched =
  | { found: 'operation'; id: OperationId; params: { [name: string]: string } }
  /** The path is in the table, the method is not: 405 with these in `Allow`. */
  | { found: 'path'; allow: Operation['method'][] }
  | { found: 'nothing' };

/** Finds the operation a request asks for. The path is as it came, percent-encoded. */
export function matchOperation(method: string, pathname: string): Matched {
  const allow: Operation['method'][] = [];
  for (const [id, { template, operation }] of TEMPLATES) {
    const params = matchTemplate(template, pathname);
    if (params === null) continue;
    if (operation.method === method) return { found: 'operation', id, params };
    allow.push(operation.method);
  }
  return allow.length > 0 ? { found: 'path', allow } : { found: 'nothing' };
}

const TEMPLATES = new Map(
  OPERATION_IDS.map((id) => {
    const operation: Operation = OPERATIONS[id];
    return [id, { operation, template: operation.path.split('/') }];
  }),
);

function matchTemplate(template: readonly string[], pathname: string) {
  const segments = pathname.split('/');
  if (segments.length !== template.length) return null;
  const params: { [name: string]: string } = {};
  for (const [index, part] of template.entries()) {
    const segment = segments[index] ?? '';
    if (!part.startsWith('{')) {
      if (part !== segment) return null;
      continue;
    }
    const value = decoded(segment);
    if (value === null || !isSafeSegment(value)) return null;
    params[part.slice(1, -1)] = value;
  }
  return params;
}

function decoded(segment: string): string | null {
  try {
    return decodeURIComponent(segment);
  } catch {
    return null;
  }
}
