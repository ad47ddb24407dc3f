import { isNotFound } from '@tanstack/react-router';
import { expect, test } from 'vitest';
import { refuseOddIds } from './odd-ids.ts';

function refused(params: { [name: string]: string }): boolean {
  try {
    refuseOddIds(params);
    return false;
  } catch (error) {
    return isNotFound(error);
  }
}

test('ids of any form pass, known or not', () => {
  expect(refused({ accountId: 'unknown', issuerId: 'ü x' })).toBe(false);
  expect(refused({})).toBe(false);
});

test('an id that cannot stand in an address leads nowhere', () => {
  expect(refused({ accountId: 'a/b' })).toBe(true);
  expect(refused({ accountId: 'acc_1', issuerId: 'i_1', methodId: '..' })).toBe(true);
});

test('an id that nobody can see or type leads nowhere', () => {
  expect(refused({ host: '\u0000' })).toBe(true);
  expect(refused({ host: 'a\u0007b.example' })).toBe(true);
  expect(refused({ host: ' ' })).toBe(true);
  expect(refused({ host: 'םיו.example' })).toBe(false);
});
