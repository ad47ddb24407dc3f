import { expect, test as base } from '@playwright/test';

import type { Api } from '#mocks/conformance/api.ts';
import { suitesFor } from '#mocks/conformance/suites.ts';
import { openDemo } from './worker-api.ts';

/** One page for all: each case starts its world over by itself, and a page costs more than a case. */
const test = base.extend<object, { demo: Api }>({
  demo: [
    async ({ browser }, use, { project }) => {
      const { baseURL } = project.use;
      const context = await browser.newContext(baseURL === undefined ? {} : { baseURL });
      await use(await openDemo(await context.newPage()));
      await context.close();
    },
    { scope: 'worker' },
  ],
});

/** Cases of one test: few enough that both processes have work until the end. */
const PER_TEST = 60;

for (const [about, cases] of suitesFor('worker')) {
  for (let from = 0; from < cases.length; from += PER_TEST) {
    const some = cases.slice(from, from + PER_TEST);
    const part = cases.length > PER_TEST ? `, from ${from + 1}` : '';
    test(
      `conformance in the worker: ${about}${part}`,
      { tag: '@worker-only' },
      async ({ demo }) => {
        test.setTimeout(180_000);
        const failed: string[] = [];
        for (const { name, run } of some) {
          await run(demo).catch((error: unknown) => {
            failed.push(`${name}: ${error instanceof Error ? error.message : String(error)}`);
          });
        }
        expect(failed).toEqual([]);
      },
    );
  }
}
