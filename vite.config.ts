import { readFileSync, writeFileSync } from 'node:fs';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { relative, resolve } from 'node:path';

import tailwindcss from '@tailwindcss/vite';
import { tanstackRouter } from '@tanstack/router-plugin/vite';
import react from '@vitejs/plugin-react';
import { msw } from 'msw/vite';
import { defineConfig } from 'vite';
import type { Plugin } from 'vite';

/**
 * Client builds: `vite` (development, backend in a worker), `vite build` (production, served by the
 * gateway, no backend inside), `vite build --mode demo` (hosted demo, backend in a worker).
 */
export default defineConfig(({ mode }) => {
  // By mode alone, never by the shell's environment: nobody ships the mock by a stray variable.
  const mock = mode === 'development' || mode === 'demo';
  const production = mode === 'production';
  return {
    envPrefix: 'PUBLIC_',
    define: { 'import.meta.env.PUBLIC_MOCK': JSON.stringify(mock) },
    plugins: [
      tanstackRouter({
        target: 'react',
        autoCodeSplitting: true,
        quoteStyle: 'single',
        semicolons: true,
        routeFileIgnorePattern: '\\.test\\.',
      }),
      react(),
      tailwindcss(),
      mock && [msw({ mode: 'worker-only' }), slimCookies()],
      production && [moduleList(), precompress()],
    ],
    server: { port: 5181, strictPort: true },
    preview: { port: 5182, strictPort: true },
    build: {
      outDir: mode === 'demo' ? 'dist/demo' : 'dist/client',
      emptyOutDir: true,
      // light-dark() and nesting stay as written
      target: ['chrome123', 'firefox128', 'safari17.5'],
      manifest: true,
      // The polyfill fetches and inserts link elements for browsers older than the target.
      modulePreload: { polyfill: false },
      // Data URLs would need `data:` in the CSP for more than images.
      assetsInlineLimit: 0,
      rolldownOptions: {
        output: {
          // What every page needs is one file that changes only with a dependency.
          codeSplitting: {
            groups: [
              {
                name: 'vendor',
                priority: 3,
                test: /node_modules[\\/](react|react-dom|scheduler|@tanstack)[\\/]|rolldown[\\/]runtime/,
              },
              // What several pages draw with is one file as well: thirty small ones would be thirty
              // requests. Not what only some pages or dialogs need, and weighs: forms, for one.
              {
                name: 'kit',
                priority: 2,
                test: /[\\/]src[\\/](app|ui|shared|api|contract)[\\/](?!(field|inputs|save-bar|error-summary|word-diff|contrast|duration-text)\.)(?!.*(auth-method-variants|method-settings|credential-expiry|setting-values|markdown-|dialog|picker|text-match|account-search|issuer-search|use-settled|json-|curl)\b)/,
              },
              // Two pages with the same table.
              {
                name: 'domains',
                test: /[\\/]src[\\/](features[\\/]domains[\\/]|routes[\\/].*domains\.tsx\?)/,
              },
            ],
          },
        },
      },
    },
  };
});

/**
 * msw keeps cookies with tough-cookie, which brings the public suffix list along (70 % of the
 * chunk). AuthPI sets no cookies, so for that one importer every host is its own domain.
 */
function slimCookies(): Plugin {
  const stub = '\0tldts-stub';
  return {
    name: 'slim-cookies',
    enforce: 'pre',
    resolveId: (id, importer) =>
      id === 'tldts' && importer?.includes('/tough-cookie/') === true ? stub : null,
    load: (id) => (id === stub ? 'export const getDomain = (host) => host;' : null),
  };
}

/** Writes which module went into which chunk: the gates prove by it that no mock is shipped. */
function moduleList(): Plugin {
  return {
    name: 'module-list',
    generateBundle(_, bundle) {
      const chunks: Record<string, string[]> = {};
      for (const file of Object.values(bundle)) {
        if (file.type !== 'chunk') continue;
        chunks[file.fileName] = file.moduleIds.map((id) => relative(import.meta.dirname, id));
      }
      this.emitFile({
        type: 'asset',
        fileName: '.vite/modules.json',
        source: JSON.stringify(chunks, null, 1),
      });
    },
  };
}

/** Puts `.br` and `.gz` beside each text file, at a level no server could afford per request. */
function precompress(): Plugin {
  return {
    name: 'precompress',
    writeBundle({ dir }, bundle) {
      for (const name of Object.keys(bundle)) {
        if (!/^assets\/.*\.(js|css|svg)$/.test(name)) continue;
        const path = resolve(dir ?? '', name);
        const source = readFileSync(path);
        writeFileSync(`${path}.gz`, gzipSync(source, { level: 9 }));
        const params = { [constants.BROTLI_PARAM_SIZE_HINT]: source.length };
        writeFileSync(`${path}.br`, brotliCompressSync(source, { params }));
      }
    },
  };
}
