import { expect, test } from 'vitest';
import { pageWith } from './page.ts';

const html = '<head><meta name="authpi-config" content="" /><title>AuthPI</title></head>';

test('the page is told whom it talks to', () => {
  expect(pageWith(html, { backend: 'live', host: 'api.authpi.com' })).toBe(
    '<head><meta name="authpi-config" content="{&quot;backend&quot;:&quot;live&quot;,' +
      '&quot;host&quot;:&quot;api.authpi.com&quot;}" /><title>AuthPI</title></head>',
  );
});

test('the page is told the template of the callback URLs', () => {
  const config = { backend: 'live', host: 'api.authpi.com', callbackUrl: '{issuer}/$1' } as const;
  expect(pageWith(html, config)).toContain('&quot;callbackUrl&quot;:&quot;{issuer}/$1&quot;}" />');
});

test('the page is told what is said about the DNS', () => {
  const dns = { target: null, authorities: ['ca.example'], resolvers: ['one', 'two'] } as const;
  expect(pageWith(html, { backend: 'live', host: 'api.authpi.com', dns })).toContain(
    '&quot;dns&quot;:{&quot;target&quot;:null,&quot;authorities&quot;:[&quot;ca.example&quot;],' +
      '&quot;resolvers&quot;:[&quot;one&quot;,&quot;two&quot;]}}" />',
  );
});

test('no value leaves its attribute', () => {
  const host = `"><script>alert('1')</script> &quot; $& $1 $'`;
  const page = pageWith(html, { backend: 'live', host });
  const content = /content="([^"<>']*)" \/><title>/.exec(page)?.[1];
  expect(content).toBeDefined();
  const read = (content ?? '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
  expect(JSON.parse(read)).toEqual({ backend: 'live', host });
});

test.each(['<head></head>', html + html])('a page without its one place is refused', (broken) => {
  expect(() => pageWith(broken, { backend: 'sample', host: 'api.authpi.com' })).toThrow(
    /exactly one/,
  );
});
