import { assignedIssuer } from '#contract/domain.ts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import type { ReactNode, SubmitEvent } from 'react';
import { callerQuery } from '#api/caller.ts';
import { keys } from '#api/keys.ts';
import type { IssuerRow } from '#contract/issuer.ts';
import { unicodeHost } from '#contract/ours/hosts.ts';
import { namedOf } from '#shared/issuer-names.ts';
import type { IssuerNaming } from '#shared/issuer-names.ts';
import { environmentOf, issuerName, statusLook } from '#shared/issuer-words.ts';
import { lacksScope } from '#shared/lacks-scope.ts';
import { Button } from '#ui/button.tsx';
import { isolated } from '#ui/direction.ts';
import { CopyButton } from '#ui/copy-button.tsx';
import { Dialog } from '#ui/dialog.tsx';
import { NoValue } from '#ui/facts.tsx';
import { Notice } from '#ui/notice.tsx';
import { SubmitButton } from '#ui/save-bar.tsx';
import { ShortId } from '#ui/short-id.tsx';
import { Skeleton } from '#ui/skeleton.tsx';
import { Status } from '#ui/status.tsx';
import { Tag } from '#ui/tag.tsx';
import { DomainConsequences } from './domain-consequence-lines.tsx';
import {
  ActFailed,
  ClosingDialog,
  DomainDialog,
  HostDialog,
  MovedConsent,
} from './domain-dialog.tsx';
import type { OpenedDialog } from './domain-dialog.tsx';
import { IssuerChoice } from './issuer-choice.tsx';
import { useDomainFacts } from './use-domain-facts.ts';
import { useConsent, useMoves } from './use-moves.ts';

/** The issuer that was chosen: by its row, so that it has a name before anything else is asked. */
type Chosen = Pick<IssuerRow, 'id' | 'name'>;

type Ends = {
  onClose: () => void;
  /** It is assigned. @param by who did that */
  onDone: (issuer: Chosen, by: 'us' | 'others') => void;
};

/**
 * Assigns a domain to an issuer, or to another one: choose it, see what comes of it, confirm. A place
 * of its own: whoever shows it says where its ends lead to.
 */
export function AssignDialog({
  accountId,
  host,
  onClose,
  onDone,
}: Ends & { accountId: string; host: string }) {
  const first = useRef<HTMLButtonElement>(null);
  const queryClient = useQueryClient();
  const [chosen, setChosen] = useState<Chosen | null>(null);
  return (
    <DomainDialog
      accountId={accountId}
      host={host}
      title={`Assign “${isolated(unicodeHost(host))}”`}
      first={first}
      onClose={onClose}
      onDone={(by) => {
        if (chosen !== null) onDone(chosen, by);
      }}
    >
      {(opened) => {
        const { domain } = opened.shown;
        const { outcome, forget } = opened.acting;
        if (domain.verified === false) return <NotVerified {...opened} first={first} />;
        if (chosen === null || outcome?.kind === 'issuer_gone') {
          const gone = outcome?.kind === 'issuer_gone' ? chosen : null;
          return (
            <Dialog
              open
              title={`Assign “${isolated(unicodeHost(host))}” to an issuer`}
              onClose={onClose}
              {...(gone !== null && {
                description: (
                  <div role="alert">
                    <Notice tone="warn">
                      <bdi>{issuerName(gone)}</bdi> is not there any more. Nothing was assigned.
                      Choose another issuer.
                    </Notice>
                  </div>
                ),
              })}
            >
              <IssuerChoice
                accountId={accountId}
                assigned={assignedIssuer(domain)}
                onPick={(row) => {
                  forget();
                  setChosen(row);
                }}
              />
            </Dialog>
          );
        }
        return (
          <Reviewing
            key={chosen.id}
            {...opened}
            first={first}
            chosen={chosen}
            onOther={() => {
              forget();
              setChosen(null);
              // Whoever goes back to the list sees it as it is.
              void queryClient.invalidateQueries({ queryKey: keys.issuerLists(accountId) });
            }}
          />
        );
      }}
    </DomainDialog>
  );
}

/** AuthPI assigns only what is marked (contract §10). */
function NotVerified({
  accountId,
  shown: {
    domain: { host },
  },
  first,
  onClose,
}: OpenedDialog) {
  return (
    <ClosingDialog
      title={`“${isolated(unicodeHost(host))}” cannot be assigned yet`}
      host={host}
      first={first}
      onClose={onClose}
      actions={
        <Link
          to="/accounts/$accountId/domains/$host"
          params={{ accountId, host }}
          search={{ step: 'mark' }}
          replace
          className="btn btn-primary"
        >
          Go to the mark
        </Link>
      }
    >
      <p>
        It has no verified mark, and AuthPI assigns only domains that have one. Mark it as verified
        first: that is a decision of yours, which its page prepares.
      </p>
    </ClosingDialog>
  );
}

function Reviewing({
  accountId,
  shown,
  chosen,
  acting: { act, busy, outcome },
  first,
  onClose,
  onOther,
}: OpenedDialog & {
  chosen: Chosen;
  /** Back to the choice. */
  onOther: () => void;
}) {
  const { domain, page } = shown;
  const { host } = domain;
  const moves = useMoves(domain, outcome);
  const consent = useConsent(moves);
  const caller = useQuery({ ...callerQuery(), throwOnError: false }).data;
  const change = { do: 'assign', to: chosen.id } as const;
  const asked = useDomainFacts(accountId, domain, page, change);
  const readable = unicodeHost(host);
  const from = assignedIssuer(domain);
  const naming = asked.namingOf(chosen.id);
  const verb = from === null ? 'Assign' : 'Reassign';
  const other = <Button onClick={onOther}>Choose another issuer</Button>;

  if (from === chosen.id) {
    return (
      <ClosingDialog
        title={`“${isolated(readable)}” is assigned to it already`}
        host={host}
        first={first}
        onClose={onClose}
        actions={other}
      >
        <p>
          {assignedIssuer(moves.opened) === from ? '' : 'Someone else assigned it meanwhile. '}
          <bdi className="font-medium">{issuerName(chosen)}</bdi> has this domain. There is nothing
          to do.
        </p>
      </ClosingDialog>
    );
  }
  const reason = lacksScope(caller, accountId, 'accounts.domains:write')
    ? 'You cannot assign domains: that takes the scope accounts.domains:write'
    : naming === 'missing'
      ? 'This issuer is not there any more'
      : asked.isAsking
        ? 'What comes of it is being looked at'
        : consent.reason;
  const send = () => act({ do: 'assign', issuerId: chosen.id }, shown);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (reason === null) send();
  };
  return (
    <HostDialog
      title={`${verb} “${isolated(readable)}”?`}
      host={host}
      first={first}
      onClose={onClose}
    >
      <form className="ending" noValidate onSubmit={submit}>
        <dl className="acts-move">
          <dt>From</dt>
          <dd>
            {from === null ? (
              <NoValue>Not assigned</NoValue>
            ) : (
              <IssuerInFull id={from} naming={asked.namingOf(from)} />
            )}
          </dd>
          <dt>To</dt>
          <dd>
            <IssuerInFull id={chosen.id} naming={naming === 'loading' ? chosen : naming} />
            {other}
          </dd>
        </dl>
        {domain.verified == null && (
          <Notice tone="warn">
            AuthPI does not say whether this domain is marked as verified. It assigns only those
            that are, and refuses the others.
          </Notice>
        )}
        <DomainConsequences change={change} asked={asked} />
        <MovedConsent
          label={`${verb} it all the same`}
          consent={consent}
          now={domain}
          moves={moves}
          namingOf={asked.namingOf}
        />
        {consent.reason === null && <ActFailed outcome={outcome} done="assigned" onRetry={send} />}
        <div className="ending-acts">
          <Button ref={first} onClick={onClose}>
            Cancel
          </Button>
          <SubmitButton
            reason={reason}
            busy={busy}
            doing={from === null ? 'Assigning…' : 'Reassigning…'}
          >
            {`${verb} domain`}
          </SubmitButton>
        </div>
      </form>
    </HostDialog>
  );
}

/** An issuer with all that tells it from others. */
function IssuerInFull({ id, naming }: { id: string; naming: IssuerNaming | Chosen }): ReactNode {
  const known = namedOf(naming);
  const full = known !== null && 'status' in known ? known : null;
  const environment = full === null ? null : environmentOf(full);
  return (
    <span className="acts-issuer">
      {known !== null && <bdi className="font-medium">{issuerName(known)}</bdi>}
      {naming === 'loading' && <Skeleton width="8rem" />}
      {environment !== null && <Tag text={environment} />}
      {full !== null && full.status !== 'active' && <Status {...statusLook(full.status)} />}
      {naming === 'missing' && <Status shape="bad" text="No such issuer" />}
      {naming instanceof Error && <Status shape="warn" text="Name not loaded" />}
      <span className="whitespace-nowrap">
        <ShortId id={id} />
        <CopyButton text={id} what="issuer id" />
      </span>
    </span>
  );
}
