import { AxeBuilder } from '@axe-core/playwright';
import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

type Found = Awaited<ReturnType<AxeBuilder['analyze']>>;

type RunOptions = Parameters<AxeBuilder['options']>[0];

/** The axe in a page. */
type Axe = {
  run: (context: { include?: string[]; exclude: string[] }, options: RunOptions) => Promise<Found>;
};

/** What axe is to look for: everything, or the rules named. */
type Rules = 'all' | readonly string[];

/** Of a long table a dozen rows stand for all. */
const REST_OF_ROWS = 'tbody tr:nth-child(n + 13)';

/** What axe finds, short enough to read. The first look at a document has to be for `all`. */
async function violations(page: Page, rules: Rules) {
  const { violations, passes } = await (rules === 'all' ? lookForAll(page) : lookFor(page, rules));
  expect(passes.length, 'rules that had something to look at').toBeGreaterThan(
    rules === 'all' ? 15 : 0,
  );
  return inShort(violations);
}

function inShort(violations: Found['violations']) {
  return violations.map(({ id, nodes }) => ({
    id,
    nodes: nodes.slice(0, 3).map(({ html, failureSummary }) => `${html}\n${failureSummary ?? ''}`),
  }));
}

// Of rules that pass, one element of each is told: hundreds cost more than the looking.
const TOLD = { resultTypes: ['violations'] } satisfies RunOptions;

const ALL = {
  ...TOLD,
  runOnly: { type: 'tag', values: TAGS },
  rules: { 'target-size': { enabled: true } },
} satisfies RunOptions;

async function lookForAll(page: Page): Promise<Found> {
  // No frames here; the other way opens a page of its own for each run.
  const axe = new AxeBuilder({ page }).options(ALL).setLegacyMode(true).exclude(REST_OF_ROWS);
  return axe.analyze();
}

/** Asks the axe that {@link lookForAll} left in the page: bringing it costs as much as a look. */
function lookFor(page: Page, rules: readonly string[]): Promise<Found> {
  const options: RunOptions = { ...TOLD, runOnly: { type: 'rule', values: [...rules] } };
  return page.evaluate(
    ({ exclude, options }) => {
      const { axe } = window as unknown as { axe: Axe };
      return axe.run({ exclude }, options);
    },
    { exclude: [REST_OF_ROWS], options },
  );
}

/** Fails when the page is wider than the window. */
async function expectReflow(page: Page, width: number) {
  const { wide, has } = await page.evaluate(() => ({
    wide: document.documentElement.scrollWidth,
    has: document.documentElement.clientWidth,
  }));
  expect(wide, `no sideways scroll at ${width} px`).toBeLessThanOrEqual(has);
}

/**
 * What a page must pass in any state: everything at 1280 px, light; contrast again in dark; reflow
 * and the size of targets again at 360 and 320 px (WCAG 2.2: 1.4.3, 1.4.10, 2.5.8).
 */
export async function expectAccessible(page: Page): Promise<void> {
  await layBarsDown(page);
  await page.setViewportSize({ width: 1280, height: 720 });
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  expect(await violations(page, 'all'), '1280 px, light').toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  expect(await violations(page, ['color-contrast']), '1280 px, dark').toEqual([]);
  for (const width of [360, 320]) {
    await page.setViewportSize({ width, height: 720 });
    await expectReflow(page, width);
    expect(await violations(page, ['target-size']), `${width} px`).toEqual([]);
  }
}

/**
 * What one of several pages of the same parts must pass, where another was looked at with
 * {@link expectAccessible}: everything in one look, at 320 px.
 */
export async function expectAccessibleNarrow(page: Page): Promise<void> {
  await layBarsDown(page);
  await page.setViewportSize({ width: 320, height: 720 });
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await expectReflow(page, 320);
  expect(await violations(page, 'all'), '320 px, light').toEqual([]);
}

/**
 * What a part of a page must pass that says something else now, where the page was looked at with
 * {@link expectAccessible} before: everything in it, at 320 px, light and dark.
 *
 * @param part its selector
 */
export async function expectPartAccessible(page: Page, part: string): Promise<void> {
  await page.setViewportSize({ width: 320, height: 720 });
  await expectReflow(page, 320);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const found = await page.evaluate(
      ({ include, options }) => {
        const { axe } = window as unknown as { axe: Axe };
        return axe.run({ include, exclude: [] }, options);
      },
      { include: [part], options: ALL },
    );
    expect(found.passes.length, 'rules that had something to look at').toBeGreaterThan(3);
    expect(inShort(found.violations), `${part}, 320 px, ${colorScheme}`).toEqual([]);
  }
}

/** They lie over whatever is scrolled under them, which is no smaller for that. */
async function layBarsDown(page: Page) {
  await page.evaluate(() => {
    for (const bar of document.querySelectorAll<HTMLElement>('.save-bar')) {
      bar.style.position = 'static';
    }
  });
}
