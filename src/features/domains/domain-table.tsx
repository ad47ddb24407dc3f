import { useRouter } from '@tanstack/react-router';
import { createContext, memo, useContext } from 'react';
import type { ReactNode } from 'react';
import { assignedIssuer } from '#contract/domain.ts';
import type { Domain } from '#contract/domain.ts';
import { unicodeHost } from '#contract/ours/hosts.ts';
import { edgeLook, verifiedLook } from '#shared/domain-words.ts';
import { namedOf } from '#shared/issuer-names.ts';
import type { IssuerNaming, IssuerNames } from '#shared/issuer-names.ts';
import { environmentOf, hasName, issuerName } from '#shared/issuer-words.ts';
import { preloadCode } from '#shared/preload-code.ts';
import { RowTableSkeleton, TableFrame } from '#shared/row-table.tsx';
import type { TableKind } from '#shared/row-table.tsx';
import { CopyButton, copyButton } from '#ui/copy-button.tsx';
import { NoValue } from '#ui/facts.tsx';
import { ShortId } from '#ui/short-id.tsx';
import { Skeleton } from '#ui/skeleton.tsx';
import { Status, statusClass } from '#ui/status.tsx';
import type { Look } from '#ui/status.tsx';
import { tableRoles } from '#ui/table-roles.ts';
import { Tag } from '#ui/tag.tsx';
import { timeElement, useNow } from '#ui/time.tsx';

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
  const router = useRouter();
  const now = useNow();
  const preload = () => preloadCode(router, DOMAIN_ROUTE, CHECK_ROUTE, ...ISSUER_ROUTES);
  return (
    <TableFrame kind={kindOf(look, label)} rowCount={domains.length + 1}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- listens for the links inside */}
      <tbody {...tableRoles.rowGroup} onPointerEnter={preload} onFocus={preload}>
        <Names value={names ?? null}>
          {domains.map((domain, index) => (
            <DomainRow
              key={domain.host}
              accountId={accountId}
              domain={domain}
              index={index}
              look={look}
              now={now}
            />
          ))}
        </Names>
      </tbody>
    </TableFrame>
  );
}

const DOMAIN_ROUTE = '/accounts/$accountId/domains/$host';
const CHECK_ROUTE = '/accounts/$accountId/sign-in-check';
const ISSUER_ROUTES = [
  '/accounts/$accountId/issuers/$issuerId/_tabs',
  '/accounts/$accountId/issuers/$issuerId/_tabs/',
];

/** Past the rows, so that a name that comes draws its cell anew and nothing else. */
const Names = createContext<IssuerNames | null>(null);

/**
 * One domain. Drawn again only when it changes itself. Its parts are elements, not components, which
 * halves what React does for them.
 */
const DomainRow = memo(function DomainRow({
  accountId,
  domain,
  index,
  look,
  now,
}: {
  accountId: string;
  domain: Domain;
  /** From 0. */
  index: number;
  look: DomainTableLook;
  /** Unix ms, to the minute. */
  now: number;
}) {
  const { host } = domain;
  const account = `/accounts/${encodeURIComponent(accountId)}`;
  return (
    <tr {...tableRoles.row} aria-rowindex={index + 2}>
      {hostCell(account, domain, look, now)}
      <td {...tableRoles.cell} className="col-verified">
        {status(verifiedLook(domain.verified))}
      </td>
      <td {...tableRoles.cell} className="col-edge">
        {/* Where a layout leaves the column's heading out of sight. */}
        <span className="cell-label" aria-hidden="true">
          Edge
        </span>
        {status(edgeLook(domain.cf_status))}
      </td>
      {look === 'list' && (
        <td {...tableRoles.cell} className="col-issuer">
          <AssignedIssuer accountId={accountId} domain={domain} now={now} />
        </td>
      )}
      <td {...tableRoles.cell} className="col-check">
        <a
          href={`${account}/sign-in-check?q=${encodeURIComponent(host)}`}
          className="link domain-check"
        >
          Check sign-in <span className="sr-only">at {unicodeHost(host)}</span>
        </a>
      </td>
    </tr>
  );
});

/** A {@link DomainTable} that is on its way. */
export function DomainTableSkeleton({ look }: { look: DomainTableLook }) {
  return (
    <>
      <p className="sr-only">Loading domains</p>
      <RowTableSkeleton kind={kindOf(look, 'Domains')} />
    </>
  );
}

function status({ shape, text }: Look) {
  return (
    <span className={statusClass(shape)} title={text}>
      {text}
    </span>
  );
}

function hostCell(account: string, domain: Domain, look: DomainTableLook, now: number) {
  const { host, primary, added_at: added } = domain;
  const readable = unicodeHost(host);
  const address = look === 'addresses' ? `https://${host}` : null;
  // One copy per domain, beside what is copied.
  const stored = address ?? (readable === host ? null : host);
  return (
    <th {...tableRoles.rowHeader} className="col-host">
      <div className="domain-line">
        <a href={`${account}/domains/${encodeURIComponent(host)}`} className="domain-host">
          {hostElement(readable)}
        </a>
        {stored === null && copyButton(host, `host ${host}`)}
      </div>
      {stored !== null && (
        <div className="domain-line">
          <code>{hostElement(stored)}</code>
          {copyButton(stored, address === null ? `host ${host}` : stored)}
        </div>
      )}
      <div className="domain-note dim">
        {primary === true && <Tag text="Primary" />}
        <span>
          {added == null ? 'Added: ' : 'Added '}
          {timeElement(added, now)}
        </span>
      </div>
    </th>
  );
}

/** A host name that breaks at its dots first, and does not mix with the text around it. */
function hostElement(text: string) {
  const parts: ReactNode[] = [];
  // Each label with its dot: `login.`, `example.`, `com`.
  for (const [index, part] of text.split(/(?<=\.)/).entries()) {
    if (index > 0) parts.push(<wbr key={index} />);
    parts.push(part);
  }
  return <bdi dir="ltr">{parts}</bdi>;
}

function AssignedIssuer({
  accountId,
  domain,
  now,
}: {
  accountId: string;
  domain: Domain;
  now: number;
}) {
  const names = useContext(Names);
  const issuerId = assignedIssuer(domain);
  if (issuerId === null) return <NoValue>Not assigned</NoValue>;
  const naming = names?.of(issuerId) ?? 'loading';
  return (
    <div className="domain-issuer">
      <IssuerLink accountId={accountId} issuerId={issuerId} naming={naming} />
      <div className="domain-note">
        <EnvironmentTag naming={naming} />
        <IssuerNote naming={naming}>
          {domain.assigned_at != null && (
            <span className="dim">Assigned {timeElement(domain.assigned_at, now)}</span>
          )}
        </IssuerNote>
      </div>
    </div>
  );
}

/**
 * The way to an issuer, by its name where it is known. One that does not exist leads nowhere. A plain
 * link, which the page follows.
 */
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
  const known = namedOf(naming);
  const named = known !== null && hasName(known);
  return (
    <a
      href={`/accounts/${encodeURIComponent(accountId)}/issuers/${encodeURIComponent(issuerId)}`}
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
    </a>
  );
}

/** The environment in an issuer's metadata, where it is known and set. */
export function EnvironmentTag({ naming }: { naming: IssuerNaming }) {
  const known = namedOf(naming);
  const environment = known === null ? null : environmentOf(known);
  return environment === null ? null : <Tag text={environment} />;
}

/** What is wrong with the name of an issuer; `children` where nothing is. */
export function IssuerNote({ naming, children }: { naming: IssuerNaming; children: ReactNode }) {
  if (naming === 'missing') return <Status shape="bad" text="No such issuer" />;
  if (naming instanceof Error) return <Status shape="warn" text="Name not loaded" />;
  return children;
}
