import { constantFrom, assert as fcAssert, integer, property, string } from 'fast-check';
import { describe, expect, test } from 'vitest';

import { currentTagOf, etagOf, ifMatchHolds, parseIfMatch, receivedTag } from './etag.ts';

const strong = (value: string) => ({ weak: false, value });
const weak = (value: string) => ({ weak: true, value });

describe('etagOf', () => {
  test('is the decimal milliseconds of updated_at, or else created_at, in quotes', () => {
    expect(etagOf({ created_at: 1, updated_at: 1709139600000 })).toBe('"1709139600000"');
    expect(etagOf({ created_at: 1709139600000 })).toBe('"1709139600000"');
    expect(etagOf({ created_at: 7, updated_at: null })).toBe('"7"');
    expect(etagOf({ created_at: 7, updated_at: undefined })).toBe('"7"');
    expect(etagOf({ created_at: 7, updated_at: 0 })).toBe('"0"');
  });
});

describe('parseIfMatch', () => {
  test.each([
    ['*', '*'],
    ['  * ', '*'],
    ['"a"', [strong('"a"')]],
    [' "a" ', [strong('"a"')]],
    ['""', [strong('""')]],
    ['W/"a"', [weak('"a"')]],
    ['"a","b"', [strong('"a"'), strong('"b"')]],
    ['"a" ,\t"b" , W/"c"', [strong('"a"'), strong('"b"'), weak('"c"')]],
    // RFC 9110 §5.6.1: a recipient takes empty list members.
    [',, "a" ,,', [strong('"a"')]],
    // A comma, a backslash or a slash inside the quotes is part of the tag.
    ['"a,b"', [strong('"a,b"')]],
    ['"a\\"', [strong('"a\\"')]],
    ['"W/x"', [strong('"W/x"')]],
    ['"é"', [strong('"é"')]],
    ['"*"', [strong('"*"')]],
  ])('reads %j', (header, tags) => {
    expect(parseIfMatch(header)).toEqual(tags);
  });

  test.each([
    '',
    ' ',
    ',',
    'a',
    'a"',
    '"a',
    '"',
    "'a'",
    'w/"a"',
    'W/ "a"',
    'W/a',
    '"a" "b"',
    '"a";"b"',
    '*, "a"',
    '"a", *',
    '**',
    '"a b"',
    '"a\tb"',
    '"a"b',
    '"日"',
    '"\u007f"',
  ])('does not read %j', (header) => {
    expect(parseIfMatch(header)).toBeNull();
  });

  test('ends on any text', () => {
    fcAssert(
      property(string({ unit: 'binary' }), (header) => {
        const read = parseIfMatch(header);
        expect(read === null || read === '*' || read.length > 0).toBe(true);
      }),
    );
  });

  test('ends soon on a long malformed header', () => {
    expect(parseIfMatch(`${' ,'.repeat(20_000)}x`)).toBeNull();
    expect(parseIfMatch(`${'"a",'.repeat(20_000)}"`)).toBeNull();
  });
});

describe('ifMatchHolds', () => {
  const current = '"17"';

  test.each(['"17"', '*', '"1", "17"', '"17","1"', 'W/"17", "17"'])('%j holds', (header) => {
    expect(ifMatchHolds(header, current)).toBe(true);
  });

  test.each(['"18"', 'W/"17"', '17', '', '"17', '"1", W/"17"', '"1", "17" x', '"*"', '*, "17"'])(
    '%j does not hold',
    (header) => {
      expect(ifMatchHolds(header, current)).toBe(false);
    },
  );

  test('holds for a tag exactly when it is the same', () => {
    fcAssert(
      property(integer({ min: 0 }), integer({ min: 0 }), (a, b) => {
        expect(ifMatchHolds(etagOf({ created_at: a }), etagOf({ created_at: b }))).toBe(a === b);
      }),
    );
  });
});

describe('receivedTag', () => {
  test.each([
    ['"17"', '"17"'],
    // A proxy that recompresses weakens the tag; sent back as it came it would never match.
    ['W/"17"', '"17"'],
    [' "17" ', '"17"'],
  ])('makes %j ready to be sent back', (header, tag) => {
    expect(receivedTag(header)).toBe(tag);
  });

  test.each([null, '', '17', '*', '"1", "2"', '"17', "'17'"])('finds none in %j', (header) => {
    expect(receivedTag(header)).toBeNull();
  });
});

describe('currentTagOf', () => {
  test.each([
    [{ current_etag: '"17"' }, '"17"'],
    [{ currentETag: '"17"' }, '"17"'],
    [{ current_etag: '"17"', currentETag: '"17"' }, '"17"'],
    [{ current_etag: null, currentETag: '"17"' }, '"17"'],
    [{ currentETag: 'W/"17"' }, '"17"'],
  ])('reads either spelling: %j', (body, tag) => {
    expect(currentTagOf(body)).toBe(tag);
  });

  test.each([
    {},
    null,
    undefined,
    [],
    'x',
    { current_etag: 17 },
    { currentEtag: '"17"' },
    { current_etag: '17' },
  ])('finds none in %j', (body) => {
    expect(currentTagOf(body)).toBeNull();
  });
});

test('a tag survives the way to the client and back', () => {
  fcAssert(
    property(integer({ min: 0 }), constantFrom('', 'W/'), (time, mark) => {
      const tag = etagOf({ created_at: time });
      expect(ifMatchHolds(receivedTag(mark + tag) ?? '', tag)).toBe(true);
    }),
  );
});
