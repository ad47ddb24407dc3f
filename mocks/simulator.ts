import { boolean, int, maximum, minimum, optional, strictObject } from 'zod/mini';
import type { output, ZodMiniType } from 'zod/mini';
import { check } from '#contract/check.ts';
import { refusedFields } from '#contract/error.ts';
import { oneOf } from '#contract/values.ts';
import { activeDnsSettings, dnsSetting, endDns, setDns } from './dns/settings.ts';
import type { ActiveDnsSetting } from './dns/settings.ts';
import { SITUATIONS } from './dns/situations.ts';
import type { SituationId } from './dns/situations.ts';
import { act, activeFaults, addFault, fault, milliseconds, removeFaults } from './faults.ts';
import type { Act, ActiveFault, Fault } from './faults.ts';
import { credentialsOf } from './identities.ts';
import type { Credentials } from './identities.ts';
import { PATCH_MODES } from './merge.ts';
import { performAct } from './pipeline.ts';
import { Refusal, invalid, notFound } from './refusal.ts';
import { failed, json, refusal } from './reply.ts';
import type { Answered } from './reply.ts';
import { FOREIGN_HOSTS } from './seed/domains.ts';
import { SCENARIO_WORDS, SCENARIOS } from './seed/seed.ts';
import { DEAD_CURSORS, WORLD } from './world.ts';
import type { Settings, Tx, World } from './world.ts';

const DAYS_400 = 400 * 86_400_000;

const changeable = {
  strict: optional(boolean()),
  patch: optional(oneOf(PATCH_MODES)),
  latency_ms: optional(milliseconds()),
  clock_offset_ms: optional(int().check(minimum(-DAYS_400), maximum(DAYS_400))),
  dead_cursor: optional(oneOf(DEAD_CURSORS)),
};

/** Settings that can change in a running world. */
export const settingsChange = strictObject(changeable);

/** See {@link settingsChange}. */
export type SettingsChange = output<typeof settingsChange>;

/** A fresh world: what is left out is as it was when the process started. */
export const freshWorld = strictObject({
  ...changeable,
  seed: optional(int().check(minimum(0))),
  scenario: optional(oneOf(SCENARIOS)),
});

/** See {@link freshWorld}. */
export type FreshWorld = output<typeof freshWorld>;

/** All there is to know about a simulator. */
export type SimulatorState = {
  settings: Settings;
  faults: ActiveFault[];
  dns: {
    /** What the DNS was set to say of hosts. */
    settings: ActiveDnsSetting[];
    /** What each situation is, for people. */
    situations: { [id in SituationId]: string };
  };
  /** What each scenario is, for people. */
  scenarios: typeof SCENARIO_WORDS;
  credentials: Credentials;
  /** An account nobody here belongs to, and hosts it holds. */
  foreign: { account_id: string; hosts: readonly string[] };
  /** The world's clock, Unix ms. */
  now: number;
};

/** Reads the state of a world. */
export function readSimulator(world: World): Promise<SimulatorState> {
  return world.transaction(state);
}

/** Changes settings of a running world. Rows stay. */
export async function changeSettings(
  world: World,
  change: SettingsChange,
): Promise<SimulatorState> {
  await world.transaction((tx) => {
    tx.records.set(WORLD, 'settings', { ...tx.settings, ...given(change) });
  });
  return readSimulator(world);
}

/** Forgets everything that happened and starts over. */
export async function resetWorld(world: World, fresh: FreshWorld = {}): Promise<SimulatorState> {
  await world.transaction(({ records }) => {
    records.clear();
    records.set(WORLD, 'settings', { ...world.defaults, ...given(fresh) });
  });
  return readSimulator(world);
}

/** Puts a fault in force. */
export function startFault(world: World, added: Fault): Promise<ActiveFault> {
  return world.transaction((tx) => addFault(tx, added));
}

/** Ends one fault, or all without an id. @returns whether there was any. */
export function endFaults(world: World, id?: string): Promise<boolean> {
  return world.transaction((tx) => removeFaults(tx, id));
}

/** Lets another administrator act: all rights, no tag. @returns what they were answered. */
export async function letAct(
  world: World,
  theirs: Act,
): Promise<{ status: number; body: unknown }> {
  const reply = await world.transaction((tx) => performAct(tx, theirs));
  if (reply === failed) throw new Error('An act cannot lose its connection');
  return { status: reply.status, body: reply.body === null ? null : JSON.parse(reply.body) };
}

/**
 * The same over HTTP, outside `/v1`: the panel, tests and clients in any language use one surface.
 *
 * `GET /_simulator` · `PATCH /_simulator` · `POST /_simulator/reset` · `POST /_simulator/faults` ·
 * `DELETE /_simulator/faults` and `/_simulator/faults/{id}` · `POST /_simulator/acts` ·
 * `POST /_simulator/dns` · `DELETE /_simulator/dns` and `/_simulator/dns/{host}`.
 */
export async function answerSimulator(
  world: World,
  request: { method: string; pathname: string; text: string },
): Promise<Answered> {
  try {
    return await route(world, request);
  } catch (error) {
    if (error instanceof Refusal) return refusal(error);
    throw error;
  }
}

async function route(
  world: World,
  { method, pathname, text }: { method: string; pathname: string; text: string },
): Promise<Answered> {
  const path = pathname.replace(/^\/_simulator\/?/, '');
  const [, kind = '', id = ''] = /^(faults|dns)\/([^/]+)$/.exec(path) ?? [];
  switch (`${method} ${kind === '' ? path : `${kind}/id`}`) {
    case 'GET ':
      return json(200, await readSimulator(world));
    case 'PATCH ':
      return json(200, await changeSettings(world, read(settingsChange, text)));
    case 'POST reset':
      return json(200, await resetWorld(world, read(freshWorld, text || '{}')));
    case 'POST faults':
      return json(201, await startFault(world, read(fault, text)));
    case 'DELETE faults':
      await endFaults(world);
      return NO_CONTENT;
    case 'DELETE faults/id':
      if (await endFaults(world, id)) return NO_CONTENT;
      throw notFound('Fault');
    case 'POST acts':
      return json(200, await letAct(world, read(act, text)));
    case 'POST dns': {
      const setting = read(dnsSetting, text);
      return json(201, await world.transaction((tx) => setDns(tx, setting)));
    }
    case 'DELETE dns':
      await world.transaction((tx) => endDns(tx));
      return NO_CONTENT;
    case 'DELETE dns/id':
      if (await world.transaction((tx) => endDns(tx, id))) return NO_CONTENT;
      throw notFound('DNS setting');
    default:
      throw new Refusal(404, 'not_found', `The simulator has nothing at ${method} ${pathname}.`);
  }
}

const SITUATION_WORDS = Object.fromEntries(
  Object.entries(SITUATIONS).map(([id, { words }]) => [id, words]),
) as { [id in SituationId]: string };

const NO_CONTENT: Answered = { status: 204, headers: {}, body: null };

function read<S extends ZodMiniType>(schema: S, text: string): output<S> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw invalid('The body is not valid JSON.');
  }
  const checked = check(schema, value);
  if (checked.ok) return checked.value;
  const words = checked.issues.map(
    ({ path, message }) => `${path.join('.') || 'body'}: ${message}`,
  );
  throw invalid(words.join('; '), refusedFields(checked.issues));
}

function state(tx: Tx): SimulatorState {
  return {
    settings: tx.settings,
    faults: activeFaults(tx),
    dns: { settings: activeDnsSettings(tx), situations: SITUATION_WORDS },
    scenarios: SCENARIO_WORDS,
    credentials: credentialsOf(tx),
    foreign: { account_id: tx.seed.foreignAccount, hosts: FOREIGN_HOSTS },
    now: tx.now(),
  };
}

function given(change: FreshWorld): Partial<Settings> {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
}
