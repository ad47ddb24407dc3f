import { Link } from '@tanstack/react-router';
import type { Domain } from '#contract/domain.ts';
import { unicodeHost } from '#contract/ours/hosts.ts';
import { edgeLook, verifiedLook } from '#shared/domain-words.ts';
import { discoveryAddress, issuerAddress } from '#shared/issuer-address.ts';
import type { Asked } from '#shared/listed.ts';
import { CopyButton } from '#ui/copy-button.tsx';
import { Fact, Facts, NoValue } from '#ui/facts.tsx';
import { Section } from '#ui/section.tsx';
import { Skeleton } from '#ui/skeleton.tsx';
import { Status } from '#ui/status.tsx';
import { Tag } from '#ui/tag.tsx';
import { Beside } from './beside.tsx';

/** Where an issuer answers: AuthPI's own host, and the domains that are assigned to it. */
export function IssuerAddresses({
  accountId,
  issuerId,
  domains,
}: {
  accountId: string;
  issuerId: string;
  domains: Asked<Domain>;
}) {
  return (
    <Section title="Addresses">
      <Facts>
        <Fact term="Issuer">
          <Address address={issuerAddress(issuerId)} what="address of the issuer" />
        </Fact>
        <Fact term="Discovery document">
          <Address address={discoveryAddress(issuerId)} what="address of the discovery document" />
        </Fact>
        <Fact term="Custom domains">
          <Beside
            asked={domains}
            missing="The domains did not load."
            loading={<Skeleton width="10rem" />}
          >
            {(rows, whole) => (
              <>
                {rows.length === 0 && (
                  <NoValue>
                    {whole ? 'None is assigned' : 'None of those that AuthPI listed'}
                  </NoValue>
                )}
                <ul className="grid gap-3">
                  {rows.map((domain) => (
                    <AssignedDomain key={domain.host} domain={domain} />
                  ))}
                </ul>
                {!whole && (
                  <p className="mt-1 text-text-2">
                    AuthPI did not list all domains of the account.
                  </p>
                )}
              </>
            )}
          </Beside>
          <div className="mt-1">
            <Link
              to="/accounts/$accountId/issuers/$issuerId/domains"
              params={{ accountId, issuerId }}
              className="link way"
            >
              Domains
            </Link>
          </div>
        </Fact>
      </Facts>
    </Section>
  );
}

function AssignedDomain({ domain }: { domain: Domain }) {
  const { host, primary } = domain;
  const readable = unicodeHost(host);
  const edge = edgeLook(domain.cf_status);
  return (
    <li>
      {readable !== host && <bdi className="block">{readable}</bdi>}
      <Address address={`https://${host}`} what={`address of ${host}`} />
      {primary === true && <Tag text="Primary" />}
      <div className="flex flex-wrap gap-x-4">
        <Status {...verifiedLook(domain.verified)} />
        <Status shape={edge.shape} text={`Edge: ${edge.text}`} />
      </div>
    </li>
  );
}

function Address({ address, what }: { address: string; what: string }) {
  return (
    <>
      <code className="break-all">{address}</code>
      <CopyButton text={address} what={what} />
    </>
  );
}
