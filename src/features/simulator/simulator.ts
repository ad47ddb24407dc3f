import { array, boolean, looseObject, nullable, number, optional, string } from 'zod/mini';
import type { output, ZodMiniType } from 'zod/mini';
import { check } from '#contract/check.ts';
import type { OperationId } from '#contract/operations.ts';
import { isJsonObject, jsonObject, maybeNumber, maybeText } from '#contract/values.ts';
import type { JsonObject } from '#contract/values.ts';

/** A fault in force (docs/backend.md). Which of the parts are there depends on its kind. */
const activeFault = looseObject({
  id: string(),
  kind: string(),
  /** `*`: every one. */
  operation: optional(string()),
  /** How many requests it still meets; null: every one until it is ended. */
  times: optional(nullable(number())),
  status: maybeNumber,
  /** Seconds. */
  retry_after: maybeNumber,
  body: maybeText,
  ms: maybeNumber,
  path: maybeText,
});

/** See {@link activeFault}. */
export type ActiveFault = output<typeof activeFault>;

const simulatorState = looseObject({
  settings: looseObject({
    scenario: string(),
    strict: boolean(),
    patch: string(),
    latency_ms: number(),
    clock_offset_ms: number(),
    dead_cursor: string(),
  }),
  faults: array(activeFault),
  dns: looseObject({
    /** What the DNS was made to say of hosts; without a situation, records of its own. */
    settings: array(looseObject({ host: string(), situation: maybeText })),
    /** What each situation is, for people. */
    situations: jsonObject(),
  }),
  /** What each scenario is, for people. */
  scenarios: jsonObject(),
  /** Of the account a person lands in. */
  credentials: looseObject({ account_id: string() }),
  /** The clock of the sample data, Unix ms. */
  now: number(),
});

/** How the sample data behaves, and what is wrong with it (docs/backend.md, `GET /_simulator`). */
export type SimulatorState = output<typeof simulatorState>;

/** Settings that change while everything else stays. */
export type SettingsChange = Partial<SimulatorState['settings']>;

/** What another administrator does. */
export type Act = {
  operation: OperationId;
  params: { [name: string]: string };
  query?: { [name: string]: string };
  body?: JsonObject;
};

const answered = looseObject({ status: number() });

/** What the other administrator was answered. */
export type Answered = { status: number; body: unknown };

/** What is known of the simulator. */
export type SimulatorView = {
  /** As it was read last; null before that. */
  readonly state: SimulatorState | null;
  /** Why the last request came to nothing; null when it did not. */
  readonly failure: string | null;
};

/** The simulator's controls. Each tells by its view when it fails, and throws nothing. */
export type Simulator = {
  /** For `useSyncExternalStore`: the same object until something changes. */
  snapshot: () => SimulatorView;
  /** For `useSyncExternalStore`. Returns how to unsubscribe. */
  subscribe: (listener: () => void) => () => void;
  read: () => Promise<void>;
  change: (settings: SettingsChange) => Promise<void>;
  /** Forgets everything that happened. @returns whether it did */
  startOver: (scenario: string) => Promise<boolean>;
  addFault: (fault: JsonObject) => Promise<void>;
  endFault: (id: string) => Promise<void>;
  endFaults: () => Promise<void>;
  /** Makes the DNS say of a host what a situation says; null: what it says by itself. */
  setDns: (host: string, situation: string | null) => Promise<void>;
  /** @returns what was answered; null when nothing was */
  act: (act: Act) => Promise<Answered | null>;
};

/** Why the simulator did not do what it was asked, in words. */
class SimulatorError extends Error {}

type Fetch = (path: string, init: RequestInit) => Promise<Response>;

/**
 * Speaks to the simulator. Not through the client of the API: these are no requests of the page, so
 * no fault, pause or end of a session concerns them.
 */
export function createSimulator(
  fetch: Fetch = (path, init) => globalThis.fetch(path, init),
): Simulator {
  let view: SimulatorView = { state: null, failure: null };
  const listeners = new Set<() => void>();
  const show = (next: SimulatorView) => {
    view = next;
    for (const listener of listeners) listener();
  };

  let asked = 0;
  /** Does something and keeps the state it answers, unless something newer was asked meanwhile. */
  async function keep(work: () => Promise<SimulatorState>): Promise<boolean> {
    asked += 1;
    const turn = asked;
    try {
      const state = await work();
      if (turn === asked) show({ state, failure: null });
      return true;
    } catch (error) {
      if (!(error instanceof SimulatorError)) throw error;
      show({ ...view, failure: error.message });
      return false;
    }
  }

  const ask = (method: string, path: string, body?: object) => send(fetch, method, path, body);
  const read = async () => valued(simulatorState, await ask('GET', '/_simulator'));
  const after = (work: () => Promise<unknown>) =>
    keep(async () => {
      await work();
      return read();
    });

  return {
    snapshot: () => view,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    read: async () => void (await keep(read)),
    change: async (settings) =>
      void (await keep(async () =>
        valued(simulatorState, await ask('PATCH', '/_simulator', settings)),
      )),
    startOver: (scenario) =>
      keep(async () =>
        valued(simulatorState, await ask('POST', '/_simulator/reset', { scenario })),
      ),
    addFault: async (fault) => void (await after(() => ask('POST', '/_simulator/faults', fault))),
    endFault: async (id) =>
      void (await after(() => ask('DELETE', `/_simulator/faults/${encodeURIComponent(id)}`))),
    endFaults: async () => void (await after(() => ask('DELETE', '/_simulator/faults'))),
    setDns: async (host, situation) =>
      void (await after(() =>
        situation === null
          ? ask('DELETE', `/_simulator/dns/${encodeURIComponent(host)}`)
          : ask('POST', '/_simulator/dns', { host, situation }),
      )),
    act: async (act) => {
      let answer: Answered | null = null;
      await after(async () => {
        const whole = await ask('POST', '/_simulator/acts', act);
        const { status } = valued(answered, whole);
        answer = { status, body: isJsonObject(whole) ? whole['body'] : null };
      });
      return answer;
    },
  };
}

/** The simulator behind this page. */
export const simulator = createSimulator();

async function send(fetch: Fetch, method: string, path: string, body?: object): Promise<unknown> {
  let response: Response;
  let text: string;
  try {
    response = await fetch(path, {
      method,
      ...(body !== undefined && {
        body: JSON.stringify(body),
        headers: { 'Content-Type': 'application/json' },
      }),
      cache: 'no-store',
      credentials: 'same-origin',
    });
    text = await response.text();
  } catch {
    throw new SimulatorError('The simulator could not be reached. Nothing was changed by this.');
  }
  const value = jsonIn(text);
  if (!response.ok) {
    const words = isJsonObject(value) ? value['error_description'] : null;
    throw new SimulatorError(
      typeof words === 'string' ? words : `The simulator answered ${response.status}.`,
    );
  }
  return value;
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function valued<S extends ZodMiniType>(schema: S, value: unknown): output<S> {
  const checked = check(schema, value);
  if (!checked.ok) throw new SimulatorError('The simulator gave an answer that cannot be read.');
  return checked.value;
}
