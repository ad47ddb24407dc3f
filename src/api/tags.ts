import type { ETag } from '#contract/etag.ts';
import { OPERATIONS, pathOf } from '#contract/operations.ts';
import type { Operation, OperationId } from '#contract/operations.ts';
import { isJsonObject } from '#contract/values.ts';

/** The newest tag known of each resource, by its path. See {@link createTags}. */
export type Tags = {
  /** The tag of the account, issuer or auth method at a path; null when none is known. */
  tagOf: (path: string) => ETag | null;
  /** Moves the tag of a path; null forgets it. */
  set: (path: string, tag: ETag | null) => void;
};

/**
 * Keeps the tag of every answer that names one (contract §5).
 *
 * A tag from here is the newest *seen by the wire*, perhaps not by the person. A write built on
 * fields someone looked at takes the tag that came with those fields (the query's `tag`), or it
 * would overwrite what it never showed. This store serves writes that replace nothing, such as
 * those of domains, and tells an edit session that something moved.
 */
export function createTags(): Tags {
  const known = new Map<string, ETag>();
  return {
    tagOf: (path) => known.get(path) ?? null,
    set: (path, tag) => {
      if (tag === null) known.delete(path);
      else known.set(path, tag);
    },
  };
}

/**
 * The path of the resource whose revision an operation reads or moves; null where there is none.
 * The resource of a domain operation is the account, which domains live in.
 *
 * @param path the path of the request
 * @param data the `data` of a success: a created resource is named by its `id`
 */
export function taggedPath(
  id: OperationId,
  params: { account_id: string },
  path: string,
  data?: unknown,
): string | null {
  const operation: Operation = OPERATIONS[id];
  if (operation.tag === 'account' || operation.ifMatch === 'account') {
    return pathOf('getAccount', { account_id: params.account_id });
  }
  if (operation.ifMatch === 'required') return path;
  if (operation.tag === null) return null;
  if (operation.success !== 201) return path;
  return isJsonObject(data) && typeof data['id'] === 'string'
    ? `${path}/${encodeURIComponent(data['id'])}`
    : null;
}
