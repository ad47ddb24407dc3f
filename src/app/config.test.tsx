import { expect, test } from 'vitest';
import { readConfig } from './config.ts';

function pageWith(content: string | null): Document {
  const page = document.implementation.createHTMLDocument();
  if (content === null) return page;
  const meta = page.createElement('meta');
  meta.name = 'authpi-config';
  meta.content = content;
  page.head.append(meta);
  return page;
}

test('an empty place means that the backend is in this browser', () => {
  expect(readConfig(pageWith(''))).toEqual({ backend: 'sample', host: '', said: {} });
  expect(readConfig(pageWith(null)).backend).toBe('sample');
});

test('the server says which', () => {
  expect(readConfig(pageWith('{"backend":"sample"}')).backend).toBe('sample');
  const live = { backend: 'live', host: 'api.example.com' };
  expect(readConfig(pageWith(JSON.stringify(live)))).toEqual({ ...live, said: live });
});

test('what cannot be read counts as live', () => {
  const live = { backend: 'live', host: 'api.authpi.com' };
  expect(readConfig(pageWith('{'))).toEqual({ ...live, said: {} });
  expect(readConfig(pageWith('[]'))).toEqual({ ...live, said: {} });
  expect(readConfig(pageWith('{"backend":"other"}'))).toMatchObject(live);
});
