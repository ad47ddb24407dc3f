import { copyFileSync } from 'node:fs';

import { expect } from '@playwright/test';

import { change, EditingPage } from './editing-page.ts';
import { test } from './fixtures.ts';
import { MethodsPage, makeMethods } from './methods-page.ts';
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

test('two people changed the same @screenshots', async ({ page, simulator }) => {
  const account = await simulator.accountId();
  const { id } = await simulator.newest();
  const issuer = { account, id, address: `/accounts/${account}/issuers/${id}/settings/branding` };
  await page.setViewportSize({ width: 1280, height: 860 });
  const editing = new EditingPage(page);
  await page.goto(issuer.address);
  await editing.text('Display name on login pages').fill('Northwind Store');
  await editing.choice('Dark mode').selectOption('Always dark');
  await change(simulator, issuer, {
    settings: {
      branding: {
        display_name: 'Northwind Trading',
        dark_mode: 'light',
        logo_url: 'https://cdn.northwind.example/logo.svg',
      },
    },
  });
  simulator.allow(412);
  await editing.save('Branding');
  await editing.panel.getByRole('radio', { name: /^Yours: Northwind/ }).check();
  await page.screenshot({ path: 'screenshots/conflict-light.png' });
  copyFileSync('screenshots/conflict-light.png', 'docs/conflict.png');
});

/** Müller-Großhandel. */
const GROSSHANDEL = 'xn--mller-grohandel-yib89b.example';

test('a domain whose records are not right yet @screenshots', async ({ page, simulator }) => {
  const [host, zone] = [`anmeldung.${GROSSHANDEL}`, GROSSHANDEL];
  const cname = { name: host, type: 'CNAME' } as const;
  await simulator.dns({
    host,
    records: [
      { ...cname, data: 'edge.authpi.example', resolver: 1 },
      { ...cname, ttl: 252, data: 'shops.other-idp.example', resolver: 2 },
      { name: zone, type: 'CAA', data: '0 issue "pki.example"' },
    ],
  });
  await page.setViewportSize({ width: 1280, height: 1120 });
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  await page.goto(`/accounts/${await simulator.accountId()}/domains/${host}?step=records`);
  const findings = page.getByRole('region', { name: 'What the DNS says' });
  await expect(findings.getByText('A CAA record forbids the certificate')).toBeVisible();
  await page.screenshot({ path: 'screenshots/domain-dark.png' });
  copyFileSync('screenshots/domain-dark.png', 'docs/domain.png');
});

test('the last way to sign in @screenshots', async ({ page, simulator }) => {
  const made = await makeMethods(simulator, [
    { method: 'password', name: 'Password', featured: true },
    { method: 'totp', name: 'Authenticator app' },
  ]);
  await page.setViewportSize({ width: 1280, height: 720 });
  const methods = new MethodsPage(page);
  await methods.open(made.address);
  await methods.switch('Login', 'Password').click();
  await expect(methods.consequence).toBeVisible();
  await page.screenshot({ path: 'screenshots/guard-light.png' });
  copyFileSync('screenshots/guard-light.png', 'docs/guard.png');
});
