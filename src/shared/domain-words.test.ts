import { describe, expect, test } from 'vitest';
import { edgeLook, verifiedLook } from './domain-words.ts';

describe('edgeLook', () => {
  test('says what Cloudflare says', () => {
    expect(edgeLook('active')).toEqual({ shape: 'ok', text: 'active' });
    expect(edgeLook('pending')).toEqual({ shape: 'warn', text: 'pending' });
    // Not refused yet, as the sign-in check says too.
    expect(edgeLook('pending_blocked').shape).toBe('warn');
    expect(edgeLook('blocked')).toEqual({ shape: 'bad', text: 'blocked' });
  });

  test.each(['awaiting_attestation', 'constructor', '__proto__', 'ACTIVE'])(
    'shows %s as it came, and does not judge it',
    (word) => {
      expect(edgeLook(word)).toEqual({ shape: 'off', text: word });
    },
  );

  test.each([null, undefined, '', ' '])('does not take %j for a state', (nothing) => {
    expect(edgeLook(nothing)).toEqual({ shape: 'off', text: 'Not reported' });
  });
});

test('verifiedLook tells not verified from not known', () => {
  expect(verifiedLook(true)).toEqual({ shape: 'ok', text: 'Marked as verified' });
  expect(verifiedLook(false)).toEqual({ shape: 'warn', text: 'No verified mark' });
  expect(verifiedLook(null)).toEqual({ shape: 'off', text: 'Verified: unknown' });
  expect(verifiedLook(undefined).shape).toBe('off');
});
