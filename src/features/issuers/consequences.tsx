import { useQuery } from '@tanstack/react-query';
import { authMethodsQuery } from '#api/auth-methods.ts';
import { domainsQuery } from '#api/domains.ts';
import { assignedTo, listedOf } from '#shared/listed.ts';
import { ConsequenceLines } from '#shared/ending-lines.tsx';
import { Skeleton } from '#ui/skeleton.tsx';
import { Beside } from './beside.tsx';
import { forDomains, forMethods } from './issuer-consequences.ts';
import type { EndingAct } from './issuer-consequences.ts';
import { isKnownStatus } from './sign-in-state.ts';

/** What comes of switching an issuer off, or deleting it: asked for when it is about to be done. */
export function Consequences({
  accountId,
  issuerId,
  status,
  act,
}: {
  accountId: string;
  issuerId: string;
  /** What it is now. A word that is not known may mean that it is in use. */
  status: string;
  act: EndingAct;
}) {
  const inUse = status === 'active' || !isKnownStatus(status);
  const methods = useQuery({ ...authMethodsQuery(accountId, issuerId), throwOnError: false });
  const domains = useQuery({ ...domainsQuery(accountId), throwOnError: false });
  return (
    <>
      <Beside
        asked={{ list: listedOf(methods), retry: () => void methods.refetch() }}
        missing="It is not known which auth methods stop working."
        loading={<Loading />}
      >
        {(rows, whole) => <ConsequenceLines lines={forMethods(act, rows, { whole, inUse })} />}
      </Beside>
      <Beside
        asked={{
          list: assignedTo(issuerId, listedOf(domains)),
          retry: () => void domains.refetch(),
        }}
        missing="It is not known which domains are assigned to it."
        loading={<Loading />}
      >
        {(rows, whole) => <ConsequenceLines lines={forDomains(act, rows, whole)} />}
      </Beside>
    </>
  );
}

function Loading() {
  return (
    <p aria-busy="true">
      <span className="sr-only">Loading</span>
      <Skeleton width="16rem" />
    </p>
  );
}
