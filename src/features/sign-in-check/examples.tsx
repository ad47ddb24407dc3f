import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { domainsQuery } from '#api/domains.ts';
import { unicodeHost } from '#contract/ours/hosts.ts';
import { FailureLine } from '#shared/failure.tsx';
import { Skeleton } from '#ui/skeleton.tsx';

/** The account's own domains, each one press away from its check. Nothing where there are none. */
export function Examples({ accountId }: { accountId: string }) {
  const { data, error, isFetching, refetch } = useQuery(domainsQuery(accountId));
  if (data === undefined && error !== null && !isFetching) {
    return (
      <FailureLine
        what="The domains of this account did not load."
        error={error}
        onRetry={() => void refetch()}
      />
    );
  }
  if (data?.data.length === 0) return null;
  return (
    <section aria-labelledby="check-a-domain" aria-busy={data === undefined}>
      <h2 id="check-a-domain" className="mb-2 text-section font-semibold">
        Check a domain of this account
      </h2>
      <ul className="check-examples">
        {data === undefined
          ? ['12rem', '14rem', '11rem'].map((width) => (
              <li key={width} className="check-example">
                <Skeleton width={width} />
              </li>
            ))
          : data.data.map(({ host }) => (
              <li key={host} className="min-w-0 max-w-full">
                <Link
                  to="/accounts/$accountId/sign-in-check"
                  params={{ accountId }}
                  search={{ q: host }}
                  className="check-example"
                  title={host}
                >
                  {unicodeHost(host)}
                </Link>
              </li>
            ))}
      </ul>
    </section>
  );
}
