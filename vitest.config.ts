import { defineConfig } from 'vitest/config';

const include = (extension: string) =>
  ['src', 'mocks', 'gateway', 'scripts'].map((room) => `${room}/**/*.test.${extension}`);

/** `*.test.ts` is logic and runs in Node; `*.test.tsx` draws and runs in jsdom. */
export default defineConfig({
  test: {
    projects: [
      {
        extends: true,
        test: { name: 'node', include: include('ts'), setupFiles: ['scripts/vitest-node.ts'] },
      },
      {
        extends: true,
        test: {
          name: 'jsdom',
          include: include('tsx'),
          environment: 'jsdom',
          setupFiles: ['scripts/vitest-jsdom.ts'],
        },
      },
    ],
  },
});
