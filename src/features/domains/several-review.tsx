import { useQuery } from '@tanstack/react-query';
import { lazy, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { callerQuery } from '#api/caller.ts';
import type { Domain } from '#contract/domain.ts';
import type { IssuerRow } from '#contract/issuer.ts';
import type { DnsSettings } from '#contract/ours/dns-settings.ts';
import { unicodeHost } from '#contract/ours/hosts.ts';
import type { Page } from '#contract/page.ts';
import { issuerName } from '#shared/issuer-words.ts';
import { lacksScope } from '#shared/lacks-scope.ts';
import { countOf } from '#shared/list-words.ts';
import { Button } from '#ui/button.tsx';
import { LazyDialog } from '#ui/lazy-dialog.tsx';
import { Notice } from '#ui/notice.tsx';
import { Status } from '#ui/status.tsx';
import { DomainConsequences } from './domain-consequence-lines.tsx';
import type { DomainChange } from './domain-consequences.ts';
import type { RunRow } from './domain-run.ts';
import { afterOthers, runRows } from './several.ts';
import type { SeveralAct } from './several.ts';
import { factsOf, useIssuerFacts } from './use-domain-facts.ts';
import type { AskedIssuers } from './use-domain-facts.ts';

const DnsLooks = lazy(async () => {
  const { DnsLooks: looks } = await import('./dns-looks.tsx');
  return { default: looks };
});

const DOMAINS = { one: 'domain', many: 'domains' };

/** What marks or assignments of several domains come to, before they are made. */
export function SeveralReview({
  accountId,
  act,
  dns,
  page,
  chosen,
  dropped,
  issuer,
  onBack,
  onBegin,
}: {
  accountId: string;
  act: SeveralAct;
  dns: DnsSettings;
  page: Page<Domain>;
  /** Those it applies to now. */
  chosen: readonly Domain[];
  /** How many were chosen that it does not apply to any more. */
  dropped: number;
  /** Where they are assigned; null for a mark. */
  issuer: IssuerRow | null;
  onBack: () => void;
  onBegin: (rows: readonly RunRow[]) => void;
}) {
  const [looks, setLooks] = useState<ReadonlyMap<string, readonly string[]>>(new Map());
  const [isLooking, setIsLooking] = useState(false);
  const part = useRef<HTMLDivElement>(null);
  const caller = useQuery({ ...callerQuery(), throwOnError: false }).data;
  const count = countOf(chosen.length, DOMAINS);
  const change = issuer === null ? null : ({ do: 'assign', to: issuer.id } as const);
  const asked = useIssuerFacts(accountId, chosen, page, change);
  const isProven = chosen.every(({ host }) => looks.get(host)?.length === 0);
  const reason = lacksScope(caller, accountId, 'accounts.domains:write')
    ? 'You cannot change domains: that takes the scope accounts.domains:write'
    : chosen.length === 0
      ? 'None of those that were chosen is left'
      : asked.isAsking
        ? 'What comes of it is being looked at'
        : null;
  const target = issuer === null ? '' : issuerName(issuer);
  return (
    <div className="several">
      <h2 className="text-section font-semibold" tabIndex={-1} ref={takeFocus}>
        {act === 'verify' ? (
          `Mark ${count} as verified?`
        ) : (
          <>
            Assign {count} to <bdi>{target}</bdi>?
          </>
        )}
      </h2>
      {dropped > 0 && (
        <Notice tone="warn">
          {countOf(dropped, DOMAINS)} that {dropped === 1 ? 'was' : 'were'} chosen{' '}
          {dropped === 1 ? 'is' : 'are'} left out: someone else changed or removed{' '}
          {dropped === 1 ? 'it' : 'them'} meanwhile, or nothing is to be done there.
        </Notice>
      )}
      {act === 'verify' ? (
        <>
          <p className="several-about">
            The mark says that you made sure who owns a domain. AuthPI does not check it, and no
            operation takes it back but removing the domain.
          </p>
          <div tabIndex={-1} ref={part}>
            {isLooking ? (
              <LazyDialog what="The DNS could not be asked.">
                <DnsLooks
                  accountId={accountId}
                  hosts={chosen.map(({ host }) => host)}
                  dns={dns}
                  onLooked={(host, unproven) =>
                    setLooks((before) => new Map([...before, [host, unproven]]))
                  }
                />
              </LazyDialog>
            ) : (
              <Notice
                tone="warn"
                actions={
                  <Button
                    reason={chosen.length === 0 ? 'None is left' : null}
                    onClick={() => {
                      // The button goes away with what it is about.
                      part.current?.focus({ preventScroll: true });
                      setIsLooking(true);
                    }}
                  >
                    Look at the DNS
                  </Button>
                }
              >
                The DNS of these was not looked at here. Nothing is proven about them.
              </Notice>
            )}
          </div>
          <ul className="card several-rows">
            {chosen.map((domain) => (
              <ReviewRow key={domain.host} domain={domain}>
                <DnsLook isLooking={isLooking} unproven={looks.get(domain.host)} />
              </ReviewRow>
            ))}
          </ul>
        </>
      ) : (
        change !== null && (
          <>
            <ul className="card several-rows">
              {chosen.map((domain) => (
                <ReviewRow key={domain.host} domain={domain}>
                  <Move domain={domain} page={page} chosen={chosen} change={change} asked={asked} />
                </ReviewRow>
              ))}
            </ul>
            <p className="acts-looked">
              Looked at: auth methods and settings of <bdi>{target}</bdi> and of all issuers that
              have a domain here. Not looked at: any other issuers, applications, and the DNS.
            </p>
          </>
        )
      )}
      <div className="several-acts">
        <Button onClick={onBack}>Back</Button>
        <Button
          look="primary"
          reason={reason}
          onClick={() => onBegin(runRows(act, chosen, issuer?.id ?? null))}
        >
          {act === 'assign'
            ? `Assign ${count}`
            : isProven
              ? `Mark ${count} as verified`
              : `Mark ${count} as verified anyway`}
        </Button>
        <span>{reason ?? 'One by one. You can stop in between.'}</span>
      </div>
    </div>
  );
}

function ReviewRow({ domain: { host }, children }: { domain: Domain; children: ReactNode }) {
  const readable = unicodeHost(host);
  return (
    <li>
      <p className="font-semibold">
        <bdi dir="ltr">{readable}</bdi>
      </p>
      {readable !== host && <code className="text-text-2">{host}</code>}
      {children}
    </li>
  );
}

/** What was seen of a host in the DNS: that it proves what a mark stands on, or what it does not. */
function DnsLook({
  isLooking,
  unproven,
}: {
  isLooking: boolean;
  unproven: readonly string[] | undefined;
}) {
  if (unproven === undefined) {
    return isLooking ? (
      <p aria-busy="true">Asking the DNS…</p>
    ) : (
      <Status shape="off" text="DNS not looked at" />
    );
  }
  if (unproven.length === 0)
    return <Status shape="ok" text="Both resolvers see it as it should be" />;
  return (
    <>
      <Status shape="warn" text="Not proven" />
      <ul className="consequences">
        {unproven.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </>
  );
}

/** What comes of one assignment, with the others made before it. */
function Move({
  domain,
  page,
  chosen,
  change,
  asked,
}: {
  domain: Domain;
  page: Page<Domain>;
  chosen: readonly Domain[];
  change: DomainChange & { do: 'assign' };
  asked: AskedIssuers;
}) {
  const domains = afterOthers(page.data, chosen, domain, change.to);
  const facts = { ...factsOf(domain, page, asked), domains };
  return <DomainConsequences change={change} asked={{ ...asked, facts }} oneOfMany />;
}

function takeFocus(heading: HTMLElement | null) {
  heading?.focus();
}
