import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, Navigate, useRouter } from '@tanstack/react-router';
import { lazy, useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { callerQuery } from '#api/caller.ts';
import { domainsQuery } from '#api/domains.ts';
import { writeDomain } from '#api/write-domains.ts';
import type { DnsSettings } from '#contract/ours/dns-settings.ts';
import { assignedIssuer } from '#contract/domain.ts';
import type { Domain } from '#contract/domain.ts';
import { unicodeHost } from '#contract/ours/hosts.ts';
import type { Page } from '#contract/page.ts';
import { useDoctor } from '#dns/use-doctor.ts';
import { useSubject } from '#dns/use-subject.ts';
import { lacksScope } from '#shared/lacks-scope.ts';
import { Load } from '#shared/load.tsx';
import { PinButton } from '#shared/pin-button.tsx';
import { rememberPlace } from '#shared/places.ts';
import { announce } from '#ui/announcer.tsx';
import { CopyButton } from '#ui/copy-button.tsx';
import { isolated } from '#ui/direction.ts';
import { Fact, Facts } from '#ui/facts.tsx';
import { Later } from '#ui/later.tsx';
import { Blank, Notice } from '#ui/notice.tsx';
import { Time, useNow } from '#ui/time.tsx';
import './domains.css';
import { AssignStep } from './assign-step.tsx';
import { callbacksState, useMethods } from './callbacks.ts';
import { unlistedWords } from './domain-list.ts';
import { storedHost } from './stored-host.ts';
import { useDomainNotes } from './domain-notes.ts';
import { domainSteps } from './domain-steps.ts';
import type { StepId } from './domain-steps.ts';
import { InUse } from './in-use.tsx';
import { MarkStep } from './mark-step.tsx';
import type { Marking } from './mark-step.tsx';
import { RecordsStep } from './records-step.tsx';
import { StepPanel } from './step-panel.tsx';
import { STEP_TITLES, StepperSkeleton, StepsRail } from './steps-rail.tsx';
import { useFollowed } from './use-followed.ts';

const CallbacksStep = lazy(async () => ({
  default: (await import('./callbacks-step.tsx')).CallbacksStep,
}));

/** A host of an account as its address names it. */
type Place = { accountId: string; host: string };

/** What whoever runs the dashboard has set. */
type Configured = {
  dns: DnsSettings;
  /** The template of callback URLs; null: none is set. */
  callbackUrl: string | null;
};

/** What of a domain is shown. */
type Shown = Place & Configured & { step: StepId | null; isCovered: boolean };

/**
 * One domain: where it is between added and signed in at, and what there is to do next.
 *
 * @param step the one that was chosen; null: the one the domain is at
 * @param isCovered whether something is open over it: until that is closed, a domain that goes away
 *   stays as it was. Whoever removed it just now is not told that it is gone.
 * @param children what opens over it
 */
export function DomainPage({ children, ...place }: Shown & { children?: ReactNode }) {
  return (
    <div className="domain-page">
      <Load
        query={domainsQuery(place.accountId)}
        loading={<StepperSkeleton />}
        missing="There is no such account"
      >
        {(page) => <Listed key={`${place.accountId} ${place.host}`} page={page} {...place} />}
      </Load>
      {children}
    </div>
  );
}

/** What belongs to the name of a domain: how it is stored, the pin, and the way to remove it. */
export function DomainAside({ accountId, host, step }: Place & { step: StepId | null }) {
  const { data } = useQuery({ ...domainsQuery(accountId), throwOnError: false });
  const isListed = data?.data.some((domain) => domain.host === host) === true;
  return (
    <>
      <span className="page-id domain-stored">
        {unicodeHost(host) !== host && <code className="break-all">{host}</code>}
        <CopyButton text={host} what={`host ${host}`} />
      </span>
      {isListed && (
        <>
          <PinButton place={{ kind: 'domain', accountId, id: host, name: host }} />
          <Link
            to="/accounts/$accountId/domains/$host/remove"
            params={{ accountId, host }}
            search={step === null ? {} : { step }}
            className="btn btn-quiet domain-remove"
          >
            Remove domain
          </Link>
        </>
      )}
    </>
  );
}

function pathOf(accountId: string, host: string): string {
  return `/accounts/${encodeURIComponent(accountId)}/domains/${encodeURIComponent(host)}`;
}

/** The domain by its host, or why it is not here. */
function Listed({ page, isCovered, ...place }: Shown & { page: Page<Domain> }) {
  const { accountId, host, step } = place;
  const listed = page.data.find((each) => each.host === host);
  const [last, setLast] = useState<Domain | null>(null);
  if (listed !== undefined && listed !== last) setLast(listed);
  const wasHere = last !== null;
  const domain = listed ?? (isCovered ? (last ?? undefined) : undefined);
  useEffect(() => {
    if (wasHere) rememberPlace({ kind: 'domain', accountId, id: host, name: host });
  }, [wasHere, accountId, host]);
  if (domain !== undefined) return <Stepper {...place} domain={domain} isCovered={isCovered} />;

  // An address in other letters, with a final dot or in upper case is the same host.
  const stored = storedHost(host);
  const same = page.data.find((each) => stored !== null && storedHost(each.host) === stored);
  const to = same?.host ?? stored;
  if (!wasHere && to !== null && to !== host) {
    return (
      <Navigate
        to="/accounts/$accountId/domains/$host"
        params={{ accountId, host: to }}
        search={step === null ? {} : { step }}
        replace
      />
    );
  }
  return <NotListed accountId={accountId} host={host} page={page} wasHere={wasHere} />;
}

function NotListed({
  accountId,
  host,
  page,
  wasHere,
}: Place & { page: Page<Domain>; wasHere: boolean }) {
  const region = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // What had the focus went away with the domain.
    if (wasHere && document.activeElement === document.body) {
      region.current?.focus({ preventScroll: true });
    }
  }, [wasHere]);
  const unlisted = unlistedWords(page);
  const name = unicodeHost(host);
  return (
    <div ref={region} tabIndex={-1} className="card" role={wasHere ? 'alert' : undefined}>
      <Blank
        title={
          wasHere
            ? 'This domain is not in the account any more'
            : unlisted === null
              ? 'There is no such domain'
              : 'This domain was not listed'
        }
        detail={
          wasHere ? (
            <>
              <bdi dir="ltr">{name}</bdi> was removed while it was shown here. Nobody signs in at it
              any more.
            </>
          ) : unlisted === null ? (
            <>
              No domain of this account is <bdi dir="ltr">{name}</bdi>. It was removed, is spelt
              differently, or belongs to another account.
            </>
          ) : (
            <>
              {unlisted} <bdi dir="ltr">{name}</bdi> may be among those.
            </>
          )
        }
        actions={
          <>
            <Link to="/accounts/$accountId/domains" params={{ accountId }} className="btn">
              All domains
            </Link>
            {(wasHere || unlisted === null) && storedHost(host) !== null && (
              <Link
                to="/accounts/$accountId/domains/new"
                params={{ accountId }}
                search={{ host: name }}
                className="btn"
              >
                {wasHere ? 'Add it again' : 'Add it'}
              </Link>
            )}
          </>
        }
      />
    </div>
  );
}

/** The steps of a domain, and the one that is shown. */
function Stepper({
  accountId,
  host,
  domain,
  step,
  dns,
  callbackUrl,
  isCovered,
}: Place & Configured & { domain: Domain; step: StepId | null; isCovered: boolean }) {
  const queryClient = useQueryClient();
  const router = useRouter();
  const [notes, note] = useDomainNotes(accountId, host);
  const subject = useSubject(accountId, storedHost(host), dns);
  const doctor = useDoctor(subject);
  const issuerId = assignedIssuer(domain);
  const methods = useMethods(accountId, issuerId);
  const { findings } = doctor;
  const { inUse } = notes;
  const { steps, current, expectsElsewhere } = domainSteps({
    domain,
    subject,
    findings,
    inUse,
    callbacks: callbacksState(issuerId, callbackUrl, methods?.list ?? null, notes),
  });
  // Where somebody reads or types, the page stays, whatever the facts come to.
  const [held, setHeld] = useState<StepId | null>(null);
  const shown = step ?? held ?? current;
  const hold = () => {
    if (step === null && held === null) setHeld(shown);
  };
  const [marking, setMarking] = useState<Marking | null>(null);
  useFollowed(accountId, findings, isCovered || marking?.outcome === null);
  const heading = useRef<HTMLHeadingElement>(null);
  const goesOn = useRef<StepId | null>(null);
  useEffect(() => {
    // The link that was pressed went away with its step.
    if (goesOn.current !== shown) return;
    goesOn.current = null;
    heading.current?.focus();
  }, [shown]);

  const caller = useQuery({ ...callerQuery(), throwOnError: false }).data;
  const readOnly = lacksScope(caller, accountId, 'accounts.domains:write')
    ? 'You can look at this domain, and not change it: that takes the scope accounts.domains:write'
    : null;
  const path = pathOf(accountId, host);
  const mark = async () => {
    setMarking({ outcome: null });
    const outcome = await writeDomain(queryClient, accountId, host, { do: 'verify' }, domain);
    setMarking({ outcome });
    if (outcome.kind !== 'done') return;
    const name = isolated(unicodeHost(host));
    announce(
      outcome.by === 'us'
        ? `${name} is marked as verified`
        : `${name} was marked as verified by someone else in the meantime`,
    );
    // The button is gone.
    heading.current?.focus({ preventScroll: true });
  };

  const panel = () => {
    switch (shown) {
      case 'add':
        return (
          <StepPanel title="Add" heading={heading}>
            <Added domain={domain} />
            <div className="card mt-3">
              <InUse host={host} inUse={inUse} onAnswer={(answer) => note({ inUse: answer })} />
            </div>
          </StepPanel>
        );
      case 'records':
        return (
          <RecordsStep
            host={host}
            subject={subject}
            doctor={doctor}
            inUse={inUse}
            expectsElsewhere={expectsElsewhere}
            onAnswer={(answer) => note({ inUse: answer })}
            heading={heading}
          />
        );
      case 'mark':
        return (
          <StepPanel title="Mark as verified" heading={heading}>
            <MarkStep
              domain={domain}
              findings={findings}
              readOnly={readOnly}
              marking={marking}
              onMark={() => void mark()}
            />
          </StepPanel>
        );
      case 'assign':
        return (
          <StepPanel title="Assign to an issuer" heading={heading}>
            <AssignStep accountId={accountId} domain={domain} path={path} readOnly={readOnly} />
          </StepPanel>
        );
      case 'callbacks':
        return (
          <StepPanel title="Register callback URLs" heading={heading}>
            {issuerId === null || methods === null ? (
              <Notice
                tone="info"
                actions={
                  <a href={`${path}?step=assign`} className="btn">
                    Assign it first
                  </a>
                }
              >
                Which URLs are needed follows from the issuer’s auth methods.
              </Notice>
            ) : (
              <Later what="The callback URLs did not load." height="10rem">
                <CallbacksStep
                  accountId={accountId}
                  host={host}
                  issuerId={issuerId}
                  template={callbackUrl}
                  methods={methods}
                  isRegistered={notes.registeredFor === issuerId}
                  onRegistered={(is) => note({ registeredFor: is ? issuerId : null })}
                />
              </Later>
            )}
          </StepPanel>
        );
    }
  };

  const isDone = steps.find(({ id }) => id === shown)?.state === 'done';
  const hasMoved = step === null && shown !== current;
  const next = shown !== current && (isDone || hasMoved) ? current : null;
  return (
    <div className="domain-columns">
      <StepsRail accountId={accountId} domain={domain} steps={steps} shown={shown} path={path} />
      <div className="domain-panel" tabIndex={-1} onFocusCapture={hold} onPointerDownCapture={hold}>
        {panel()}
        <output className="domain-next">
          {next !== null && (
            <a
              href={`${path}?step=${next}`}
              className="btn btn-primary"
              onClick={(event) => {
                if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
                event.preventDefault();
                goesOn.current = next;
                void router.navigate({
                  to: '/accounts/$accountId/domains/$host',
                  params: { accountId, host },
                  search: { step: next },
                });
              }}
            >
              Next: {STEP_TITLES[next]}
            </a>
          )}
        </output>
      </div>
    </div>
  );
}

function Added({ domain }: { domain: Domain }) {
  const now = useNow();
  const { host, added_at: added, primary } = domain;
  return (
    <div className="card">
      <Facts>
        <Fact term="Host" name="host">
          {unicodeHost(host) !== host && (
            <bdi dir="ltr" className="block">
              {unicodeHost(host)}
            </bdi>
          )}
          <span className="domain-line">
            <code>{host}</code>
            <CopyButton text={host} what={`host ${host}`} />
          </span>
        </Fact>
        <Fact term="Added" name="added_at">
          <Time at={added} now={now} />
        </Fact>
        {primary === true && (
          <Fact term="Primary" name="primary">
            Yes
          </Fact>
        )}
      </Facts>
    </div>
  );
}
