import { readFileSync } from 'node:fs';

import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';

import { test } from './fixtures.ts';
import { recordAnnouncements } from './issuer-list.ts';
import { DIALOGS, idsOf, PAGES } from './pages.ts';
import type { PageCase } from './pages.ts';

test('every route of the tree is in the table of pages, and none besides', () => {
  const tree = readFileSync(new URL('../src/routeTree.gen.ts', import.meta.url), 'utf8');
  const [, paths = ''] = /export interface FileRoutesByTo \{([^}]*)\}/.exec(tree) ?? [];
  const routes = [...paths.matchAll(/'([^']+)'/g)].map(([, path = '']) => path);
  // The start only leads on; start.spec.ts follows it.
  expect(routes.filter((path) => path !== '/').toSorted()).toEqual(
    [...PAGES.map(({ route }) => route), ...DIALOGS].toSorted(),
  );
});

/** Everything that names a page, as it is now. */
async function expectNames(page: Page, { title, heading, crumbs, content }: PageCase) {
  const main = page.getByRole('main');
  await expect(content(main)).toBeVisible();
  await expect(page).toHaveTitle(`${title} · AuthPI dashboard`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(heading);
  const trail = page.getByRole('navigation', { name: 'Breadcrumb' });
  await expect(trail.getByRole('listitem').filter({ hasNotText: /^\/$/ })).toHaveText([...crumbs]);
  await expect(trail.locator('[aria-current=page]')).toHaveText(crumbs.at(-1) ?? '');
}

/** Where the shell leads from a page to one of another name. */
const AWAY = new Map([
  ['Accounts', 'AuthPI dashboard'],
  ['Sign-in check', 'Overview'],
]);

for (const each of PAGES) {
  test(`${each.route}: deep link, reload, Back and Forward, and Back to the link one left by`, async ({
    page,
    simulator,
    wire,
  }) => {
    const address = each.address(await idsOf(simulator));
    // Low, so that every page has somewhere to scroll.
    await page.setViewportSize({ width: 1280, height: 320 });
    const said = await recordAnnouncements(page);
    await page.goto(address);
    await expectNames(page, each);
    await expect(page).toHaveURL(address);
    await page.reload();
    await expectNames(page, each);
    await expect(page).toHaveURL(address);
    await wire.quiet();
    const names = (await said()).filter((text) => text.includes(each.heading));
    expect(names, 'the first page of a visit is read out by itself').toEqual([]);

    // Away, to a page that has another name, and back.
    const away = AWAY.get(each.heading) ?? 'Sign-in check';
    await page.evaluate(() => scrollTo(0, 120));
    const before = await page.evaluate(() => scrollY);
    const link = page.getByRole('banner').getByRole('link', { name: away });
    await link.click();
    await expect(page).not.toHaveURL(address);
    await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
    await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
    await wire.quiet();
    const elsewhere = page.url();

    wire.clear();
    await page.goBack();
    await expectNames(page, each);
    await expect.poll(() => page.evaluate(() => scrollY)).toBe(before);
    await page.goForward();
    await expect(page).toHaveURL(elsewhere);
    await page.goBack();
    await expectNames(page, each);
    await expect.poll(() => page.evaluate(() => scrollY)).toBe(before);
    await wire.quiet();
    expect(wire.all(), 'what was loaded is still there').toEqual([]);
    const announced = (await said()).filter((text) => text.includes(each.heading));
    expect(announced.length, 'the page was announced on coming back').toBeGreaterThan(0);

    const { exit } = each;
    if (exit === null) return;
    const left = exit(page.getByRole('main'));
    await left.focus();
    const atLink = await page.evaluate(() => scrollY);
    await page.keyboard.press('Enter');
    await expect(page).not.toHaveURL(address);
    const heading = page.getByRole('heading', { level: 1 });
    await expect(heading).toHaveCount(1);
    await expect(heading).toBeFocused();
    await wire.quiet();
    wire.clear();
    await page.goBack();
    await expectNames(page, each);
    await expect(exit(page.getByRole('main'))).toBeFocused();
    await expect.poll(() => page.evaluate(() => scrollY)).toBe(atLink);
    await wire.quiet();
    expect(wire.all()).toEqual([]);
  });
}
