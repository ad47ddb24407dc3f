import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { isAppleKey, keyIdIn, readKey } from './apple-key.ts';

function pem(curve: string, type: 'pkcs8' | 'sec1' = 'pkcs8'): string {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: curve });
  return privateKey.export({ type, format: 'pem' }).toString();
}
const P256 = pem('P-256');

describe('a .p8 file', () => {
  test('is a key, whatever stands around it', () => {
    expect(readKey(`\ufeff\n  ${P256}\n\n`)).toEqual({ kind: 'key', text: P256.trim() });
    expect(readKey(P256.replaceAll('\n', '\r\n')).kind).toBe('key');
  });

  test.each([
    ['', 'empty'],
    ['hello', 'no private key'],
    [pem('P-256', 'sec1'), 'SEC1'],
    [P256.replaceAll('PRIVATE', 'PUBLIC'), 'public key'],
    [P256.replaceAll('PRIVATE KEY', 'CERTIFICATE'), 'certificate'],
    [P256.replaceAll('PRIVATE KEY', 'RSA PRIVATE KEY'), 'RSA'],
    [P256.replace(/-----END.*/, ''), 'damaged'],
    ['-----BEGIN PRIVATE KEY-----\na\n-----END PRIVATE KEY-----', 'damaged'],
    ['-----BEGIN PRIVATE KEY-----\n\n-----END PRIVATE KEY-----', 'damaged'],
    [P256.replaceAll('PRIVATE KEY', 'X9 THING'), 'x9 thing'],
  ])('%j is none', (text, words) => {
    const read = readKey(text);
    expect(read.kind === 'other' && read.words).toContain(words);
  });

  test('what is said of it holds nothing of it', () => {
    const broken = P256.replace('\n-----END', '!\n-----END');
    const read = readKey(broken);
    expect(JSON.stringify(read)).not.toContain(P256.split('\n')[1]?.slice(0, 12));
  });

  test('is of P-256 or not', async () => {
    expect(await isAppleKey(P256)).toBe(true);
    expect(await isAppleKey(pem('P-384'))).toBe(false);
    const garbage = '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----';
    expect(await isAppleKey(garbage)).toBe(false);
    expect(await isAppleKey('hello')).toBeNull();
  });
});

test.each([
  ['AuthKey_ABC123DEFG.p8', 'ABC123DEFG'],
  ['AuthKey_ABC123DEFG (1).p8', 'ABC123DEFG'],
  ['AuthKey_ABC.p8', null],
  ['key.p8', null],
])('the key id in %s is %s', (name, id) => {
  expect(keyIdIn(name)).toBe(id);
});
