import { copyFileSync } from 'node:fs';

import { expect } from '@playwright/test';

import { test } from './fixtures.ts';
import { idsOf, PAGES } from './pages.ts';

const LOOKS = [
  { name: 'light', width: 1280, height: 800, colorScheme: 'light' },
  { name: 'dark', width: 1280, height: 800, colorScheme: 'dark' },
  { name: '360', width: 360, height: 780, colorScheme: 'light' },
] as const;

/** Pictures the README shows, by route and look. */
const README = new Map([
  ['/accounts/$accountId/issuers light', 'docs/issuers.png'],
  ['/accounts/$accountId/issuers/$issuerId light', 'docs/issuer.png'],
  ['/accounts/$accountId/sign-in-check dark', 'docs/sign-in-check.png'],
]);

for (const { route, address, content } of PAGES) {
  test(`${route} @screenshots`, async ({ page, simulator, wire }) => {
    const place = address(await idsOf(simulator));
    const name = route.replaceAll(/[/$]+/g, '-').slice(1);
    for (const { name: look, width, height, colorScheme } of LOOKS) {
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.goto(place);
      await expect(content(page.getByRole('main'))).toBeVisible();
      await wire.quiet();
      const path = `screenshots/${name}-${look}.png`;
      await page.screenshot({ path });
      const copy = README.get(`${route} ${look}`);
      if (copy !== undefined) copyFileSync(path, copy);
      await page.screenshot({ path: `screenshots/${name}-${look}-whole.png`, fullPage: true });
    }
  });
}
