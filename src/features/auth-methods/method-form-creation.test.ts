import { expect, test, vi } from 'vitest';
import { ApiError } from '#api/errors.ts';
import type { ErrorKind } from '#api/errors.ts';
import type { AuthMethod } from '#contract/auth-method.ts';
import { createMethodCreation } from './method-form-creation.ts';

const body = { method: 'password', name: 'A', first_factor_only: true, settings: {} } as const;

const made: AuthMethod = { ...body, id: 'am_1', created_at: 1 };

const failed = (kind: ErrorKind) => new ApiError(kind, 'createAuthMethod');

test.each(['unauthorized', 'forbidden', 'rate_limited'] as const)(
  'after a lost answer and then %s it is still in doubt, and the same request',
  async (kind) => {
    const send = vi
      .fn<(sent: unknown, key: string) => Promise<AuthMethod>>()
      .mockRejectedValueOnce(failed('network'))
      .mockRejectedValueOnce(failed(kind))
      .mockResolvedValueOnce(made);
    const settled = vi.fn<() => void>();
    const creation = createMethodCreation(send, {
      begin: () => undefined,
      settled,
      marker: () => null,
    });
    const attempt = async () => {
      creation.create(body);
      await creation.running();
    };
    await attempt();
    await attempt();
    expect(creation.state()).toMatchObject({ failure: { unsure: true }, inDoubt: false });
    expect(settled).not.toHaveBeenCalled();

    // Another request is not sent until somebody has looked.
    creation.create({ ...body, name: 'B' });
    expect(creation.state()).toMatchObject({ inDoubt: true });
    expect(send).toHaveBeenCalledTimes(2);

    await attempt();
    expect(creation.state()).toMatchObject({ step: 'created', method: made });
    expect(new Set(send.mock.calls.map(([, key]) => key)).size).toBe(1);
    expect(settled).toHaveBeenCalledTimes(1);
  },
);
