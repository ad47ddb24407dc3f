import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { Asset, Assets } from './assets.ts';

/**
 * Reads the built client into memory: a few hundred kilobytes, once. Left out are index.html, which
 * is sent for pages; hidden folders, which hold notes of the build; and the compressed forms, which
 * nobody asks for by name.
 */
export function loadAssets(folder: string): Assets {
  const assets = new Map<string, Asset>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    const parts = relative(folder, file).split(sep);
    if (parts.some((part) => part.startsWith('.'))) continue;
    const path = `/${parts.map((part) => encodeURIComponent(part)).join('/')}`;
    if (path === '/index.html' || /\.(br|gz)$/.test(path)) continue;
    const body = new Uint8Array(readFileSync(file));
    assets.set(path, {
      body,
      encoded: {
        ...(existsSync(`${file}.br`) && { br: new Uint8Array(readFileSync(`${file}.br`)) }),
        ...(existsSync(`${file}.gz`) && { gzip: new Uint8Array(readFileSync(`${file}.gz`)) }),
      },
      hash: createHash('sha256').update(body).digest('base64url').slice(0, 16),
    });
  }
  return assets;
}
