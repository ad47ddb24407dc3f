import { useQuery } from '@tanstack/react-query';
import type { ComponentProps, ReactNode, RefObject } from 'react';
import { domainsQuery } from '#api/domains.ts';
import { assignedIssuer } from '#contract/domain.ts';
import type { Domain } from '#contract/domain.ts';
import { unicodeHost } from '#contract/ours/hosts.ts';
import { verifiedLook } from '#shared/domain-words.ts';
import { namedOf } from '#shared/issuer-names.ts';
import { issuerName } from '#shared/issuer-words.ts';
import { FailureLine } from '#shared/failure.tsx';
import { Button } from '#ui/button.tsx';
import { CopyButton } from '#ui/copy-button.tsx';
import { Dialog } from '#ui/dialog.tsx';
import { ChoiceInput } from '#ui/inputs.tsx';
import { Notice } from '#ui/notice.tsx';
import { unlistedWords } from './domain-list.ts';
import { useDomainAct } from './use-domain-act.ts';
import type { DomainActing, ShownDomain } from './use-domain-act.ts';
import type { AskedFacts } from './use-domain-facts.ts';
import type { Consent, Moves } from './use-moves.ts';

/** What a dialog about a domain is drawn with, once its row is there. */
export type OpenedDialog = {
  accountId: string;
  shown: ShownDomain;
  acting: DomainActing;
  /** What takes the focus: the way back. */
  first: RefObject<HTMLButtonElement | null>;
  onClose: () => void;
};

/**
 * A dialog about one domain of an account. It opens when there is its row; where there is none, that
 * is said. Until then the page under it shows that it loads.
 */
export function DomainDialog({
  accountId,
  host,
  title,
  first,
  onClose,
  onDone,
  children,
}: {
  accountId: string;
  host: string;
  /** Where the row does not come. */
  title: string;
  /** What takes the focus: the way back. */
  first: RefObject<HTMLButtonElement | null>;
  onClose: () => void;
  /** What was confirmed is so. @param by who did that */
  onDone: (by: 'us' | 'others') => void;
  children: (opened: Omit<OpenedDialog, 'first'>) => ReactNode;
}) {
  const acting = useDomainAct(accountId, onDone);
  const { held, outcome } = acting;
  const { data, error, refetch } = useQuery({ ...domainsQuery(accountId), throwOnError: false });
  const opened = { accountId, acting, onClose };
  // While it writes, it is about the row that was confirmed.
  if (held !== null) return children({ ...opened, shown: held });
  const domain =
    outcome?.kind === 'domain_gone' ? undefined : data?.data.find((each) => each.host === host);
  if (domain !== undefined && data !== undefined) {
    return children({ ...opened, shown: { domain, page: data } });
  }
  if (data === undefined && error === null) return null;

  const unlisted = data === undefined ? null : unlistedWords(data);
  return (
    <ClosingDialog
      title={data === undefined ? title : 'There is no such domain'}
      host={host}
      first={first}
      onClose={onClose}
    >
      {data !== undefined ? (
        <p>
          {unlisted === null
            ? 'It is not in this account. Someone else may have removed it.'
            : `It is not among the domains that came. ${unlisted}`}
        </p>
      ) : (
        <FailureLine what="The domain did not load." error={error} onRetry={() => void refetch()} />
      )}
    </ClosingDialog>
  );
}

/** A dialog about a host in which nothing can be done now: why, and the way back. */
export function ClosingDialog({
  actions,
  children,
  ...dialog
}: Omit<ComponentProps<typeof HostDialog>, 'note'> & {
  /** Where else one can go. */
  actions?: ReactNode;
}) {
  const { first, onClose } = dialog;
  return (
    <HostDialog {...dialog}>
      <div className="ending">
        {children}
        <div className="ending-acts">
          <Button ref={first} onClick={onClose}>
            Close
          </Button>
          {actions}
        </div>
      </div>
    </HostDialog>
  );
}

/** A dialog that names a host in both its forms, where they differ. */
export function HostDialog({
  title,
  host,
  note,
  first,
  onClose,
  children,
}: {
  title: string;
  host: string;
  /** What comes of it, in general. */
  note?: string;
  first: RefObject<HTMLButtonElement | null>;
  onClose: () => void;
  children: ReactNode;
}) {
  const isEncoded = unicodeHost(host) !== host;
  return (
    <Dialog
      open
      title={title}
      first={first}
      onClose={onClose}
      {...((isEncoded || note !== undefined) && {
        description: (
          <>
            {isEncoded && (
              <span className="domain-line">
                <code>{host}</code>
                <CopyButton text={host} what={`host ${host}`} />
              </span>
            )}
            {note !== undefined && <p>{note}</p>}
          </>
        ),
      })}
    >
      {children}
    </Dialog>
  );
}

/** Somebody was faster: what the domain is now. Nothing was written. Nothing where nobody was. */
export function DomainMoved({
  now,
  moves: { opened, isMoved, isMet },
  namingOf,
  children,
}: {
  now: Domain;
  moves: Moves;
  namingOf: AskedFacts['namingOf'];
  /** How it is confirmed anew. */
  children?: ReactNode;
}) {
  if (!isMoved) return null;
  const issuerId = assignedIssuer(now);
  const known = issuerId === null ? null : namedOf(namingOf(issuerId));
  return (
    <>
      {/* What was pressed cannot be pressed again as if nothing had happened. */}
      <div role="alert" tabIndex={-1} ref={isMet ? takeFocus : undefined}>
        <Notice tone="warn">
          <p className="font-medium">
            Someone else changed this domain after this was opened. Nothing was done here.
          </p>
          {issuerId !== assignedIssuer(opened) && (
            <p>
              {issuerId === null ? (
                'It is not assigned to an issuer any more.'
              ) : (
                <>
                  It is assigned to{' '}
                  <bdi className="font-medium">{known === null ? issuerId : issuerName(known)}</bdi>{' '}
                  now.
                </>
              )}
            </p>
          )}
          {opened.verified !== now.verified && <p>{verifiedLook(now.verified).text} now.</p>}
          <p>All that is said here is about how it is now. Look at it, then decide again.</p>
        </Notice>
      </div>
      {children}
    </>
  );
}

/** Outside of the components, so that it is called once for each time. */
function takeFocus(element: HTMLElement | null): void {
  element?.focus();
}

/**
 * {@link DomainMoved}, and what it takes to go on: the same said anew, somewhere else than where it was
 * pressed.
 *
 * @param label what is confirmed: "Unassign it all the same"
 */
export function MovedConsent({
  label,
  consent,
  ...moved
}: {
  now: Domain;
  moves: Moves;
  namingOf: AskedFacts['namingOf'];
  label: string;
  consent: Consent;
}) {
  return (
    <DomainMoved {...moved}>
      <ChoiceInput
        type="checkbox"
        label={label}
        checked={consent.isGiven}
        onChange={(event) => consent.give(event.target.checked)}
      />
    </DomainMoved>
  );
}

/**
 * Why a try failed, and whether it was done all the same. Nothing where it did not fail.
 *
 * @param done what it would be: "assigned"
 */
export function ActFailed({
  outcome,
  done,
  onRetry,
}: {
  outcome: DomainActing['outcome'];
  done: string;
  onRetry: () => void;
}) {
  if (outcome?.kind !== 'refused' && outcome?.kind !== 'unknown') return null;
  const isKnown = outcome.kind === 'refused';
  return (
    <FailureLine
      what={isKnown ? `It was not ${done}.` : `Perhaps it was ${done}.`}
      told={isKnown ? 'unsaved' : 'unsure'}
      error={outcome.error}
      onRetry={onRetry}
    />
  );
}
