import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { rotationOf } from './rotation.ts';
import { rotationsOf } from './rotation-store.ts';

const one = rotationOf('am_old', 'am_new', 5);
const two = rotationOf('am_2', 'am_3', 6);

beforeEach(() => localStorage.clear());
afterEach(() => vi.restoreAllMocks());

test('what is remembered is of one person, account and issuer', () => {
  const rotations = rotationsOf('ann', 'acc_1', 'i_1');
  rotations.put(one);
  rotations.put(two);
  expect(rotations.all()).toEqual([one, two]);
  expect(rotations.all()).toBe(rotations.all());
  expect(rotationsOf('ben', 'acc_1', 'i_1').all()).toEqual([]);
  expect(rotationsOf('ann', 'acc_2', 'i_1').all()).toEqual([]);
  expect(rotationsOf('ann', 'acc_1', 'i_2').all()).toEqual([]);
  const marked = { ...one, toldUsers: true };
  rotations.put(marked);
  expect(rotations.all()).toEqual([two, marked]);
  rotations.forget('am_2');
  rotations.forget('am_old');
  expect(rotations.all()).toEqual([]);
  expect(localStorage).toHaveLength(0);
});

test('what another tab wrote is there, and is told of', () => {
  const rotations = rotationsOf('ann', 'acc_1', 'i_9');
  rotations.put(one);
  const [key] = Object.keys(localStorage);
  const heard = vi.fn<() => void>();
  const stop = rotations.subscribe(heard);
  localStorage.setItem(key ?? '', JSON.stringify([two]));
  dispatchEvent(new StorageEvent('storage', { key: key ?? '' }));
  expect(heard).toHaveBeenCalledOnce();
  expect(rotations.all()).toEqual([two]);
  dispatchEvent(new StorageEvent('storage', { key: 'other' }));
  expect(heard).toHaveBeenCalledOnce();
  stop();
  dispatchEvent(new StorageEvent('storage', { key: null }));
  expect(heard).toHaveBeenCalledOnce();
});

test('without storage it lasts as long as the page', () => {
  vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
    throw new DOMException('Full', 'QuotaExceededError');
  });
  const rotations = rotationsOf('ann', 'acc_1', 'i_8');
  rotations.put(one);
  expect(rotations.all()).toEqual([one]);
});
