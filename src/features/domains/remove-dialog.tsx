import { assignedIssuer } from '#contract/domain.ts';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import type { SubmitEvent } from 'react';
import { callerQuery } from '#api/caller.ts';
import { unicodeHost } from '#contract/ours/hosts.ts';
import { lacksScope } from '#shared/lacks-scope.ts';
import { Button } from '#ui/button.tsx';
import { isolated } from '#ui/direction.ts';
import { CopyButton } from '#ui/copy-button.tsx';
import { Field } from '#ui/field.tsx';
import { TextInput } from '#ui/inputs.tsx';
import { Notice } from '#ui/notice.tsx';
import { SubmitButton } from '#ui/save-bar.tsx';
import { DomainConsequences } from './domain-consequence-lines.tsx';
import { ActFailed, DomainDialog, DomainMoved, HostDialog } from './domain-dialog.tsx';
import type { OpenedDialog } from './domain-dialog.tsx';
import { isTypedHost } from './host-uses.ts';
import { useDomainFacts } from './use-domain-facts.ts';
import { useMoves } from './use-moves.ts';

const REMOVE = { do: 'remove' } as const;

/**
 * Removes a domain from the account, after its host was typed. A place of its own: whoever shows it
 * says where its ends lead to.
 */
export function RemoveDialog({
  accountId,
  host,
  onClose,
  onDone,
}: {
  accountId: string;
  host: string;
  onClose: () => void;
  /** It is gone. @param by who removed it */
  onDone: (by: 'us' | 'others') => void;
}) {
  const first = useRef<HTMLButtonElement>(null);
  return (
    <DomainDialog
      accountId={accountId}
      host={host}
      title={`Remove “${isolated(unicodeHost(host))}”?`}
      first={first}
      onClose={onClose}
      onDone={onDone}
    >
      {(opened) => <Removing {...opened} first={first} />}
    </DomainDialog>
  );
}

function Removing({
  accountId,
  shown,
  acting: { act, busy, outcome },
  first,
  onClose,
}: OpenedDialog) {
  const { domain, page } = shown;
  const { host } = domain;
  const moves = useMoves(domain, outcome);
  // What was typed before the last move was about what was shown then.
  const [input, setInput] = useState({ typed: '', count: 0 });
  const typed = input.count === moves.count ? input.typed : '';
  const caller = useQuery({ ...callerQuery(), throwOnError: false }).data;
  const asked = useDomainFacts(accountId, domain, page, REMOVE);
  const readable = unicodeHost(host);
  const issuerId = assignedIssuer(domain);

  const reason = lacksScope(caller, accountId, 'accounts.domains:delete')
    ? 'You cannot remove domains: that takes the scope accounts.domains:delete'
    : asked.isAsking
      ? 'What comes of it is being looked at'
      : isTypedHost(typed, host)
        ? null
        : typed.trim() === ''
          ? 'Type the host to confirm'
          : 'This is not the host yet';
  const send = () => {
    if (isTypedHost(typed, host)) act(REMOVE, shown);
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (reason === null) send();
  };
  return (
    <HostDialog
      title={`Remove “${isolated(readable)}”?`}
      host={host}
      note="It leaves this account. It can be added again, and then begins anew."
      first={first}
      onClose={onClose}
    >
      <form className="ending" noValidate onSubmit={submit}>
        <DomainConsequences change={REMOVE} asked={asked} />
        {issuerId !== null && (
          <Notice
            tone="info"
            actions={
              <Link
                to="/accounts/$accountId/domains/$host/unassign"
                params={{ accountId, host }}
                replace
                className="btn"
              >
                Unassign instead
              </Link>
            }
          >
            Unassigned, it gets no traffic either, and keeps its place and its mark.
          </Notice>
        )}
        <DomainMoved now={domain} moves={moves} namingOf={asked.namingOf} />
        <Field
          label="Type the host to confirm"
          help={
            <>
              <bdi dir="ltr">{readable}</bdi>
              <CopyButton text={readable} what="host to type" />
            </>
          }
          full
        >
          {(aria) => (
            <TextInput
              {...aria}
              mono
              value={typed}
              onChange={(event) => setInput({ typed: event.target.value, count: moves.count })}
            />
          )}
        </Field>
        {input.count === moves.count && (
          <ActFailed outcome={outcome} done="removed" onRetry={send} />
        )}
        <div className="ending-acts">
          <Button ref={first} onClick={onClose}>
            Cancel
          </Button>
          <SubmitButton look="danger" reason={reason} busy={busy} doing="Removing…">
            Remove domain
          </SubmitButton>
        </div>
      </form>
    </HostDialog>
  );
}
