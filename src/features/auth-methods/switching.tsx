import { useQuery } from '@tanstack/react-query';
import { createContext, lazy, use, useState, useSyncExternalStore } from 'react';
import type { ReactNode } from 'react';
import { callerQuery } from '#api/caller.ts';
import type { Way } from '#shared/doors.ts';
import { lacksScope } from '#shared/lacks-scope.ts';
import { LazyDialog } from '#ui/lazy-dialog.tsx';
import type { Asked, Engine } from './switching-engine.tsx';

let isLoaded = false;
const waiting = new Set<() => void>();
const loadEngine = async () => {
  const { SwitchingEngine } = await import('./switching-engine.tsx');
  isLoaded = true;
  return { default: SwitchingEngine };
};
const SwitchingEngine = lazy(loadEngine);

/** Fetches the code ahead. Where that fails, opening says so. */
function preload() {
  loadEngine().catch(() => undefined);
  import('./switch-sheet.tsx').catch(() => undefined);
  import('./door-alarm-dialog.tsx').catch(() => undefined);
}

/** How the switches of an issuer's auth methods are switched here. */
type SwitchingHere = Engine & {
  /** Why nothing can be switched by this person at all; null: it can. */
  readOnly: string | null;
  /** Fetches what a switch will need. */
  preload: () => void;
};

/**
 * Has every page with switches tell of a change that is begun elsewhere, in a dialog over it: where
 * none was pointed at before, nothing there would say how it goes, or that it stopped.
 */
export function tellOfSwitching(): void {
  isLoaded = true;
  for (const listener of waiting) listener();
}

function subscribeWaiting(listener: () => void): () => void {
  waiting.add(listener);
  return () => waiting.delete(listener);
}

const SwitchingContext = createContext<SwitchingHere | null>(null);

/** See {@link Switching}. */
export function useSwitching(): SwitchingHere {
  const here = use(SwitchingContext);
  if (here === null) throw new Error('useSwitching is used outside Switching');
  return here;
}

/**
 * Around switches of an issuer's auth methods: every change of them goes through here, and so
 * through the guard of the last door. What judges and makes a change is loaded when a switch is
 * pointed at, and stays for what it tells of afterwards.
 *
 * @param shown the method a page is about: a list that is not whole may lack it
 */
export function Switching({
  accountId,
  issuerId,
  shown,
  children,
}: {
  accountId: string;
  issuerId: string;
  shown?: Way;
  children: ReactNode;
}) {
  const caller = useQuery({ ...callerQuery(), throwOnError: false }).data;
  const [engine, setEngine] = useState<Engine | null>(null);
  // What was asked for before it was there. Once it is, it may know of a change under way.
  const [first, setFirst] = useState<Asked | null>(null);
  const isNeeded = useSyncExternalStore(subscribeWaiting, () => isLoaded) || first !== null;
  const here: SwitchingHere = {
    ...(engine ?? {
      ask: (wanted) => setFirst({ how: 'ask', wanted }),
      review: (wanted) => setFirst({ how: 'review', wanted }),
      run: null,
      renderLine: () => null,
    }),
    readOnly: lacksScope(caller, accountId, 'issuers.auth-methods:write')
      ? 'You can look at auth methods, and not change them: that takes the scope issuers.auth-methods:write'
      : null,
    preload,
  };
  return (
    <SwitchingContext value={here}>
      {children}
      {isNeeded && (
        <LazyDialog what="The review did not open. Nothing was switched.">
          <SwitchingEngine
            accountId={accountId}
            issuerId={issuerId}
            {...(shown !== undefined && { shown })}
            first={first}
            onReady={setEngine}
          />
        </LazyDialog>
      )}
    </SwitchingContext>
  );
}

/**
 * What became of the last change, and the way back; nothing once somebody else took it back.
 *
 * @param of the one method that the page is about: what became of others is not said there
 */
export function SwitchLine({ of }: { of?: string }) {
  return useSwitching().renderLine(of);
}
