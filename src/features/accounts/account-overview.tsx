import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { accountQuery } from '#api/accounts.ts';
import { domainsQuery } from '#api/domains.ts';
import { issuerList, issuersToReviewQuery } from '#api/issuers.ts';
import { useCursorListBeside } from '#api/use-cursor-list.ts';
import type { Account } from '#contract/account.ts';
import type { IssuerRow } from '#contract/issuer.ts';
import { isWhole } from '#contract/page.ts';
import type { Page } from '#contract/page.ts';
import { Load } from '#shared/load.tsx';
import { accountName } from '#shared/names.ts';
import { rememberPlace } from '#shared/places.ts';
import { FactGroups, FactGroupsSkeleton } from './account-fact-groups.tsx';
import { DomainsGlance, IssuersGlance } from './account-glance.tsx';
import type { IssuersBeside } from './account-glance.tsx';
import { AccountHealth } from './account-health.tsx';
import type { Beside } from './account-health.tsx';
import type { Asked, KnownDomains } from './health.ts';

/** One account, to read: what needs attention, what it holds, and all that is published of it. */
export function AccountOverview({ accountId }: { accountId: string }) {
  // Asked beside the account, not after it.
  const review = besideOf(useQuery(issuersToReviewQuery(accountId)));
  const source = useMemo(() => issuerList(accountId, {}), [accountId]);
  const issuers = useCursorListBeside(source, true);
  const sections = { accountId, review, issuers };
  return (
    <div className="account-page">
      <Load
        query={accountQuery(accountId)}
        missing="There is no such account"
        loading={<Sections {...sections} account={null} />}
      >
        {({ account }) => (
          <>
            <Visit accountId={accountId} name={accountName(account)} />
            <Sections {...sections} account={account} />
          </>
        )}
      </Load>
    </div>
  );
}

function Visit({ accountId, name }: { accountId: string; name: string }) {
  useEffect(
    () => rememberPlace({ kind: 'account', accountId, id: accountId, name }),
    [accountId, name],
  );
  return null;
}

/** The parts of the page; `account` null while it loads. */
function Sections({
  accountId,
  account,
  review,
  issuers,
}: {
  accountId: string;
  account: Account | null;
  review: Beside<Page<IssuerRow>>;
  issuers: IssuersBeside;
}) {
  const domains = useDomains(accountId, account);
  // Above them the page says it for itself, or what needs attention does.
  const saysPause =
    account !== null && ![review, domains].some(({ asked }) => asked.state === 'asking');
  return (
    <>
      <AccountHealth accountId={accountId} account={account} review={review} domains={domains} />
      <div className="glance">
        <IssuersGlance accountId={accountId} issuers={issuers} saysPause={saysPause} />
        <DomainsGlance accountId={accountId} domains={domains} saysPause={saysPause} />
      </div>
      {account === null ? (
        <FactGroupsSkeleton accountId={accountId} />
      ) : (
        <FactGroups account={account} />
      )}
    </>
  );
}

/** An account's domains: where its own answer does not carry them, the list is asked. */
function useDomains(accountId: string, account: Account | null): Beside<KnownDomains> {
  const enabled = account !== null && account.domains === null;
  const listed = besideOf(useQuery({ ...domainsQuery(accountId), enabled }));
  if (account?.domains != null) {
    return {
      asked: { state: 'known', value: { rows: account.domains, whole: true } },
      retry: listed.retry,
    };
  }
  const { asked, retry } = listed;
  if (asked.state !== 'known') return { asked, retry };
  const value = { rows: asked.value.data, whole: isWhole(asked.value) };
  return { asked: { state: 'known', value }, retry };
}

function besideOf<T>({
  data,
  error,
  refetch,
}: {
  data: T | undefined;
  error: Error | null;
  refetch: () => unknown;
}): Beside<T> {
  const retry = () => void refetch();
  return { asked: askedOf(data, error), retry };
}

function askedOf<T>(data: T | undefined, error: Error | null): Asked<T> {
  if (data !== undefined) return { state: 'known', value: data };
  return error === null ? { state: 'asking' } : { state: 'failed', error };
}
