import { hashKey, useQueryClient } from '@tanstack/react-query';
import { useLocation, useParams, useRouter } from '@tanstack/react-router';
import { useEffect, useId, useSyncExternalStore } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { callerQuery } from '#api/caller.ts';
import { Button } from '#ui/button.tsx';
import { Notice } from '#ui/notice.tsx';
import { fullTime, isoTime } from '#ui/time-words.ts';
import { ActSection } from './act-section.tsx';
import { placeOf } from './acts.ts';
import { BehaviourSection } from './behaviour-section.tsx';
import { DnsSection } from './dns-section.tsx';
import { FaultSection } from './fault-section.tsx';
import { ScenarioSection } from './scenario-section.tsx';
import { simulator } from './simulator.ts';
import type { SimulatorState } from './simulator.ts';
import { tellStartedOver } from './started-over.ts';

/**
 * The controls of the sample data, beside the page: it stays while the page is used. Outside the
 * shell in the document, since it belongs to no page.
 */
export function SimulatorPanel({ onClose }: { onClose: () => void }) {
  const { state, failure } = useSyncExternalStore(simulator.subscribe, simulator.snapshot);
  useEffect(() => {
    const read = () => void simulator.read();
    read();
    // Requests of the page use faults up. Nothing is polled: looking here is what asks.
    addEventListener('focus', read);
    return () => removeEventListener('focus', read);
  }, []);

  const closeOnEscape = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.nativeEvent.isComposing) return;
    // What is around the button in the shell is not meant.
    event.stopPropagation();
    onClose();
  };
  return createPortal(
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape from any control in it
    <section
      className="simulator"
      aria-label="Simulator"
      onKeyDown={closeOnEscape}
      onFocus={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget)) void simulator.read();
      }}
    >
      <header className="sim-head">
        <h2 ref={takeFocus} tabIndex={-1} className="text-section font-semibold">
          Simulator
        </h2>
        <Button look="quiet" onClick={onClose}>
          Close
        </Button>
      </header>
      {failure !== null && (
        <div className="sim-part" role="alert">
          <Notice
            tone="bad"
            actions={<Button onClick={() => void simulator.read()}>Try again</Button>}
          >
            {failure}
          </Notice>
        </div>
      )}
      {state !== null && <Parts state={state} />}
      {state === null && failure === null && <p className="sim-part text-text-2">Loading…</p>}
    </section>,
    document.body,
  );
}

function Parts({ state }: { state: SimulatorState }) {
  const params = useParams({ strict: false });
  const pathname = useLocation({ select: (location) => location.pathname });
  const startOver = useStartOver(params.accountId);
  const { settings, scenarios, faults, credentials, dns, now } = state;
  const place = placeOf(params, pathname, credentials.account_id);
  return (
    <>
      <div className="sim-part">
        <p>This is sample data. Nothing done here or on the page reaches AuthPI.</p>
        <p className="text-text-2">
          Its clock: <time dateTime={isoTime(now) ?? undefined}>{fullTime(now)}</time>
        </p>
      </div>
      <Part title="Scenario">
        <ScenarioSection
          scenario={settings.scenario}
          scenarios={scenarios}
          onStartOver={startOver}
        />
      </Part>
      <Part
        title="Second administrator"
        note="Changes what this page is about. The page is not told: it finds out as it would in life."
      >
        <ActSection place={place} />
      </Part>
      {place.domains && (
        <Part
          title="DNS"
          note="A domain that is added is published by itself: one resolver sees it after 20 seconds, the other after 40."
        >
          <DnsSection
            key={`${place.accountId} ${place.host}`}
            accountId={place.accountId}
            host={place.host}
            dns={dns}
          />
        </Part>
      )}
      <Part title="Faults">
        <FaultSection faults={faults} />
      </Part>
      <Part title="Behaviour">
        <BehaviourSection settings={settings} />
      </Part>
    </>
  );
}

function Part({ title, note, children }: { title: string; note?: string; children: ReactNode }) {
  const id = useId();
  return (
    <section className="sim-part" aria-labelledby={id}>
      <h3 id={id}>{title}</h3>
      {note !== undefined && <p className="text-text-2">{note}</p>}
      {children}
    </section>
  );
}

/** Starts the sample data over, and the page with it: what it shows is of another world. */
function useStartOver(accountId: string | undefined) {
  const queryClient = useQueryClient();
  const router = useRouter();
  return async (scenario: string): Promise<boolean> => {
    if (!(await simulator.startOver(scenario))) return false;
    // First who is asking: they may belong to fewer accounts now, and nothing is asked in vain.
    const { queryKey } = callerQuery();
    const caller = await queryClient.query({ ...callerQuery(), staleTime: 0 }).catch(() => null);
    const gone = caller?.accounts.every(({ account_id }) => account_id !== accountId) === true;
    // Without a question: there is nothing left that unsaved work could be saved to.
    if (accountId !== undefined && gone) await router.navigate({ to: '/', ignoreBlocker: true });
    void queryClient.resetQueries({
      predicate: ({ queryHash }) => queryHash !== hashKey(queryKey),
    });
    tellStartedOver();
    void router.invalidate();
    return true;
  };
}

/** Whoever opened it wants to go on here. */
function takeFocus(heading: HTMLElement | null) {
  heading?.focus({ preventScroll: true });
}
