import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadAssets } from './load-assets.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'assets-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(name: string, text: string) {
  const file = join(folder, name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

test('holds what a browser may ask for by name', () => {
  write('index.html', 'page');
  write('favicon.svg', 'icon');
  write('assets/a-1.js', 'script');
  write('assets/a-1.js.br', 'br');
  write('assets/a-1.js.gz', 'gz');
  write('assets/a b.txt', 'text');
  write('.vite/manifest.json', 'notes');
  write('.env', 'notes');

  const assets = loadAssets(folder);
  expect([...assets.keys()].toSorted()).toEqual([
    '/assets/a%20b.txt',
    '/assets/a-1.js',
    '/favicon.svg',
  ]);
  const script = assets.get('/assets/a-1.js');
  const text = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes);
  expect(text(script?.body)).toBe('script');
  expect(text(script?.encoded.br)).toBe('br');
  expect(text(script?.encoded.gzip)).toBe('gz');
  expect(script?.hash).toMatch(/^[\w-]{16}$/);
  expect(script?.hash).not.toBe(assets.get('/favicon.svg')?.hash);
});
