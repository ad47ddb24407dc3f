import { test } from './fixtures.ts';
import { PAGES } from './pages.ts';
import { statesOf } from './states.ts';

// Every page in every state: worded, and never blank. One test a page, since most of the time goes
// into starting one. A state starts with a world and a page of its own, unless the one before leads
// to where it starts.
for (const each of PAGES) {
  test(`${each.route}: every state has its words`, async ({ page, simulator }) => {
    test.slow();
    for (const { name, set, leave } of statesOf(each)) {
      await test.step(name, async () => {
        const kit = { page, simulator, each };
        await set(kit);
        await leave?.(kit);
      });
    }
  });
}
