import { existsSync } from 'node:fs';

import { defineConfig } from 'vite';

const entries = { gateway: 'gateway/main.ts', api: 'mocks/adapters/http-main.ts' };

/**
 * The two Node programs. Node 20 runs no TypeScript, so they are bundled; their dependencies too,
 * so that `dist` runs without node_modules and starts from one file instead of hundreds.
 */
export default defineConfig({
  publicDir: false,
  ssr: { noExternal: true },
  build: {
    ssr: true,
    outDir: 'dist/server',
    emptyOutDir: true,
    target: 'node20',
    minify: false,
    rolldownOptions: {
      input: Object.fromEntries(Object.entries(entries).filter(([, file]) => existsSync(file))),
      output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
    },
  },
});
