import { useQuery } from '@tanstack/react-query';
import { accountQuery } from '#api/accounts.ts';
import { ShortId } from '#ui/short-id.tsx';
import { Skeleton } from '#ui/skeleton.tsx';

/** Which account the page is about. The id is there at once, the name when it is known. */
export function AccountBox({ accountId }: { accountId: string }) {
  const { data, isPending } = useQuery(accountQuery(accountId));
  const name = data?.account.name;
  return (
    <div className="account">
      <span className="truncate font-medium" title={name ?? undefined}>
        {isPending ? (
          <Skeleton width="70%" />
        ) : data === undefined ? (
          'Account'
        ) : (
          (name ?? 'Unnamed account')
        )}
      </span>
      <ShortId id={accountId} />
    </div>
  );
}
