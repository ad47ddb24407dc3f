import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { assignedIssuer } from '#contract/domain.ts';
import type { Domain } from '#contract/domain.ts';
import { unicodeHost } from '#contract/ours/hosts.ts';
import { FailureLine } from '#shared/failure.tsx';
import { useIssuerNames } from '#shared/issuer-names.ts';
import { Button } from '#ui/button.tsx';
import { CopyButton } from '#ui/copy-button.tsx';
import { Fact, Facts } from '#ui/facts.tsx';
import { Time, useNow } from '#ui/time.tsx';
import { EnvironmentTag, IssuerLink, IssuerNote } from './domain-table.tsx';
import { handFocusOn } from './hand-focus.ts';

/** Which issuer people reach at the host, and the ways to change that. */
export function AssignStep({
  accountId,
  domain,
  path,
  readOnly,
}: {
  accountId: string;
  domain: Domain;
  /** Of the domain's page. */
  path: string;
  /** Why this person cannot change it; null: they can. */
  readOnly: string | null;
}) {
  const issuerId = assignedIssuer(domain);
  // What AuthPI leaves out may still be true: it answers, should it not be.
  const unmarked =
    domain.verified === false ? 'AuthPI assigns only domains that are marked as verified' : null;
  const reason = readOnly ?? unmarked;
  const place = { accountId, host: domain.host };
  return (
    <div className="card">
      {issuerId === null ? (
        <div className="domain-text">
          <p>
            Sign-ins at <bdi dir="ltr">{unicodeHost(domain.host)}</bdi> reach no issuer. A domain
            belongs to one issuer at a time.
          </p>
          <div className="domain-buttons">
            <Act to="assign" {...place} reason={reason} isMain>
              Assign to an issuer
            </Act>
          </div>
          {reason !== null && <Why reason={reason} isMark={readOnly === null} path={path} />}
        </div>
      ) : (
        <>
          <Assigned accountId={accountId} domain={domain} issuerId={issuerId} />
          <div className="domain-text domain-below">
            {unmarked !== null && (
              <p>It is assigned and not marked as verified. It may work all the same.</p>
            )}
            <div className="domain-buttons">
              <Act to="assign" {...place} reason={reason}>
                Reassign
              </Act>
              <Act to="unassign" {...place} reason={readOnly}>
                Unassign
              </Act>
            </div>
            {reason !== null && <Why reason={reason} isMark={readOnly === null} path={path} />}
          </div>
        </>
      )}
    </div>
  );
}

function Assigned({
  accountId,
  domain,
  issuerId,
}: {
  accountId: string;
  domain: Domain;
  issuerId: string;
}) {
  const now = useNow();
  const names = useIssuerNames(accountId, [issuerId]);
  const naming = names.of(issuerId);
  const address = `https://${domain.host}`;
  return (
    <>
      {names.failure !== null && !names.loading && (
        <div className="domain-text">
          <FailureLine
            what="The name of the issuer did not load."
            error={names.failure}
            onRetry={names.retry}
          />
        </div>
      )}
      <Facts>
        <Fact term="Issuer" name="assigned_issuer_id">
          <span className="row-name domain-issuer">
            <IssuerLink accountId={accountId} issuerId={issuerId} naming={naming} />
            <EnvironmentTag naming={naming} />
            <IssuerNote naming={naming}>{null}</IssuerNote>
          </span>
        </Fact>
        <Fact term="Assigned" name="assigned_at">
          <Time at={domain.assigned_at} now={now} />
        </Fact>
        <Fact term="People sign in at">
          <span className="domain-line">
            <code>{address}</code>
            <CopyButton text={address} what="address" />
          </span>
          <a
            className="link domain-check"
            href={`/accounts/${encodeURIComponent(accountId)}/sign-in-check?q=${encodeURIComponent(domain.host)}`}
          >
            Check sign-in
          </a>
        </Fact>
      </Facts>
    </>
  );
}

const WHY = 'assign-why';

/** A way to a dialog; where it cannot be gone now, a button that says why. */
function Act({
  to,
  accountId,
  host,
  reason,
  isMain = false,
  children,
}: {
  to: 'assign' | 'unassign';
  accountId: string;
  host: string;
  reason: string | null;
  isMain?: boolean;
  children: ReactNode;
}) {
  if (reason !== null) {
    return (
      <Button ref={handFocusOn} reason={reason} reasonId={WHY} onClick={() => undefined}>
        {children}
      </Button>
    );
  }
  return (
    <Link
      // Someone else may assign it meanwhile, and mark it.
      ref={handFocusOn}
      to={`/accounts/$accountId/domains/$host/${to}`}
      params={{ accountId, host }}
      // The page behind it stays as it is.
      search={{ step: 'assign' }}
      className={isMain ? 'btn btn-primary' : 'btn'}
    >
      {children}
    </Link>
  );
}

function Why({ reason, isMark, path }: { reason: string; isMark: boolean; path: string }) {
  return (
    <p className="text-text-2">
      <span id={WHY}>{reason}.</span>{' '}
      {isMark && (
        <a href={`${path}?step=mark`} className="link">
          Mark as verified first
        </a>
      )}
    </p>
  );
}
