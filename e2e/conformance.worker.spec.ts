import { expect, test } from '@playwright/test';

import { suitesFor } from '#mocks/conformance/suites.ts';
import { openDemo } from './worker-api.ts';

/** Cases of one page: many, because a page costs more than a case. */
const PER_PAGE = 60;

for (const [about, cases] of suitesFor('worker')) {
  for (let from = 0; from < cases.length; from += PER_PAGE) {
    const some = cases.slice(from, from + PER_PAGE);
    const part = cases.length > PER_PAGE ? `, from ${from + 1}` : '';
    test(
      `conformance in the worker: ${about}${part}`,
      { tag: '@worker-only' },
      async ({ page }) => {
        test.setTimeout(180_000);
        const api = await openDemo(page);
        const failed: string[] = [];
        for (const { name, run } of some) {
          await run(api).catch((error: unknown) => {
            failed.push(`${name}: ${error instanceof Error ? error.message : String(error)}`);
          });
        }
        expect(failed).toEqual([]);
      },
    );
  }
}
