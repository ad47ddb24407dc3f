import type { Body } from '#contract/bodies.ts';
import type { Domain } from '#contract/domain.ts';
import type { RefusedField } from '#contract/error.ts';
import type { Answer, OperationId, Params } from '#contract/operations.ts';
import type { JsonObject } from '#contract/values.ts';
import type { Identity } from '../identities.ts';
import type { StoredAccount, StoredIssuer, StoredMethod } from '../rows.ts';
import type { Tx } from '../world.ts';

/** What the parameters of a path stand for, under the name a handler knows it by. */
export type Found = {
  account: StoredAccount;
  issuer: StoredIssuer;
  method: StoredMethod;
  domain: Domain;
};

type FoundAs = {
  account_id: 'account';
  issuer_id: 'issuer';
  method_id: 'method';
  domain: 'domain';
};

/** What a handler is given: everything has been found, allowed and checked. */
export type Call<Id extends OperationId> = {
  [Param in keyof Params<Id> & keyof FoundAs as FoundAs[Param]]: Found[FoundAs[Param]];
} & {
  by: Identity;
  query: URLSearchParams;
  body: Body<Id>;
};

/**
 * One operation: reads and writes through `tx` and says what a success answers. It is pure apart
 * from `tx`, and refuses before its first write.
 */
export type Handler<Id extends OperationId> = (tx: Tx, call: Call<Id>) => Answer<Id>;

/** A handler for every operation of the table. */
export type Handlers = { readonly [Id in OperationId]: Handler<Id> };

/** What a body's schema cannot say, because it depends on what is stored. Part of the 400. */
export type BodyRule = (body: JsonObject, found: Partial<Found>) => RefusedField[];
