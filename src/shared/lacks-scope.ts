import type { Caller } from '#contract/caller.ts';
import { grants } from '#contract/ours/scopes.ts';
import type { RequiredScope } from '#contract/ours/scopes.ts';

/**
 * Whether somebody surely may not do something in an account.
 *
 * @param caller undefined while it is not known who asks: then nothing is sure
 */
export function lacksScope(
  caller: Caller | undefined,
  accountId: string,
  scope: RequiredScope,
): boolean {
  const scopes = caller?.accounts.find((account) => account.account_id === accountId)?.scopes;
  return scopes !== undefined && !grants(scopes, scope);
}
