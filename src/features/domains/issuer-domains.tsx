import { Link } from '@tanstack/react-router';
import { domainsQuery } from '#api/domains.ts';
import { assignedIssuer } from '#contract/domain.ts';
import type { Domain } from '#contract/domain.ts';
import type { Page } from '#contract/page.ts';
import { issuerAddress } from '#shared/issuer-address.ts';
import { Load } from '#shared/load.tsx';
import { CopyButton } from '#ui/copy-button.tsx';
import { Blank, Notice } from '#ui/notice.tsx';
import { Section } from '#ui/section.tsx';
import { unlistedWords } from './domain-list.ts';
import { DomainTable, DomainTableSkeleton } from './domain-table.tsx';

const TITLE = 'Assigned domains';

/** The domains of one issuer, each with the address it makes. */
export function IssuerDomains({ accountId, issuerId }: { accountId: string; issuerId: string }) {
  return (
    <Load
      query={domainsQuery(accountId)}
      loading={
        <Section title={TITLE} actions={<AllDomains accountId={accountId} />}>
          <div className="table-card" aria-busy="true">
            <DomainTableSkeleton look="addresses" />
          </div>
        </Section>
      }
      missing="There is no such account"
    >
      {(page) => <Assigned accountId={accountId} issuerId={issuerId} page={page} />}
    </Load>
  );
}

function Assigned({
  accountId,
  issuerId,
  page,
}: {
  accountId: string;
  issuerId: string;
  page: Page<Domain>;
}) {
  const domains = page.data.filter((domain) => assignedIssuer(domain) === issuerId);
  const unlisted = unlistedWords(page);
  return (
    <>
      {unlisted !== null && (
        <div className="mb-3">
          <Notice tone="warn">{unlisted} Others may be assigned to this issuer.</Notice>
        </div>
      )}
      <Section title={TITLE} actions={<AllDomains accountId={accountId} />}>
        {domains.length === 0 ? (
          <NoneAssigned issuerId={issuerId} whole={unlisted === null} />
        ) : (
          <div className="table-card">
            <DomainTable accountId={accountId} domains={domains} look="addresses" label={TITLE} />
          </div>
        )}
      </Section>
    </>
  );
}

function NoneAssigned({ issuerId, whole }: { issuerId: string; whole: boolean }) {
  const address = issuerAddress(issuerId);
  return (
    <Blank
      title={whole ? 'No domain is assigned' : 'None of the listed domains is assigned'}
      detail={
        <>
          People sign in at{' '}
          <span className="domain-line">
            <code>{address}</code>
            <CopyButton text={address} what="address" />
          </span>
        </>
      }
    />
  );
}

function AllDomains({ accountId }: { accountId: string }) {
  return (
    <Link to="/accounts/$accountId/domains" params={{ accountId }} className="link domain-check">
      All domains of the account
    </Link>
  );
}
