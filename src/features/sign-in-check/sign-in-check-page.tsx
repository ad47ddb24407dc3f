import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useLayoutEffect, useRef, useState } from 'react';
import { keys } from '#api/keys.ts';
import type { DnsSettings } from '#contract/ours/dns-settings.ts';
import { Button } from '#ui/button.tsx';
import { Blank } from '#ui/notice.tsx';
import { openedLink } from '#ui/opened-link.ts';
import { SearchField } from '#ui/search-field.tsx';
import { Check } from './check.tsx';
import { Examples } from './examples.tsx';
import type { Subject } from './facts.ts';
import { NameSearch } from './name-search.tsx';
import { understand } from './query.ts';

/**
 * "Nobody can sign in" starts here: what was asked for, and the chain from the address to the person,
 * link by link.
 */
export function SignInCheckPage({
  accountId,
  q,
  dns,
  onQuery,
}: {
  accountId: string;
  q: string | undefined;
  dns: DnsSettings;
  onQuery: (q: string | undefined) => void;
}) {
  const { busy, checkAgain } = useCheckAgain(accountId);
  const region = useRef<HTMLDivElement>(null);

  // A link that was pressed went away with what it stood in: on to what it brought. Back, to the link.
  const router = useRouter();
  const shown = useRef(q);
  useLayoutEffect(() => {
    if (shown.current === q) return;
    shown.current = q;
    if (document.activeElement !== document.body) return;
    const href = openedLink(router);
    const link =
      href === undefined
        ? null
        : region.current?.querySelector<HTMLElement>(`a[href="${CSS.escape(href)}"]`);
    (link ?? region.current)?.focus({ preventScroll: true });
  }, [router, q]);

  return (
    <>
      <AskForm
        q={q}
        onAsk={(text) => {
          if (text === q) checkAgain();
          else onQuery(text);
        }}
      />
      <div ref={region} tabIndex={-1}>
        <Answer accountId={accountId} q={q} dns={dns} busy={busy} onCheckAgain={checkAgain} />
      </div>
    </>
  );
}

/** Asks again for all this page was told, and for nothing else. */
function useCheckAgain(accountId: string) {
  const queryClient = useQueryClient();
  const [busy, setBusy] = useState(false);
  const checkAgain = async () => {
    setBusy(true);
    // Of all issuers: only those that are on this page are active.
    const asked = [
      keys.domains(accountId),
      keys.dns(accountId, '').slice(0, 3),
      keys.issuer(accountId, '').slice(0, 3),
      keys.issuerLists(accountId),
    ];
    await Promise.all(
      asked.map((queryKey) =>
        // What is under way is an answer about now already.
        queryClient.refetchQueries({ queryKey, type: 'active' }, { cancelRefetch: false }),
      ),
    );
    setBusy(false);
  };
  return { busy, checkAgain: () => void checkAgain() };
}

/** The one field. It follows the address when that changes by itself (Back, a link). */
function AskForm({
  q,
  onAsk,
}: {
  q: string | undefined;
  onAsk: (text: string | undefined) => void;
}) {
  const [draft, setDraft] = useState(q ?? '');
  const [seen, setSeen] = useState(q);
  if (q !== seen) {
    setSeen(q);
    setDraft(q ?? '');
  }
  const ask = () => onAsk(draft.trim() === '' ? undefined : draft.trim());
  return (
    <search>
      <form
        className="check-ask"
        onSubmit={(event) => {
          event.preventDefault();
          ask();
        }}
      >
        <SearchField
          label="Host, issuer id or name"
          placeholder="Host, issuer id or name"
          value={draft}
          onChange={setDraft}
        />
        <Button onClick={ask}>Check</Button>
      </form>
    </search>
  );
}

function Answer({
  accountId,
  q,
  dns,
  busy,
  onCheckAgain,
}: {
  accountId: string;
  q: string | undefined;
  dns: DnsSettings;
  busy: boolean;
  onCheckAgain: () => void;
}) {
  const understood = understand(q);
  const check = (subject: Subject) => (
    <Check
      key={JSON.stringify(subject)}
      accountId={accountId}
      subject={subject}
      dns={dns}
      busy={busy}
      onCheckAgain={onCheckAgain}
    />
  );
  if (understood === null) {
    return (
      <>
        <p className="mb-6 max-w-[70ch] text-body text-text-2">
          Follows a sign-in from the domain to who may sign up, and says of each link whether it is
          right, wrong, doubtful or could not be asked.
        </p>
        <Examples accountId={accountId} />
      </>
    );
  }
  switch (understood.kind) {
    case 'host':
    case 'issuer':
      return check(understood);
    case 'name':
      return (
        <NameSearch
          accountId={accountId}
          name={understood.name}
          renderCheck={(issuerId) => check({ kind: 'issuer', issuerId })}
          renderNone={() => <Examples accountId={accountId} />}
        />
      );
    case 'no_issuer':
      return (
        <>
          <div className="card mb-6">
            <Blank
              title="The address ends before the issuer"
              detail="At idp.authpi.com every issuer answers under its id. Paste the whole address, such as idp.authpi.com/i_…, or the id alone."
            />
          </div>
          <Examples accountId={accountId} />
        </>
      );
  }
}
