import { Link } from '@tanstack/react-router';
import { Fragment } from 'react';
import type { ReactNode } from 'react';
import type { Domain } from '#contract/domain.ts';
import { unicodeHost } from '#contract/ours/hosts.ts';
import { edgeLook, verifiedLook } from '#shared/domain-words.ts';
import type { IssuerNaming, IssuerNames } from '#shared/issuer-names.ts';
import { environmentOf, hasName, issuerName } from '#shared/issuer-words.ts';
import { RowTableSkeleton, TableFrame } from '#shared/row-table.tsx';
import type { TableKind } from '#shared/row-table.tsx';
import { CopyButton } from '#ui/copy-button.tsx';
import { NoValue } from '#ui/facts.tsx';
import { ShortId } from '#ui/short-id.tsx';
import { Skeleton } from '#ui/skeleton.tsx';
import { Status } from '#ui/status.tsx';
import { tableRoles } from '#ui/table-roles.ts';
import { Tag } from '#ui/tag.tsx';
import { Time, useNow } from '#ui/time.tsx';
import { assignedIssuer } from './domain-list.ts';

const HOST = { className: 'col-host', heading: 'Domain' } as const;
const VERIFIED = { className: 'col-verified', heading: 'Verified' } as const;
const EDGE = { className: 'col-edge', heading: 'Edge status' } as const;
const ISSUER = { className: 'col-issuer', heading: 'Issuer' } as const;
const CHECK = { className: 'col-check', heading: 'Sign-in' } as const;

const WITH_ISSUER = [HOST, VERIFIED, EDGE, ISSUER, CHECK];
const WITHOUT_ISSUER = [HOST, VERIFIED, EDGE, CHECK];

/**
 * How a table of domains is drawn.
 *
 * - `list`: all of an account, each with its issuer.
 * - `group`: those of one issuer among others. The headings are for assistive technology alone: the
 *   parts name themselves, so that ten short tables are not ten heads.
 * - `addresses`: those of one issuer, each as the address it makes.
 */
type DomainTableLook = 'list' | 'group' | 'addresses';

function kindOf(look: DomainTableLook, label: string): TableKind {
  return look === 'list'
    ? { label, className: 'domains domains-list', columns: WITH_ISSUER }
    : { label, className: `domains domains-${look}`, columns: WITHOUT_ISSUER };
}

/** Domains, in the order they came. Twenty at most, so all are drawn. */
export function DomainTable({
  accountId,
  domains,
  look,
  label,
  names,
}: {
  accountId: string;
  domains: readonly Domain[];
  look: DomainTableLook;
  /** What these domains are: the name of the table. */
  label: string;
  /** Names of the issuers they are assigned to; for the `list` alone. */
  names?: IssuerNames;
}) {
  const now = useNow();
  return (
    <TableFrame kind={kindOf(look, label)} rowCount={domains.length + 1}>
      <tbody {...tableRoles.rowGroup}>
        {domains.map((domain, index) => (
          <tr {...tableRoles.row} key={domain.host} aria-rowindex={index + 2}>
            <HostCell domain={domain} look={look} now={now} />
            <td {...tableRoles.cell} className="col-verified">
              <Status {...verifiedLook(domain.verified)} />
            </td>
            <td {...tableRoles.cell} className="col-edge">
              {/* Where a layout leaves the column's heading out of sight. */}
              <span className="cell-label" aria-hidden="true">
                Edge
              </span>
              <Status {...edgeLook(domain.cf_status)} />
            </td>
            {names !== undefined && (
              <td {...tableRoles.cell} className="col-issuer">
                <AssignedIssuer accountId={accountId} domain={domain} names={names} now={now} />
              </td>
            )}
            <td {...tableRoles.cell} className="col-check">
              <Link
                to="/accounts/$accountId/sign-in-check"
                params={{ accountId }}
                search={{ q: domain.host }}
                className="link domain-check"
              >
                Check sign-in <span className="sr-only">at {unicodeHost(domain.host)}</span>
              </Link>
            </td>
          </tr>
        ))}
      </tbody>
    </TableFrame>
  );
}

/** A {@link DomainTable} that is on its way. */
export function DomainTableSkeleton({ look }: { look: DomainTableLook }) {
  return (
    <>
      <p className="sr-only">Loading domains</p>
      <RowTableSkeleton kind={kindOf(look, 'Domains')} />
    </>
  );
}

function HostCell({ domain, look, now }: { domain: Domain; look: DomainTableLook; now: number }) {
  const { host, primary, added_at: added } = domain;
  const readable = unicodeHost(host);
  const address = look === 'addresses' ? `https://${host}` : null;
  // One copy per domain, beside what is copied.
  const stored = address ?? (readable === host ? null : host);
  return (
    <th {...tableRoles.rowHeader} className="col-host">
      <div className="domain-line">
        <Host text={readable} className="domain-host" />
        {stored === null && <CopyButton text={host} what={`host ${host}`} />}
      </div>
      {stored !== null && (
        <div className="domain-line">
          <code>
            <Host text={stored} />
          </code>
          <CopyButton text={stored} what={address === null ? `host ${host}` : stored} />
        </div>
      )}
      <div className="domain-note dim">
        {primary === true && <Tag text="Primary" />}
        <span>
          Added{added == null && ':'} <Time at={added} now={now} />
        </span>
      </div>
    </th>
  );
}

/** A host name that breaks at its dots first, and does not mix with the text around it. */
function Host({ text, className }: { text: string; className?: string }) {
  const labels = text.split('.');
  return (
    <bdi className={className}>
      {labels.map((label, index) => (
        <Fragment key={index}>
          {label}
          {index < labels.length - 1 && (
            <>
              .<wbr />
            </>
          )}
        </Fragment>
      ))}
    </bdi>
  );
}

function AssignedIssuer({
  accountId,
  domain,
  names,
  now,
}: {
  accountId: string;
  domain: Domain;
  names: IssuerNames;
  now: number;
}) {
  const issuerId = assignedIssuer(domain);
  if (issuerId === null) return <NoValue>Not assigned</NoValue>;
  const naming = names.of(issuerId);
  return (
    <div className="domain-issuer">
      <IssuerLink accountId={accountId} issuerId={issuerId} naming={naming} />
      <div className="domain-note">
        <EnvironmentTag naming={naming} />
        <IssuerNote naming={naming}>
          {domain.assigned_at != null && (
            <span className="dim">
              Assigned <Time at={domain.assigned_at} now={now} />
            </span>
          )}
        </IssuerNote>
      </div>
    </div>
  );
}

/** The way to an issuer, by its name where it is known. One that does not exist leads nowhere. */
export function IssuerLink({
  accountId,
  issuerId,
  naming,
}: {
  accountId: string;
  issuerId: string;
  naming: IssuerNaming;
}) {
  if (naming === 'missing') {
    return (
      <span>
        <ShortId id={issuerId} />
        <CopyButton text={issuerId} what="issuer id" />
      </span>
    );
  }
  const known = naming === 'loading' || naming instanceof Error ? null : naming;
  const named = known !== null && hasName(known);
  return (
    <Link
      to="/accounts/$accountId/issuers/$issuerId"
      params={{ accountId, issuerId }}
      className={known === null || named ? 'row-link' : 'row-link row-unnamed'}
      title={known === null ? issuerId : issuerName(known)}
    >
      {naming === 'loading' ? (
        <>
          <span className="sr-only">{issuerId}</span>
          <Skeleton width="8rem" />
        </>
      ) : known === null ? (
        <ShortId id={issuerId} />
      ) : (
        issuerName(known)
      )}
    </Link>
  );
}

/** The environment in an issuer's metadata, where it is known and set. */
export function EnvironmentTag({ naming }: { naming: IssuerNaming }) {
  if (typeof naming === 'string' || naming instanceof Error) return null;
  const environment = environmentOf(naming);
  return environment === null ? null : <Tag text={environment} />;
}

/** What is wrong with the name of an issuer; `children` where nothing is. */
export function IssuerNote({ naming, children }: { naming: IssuerNaming; children: ReactNode }) {
  if (naming === 'missing') return <Status shape="bad" text="No such issuer" />;
  if (naming instanceof Error) return <Status shape="warn" text="Name not loaded" />;
  return children;
}
