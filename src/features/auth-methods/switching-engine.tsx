import { useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import type { ReactNode } from 'react';
import { authMethodsQuery } from '#api/auth-methods.ts';
import { issuerQuery } from '#api/issuers.ts';
import type { Way } from '#shared/doors.ts';
import { FailureLine } from '#shared/failure.tsx';
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

const SwitchSheet = lazy(async () => ({
  default: (await import('./switch-sheet.tsx')).SwitchSheet,
}));

/** What switches, and what is known of the last change. The same object until something changes. */
export type Engine = {
  /** Switches, through the guard: at once, or after it was read in the sheet. */
  ask: (wanted: readonly Wish[]) => void;
  /** Shows the sheet, whatever the guard says of it. */
  review: (wanted: readonly Wish[]) => void;
  /** The change under way, or the last one. */
  run: RunState | null;
  /** A line about the last change, with the way back. See `SwitchLine`. */
  renderLine: (of?: string) => ReactNode;
};

/** What somebody asked for. */
export type Asked = { readonly how: 'ask' | 'review'; readonly wanted: readonly Wish[] };

/**
 * Judges and makes changes of an issuer's auth methods, and holds the sheet.
 *
 * @param shown the method a page is about: a list that is not whole may lack it
 * @param first what was asked for before this was there
 * @param onReady hears of {@link Engine}, each time it becomes another
 */
export function SwitchingEngine({
  accountId,
  issuerId,
  shown,
  first,
  onReady,
}: {
  accountId: string;
  issuerId: string;
  shown?: Way;
  first: Asked | null;
  onReady: (engine: Engine) => void;
}) {
  const queryClient = useQueryClient();
  const runs = runsOf(queryClient, accountId, issuerId);
  const methods = useQuery({ ...authMethodsQuery(accountId, issuerId), throwOnError: false });
  const issuer = useQuery({ ...issuerQuery(accountId, issuerId), throwOnError: false });
  const run = useSyncExternalStore(runs.subscribe, runs.current);
  const state = useSyncExternalStore(runs.subscribe, () => runs.current()?.state() ?? null);
  const [sheet, setSheet] = useState<Sheet | null>(null);
  const { data: page } = methods;
  const ways = useMemo(() => (page === undefined ? undefined : waysOf(page, shown)), [page, shown]);
  const isInUse = isPerhapsActive(issuer.data?.issuer.status);
  const isSheetOpen = isOpen(sheet, state);
  const isReview = sheet?.kind === 'review';
  useEffect(() => {
    if (run === null || state === null || isReview) return;
    const isOver = state.phase === 'ended' && state.check.kind !== 'looking';
    // A sheet that is open says it itself.
    if (isOver && runs.tells(run) && !isSheetOpen) announce(endWords(state));
  }, [runs, run, state, isReview, isSheetOpen]);

  const engine = useMemo((): Engine & { undo: (() => void) | null } => {
    const review = (wanted: readonly Wish[]) => setSheet({ kind: 'review', wanted });
    const go = (wanted: readonly Wish[], asks: 'blocked' | 'warned') => {
      const phase = runs.current()?.state().phase;
      if (phase === 'running' || phase === 'stopped') return;
      const plan = ways === undefined ? null : planOf(ways, wanted);
      if (plan === null || plan.verdict.level === 'blocked' || plan.verdict.level === asks) {
        review(wanted);
        return;
      }
      setSheet(null);
      runs.begin(plan);
    };
    const back = state === null ? [] : inverseOf(state);
    const isNothing =
      ways === undefined ? back.length === 0 : planOf(ways, back).steps.length === 0;
    // It asks only where somebody would lose a way in or up by it.
    const undo = isNothing ? null : () => go(back, isInUse ? 'warned' : 'blocked');
    return {
      ask: (wanted) => (isInUse ? review(wanted) : go(wanted, 'blocked')),
      review,
      undo,
      run: state,
      renderLine: (of) =>
        state === null || isSheetOpen ? null : (
          <EndLine
            state={state}
            of={of}
            undo={undo}
            onClose={runs.dismiss}
            onLook={() => run?.look()}
          />
        ),
    };
  }, [runs, run, state, ways, isInUse, isSheetOpen]);
  useEffect(() => onReady(engine), [onReady, engine]);

  // Both may still be on their way, and would then be taken for what is not known.
  const isKnown = !methods.isPending && !issuer.isPending;
  const done = useRef<Asked | null>(null);
  useEffect(() => {
    if (first === null || done.current === first || !isKnown) return;
    done.current = first;
    engine[first.how](first.wanted);
  }, [first, engine, isKnown]);

  if (!isSheetOpen) return null;
  return (
    <LazyDialog what="The review did not open. Nothing was switched.">
      <SwitchSheet
        accountId={accountId}
        issuerId={issuerId}
        wanted={isReview ? sheet.wanted : null}
        ways={ways}
        failure={methods.error}
        onRetry={() => void methods.refetch()}
        run={isReview ? null : run}
        state={isReview ? null : state}
        onApply={(plan) => {
          setSheet({ kind: 'run', several: plan.lines.length > 1, closing: false });
          runs.begin(plan);
        }}
        onUndo={engine.undo}
        onClose={() => closeSheet(run, sheet, setSheet)}
      />
    </LazyDialog>
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

/** What became of a change, until it is closed. */
function EndLine({
  state,
  of,
  undo,
  onClose,
  onLook,
}: {
  state: RunState;
  of: string | undefined;
  undo: (() => void) | null;
  onClose: () => void;
  onLook: () => void;
}) {
  if (state.phase !== 'ended') return null;
  if (of !== undefined && state.plan.lines.every(({ id }) => id !== of)) return null;
  if (undo === null && inverseOf(state).length > 0) return null;
  return (
    <div className="switch-line">
      <Notice
        tone={state.steps.every((step) => step.state.kind !== 'left') ? 'ok' : 'warn'}
        actions={
          <>
            {undo !== null && (
              <Button look="quiet" onClick={undo}>
                Undo
              </Button>
            )}
            <Button look="quiet" onClick={onClose}>
              Close
            </Button>
          </>
        }
      >
        {endWords(state)}
      </Notice>
      {state.check.kind === 'unknown' && (
        <FailureLine what={UNLOOKED} error={state.check.error} onRetry={onLook} />
      )}
    </div>
  );
}
