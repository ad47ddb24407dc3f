import { defineConfig } from 'vitest/config';

const include = (extension: string) =>
  ['src', 'mocks', 'gateway', 'scripts'].map((room) => `${room}/**/*.test.${extension}`);

/** `*.test.ts` is logic and runs in Node; `*.test.tsx` draws and runs in jsdom. */
export default defineConfig({
  test: {
    // Every core: by default one would be left for watching files.
    maxWorkers: '100%',
    // Files share their worker: a process, a jsdom and the dependencies for each anew cost more than
    // all tests together. Modules of the project are fresh all the same (`scripts/vitest-*.ts`).
    isolate: false,
    // For a busy machine; a test that passes does not wait.
    testTimeout: 60_000,
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
