import { expect } from '@playwright/test';

import { test } from './fixtures.ts';
import { IssuerList } from './issuer-list.ts';

test.describe('the start', () => {
  test('leads to the issuers of the first account', async ({ page, simulator }) => {
    const account = await simulator.accountId();
    const newest = await simulator.newest();
    const list = new IssuerList(page);
    await page.goto('/');
    await expect(list.heading).toBeVisible();
    await expect(page).toHaveURL(`/accounts/${account}/issuers`);
    await expect(list.links.first()).toHaveText(newest.name);
    await expect(page).toHaveTitle('Issuers · Northwind Trading · AuthPI dashboard');
    await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
    // Back must not fall into the redirect.
    expect(await page.evaluate(() => history.length)).toBe(2);
  });

  test('says where one is and what it talks to', async ({ page }) => {
    const list = new IssuerList(page);
    await list.open();
    const crumbs = page.getByRole('navigation', { name: 'Breadcrumb' });
    await expect(crumbs.getByRole('listitem').filter({ hasNotText: '/' })).toHaveText([
      'Northwind Trading',
      'Issuers',
    ]);
    await expect(crumbs.locator('[aria-current=page]')).toHaveText('Issuers');
    const main = page.getByRole('navigation', { name: 'Main' });
    await expect(main.getByRole('link', { name: 'Issuers' })).toHaveAttribute(
      'aria-current',
      'page',
    );
    await expect(page.getByRole('banner')).toContainText('Northwind Trading');
    await expect(page.getByText('Sample data')).toBeInViewport();
  });

  test('asks only for what the page shows', async ({ page, wire, simulator }) => {
    const account = await simulator.accountId();
    await new IssuerList(page).open();
    await wire.quiet();
    const asked = wire.all().map(({ method, path }) => `${method} ${path}`);
    expect(asked.toSorted()).toEqual([
      `GET /v1/accounts/${account}`,
      `GET /v1/accounts/${account}/issuers`,
      'GET /v1/me',
    ]);
  });
});

test('a deep link opens an issuer, and a reload opens it again', async ({ page, simulator }) => {
  const issuer = await simulator.newest();
  const path = `/accounts/${await simulator.accountId()}/issuers/${issuer.id}`;
  const heading = page.getByRole('heading', { level: 1 });
  await page.goto(path);
  await expect(heading).toHaveText(issuer.name);
  await expect(page).toHaveTitle(`${issuer.name} · Northwind Trading · AuthPI dashboard`);
  await page.reload();
  await expect(heading).toHaveText(issuer.name);
  await expect(page).toHaveURL(path);
  const crumbs = page.getByRole('navigation', { name: 'Breadcrumb' });
  await crumbs.getByRole('link', { name: 'Issuers' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Issuers');
});

test('an issuer that is not there is said so, under its own address', async ({
  page,
  simulator,
  wire,
}) => {
  simulator.allow(404);
  const path = `/accounts/${await simulator.accountId()}/issuers/i_000000000000000000000000`;
  await page.goto(path);
  await expect(page.getByRole('alert')).toContainText('There is no such issuer');
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible();
  await expect(page).toHaveURL(path);
  await wire.quiet();
  expect(
    wire.all().filter((sent) => sent.path.endsWith('/i_000000000000000000000000')),
  ).toHaveLength(1);
});

test('an address that leads nowhere says so and leads back', async ({ page }) => {
  await page.goto('/nowhere/at/all');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Page not found');
  await expect(page).toHaveTitle('Page not found · AuthPI dashboard');
  await page.getByRole('link', { name: 'Go to the issuers' }).click();
  await expect(new IssuerList(page).links.first()).toBeVisible();
});

test('an unknown path of the API never gets the page', async ({ request }) => {
  const answer = await request.get('/v1/nope', { headers: { accept: 'text/html' } });
  expect(answer.status()).toBe(501);
  expect(answer.headers()['content-type']).toContain('application/json');
  expect(await answer.json()).toMatchObject({ error: 'not_implemented', retryable: false });
});
