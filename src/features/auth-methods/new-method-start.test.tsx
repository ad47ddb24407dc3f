import { expect, test, vi } from 'vitest';

const start = {
  issuerId: 'i_1',
  method: 'password',
  name: 'Word',
  first_factor_only: true,
  enabled_login: true,
  settings: { min_length: 14, unknown: { deep: [1] } },
} as const;

/** The module as a page that was loaded anew has it. */
const loaded = async () => {
  vi.resetModules();
  return import('./new-method-start.ts');
};

test('what was handed over is there after a reload, until it is forgotten', async () => {
  (await loaded()).handOver(start);
  const after = await loaded();
  expect(after.handedOver('i_2', 'password')).toBeNull();
  expect(after.handedOver('i_1', 'totp')).toBeNull();
  expect(after.handedOver('i_1', 'password')).toEqual(start);
  after.forgetHandedOver();
  expect((await loaded()).handedOver('i_1', 'password')).toBeNull();
});

test('what cannot be read was not handed over', async () => {
  sessionStorage.setItem('authpi-handed-over-1', '{"issuerId":1}');
  expect((await loaded()).handedOver('i_1', 'password')).toBeNull();
});
