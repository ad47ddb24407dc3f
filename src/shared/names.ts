import { useQuery } from '@tanstack/react-query';
import { accountQuery } from '#api/accounts.ts';
import { issuerQuery } from '#api/issuers.ts';
import type { Issuer } from '#contract/issuer.ts';
import { issuerName } from './issuer-words.ts';

/** What an account is called, or what stands for a name. */
export function accountName(account: { name: string | null }): string {
  return account.name === null || account.name.trim() === '' ? 'Unnamed account' : account.name;
}

/** An account's name for titles and trails; null while it is not known. */
export function useAccountName(accountId: string): string | null {
  const { data } = useQuery({ ...accountQuery(accountId), throwOnError: false });
  return data === undefined ? null : accountName(data.account);
}

/** An issuer and its name for headings, titles and trails; null while they are not known. */
export function useIssuerHead(
  accountId: string,
  issuerId: string,
): { issuer: Issuer; name: string } | null {
  const { data } = useQuery({ ...issuerQuery(accountId, issuerId), throwOnError: false });
  return data === undefined ? null : { issuer: data.issuer, name: issuerName(data.issuer) };
}
