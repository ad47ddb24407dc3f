import { assignedIssuer } from '#contract/domain.ts';
import { useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import type { SubmitEvent } from 'react';
import { callerQuery } from '#api/caller.ts';
import { unicodeHost } from '#contract/ours/hosts.ts';
import { lacksScope } from '#shared/lacks-scope.ts';
import { Button } from '#ui/button.tsx';
import { isolated } from '#ui/direction.ts';
import { SubmitButton } from '#ui/save-bar.tsx';
import { DomainConsequences } from './domain-consequence-lines.tsx';
import {
  ActFailed,
  ClosingDialog,
  DomainDialog,
  HostDialog,
  MovedConsent,
} from './domain-dialog.tsx';
import type { OpenedDialog } from './domain-dialog.tsx';
import { useDomainFacts } from './use-domain-facts.ts';
import { useConsent, useMoves } from './use-moves.ts';

const UNASSIGN = { do: 'unassign' } as const;

/**
 * Takes a domain from its issuer, after asking. A place of its own: whoever shows it says where its
 * ends lead to.
 */
export function UnassignDialog({
  accountId,
  host,
  onClose,
  onDone,
}: {
  accountId: string;
  host: string;
  onClose: () => void;
  /** It is not assigned any more. @param by who did that */
  onDone: (by: 'us' | 'others') => void;
}) {
  const first = useRef<HTMLButtonElement>(null);
  return (
    <DomainDialog
      accountId={accountId}
      host={host}
      title={`Unassign “${isolated(unicodeHost(host))}”?`}
      first={first}
      onClose={onClose}
      onDone={onDone}
    >
      {(opened) => <Unassigning {...opened} first={first} />}
    </DomainDialog>
  );
}

function Unassigning({
  accountId,
  shown,
  acting: { act, busy, outcome },
  first,
  onClose,
}: OpenedDialog) {
  const { domain, page } = shown;
  const { host } = domain;
  const moves = useMoves(domain, outcome);
  const consent = useConsent(moves);
  const caller = useQuery({ ...callerQuery(), throwOnError: false }).data;
  const asked = useDomainFacts(accountId, domain, page, UNASSIGN);
  const readable = unicodeHost(host);
  const issuerId = assignedIssuer(domain);
  if (issuerId === null) {
    return (
      <ClosingDialog
        title={`“${isolated(readable)}” is not assigned`}
        host={host}
        first={first}
        onClose={onClose}
      >
        <p>
          {assignedIssuer(moves.opened) === null
            ? 'No issuer is assigned to it. There is nothing to do.'
            : 'Someone else unassigned it meanwhile. There is nothing left to do.'}
        </p>
      </ClosingDialog>
    );
  }
  const reason = lacksScope(caller, accountId, 'accounts.domains:write')
    ? 'You cannot unassign domains: that takes the scope accounts.domains:write'
    : asked.isAsking
      ? 'What comes of it is being looked at'
      : consent.reason;
  const send = () => act(UNASSIGN, shown);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (reason === null) send();
  };
  return (
    <HostDialog
      title={`Unassign “${isolated(readable)}”?`}
      host={host}
      note="The domain stays. It can be assigned again while it is marked as verified."
      first={first}
      onClose={onClose}
    >
      <form className="ending" noValidate onSubmit={submit}>
        <DomainConsequences change={UNASSIGN} asked={asked} />
        <MovedConsent
          label="Unassign it all the same"
          consent={consent}
          now={domain}
          moves={moves}
          namingOf={asked.namingOf}
        />
        {consent.reason === null && (
          <ActFailed outcome={outcome} done="unassigned" onRetry={send} />
        )}
        <div className="ending-acts">
          <Button ref={first} onClick={onClose}>
            Cancel
          </Button>
          <SubmitButton look="danger" reason={reason} busy={busy} doing="Unassigning…">
            Unassign domain
          </SubmitButton>
        </div>
      </form>
    </HostDialog>
  );
}
