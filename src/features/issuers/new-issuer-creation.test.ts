import { beforeEach, describe, expect, test, vi } from 'vitest';
import { ApiError } from '#api/errors.ts';
import type { Issuer } from '#contract/issuer.ts';
import { createIdempotency } from '#api/idempotency.ts';
import { createCreation } from './new-issuer-creation.ts';
import type { Creation, Order } from './new-issuer-creation.ts';

const issuer: Issuer = { id: 'i_1', name: 'New', status: 'active', created_at: 0 };
const lost = new ApiError('network', 'createIssuer');
const refused = new ApiError('conflict', 'createAuthMethod');
const copy = (name: string) => ({
  name,
  method: 'totp',
  note: null,
  body: { name: 'same', method: 'totp', first_factor_only: false } as const,
});
const order: Order = {
  body: { name: 'New' },
  copies: [copy('a'), copy('b'), copy('c')],
  left: [{ name: 'GitHub', method: 'github', why: 'secret' }],
};

const sendIssuer = vi.fn<(body: unknown, key: string) => Promise<Issuer>>();
const sendMethod = vi.fn<(id: string, body: unknown, key: string) => Promise<unknown>>();
let creation: Creation;

beforeEach(() => {
  sendIssuer.mockReset().mockResolvedValue(issuer);
  sendMethod.mockReset().mockResolvedValue({});
  creation = createCreation({ issuer: sendIssuer, method: sendMethod }, createIdempotency());
});

async function create(what: Order = order) {
  creation.create(() => Promise.resolve(what));
  await creation.running();
}

describe('creating', () => {
  test('twice in one tick sends once, and each copy with a key of its own', async () => {
    creation.create(() => Promise.resolve(order));
    creation.create(() => Promise.resolve(order));
    await creation.running();
    expect(sendIssuer).toHaveBeenCalledTimes(1);
    expect(new Set(sendMethod.mock.calls.map(([, , key]) => key)).size).toBe(3);
    expect(creation.state()).toEqual({
      step: 'created',
      issuer,
      left: order.left,
      notKept: [],
    });
    expect(creation.running()).toBeNull();
  });

  test('after a lost answer the same is sent with the same key', async () => {
    sendIssuer.mockRejectedValueOnce(lost);
    await create();
    expect(creation.state()).toEqual({ step: 'form', failure: { error: lost } });
    expect(sendMethod).not.toHaveBeenCalled();
    await create();
    const [first, second] = sendIssuer.mock.calls.map(([, key]) => key);
    expect(second).toBe(first);
    expect(creation.state().step).toBe('created');
  });

  test('what AuthPI did not keep is named', async () => {
    await create({ ...order, body: { name: 'New', description: 'Text' }, copies: [] });
    expect(creation.state()).toMatchObject({ step: 'created', notKept: ['description'] });
  });

  test('is told as under way to whoever hears of its end', async () => {
    const running: boolean[] = [];
    creation.subscribe(() => running.push(creation.running() !== null));
    await create({ ...order, copies: [] });
    expect(running.at(-1)).toBe(false);
  });
});

describe('a copy that fails', () => {
  beforeEach(async () => {
    sendMethod.mockResolvedValueOnce({}).mockRejectedValueOnce(lost);
    await create();
  });

  test('stops there', () => {
    expect(sendMethod).toHaveBeenCalledTimes(2);
    expect(creation.state()).toMatchObject({ step: 'copying', done: 1, failure: { error: lost } });
  });

  test('goes on with the same key, and creates nothing twice', async () => {
    creation.retry();
    creation.retry();
    await creation.running();
    const sent = sendMethod.mock.calls.map(([, , key]) => key);
    expect(sent).toHaveLength(4);
    expect(sent[2]).toBe(sent[1]);
    expect(sendIssuer).toHaveBeenCalledTimes(1);
    expect(creation.state()).toMatchObject({ step: 'created', left: order.left });
  });

  test('can be left out, and is left to do', async () => {
    creation.leaveOut();
    await creation.running();
    expect(sendMethod).toHaveBeenCalledTimes(3);
    expect(leftNames()).toEqual(['GitHub', 'b']);
  });

  test('can end it: the rest is left to do', () => {
    creation.finish();
    expect(sendMethod).toHaveBeenCalledTimes(2);
    expect(leftNames()).toEqual(['GitHub', 'b', 'c']);
  });
});

test('a refused copy is said with why', async () => {
  sendMethod.mockRejectedValue(refused);
  await create({ ...order, copies: [copy('a')], left: [] });
  creation.finish();
  const state = creation.state();
  expect(state.step === 'created' && state.left[0]?.why).toContain('conflicts');
});

function leftNames() {
  const state = creation.state();
  return state.step === 'created' ? state.left.map(({ name }) => name) : null;
}
