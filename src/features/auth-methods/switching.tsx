import { useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, lazy, use, useEffect, useState, useSyncExternalStore } from 'react';
import type { ReactNode } from 'react';
import { authMethodsQuery } from '#api/auth-methods.ts';
import { callerQuery } from '#api/caller.ts';
import { issuerQuery } from '#api/issuers.ts';
import type { Way } from '#shared/doors.ts';
import { FailureLine } from '#shared/failure.tsx';
import { lacksScope } from '#shared/lacks-scope.ts';
import { announce } from '#ui/announcer.tsx';
import { Button } from '#ui/button.tsx';
import { LazyDialog } from '#ui/lazy-dialog.tsx';
import { Notice } from '#ui/notice.tsx';
import { planOf, waysOf } from './switch-plan.ts';
import type { Wish } from './switch-plan.ts';
import { inverseOf } from './switch-run.ts';
import type { RunState, SwitchRun } from './switch-run.ts';
import { runsOf } from './switch-runs.ts';
import { endWords, UNLOOKED } from './switch-words.ts';

const loadSheet = () => import('./switch-sheet.tsx');
const SwitchSheet = lazy(() => loadSheet().then((module) => ({ default: module.SwitchSheet })));

/** Fetches the code ahead. Where that fails, opening says so. */
function preload() {
  loadSheet().catch(() => undefined);
  import('./door-alarm-dialog.tsx').catch(() => undefined);
}

/** How the switches of an issuer's auth methods are switched here. */
type SwitchingHere = {
  /** Switches, through the guard: at once, or after it was read in the sheet. */
  ask: (wanted: readonly Wish[]) => void;
  /** Shows the sheet, whatever the guard says of it. */
  review: (wanted: readonly Wish[]) => void;
  /** Null: there is nothing to take back, or it is so again already. */
  undo: (() => void) | null;
  dismiss: () => void;
  look: () => void;
  /** The change under way, or the last one. */
  run: RunState | null;
  /** Whether the sheet tells of it. */
  isSheetOpen: boolean;
  /** Why nothing can be switched by this person at all; null: it can. */
  readOnly: string | null;
  /** Fetches what a switch will need. */
  preload: () => void;
};

const SwitchingContext = createContext<SwitchingHere | null>(null);

/** See {@link Switching}. */
export function useSwitching(): SwitchingHere {
  const here = use(SwitchingContext);
  if (here === null) throw new Error('useSwitching is used outside Switching');
  return here;
}

/**
 * Around switches of an issuer's auth methods: every change of them goes through here, and so
 * through the guard of the last door. Holds the sheet.
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
  const queryClient = useQueryClient();
  const runs = runsOf(queryClient, accountId, issuerId);
  const methods = useQuery({ ...authMethodsQuery(accountId, issuerId), throwOnError: false });
  const issuer = useQuery({ ...issuerQuery(accountId, issuerId), throwOnError: false }).data;
  const caller = useQuery({ ...callerQuery(), throwOnError: false }).data;
  const run = useSyncExternalStore(runs.subscribe, runs.current);
  const state = useSyncExternalStore(runs.subscribe, () => runs.current()?.state() ?? null);
  const [sheet, setSheet] = useState<Sheet | null>(null);

  const ways = methods.data === undefined ? undefined : waysOf(methods.data, shown);
  const review = (wanted: readonly Wish[]) => {
    preload();
    setSheet({ kind: 'review', wanted });
  };
  const go = (wanted: readonly Wish[], atOnce: 'blocked' | 'warned') => {
    const phase = runs.current()?.state().phase;
    if (phase === 'running' || phase === 'stopped') return;
    const plan = ways === undefined ? null : planOf(ways, wanted);
    if (plan === null || plan.verdict.level === 'blocked' || plan.verdict.level === atOnce) {
      review(wanted);
      return;
    }
    preload();
    setSheet(null);
    runs.begin(plan);
  };
  const isInUse = isPerhapsActive(issuer?.issuer.status);

  const isSheetOpen = isOpen(sheet, state);
  useEffect(() => {
    if (run === null || state === null || isSheetOpen) return;
    if (state.phase === 'ended' && state.check.kind !== 'looking' && runs.tells(run)) {
      announce(endWords(state));
    }
  }, [runs, run, state, isSheetOpen]);

  const back = state === null ? [] : inverseOf(state);
  const isNothing = ways === undefined ? back.length === 0 : planOf(ways, back).steps.length === 0;
  const here: SwitchingHere = {
    ask: (wanted) => (isInUse ? review(wanted) : go(wanted, 'blocked')),
    review,
    // It asks only where somebody would lose a way in or up by it.
    undo: isNothing ? null : () => go(back, isInUse ? 'warned' : 'blocked'),
    dismiss: runs.dismiss,
    look: () => run?.look(),
    run: state,
    isSheetOpen,
    readOnly: lacksScope(caller, accountId, 'issuers.auth-methods:write')
      ? 'You can look at auth methods, and not change them: that takes the scope issuers.auth-methods:write'
      : null,
    preload,
  };
  return (
    <SwitchingContext value={here}>
      {children}
      {isSheetOpen && (
        <LazyDialog what="The review did not open. Nothing was switched.">
          <SwitchSheet
            accountId={accountId}
            issuerId={issuerId}
            wanted={sheet?.kind === 'review' ? sheet.wanted : null}
            ways={ways}
            failure={methods.error}
            onRetry={() => void methods.refetch()}
            run={sheet?.kind === 'review' ? null : run}
            state={sheet?.kind === 'review' ? null : state}
            onApply={(plan) => {
              setSheet({ kind: 'run', several: plan.lines.length > 1, closing: false });
              runs.begin(plan);
            }}
            onUndo={here.undo}
            onClose={() => closeSheet(run, sheet, setSheet)}
          />
        </LazyDialog>
      )}
    </SwitchingContext>
  );
}

type Sheet =
  | { readonly kind: 'review'; readonly wanted: readonly Wish[] }
  /** `closing`: it was closed while something was under way. */
  | { readonly kind: 'run'; readonly several: boolean; readonly closing: boolean };

function isOpen(sheet: Sheet | null, state: RunState | null): boolean {
  if (sheet?.kind === 'review') return true;
  if (state === null) return false;
  // However it began, and also where its page was left and come back to.
  if (state.phase === 'stopped') return true;
  if (sheet === null) return false;
  if (state.phase !== 'ended') return true;
  // Of one change that went well the page tells.
  return !sheet.closing && (sheet.several || state.check.kind === 'looking');
}

/** What is under way ends before its next step, and what stopped is left. */
function closeSheet(
  run: SwitchRun | null,
  sheet: Sheet | null,
  setSheet: (sheet: Sheet | null) => void,
): void {
  if (sheet?.kind === 'review' || run === null) {
    setSheet(null);
    return;
  }
  const { phase } = run.state();
  if (phase === 'running') {
    setSheet({ kind: 'run', several: true, closing: true });
    run.leave();
    return;
  }
  setSheet(null);
  if (phase === 'stopped') run.leave();
}

/** Whether people perhaps sign in through an issuer now: it is active, or that is not known. */
function isPerhapsActive(status: string | undefined): boolean {
  return (
    status === undefined ||
    !(status === 'disabled' || status === 'suspended' || status === 'deleted')
  );
}

/**
 * What became of the last change, and the way back; nothing once somebody else took it back.
 *
 * @param of the one method that the page is about: what became of others is not said there
 */
export function SwitchLine({ of }: { of?: string }) {
  const { run, isSheetOpen, undo, dismiss, look } = useSwitching();
  if (run === null || isSheetOpen || run.phase !== 'ended') return null;
  if (of !== undefined && run.plan.lines.every(({ id }) => id !== of)) return null;
  if (undo === null && inverseOf(run).length > 0) return null;
  return (
    <div className="switch-line">
      <Notice
        tone={run.steps.every(({ state }) => state.kind !== 'left') ? 'ok' : 'warn'}
        actions={
          <>
            {undo !== null && (
              <Button look="quiet" onClick={undo}>
                Undo
              </Button>
            )}
            <Button look="quiet" onClick={dismiss}>
              Close
            </Button>
          </>
        }
      >
        {endWords(run)}
      </Notice>
      {run.check.kind === 'unknown' && (
        <FailureLine what={UNLOOKED} error={run.check.error} onRetry={look} />
      )}
    </div>
  );
}
