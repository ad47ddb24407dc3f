// The first screen's budget, gzip: the entry, what it imports statically, and the parts of the
// routes that draw the screen, as the build's own manifest says; other pages' chunks do not count.

import { readFileSync } from 'node:fs';

const dist = new URL('./dist/client/', import.meta.url);

/** The route files that draw the list a person opens first, root to leaf. */
const firstRoute = [
  'src/routes/__root.tsx',
  'src/routes/index.tsx',
  'src/routes/accounts/$accountId/issuers/index.tsx',
];

/** @typedef {{ file: string, src?: string, isEntry?: boolean, imports?: string[], css?: string[] }} Chunk */
/** @type {Record<string, Chunk>} */
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', dist), 'utf8'));

/** @type {Set<string>} */
const js = new Set();
/** @type {Set<string>} */
const css = new Set();

/** @param {string} key */
function follow(key) {
  const chunk = manifest[key];
  if (chunk === undefined) throw new Error(`The manifest has no ${key}`);
  if (js.has(chunk.file)) return;
  js.add(chunk.file);
  for (const file of chunk.css ?? []) css.add(file);
  for (const next of chunk.imports ?? []) follow(next);
}

for (const key of Object.keys(manifest)) {
  // The route plugin splits a route file into `<file>?tsr-split=component` and its like.
  const [source] = (manifest[key]?.src ?? '').split('?');
  if (manifest[key]?.isEntry || firstRoute.includes(source ?? '')) follow(key);
}
if (!Object.values(manifest).some((chunk) => chunk.src?.startsWith(firstRoute.at(-1) ?? ''))) {
  throw new Error(`No chunk of ${firstRoute.at(-1)}: has the first route moved?`);
}

/** @param {Set<string>} files */
const paths = (files) => [...files].map((file) => `dist/client/${file}`);

export default [
  { name: 'JavaScript of the first route', path: paths(js), limit: '150 kB', gzip: true },
  { name: 'CSS of the first route', path: paths(css), limit: '15 kB', gzip: true },
];
