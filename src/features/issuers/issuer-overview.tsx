import { useQuery } from '@tanstack/react-query';
import { authMethodsQuery } from '#api/auth-methods.ts';
import { domainsQuery } from '#api/domains.ts';
import { issuerQuery } from '#api/issuers.ts';
import { assignedTo, listedOf } from '#shared/listed.ts';
import { Load } from '#shared/load.tsx';
import { IssuerAbout, IssuerMetadata } from './issuer-about.tsx';
import { IssuerAddresses } from './issuer-addresses.tsx';
import { IssuerSignIn } from './issuer-sign-in.tsx';
import { IssuerTodos } from './issuer-todos.tsx';
import { useCreated } from './created-issuers.ts';

/** One issuer at a glance: can people sign in, where, what is left to do, and what it is. */
export function IssuerOverview({ accountId, issuerId }: { accountId: string; issuerId: string }) {
  // Asked beside the issuer, not after it.
  const methodsQuery = useQuery(authMethodsQuery(accountId, issuerId));
  const accountDomains = useQuery(domainsQuery(accountId));
  const methods = { list: listedOf(methodsQuery), retry: () => void methodsQuery.refetch() };
  const allDomains = listedOf(accountDomains);
  const domains = {
    list: assignedTo(issuerId, allDomains),
    retry: () => void accountDomains.refetch(),
  };
  const ids = { accountId, issuerId };
  const created = useCreated(issuerId);
  return (
    <Load
      query={issuerQuery(accountId, issuerId)}
      missing="There is no such issuer"
      loading={
        <div aria-busy="true">
          <IssuerSignIn {...ids} issuer={null} methods={methods} />
          <IssuerAddresses {...ids} domains={domains} />
          <IssuerTodos {...ids} issuer={null} methods={methods.list} domains={allDomains} />
          <IssuerAbout issuer={null} />
        </div>
      }
    >
      {({ issuer }) => (
        <>
          {created !== null && (
            <IssuerTodos
              {...ids}
              issuer={issuer}
              methods={methods.list}
              domains={allDomains}
              created={created}
            />
          )}
          <IssuerSignIn {...ids} issuer={issuer} methods={methods} />
          <IssuerAddresses {...ids} domains={domains} />
          {created === null && (
            <IssuerTodos {...ids} issuer={issuer} methods={methods.list} domains={allDomains} />
          )}
          <IssuerAbout issuer={issuer} />
          <IssuerMetadata issuer={issuer} />
        </>
      )}
    </Load>
  );
}
