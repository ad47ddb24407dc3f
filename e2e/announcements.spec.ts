import { expect } from '@playwright/test';

import { test } from './fixtures.ts';
import { IssuerList, recordAnnouncements, refocus } from './issuer-list.ts';

test('a screen reader is told what changes, once and in order', async ({
  page,
  context,
  simulator,
  wire,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const suspended = (await simulator.issuers({ status: 'suspended', access_mode: 'closed' }))
    .length;
  const newest = await simulator.newest();
  const list = new IssuerList(page);
  const said = await recordAnnouncements(page);
  let told = 0;
  /** Waits for these, and nothing else, to have been said since the last time. */
  const expectSaid = async (...words: string[]) => {
    await expect.poll(async () => (await said()).slice(told)).toEqual(words);
    told += words.length;
  };

  // The first page of a visit is read out by itself.
  await list.open();
  await wire.quiet();
  await expectSaid();

  await list.scrollToFoot();
  await expectSaid('150 loaded, more to come');

  await list.status.selectOption('Suspended');
  await expectSaid('50 loaded, more to come');
  await list.access.selectOption('Closed');
  await expectSaid(`${suspended} matching issuers, all loaded`);
  await list.search.fill('no such thing');
  await expectSaid('No issuer matches');
  await list.clear.first().click();
  await expect(list.links.first()).toHaveText(newest.name);
  await expectSaid('150 loaded, more to come');

  await simulator.insert('One', 'Two');
  await refocus(page);
  await expectSaid('2 new issuers on top of the list');
  await page.getByRole('main').getByRole('button', { name: 'Show' }).click();
  await expectSaid('152 loaded, more to come');

  await list.table.getByRole('button', { name: 'Copy id of Two' }).click();
  await expectSaid('Copied');
  const id = await page.evaluate(() => navigator.clipboard.readText());
  await expect(list.links.first()).toHaveAttribute('href', new RegExp(`/${id}$`));

  await list.links.nth(2).click();
  await expectSaid(newest.name);
  await page.goBack();
  await expectSaid('Issuers');
});

test('an error is said at once', async ({ page, simulator }) => {
  const list = new IssuerList(page);
  await list.open();
  await simulator.fault({ operation: 'listIssuers', kind: 'status', status: 500 });
  await list.status.selectOption('Active');
  // An alert is read out because it comes into the page with its words.
  await expect(list.alert).toContainText('AuthPI met an error');
});

/** What the check says of a domain that is neither marked nor assigned, with its record at another name. */
const BROKEN =
  'Sign-in is broken at 3 points: verified mark, DNS, assignment. 1 point to look at. 5 links could not be judged because of that.';

test('each page of a journey says its name, and a part of it both', async ({ page, simulator }) => {
  const list = new IssuerList(page);
  const said = await recordAnnouncements(page);
  let told = 0;
  const expectSaid = async (...words: string[]) => {
    await expect.poll(async () => (await said()).slice(told)).toEqual(words);
    told += words.length;
  };
  const nav = page.getByRole('navigation', { name: 'Main' });
  const tabs = page.getByRole('navigation', { name: 'Issuer' });
  const main = page.getByRole('main');
  await list.open();

  await nav.getByRole('link', { name: 'Overview' }).click();
  await expectSaid('Northwind Trading');
  await nav.getByRole('link', { name: 'Domains' }).click();
  await expectSaid('Domains');
  await main.getByRole('link', { name: 'Storefront production' }).first().click();
  await expectSaid('Storefront production');
  await tabs.getByRole('link', { name: 'Settings' }).click();
  await expectSaid('General, Settings, Storefront production');
  // The tab keeps the focus: the next one is a key away.
  await expect(tabs.getByRole('link', { name: 'Settings' })).toBeFocused();
  await tabs.getByRole('link', { name: 'Auth methods' }).click();
  await expectSaid('Auth methods, Storefront production');
  await page.goBack();
  await expectSaid('General, Settings, Storefront production');
  await expect(tabs.getByRole('link', { name: 'Settings' })).toBeFocused();
  await page.goForward();
  await expectSaid('Auth methods, Storefront production');
  await main.getByRole('link', { name: 'Backup codes' }).click();
  await expectSaid('Backup codes');
  await page.goBack();
  await expectSaid('Auth methods, Storefront production');

  await nav.getByRole('link', { name: 'Sign-in check' }).click();
  await expectSaid('Sign-in check');
  await main.getByRole('searchbox').fill('returns.northwind.example');
  await page.keyboard.press('Enter');
  await expectSaid(BROKEN);

  await simulator.fault({ operation: 'listDomains', kind: 'status', status: 429, retry_after: 2 });
  await main.getByRole('button', { name: 'Check again' }).click();
  await expectSaid(BROKEN);
});
