import { readFileSync, writeFileSync } from 'node:fs';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { relative, resolve } from 'node:path';

import tailwindcss from '@tailwindcss/vite';
import { tanstackRouter } from '@tanstack/router-plugin/vite';
import react from '@vitejs/plugin-react';
import { msw } from 'msw/vite';
import { defineConfig, normalizePath } from 'vite';
import type { Plugin, Rolldown } from 'vite';

/** The lists: a person opens one of them first. */
const LISTS = [
  'src/routes/accounts/index.tsx',
  'src/routes/accounts/$accountId/domains/index.tsx',
  'src/routes/accounts/$accountId/issuers/index.tsx',
  // One file with the other list of domains, so that they need the same.
  'src/routes/accounts/$accountId/issuers/$issuerId/_tabs/domains.tsx',
];

/** What the route plugin makes of a route file: its page, loaded when it is gone to. */
const PAGE = '?tsr-split=component';

/** Code that pages share, and the routes without their pages. */
const OWN = /[\\/]src[\\/](app|ui|shared|api|contract|routes)[\\/][^?]+$/;

/**
 * Client builds: `vite` (development, backend in a worker), `vite build` (production, served by the
 * gateway, no backend inside), `vite build --mode demo` (hosted demo, backend in a worker).
 */
export default defineConfig(({ mode }) => {
  // By mode alone, never by the shell's environment: nobody ships the mock by a stray variable.
  const mock = mode === 'development' || mode === 'demo';
  const production = mode === 'production';
  let first: ReadonlySet<string> | undefined;
  let others: ReadonlySet<string> | undefined;
  let forms: ReadonlySet<string> | undefined;
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
      oneSuffixList(),
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
              // What the lists are drawn with is one file as well: thirty small ones would be thirty
              // requests. What only other pages need, forms for one, is no part of it.
              {
                debugName: 'kit',
                name: (id, graph) => ((first ??= ofLists(graph)).has(id) ? 'kit' : null),
                priority: 2,
                test: OWN,
              },
              // What is known of each auth method: heavy, and for pages that show or make them.
              {
                name: 'auth-methods',
                test: /[\\/]src[\\/]contract[\\/]auth-methods[\\/]/,
                priority: 2,
              },
              // So is what several of the other pages are drawn with, but for those that edit or write.
              {
                debugName: 'pages',
                name: (id, graph) => ((others ??= ofReaders(graph)).has(id) ? 'pages' : null),
                priority: 1,
                test: OWN,
                minShareCount: 2,
              },
              // What all pages with drafts stand on, and no other.
              {
                debugName: 'forms',
                name: (id, graph) => ((forms ??= ofForms(graph)).has(id) ? 'forms' : null),
                priority: 1,
                test: /[\\/]src[\\/](editing|ui|shared|api)[\\/][^?]+$/,
              },
              // Two pages with the same table.
              {
                name: 'domains',
                test: /[\\/]src[\\/](features[\\/]domains[\\/](domain-(list|table)|domains-page|issuer-domains)\.tsx?$|routes[\\/].*domains([\\/]index)?\.tsx\?)/,
              },
            ],
          },
        },
      },
    },
  };
});

/** Modules that the entry and the lists import. */
function ofLists(graph: Rolldown.ChunkingContext): ReadonlySet<string> {
  const lists = LISTS.map((path) => `${path}${PAGE}`);
  const paths = ['src/main.tsx', ...lists].map((path) => resolve(import.meta.dirname, path));
  return importedBy(paths.map(normalizePath), graph);
}

/** The pages of all routes. */
function pagesOf(graph: Rolldown.ChunkingContext): string[] {
  return [...ofLists(graph)].flatMap((id) =>
    (graph.getModuleInfo(id)?.dynamicallyImportedIds ?? []).filter((page) => page.endsWith(PAGE)),
  );
}

/** Modules that all pages with drafts import, and no other page. */
function ofForms(graph: Rolldown.ChunkingContext): ReadonlySet<string> {
  const needs = pagesOf(graph).map((page) => importedBy([page], graph));
  const hasDrafts = (ids: ReadonlySet<string>) =>
    [...ids].some((id) => id.endsWith('/src/editing/drafts.ts'));
  const [first = new Set<string>(), ...forms] = needs.filter(hasDrafts);
  const others = needs.filter((ids) => !hasDrafts(ids));
  return new Set(
    [...first].filter(
      (id) => forms.every((ids) => ids.has(id)) && !others.some((ids) => ids.has(id)),
    ),
  );
}

/** Modules that pages import on which nothing is edited or written. */
function ofReaders(graph: Rolldown.ChunkingContext): ReadonlySet<string> {
  const pages = pagesOf(graph);
  const readers = pages.filter((page) =>
    [...importedBy([page], graph)].every((id) => !/\/src\/(editing\/|api\/write-)/.test(id)),
  );
  return importedBy(readers, graph);
}

/** These modules and all that they import, and those in turn; not what is loaded when asked for. */
function importedBy(
  modules: readonly string[],
  graph: Rolldown.ChunkingContext,
): ReadonlySet<string> {
  const found = new Set(modules);
  // A set hands out what is added to it on the way.
  for (const id of found) {
    const info = graph.getModuleInfo(id);
    if (info === null) throw new Error(`There is no module ${id}: has a list moved?`);
    for (const next of info.importedIds) found.add(next);
  }
  return found;
}

/**
 * The bundler puts a constant where it is used, and leaves it where it stands as well: the public
 * suffix list, which weighs as much as a page, would be there twice. What is written to somewhere is
 * no constant, whether that is ever called or not.
 */
function oneSuffixList(): Plugin {
  return {
    name: 'one-suffix-list',
    apply: 'build',
    transform: {
      filter: { id: /[\\/]tldts[\\/].*[\\/]data[\\/]trie\.js$/ },
      handler: (code) => ({
        code: `${code.replace('export const labelText', 'export let labelText')}
export function unused() { labelText = ''; }`,
        map: null,
      }),
    },
  };
}

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
