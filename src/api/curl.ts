import { pathOf } from '#contract/operations.ts';
import type { OperationId, OPERATIONS, Params } from '#contract/operations.ts';

/** Where AuthPI's Core API answers (contract §1). A command for people never goes by this gateway. */
const BASE_URL = 'https://api.authpi.com';

/** Operations that only read: a write would need a body, a tag and a key as well. */
type ReadId = {
  [Id in OperationId]: (typeof OPERATIONS)[Id]['method'] extends 'GET' ? Id : never;
}[OperationId];

/**
 * A shell command that asks AuthPI the same. The key stays in the variables it usually has (contract
 * §1), so that the command can be shown, copied and sent around.
 *
 * @throws {TypeError} when a parameter is no path segment
 */
export function curlOf<Id extends ReadId>(operation: Id, params: Params<Id>): string {
  const url = BASE_URL + pathOf(operation, params);
  return `curl -u "$AUTHPI_KEY_ID:$AUTHPI_KEY_SECRET" ${shellWord(url)}`;
}

/** One word of a POSIX shell, whatever is in it: in single quotes nothing means anything. */
function shellWord(text: string): string {
  if (/^[\w./:-]+$/.test(text)) return text;
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
