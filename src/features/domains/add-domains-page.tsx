import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import {
  lazy,
  useCallback,
  useDeferredValue,
  useEffect,
  useEffectEvent,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import type { KeyboardEvent, SubmitEvent } from 'react';
import { callerQuery } from '#api/caller.ts';
import { readDomains } from '#api/domain-caches.ts';
import { domainsQuery } from '#api/domains.ts';
import type { Domain } from '#contract/domain.ts';
import { MAX_DOMAINS } from '#contract/ours/limits.ts';
import { pathOf } from '#contract/operations.ts';
import type { Page } from '#contract/page.ts';
import { createEditSession } from '#editing/edit-session.ts';
import type { EditedResource, EditSession } from '#editing/edit-session.ts';
import { EditingLines } from '#editing/editing-lines.tsx';
import { EditingProvider, useEditing, useEditState } from '#editing/editing.tsx';
import type { Editing } from '#editing/editing.tsx';
import { ATOMIC, mapOf } from '#editing/merge.ts';
import { dirtyKeys, shownAt } from '#editing/session.ts';
import type { EditState } from '#editing/session.ts';
import { UnsavedGuard } from '#editing/unsaved-guard.tsx';
import { FailureLine } from '#shared/failure.tsx';
import { lacksScope } from '#shared/lacks-scope.ts';
import { Load } from '#shared/load.tsx';
import { useDrafts } from '#shared/use-drafts.ts';
import { useSettled } from '#shared/use-settled.ts';
import { useSuffixList } from '#shared/use-suffix-list.ts';
import { announce } from '#ui/announcer.tsx';
import { Button } from '#ui/button.tsx';
import { Field, FieldGrid } from '#ui/field.tsx';
import { TextArea } from '#ui/inputs.tsx';
import { Later } from '#ui/later.tsx';
import { Blank, Notice } from '#ui/notice.tsx';
import { reloadPage } from '#ui/reload.ts';
import { SubmitButton } from '#ui/save-bar.tsx';
import { Section } from '#ui/section.tsx';
import './domains.css';
import { addWords, leftWords, planAdds, planWords, withoutHosts } from './add-plan.ts';
import type { AddPlan, AddRow } from './add-plan.ts';
import { AddTable } from './add-table.tsx';
import type { DomainRunState } from './domain-run.ts';
import { domainRunsOf, useCurrentRun } from './domain-runs.ts';
import type { DomainRuns } from './domain-runs.ts';
import { MAX_PASTED, pastedHosts, withoutPasted } from './pasted-hosts.ts';

// Needed once something is sent, and asked for then.
const loadAdding = () => import('./adding.tsx');
const Adding = lazy(async () => ({ default: (await loadAdding()).Adding }));

/** Where what is typed is kept. */
const HOSTS = ['hosts'];

/** How long typing rests before what it comes to is announced, in milliseconds. */
const ANNOUNCE_AFTER_MS = 1_000;

/**
 * Adds domains: one host or many, from whatever is pasted. What would become of each is shown before
 * anything is sent, and what became of it afterwards.
 *
 * @param host fills the list once, where nothing is in it
 * @param onHostTaken it was looked at: another visit is not to begin with it
 * @param onAdded goes on with the one domain that was to be added
 */
export function AddDomainsPage({
  accountId,
  host,
  onHostTaken,
  onAdded,
}: {
  accountId: string;
  host: string | null;
  onHostTaken: () => void;
  onAdded: (host: string) => Promise<void>;
}) {
  const queryClient = useQueryClient();
  const [session] = useState(openList);
  const runs = domainRunsOf(queryClient, accountId, 'add');
  const { data: caller, isPending } = useQuery({ ...callerQuery(), throwOnError: false });
  const readOnly = lacksScope(caller, accountId, 'accounts.domains:write')
    ? 'You cannot add domains to this account: that takes the scope accounts.domains:write'
    : null;
  const editing = useMemo(
    (): Editing => ({
      session,
      fields: [],
      noun: 'list of hosts',
      isNew: true,
      readOnly,
      refusedIn: () => [],
      // Nothing is saved: domains are added, and what comes of each is said by the run.
      renderFailure: () => null,
      openField: () => undefined,
    }),
    [session, readOnly],
  );
  const drafts = useDrafts(caller);
  const begin = useEffectEvent((wanted: string) => {
    // What became of earlier ones does not stand in the way of this one.
    runs.dismiss();
    const isFree = runs.current() === null && textOf(session.state()).trim() === '';
    if (isFree && readOnly === null) type(session, wanted);
    onHostTaken();
  });
  // Once it is known who this is: what an earlier visit left is in the list again before this runs.
  useEffect(() => {
    if (host !== null && !isPending) begin(host);
  }, [host, isPending]);
  return (
    <EditingProvider
      editing={editing}
      drafts={drafts}
      resource={`${pathOf('addDomain', { account_id: accountId })}/new`}
    >
      <UnsavedGuard
        // What is being added goes on, and what is left of the list is kept, when the page is left.
        unsaved={() => (runs.current() === null && textOf(session.state()).trim() !== '' ? 1 : 0)}
        keeps={() => false}
        words={() => 'The list of hosts'}
        onDiscard={() => giveUp(session)}
        drafted={() => drafts !== null}
      >
        <Load
          query={domainsQuery(accountId)}
          loading={<div className="card add-loading" aria-busy="true" />}
          missing="There is no such account"
        >
          {(page) => <AddDomains accountId={accountId} page={page} runs={runs} onAdded={onAdded} />}
        </Load>
      </UnsavedGuard>
    </EditingProvider>
  );
}

/** A session that is only typed in: there is nothing to read or to write. */
function openList(): EditSession {
  const nothing = () => Promise.reject(new Error('A list of hosts is not saved'));
  const resource: EditedResource = { read: nothing, write: nothing, fateOf: () => 'refused' };
  return createEditSession(mapOf(ATOMIC), { value: {}, tag: null, at: null }, resource);
}

function textOf(state: EditState): string {
  const text = shownAt(state, HOSTS);
  return typeof text === 'string' ? text : '';
}

function type(session: EditSession, text: string): void {
  session.dispatch({ type: 'typed', path: HOSTS, mine: text === '' ? undefined : text });
}

function giveUp(session: EditSession): void {
  session.dispatch({ type: 'discarded', keys: dirtyKeys(session.state()) });
}

function AddDomains({
  accountId,
  page,
  runs,
  onAdded,
}: {
  accountId: string;
  page: Page<Domain>;
  runs: DomainRuns;
  onAdded: (host: string) => Promise<void>;
}) {
  const { session } = useEditing();
  const text = useEditState(textOf);
  const list = useSuffixList(text.trim() !== '');
  const isPublicSuffix = typeof list === 'function' ? list : null;
  // What a long list comes to may be late; the keys are not.
  const shown = useDeferredValue(text);
  const { rows, isCut } = useMemo(
    () => pastedHosts(shown, isPublicSuffix),
    [shown, isPublicSuffix],
  );
  const plan = useMemo(() => planAdds(rows, page), [rows, page]);
  const run = useCurrentRun(runs);
  const state = useSyncExternalStore(run?.subscribe ?? nothing, run?.state ?? none);

  // What is done with leaves the list: what a reload would bring back is what is still to do.
  useEffect(() => {
    const done = doneHosts(state);
    if (done.size === 0 || isPublicSuffix === null) return;
    const rest = withoutHosts(text, pastedHosts(text, isPublicSuffix).rows, done);
    if (rest !== text) type(session, rest);
  }, [session, text, state, isPublicSuffix]);

  // One host and nothing else to explain: the form stays for the moment that it takes.
  const [isQuick, setQuick] = useState(false);
  const goOn = useEffectEvent(async (host: string) => {
    if (!isQuick) return;
    giveUp(session);
    await onAdded(host);
    runs.dismiss();
  });
  useEffect(() => {
    if (run === null) return;
    // Added while one was elsewhere: now one is here for something else.
    if (addedAlone(run.state()) !== null) runs.dismiss();
    return run.subscribe(() => {
      const host = addedAlone(run.state());
      if (host !== null) void goOn(host);
    });
  }, [run, runs]);

  const [isOpen, setOpen] = useState(false);
  const [isMore, setMore] = useState(false);
  const open = useCallback(() => setOpen(true), []);
  if (run !== null && state !== null && !(isQuick && isBrief(state))) {
    return (
      <Later what="What becomes of the domains did not load. They are being added all the same.">
        <Adding
          accountId={accountId}
          run={run}
          state={state}
          plan={plan}
          onMore={() => {
            setMore(true);
            runs.dismiss();
          }}
        />
      </Later>
    );
  }
  if (plan.left === 0 && plan.isWhole && text === '' && !isOpen) {
    return <Full accountId={accountId} />;
  }
  return (
    <AddForm
      accountId={accountId}
      page={page}
      plan={plan}
      isCut={isCut}
      list={list}
      isRunning={state !== null}
      startsFocused={isMore}
      onOpen={open}
      onBegin={(hosts, quick) => {
        setQuick(quick);
        runs.begin(hosts.map((host) => ({ host, act: { do: 'add' }, seen: null })));
      }}
    />
  );
}

/** Nothing can be added: said instead of a form that could only say so afterwards. */
function Full({ accountId }: { accountId: string }) {
  return (
    <div className="card">
      <Blank
        tone="info"
        title={`All ${MAX_DOMAINS} places are taken`}
        detail={`An account has at most ${MAX_DOMAINS} domains. Remove one that is not needed any more, and its place is free.`}
        actions={
          <Link to="/accounts/$accountId/domains" params={{ accountId }} className="btn">
            Show the domains
          </Link>
        }
      />
    </div>
  );
}

function AddForm({
  accountId,
  page,
  plan,
  isCut,
  list,
  isRunning,
  startsFocused,
  onOpen,
  onBegin,
}: {
  accountId: string;
  page: Page<Domain>;
  plan: AddPlan;
  isCut: boolean;
  list: ReturnType<typeof useSuffixList>;
  /** They are being added. */
  isRunning: boolean;
  startsFocused: boolean;
  /** Somebody types: from now on the form stays. */
  onOpen: () => void;
  /** `quick`: it is one, and there is nothing to say of others. */
  onBegin: (hosts: readonly string[], quick: boolean) => void;
}) {
  const queryClient = useQueryClient();
  const { session, readOnly } = useEditing();
  const text = useEditState(textOf);
  const box = useRef<HTMLTextAreaElement>(null);
  const [isLooking, setLooking] = useState(false);
  const [failure, setFailure] = useState<{ error: unknown } | null>(null);
  const [hasMoved, setMoved] = useState(false);
  const busy = isLooking || isRunning;
  const reason = readOnly ?? reasonOf(plan, text, list === 'failed');
  useAnnounced(text.trim() === '' ? '' : `${planWords(plan)}. ${leftWords(plan)}`);

  const mayChange = readOnly === null && !busy;
  const change = (next: string) => {
    if (!mayChange) return;
    setFailure(null);
    setMoved(false);
    onOpen();
    type(session, next);
  };
  const add = async () => {
    if (reason !== null || busy || typeof list !== 'function') return;
    setFailure(null);
    setMoved(false);
    setLooking(true);
    void loadAdding().catch(() => undefined);
    try {
      // What is in the list may be old: the last place is looked for before the click does anything.
      const now = await readDomains(queryClient, accountId);
      if (textOf(session.state()) !== text) return;
      const { rows } = pastedHosts(text, list);
      const [before, after] = [planAdds(rows, page), planAdds(rows, now)];
      if (before.hosts.join() !== after.hosts.join()) {
        setMoved(true);
        return;
      }
      const others = after.rows.some(
        ({ verdict: { kind } }) => kind === 'refused' || kind === 'no_place',
      );
      onBegin(after.hosts, after.hosts.length === 1 && !others);
    } catch (error) {
      setFailure({ error });
    } finally {
      setLooking(false);
    }
  };
  useEffect(() => {
    if (startsFocused) box.current?.focus();
  }, [startsFocused]);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    void add();
  };
  const press = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    event.currentTarget.form?.requestSubmit();
  };
  const remove = useCallback(
    ({ pasted }: AddRow, isLast: boolean) => {
      const now = textOf(session.state());
      // A row of a text that is not the typed one any more: a moment, and there is another.
      if (!mayChange || now.slice(pasted.start, pasted.end) !== pasted.text) return;
      setFailure(null);
      setMoved(false);
      onOpen();
      type(session, withoutPasted(now, pasted));
      announce('Removed');
      // The button of the last row goes away with it. Others stay, for the row that comes up.
      if (isLast) box.current?.focus();
    },
    [session, mayChange, onOpen],
  );
  const { rows } = plan;
  return (
    <form noValidate onSubmit={submit} className="add-domains" tabIndex={-1}>
      {readOnly !== null && <Notice tone="info">{readOnly}.</Notice>}
      <EditingLines />
      <FieldGrid>
        <Field
          full
          label="Hosts"
          help="One host, or many: paste a list. Addresses, Markdown links and lines of a zone file are read as well. Ctrl+Enter adds them."
        >
          {(aria) => (
            <TextArea
              {...aria}
              ref={box}
              mono
              rows={5}
              dir="ltr"
              readOnly={!mayChange}
              value={text}
              onChange={(event) => change(event.target.value)}
              onKeyDown={press}
            />
          )}
        </Field>
      </FieldGrid>
      {list === 'failed' && (
        <div role="alert">
          <Notice tone="bad" actions={<Button onClick={reloadPage}>Reload the page</Button>}>
            The list of public suffixes did not load, so nothing can be judged. What you typed is
            kept.
          </Notice>
        </div>
      )}
      {isCut && (
        <Notice tone="warn">
          Only the first {MAX_PASTED.toLocaleString('en')} are looked at. Add those first.
        </Notice>
      )}
      {rows.length > 0 && (
        <Section title="What will happen" detail={`${planWords(plan)}.`}>
          <div className="table-card">
            <AddTable
              accountId={accountId}
              label="What will happen"
              rows={rows}
              {...(readOnly === null && { onRemove: remove })}
            />
          </div>
        </Section>
      )}
      {hasMoved && (
        <div role="alert">
          <Notice tone="warn">
            Nothing was added: the domains of this account have changed meanwhile. {leftWords(plan)}
            . Look at the list again before you add it.
          </Notice>
        </div>
      )}
      {failure !== null && (
        <FailureLine
          what="Nothing was added, since the places that are left could not be looked up."
          error={failure.error}
          onRetry={() => void add()}
        />
      )}
      <div className="save-bar">
        <SubmitButton
          reason={reason}
          busy={busy}
          doing={isRunning ? 'Adding…' : 'Looking for free places…'}
          note={`${leftWords(plan)}. ${plan.hosts.length} will be added`}
        >
          {addWords(plan.hosts.length)}
        </SubmitButton>
        <Link to="/accounts/$accountId/domains" params={{ accountId }} className="btn btn-quiet">
          Cancel
        </Link>
      </div>
    </form>
  );
}

/** Why nothing can be added now; null: it can. */
function reasonOf(plan: AddPlan, text: string, failed: boolean): string | null {
  if (failed) return 'The list of public suffixes did not load';
  if (text.trim() === '') return `${leftWords(plan)}. Type a host first`;
  if (plan.rows.some(({ verdict }) => verdict.kind === 'unjudged')) {
    return 'The hosts are being checked';
  }
  if (plan.hosts.length > 0) return null;
  return plan.rows.some(({ verdict }) => verdict.kind === 'no_place')
    ? `All ${MAX_DOMAINS} places are taken`
    : 'None of these can be added';
}

/** Has a text read out when it has not changed for a while. */
function useAnnounced(words: string): void {
  const settled = useSettled(words, ANNOUNCE_AFTER_MS);
  useEffect(() => {
    if (settled !== '') announce(settled);
  }, [settled]);
}

const nothing = () => () => undefined;
const none = () => null;

/** A run of one that is not held up: the form stays while it lasts. */
function isBrief({ rows, phase, until }: DomainRunState): boolean {
  return rows.length === 1 && until === null && (phase !== 'ended' || isDone(rows[0]));
}

/** The one host that was to be added, and was; null: none, or there were several. */
function addedAlone({ rows, phase }: DomainRunState): string | null {
  const [step] = rows;
  return phase === 'ended' && rows.length === 1 && step !== undefined && isDone(step)
    ? step.row.host
    : null;
}

function isDone(step: DomainRunState['rows'][number] | undefined): boolean {
  return step?.state.kind === 'ended' && step.state.outcome.kind === 'done';
}

function doneHosts(state: DomainRunState | null): ReadonlySet<string> {
  return new Set(state?.rows.filter(isDone).map(({ row }) => row.host));
}
