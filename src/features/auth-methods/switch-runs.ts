import type { QueryClient } from '@tanstack/react-query';
import { authMethodResource, readAuthMethods } from '#api/write-auth-methods.ts';
import { fateOf } from '#api/writes.ts';
import type { Body } from '#contract/bodies.ts';
import type { AuthMethod } from '#contract/auth-method.ts';
import { isJsonObject } from '#contract/values.ts';
import type { Revision } from '#editing/session.ts';
import type { Switch } from '#contract/auth-method.ts';
import { SWITCHES } from '#contract/auth-method.ts';
import { raiseAlarm } from './door-alarm.ts';
import { waysOf } from './switch-plan.ts';
import type { SwitchPlan } from './switch-plan.ts';
import { createSwitchRun, switchesOf } from './switch-run.ts';
import type { RunPorts, SwitchRun } from './switch-run.ts';

/** The changes of the switches of one issuer's auth methods: one at a time, and the last one kept. */
export type IssuerRuns = {
  /** The one under way, or the last; null: there is none, or it was dismissed. */
  current: () => SwitchRun | null;
  /** Hears of the run and of what happens to it. */
  subscribe: (listener: () => void) => () => void;
  /** Begins one; does nothing while another one is not over. */
  begin: (plan: SwitchPlan) => void;
  /** Forgets one that is over. */
  dismiss: () => void;
  /** True once for each run: whoever asks tells of its end. */
  tells: (run: SwitchRun) => boolean;
};

/** By page load and issuer: what is under way goes on, and is met again, when a page is left. */
const known = new WeakMap<QueryClient, Map<string, IssuerRuns>>();

/** The runs of an issuer; the same object each time. */
export function runsOf(queryClient: QueryClient, accountId: string, issuerId: string): IssuerRuns {
  const key = JSON.stringify([accountId, issuerId]);
  const all = known.get(queryClient) ?? new Map<string, IssuerRuns>();
  known.set(queryClient, all);
  const runs = all.get(key) ?? createRuns(queryClient, accountId, issuerId);
  all.set(key, runs);
  return runs;
}

function createRuns(queryClient: QueryClient, accountId: string, issuerId: string): IssuerRuns {
  let current: SwitchRun | null = null;
  const listeners = new Set<() => void>();
  const told = new WeakSet<SwitchRun>();
  const show = () => {
    for (const listener of listeners) listener();
  };
  return {
    current: () => current,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    begin: (plan) => {
      const phase = current?.state().phase;
      if (phase === 'running' || phase === 'stopped') return;
      const run = createSwitchRun(plan, portsOf(queryClient, accountId, issuerId));
      current = run;
      let { check } = run.state();
      run.subscribe(() => {
        const now = run.state().check;
        if (now !== check) {
          check = now;
          // Where a page shows the run, that it could not be looked at is said there.
          const isLoud = now.kind === 'alarm' || (now.kind === 'unknown' && listeners.size === 0);
          if (isLoud) raiseAlarm({ accountId, issuerId, check: now, look: () => lookAgain(run) });
        }
        if (current === run) show();
      });
      run.start();
    },
    dismiss: () => {
      if (current?.state().phase !== 'ended') return;
      current = null;
      show();
    },
    tells: (run) => {
      if (told.has(run)) return false;
      told.add(run);
      return true;
    },
  };
}

async function lookAgain(run: SwitchRun) {
  run.look();
  await run.settled();
  return run.state().check;
}

/** What carries changes of an issuer's auth methods out. */
export function portsOf(queryClient: QueryClient, accountId: string, issuerId: string): RunPorts {
  return {
    resource: (id) => {
      const { read, write } = authMethodResource(queryClient, accountId, issuerId, id);
      return {
        read: async () => edited(await read()),
        write: async (body, tag) => edited(await write(patchOf(body), tag)),
        fateOf,
      };
    },
    list: async () => waysOf(await readAuthMethods(queryClient, accountId, issuerId)),
  };
}

function edited({ value, ...rest }: Revision & { readonly value: AuthMethod }): Revision {
  return { ...rest, value: switchesOf(value) };
}

function patchOf(body: unknown): Body<'updateAuthMethod'> {
  const patch: { [Name in Switch]?: boolean } = {};
  for (const what of SWITCHES) {
    const on = isJsonObject(body) ? body[what] : null;
    if (typeof on === 'boolean') patch[what] = on;
  }
  return patch;
}
