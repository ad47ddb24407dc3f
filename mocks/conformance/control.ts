import assert from 'node:assert/strict';

import type { Act, Api, Fault, Reply, Settings } from './api.ts';
import { textAt, textsAt } from './look.ts';

/** Back to the first state of a scenario, with default switches and no fault. */
export async function reset(api: Api, settings: Settings = {}): Promise<void> {
  const answer = await control(api, 'POST', '/_simulator/reset', settings);
  assert.ok(answer.status < 300, `reset answered ${answer.status}: ${answer.text}`);
}

/** What {@link reset} leaves, for a case that is not about the reset itself. */
export function fresh(api: Api, settings: Settings = {}): Promise<void> {
  return api.start(`fresh ${JSON.stringify(settings)}`, () => reset(api, settings));
}

/** Changes switches of the running backend. */
export async function settings(api: Api, patch: Settings): Promise<void> {
  const answer = await control(api, 'PATCH', '/_simulator', patch);
  assert.ok(answer.status < 300, `settings answered ${answer.status}: ${answer.text}`);
}

/** An account that none of the identities belongs to, and hosts it holds. */
export async function strangers(api: Api): Promise<{ account: string; hosts: string[] }> {
  const state = await control(api, 'GET', '/_simulator');
  return {
    account: textAt(state.json, 'foreign', 'account_id'),
    hosts: textsAt(state.json, 'foreign', 'hosts'),
  };
}

/** Adds a fault and returns its id. */
export async function fault(api: Api, what: Fault): Promise<string> {
  const answer = await control(api, 'POST', '/_simulator/faults', what);
  assert.ok(answer.status < 300, `fault answered ${answer.status}: ${answer.text}`);
  return textAt(answer.json, 'id');
}

/** Takes one fault away, or all of them. */
export async function clearFaults(api: Api, id?: string): Promise<void> {
  const path = id === undefined ? '/_simulator/faults' : `/_simulator/faults/${id}`;
  const answer = await control(api, 'DELETE', path);
  assert.ok(answer.status < 300, `clearing faults answered ${answer.status}: ${answer.text}`);
}

/** Does as another administrator would, and says what that one was answered. */
export async function act(api: Api, what: Act): Promise<{ status: number; body: unknown }> {
  const answer = await control(api, 'POST', '/_simulator/acts', what);
  assert.ok(answer.status < 300, `act answered ${answer.status}: ${answer.text}`);
  const told = answer.json;
  assert.ok(typeof told === 'object' && told !== null && 'status' in told);
  assert.ok(typeof told.status === 'number');
  return { status: told.status, body: 'body' in told ? told.body : undefined };
}

async function control(api: Api, method: string, path: string, body?: unknown): Promise<Reply> {
  return api.request({ method, path, as: 'nobody', ...(body === undefined ? {} : { body }) });
}
