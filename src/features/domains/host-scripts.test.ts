import { domainToUnicode } from 'node:url';

import { describe, expect, test } from 'vitest';

import { scriptWarning } from './host-scripts.ts';

describe('nothing is said of', () => {
  test.each([
    'auth.example.com',
    'login-2.müller-großhandel.example',
    'ñandú.example',
    'пример.рф',
    'пример.example',
    'вход.пример.com',
    'сосо.рф',
    'ελληνικά.gr',
    'dönerケバブ.example',
    'acmeの店.example',
    'ラーメン大好き.jp',
    '東京tokyo.example',
    '테스트.example',
    '한국漢字.example',
    'ㄅㄆ台灣.example',
    'مثال.example',
    'دامنه۱۲.example',
    'उदाहरण.example',
    'ตัวอย่าง.example',
    'բարեւ.example',
    'i❤.example',
    '例え-1.テスト',
  ])('%s', (host) => {
    expect(scriptWarning(host)).toBeNull();
  });
});

describe('scripts that are mixed within a part', () => {
  test.each([
    // The second letter is Cyrillic.
    ['pаypal.com', 'mixes Latin and Cyrillic letters'],
    ['login.αcme.example', 'mixes Greek and Latin letters'],
    ['авс.ехаmple.com', 'mixes Cyrillic and Latin letters'],
    ['ไทยlatin.example', 'mixes Thai and Latin letters'],
    ['한ひ.example', 'mixes Hangul and Hiragana letters'],
    ['ㄅひ.example', 'mixes Bopomofo and Hiragana letters'],
    ['aбα.example', 'mixes Latin, Cyrillic and Greek letters'],
  ])('%s', (host, words) => {
    expect(scriptWarning(host)).toContain(words);
  });

  test('not across parts', () => {
    expect(scriptWarning('логин.acme.example')).toBeNull();
  });

  test('the part is named, and kept apart from the text around it', () => {
    expect(scriptWarning('a.pаypal.com')).toMatch(/^The part \u2068pаypal\u2069 /);
  });
});

describe('a part that reads as another', () => {
  test.each([
    // A name that was registered once, to show that it could be.
    [domainToUnicode('xn--80ak6aa92e.com'), 'Cyrillic letters, and looks like apple'],
    ['сосо.example', 'Cyrillic letters, and looks like coco'],
    ['νικι.example', 'Greek letters, and looks like viki'],
    ['հոսո.example', 'Armenian letters, and looks like hnun'],
  ])('%s', (host, words) => {
    expect(scriptWarning(host)).toContain(words);
  });

  test('not one with a letter that only its own script has', () => {
    expect(scriptWarning('жасо.example')).toBeNull();
  });
});

test('a joiner is said', () => {
  expect(scriptWarning('क्‍ष.example')).toBe(
    'It has a joiner in it, a character that cannot be seen',
  );
});
