import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { linkTarget } from './link-target.ts';

describe('linkTarget', () => {
  test.each([
    ['https://authpi.com', 'https://authpi.com/'],
    ['HTTPS://AuthPI.com/a?b=c#d', 'https://authpi.com/a?b=c#d'],
    ['http://localhost:3000/x', 'http://localhost:3000/x'],
    ['mailto:help@example.com', 'mailto:help@example.com'],
    ['MAILTO:help@example.com', 'mailto:help@example.com'],
  ])('%s leads to %s', (address, target) => {
    expect(linkTarget(address)).toBe(target);
  });

  test.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'java\nscript:alert(1)',
    ' javascript:alert(1)',
    '\u0001javascript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:msgbox(1)',
    'blob:https://example.com/1',
    'ftp://example.com',
    '//example.com',
    '\\\\example.com',
    'https:example.com',
    'https:/example.com',
    'https:\\\\example.com',
    'https://',
    'https://[',
    '/accounts',
    '#top',
    'example.com',
    '__proto__',
    '',
  ])('%j is no link', (address) => {
    expect(linkTarget(address)).toBeNull();
  });

  test('whatever was written, a link leads to a web page or a mailbox, and to itself', () => {
    const part = fc.constantFrom('java', 'script:', 'http', 's:', '//', '\t', '\n', ' ', 'a', '@');
    const written = fc.oneof(
      fc.string(),
      fc.webUrl(),
      fc.array(part).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(written, (address) => {
        const target = linkTarget(address);
        if (target === null) return;
        expect(target).toMatch(/^(https?:\/\/|mailto:)/);
        expect(linkTarget(target)).toBe(target);
      }),
    );
  });
});
