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
  expect(readConfig(pageWith(''))).toEqual({ backend: 'sample', host: '' });
  expect(readConfig(pageWith(null)).backend).toBe('sample');
});

test('the server says which', () => {
  expect(readConfig(pageWith('{"backend":"sample"}')).backend).toBe('sample');
  expect(readConfig(pageWith('{"backend":"live","host":"api.example.com"}'))).toEqual({
    backend: 'live',
    host: 'api.example.com',
  });
});

test('what cannot be read counts as live', () => {
  expect(readConfig(pageWith('{')).backend).toBe('live');
  expect(readConfig(pageWith('[]')).backend).toBe('live');
  expect(readConfig(pageWith('{"backend":"other"}')).backend).toBe('live');
});
