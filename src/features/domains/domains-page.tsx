import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useRef } from 'react';
import { domainsQuery } from '#api/domains.ts';
import type { Domain } from '#contract/domain.ts';
import type { Page } from '#contract/page.ts';
import { FailureLine } from '#shared/failure.tsx';
import { namedOf, useIssuerNames } from '#shared/issuer-names.ts';
import type { IssuerNames } from '#shared/issuer-names.ts';
import { issuerName } from '#shared/issuer-words.ts';
import { Load } from '#shared/load.tsx';
import { PauseWords, usePause } from '#shared/pause.tsx';
import { Blank, Notice } from '#ui/notice.tsx';
import { Section } from '#ui/section.tsx';
import { Skeleton } from '#ui/skeleton.tsx';
import { Status } from '#ui/status.tsx';
import { groupByIssuer, issuersOf, placesWords, unlistedWords } from './domain-list.ts';
import {
  DomainTable,
  DomainTableSkeleton,
  EnvironmentTag,
  IssuerLink,
  IssuerNote,
} from './domain-table.tsx';

/** As they come, or by the issuer they are assigned to. */
type DomainsView = 'list' | 'issuer';

/** The domains of an account. */
export function DomainsPage({ accountId, view }: { accountId: string; view: DomainsView }) {
  return (
    <>
      <Head accountId={accountId} />
      <Load
        query={domainsQuery(accountId)}
        loading={
          <div className="card table-card" aria-busy="true">
            <DomainTableSkeleton look="list" />
          </div>
        }
        missing="There is no such account"
      >
        {(page) => <Domains accountId={accountId} page={page} view={view} />}
      </Load>
    </>
  );
}

/** How many places are left, and the two views. It stays while the rest loads, and so the focus. */
function Head({ accountId }: { accountId: string }) {
  const { data: page, error } = useQuery({ ...domainsQuery(accountId), throwOnError: false });
  const places = page === undefined ? null : placesWords(page);
  if (page === undefined && error !== null) return null;
  return (
    <div className="domains-head">
      <p>
        {page === undefined ? (
          <Skeleton width="10rem" />
        ) : places?.full === true ? (
          <Status shape="warn" text={places.text} />
        ) : (
          places?.text
        )}
      </p>
      <div className="domains-acts">
        {/* Nothing cannot be looked at in two ways, nor marked. */}
        {page?.data.length !== 0 && (
          <>
            <nav aria-label="View">
              <ul className="views">
                <li>
                  <ViewLink accountId={accountId}>List</ViewLink>
                </li>
                <li>
                  <ViewLink accountId={accountId} view="issuer">
                    By issuer
                  </ViewLink>
                </li>
              </ul>
            </nav>
            <Link to="/accounts/$accountId/domains/several" params={{ accountId }} className="btn">
              Mark or assign several
            </Link>
          </>
        )}
        <Link
          to="/accounts/$accountId/domains/new"
          params={{ accountId }}
          className="btn btn-primary"
        >
          Add domains
        </Link>
      </div>
    </div>
  );
}

function ViewLink({
  accountId,
  view,
  children,
}: {
  accountId: string;
  view?: 'issuer';
  children: string;
}) {
  return (
    <Link
      to="/accounts/$accountId/domains"
      params={{ accountId }}
      search={view === undefined ? {} : { view }}
      activeOptions={{ exact: true }}
      resetScroll={false}
      className="view"
    >
      {children}
    </Link>
  );
}

function Domains({
  accountId,
  page,
  view,
}: {
  accountId: string;
  page: Page<Domain>;
  view: DomainsView;
}) {
  const { data: domains } = page;
  const unlisted = unlistedWords(page);
  const names = useIssuerNames(accountId, issuersOf(domains));
  const region = useRef<HTMLDivElement>(null);
  if (domains.length === 0 && unlisted === null) {
    return (
      <div className="card">
        <Blank
          title="No domains"
          detail="A custom domain, such as login.example.com, lets people sign in at an address of your own instead of AuthPI’s. This account has none."
        />
      </div>
    );
  }
  return (
    <div ref={region} tabIndex={-1}>
      {unlisted !== null && (
        <div className="mb-3">
          <Notice tone="warn">{unlisted} How many places are left is not known.</Notice>
        </div>
      )}
      <NamesLine
        names={names}
        onRetry={() => {
          // The line goes away with its button: the focus stays near.
          if (region.current?.contains(document.activeElement) === true) {
            region.current.focus({ preventScroll: true });
          }
          names.retry();
        }}
      />
      {domains.length > 0 &&
        (view === 'list' ? (
          <div className="card table-card">
            <DomainTable
              accountId={accountId}
              domains={domains}
              look="list"
              label="Domains"
              names={names}
            />
          </div>
        ) : (
          <Groups accountId={accountId} domains={domains} names={names} />
        ))}
    </div>
  );
}

/** Why names are not there, once for all of them: so not before each has its answer. */
function NamesLine({ names, onRetry }: { names: IssuerNames; onRetry: () => void }) {
  const until = usePause();
  const { failed, failure, loading } = names;
  if (failure !== null && !loading) {
    return (
      <div className="mb-3">
        <FailureLine
          what={
            failed === 1
              ? 'The name of 1 issuer did not load.'
              : `The names of ${failed} issuers did not load.`
          }
          error={failure}
          onRetry={onRetry}
        />
      </div>
    );
  }
  if (!loading || until === null) return null;
  return (
    <div className="mb-3">
      <Notice tone="warn">
        <PauseWords until={until} />
      </Notice>
    </div>
  );
}

function Groups({
  accountId,
  domains,
  names,
}: {
  accountId: string;
  domains: readonly Domain[];
  names: IssuerNames;
}) {
  return groupByIssuer(domains).map((group) => {
    const { issuerId } = group;
    const naming = issuerId === null ? null : names.of(issuerId);
    const known = namedOf(naming);
    const whose = known === null ? (issuerId ?? '') : issuerName(known);
    return (
      <Section
        key={issuerId ?? ''}
        title={
          issuerId === null || naming === null ? (
            'Not assigned'
          ) : (
            <span className="row-name domain-issuer">
              <IssuerLink accountId={accountId} issuerId={issuerId} naming={naming} />
              <EnvironmentTag naming={naming} />
              <IssuerNote naming={naming}>{null}</IssuerNote>
            </span>
          )
        }
      >
        <div className="table-card">
          <DomainTable
            accountId={accountId}
            domains={group.domains}
            look="group"
            label={issuerId === null ? 'Domains that are not assigned' : `Domains of ${whose}`}
          />
        </div>
      </Section>
    );
  });
}
