import { expect } from '@playwright/test';
import type { Locator } from '@playwright/test';

import { expectAccessible, expectAccessibleNarrow } from './axe.ts';
import { addDomain, DomainPage, makeDomainIssuer, storedDomain } from './domain-page.ts';
import { beforeAdd, DomainsPage, storedHosts } from './domains-page.ts';
import { EditingPage } from './editing-page.ts';
import { test } from './fixtures.ts';
import { recordAnnouncements } from './issuer-list.ts';

/** The longest label there can be, right to left, wide characters, and one that mixes scripts. */
const ODD_HOSTS = [
  `${'m'.repeat(63)}.odd.example`,
  'כניסה.דוגמה.example',
  '登录.例え.example',
  'lоgin.odd.example',
];

test('adding, in every state: accessible, whatever the hosts', async ({ page, simulator }) => {
  test.slow();
  simulator.allow(409, 500);
  const domains = new DomainsPage(page);
  await domains.openNew(simulator);
  await expectAccessible(page);
  await domains.hosts.fill(
    [...ODD_HOSTS, 'login.northwind.example', ODD_HOSTS[0], 'a@b.example', '1.2.3.4'].join('\n'),
  );
  await expect(domains.plan.getByText('No place left')).toHaveCount(1);
  await expect(domains.plan).toContainText('Repeated');
  await expectAccessible(page);

  await test.step('places not looked up, and moved', async () => {
    await domains.hosts.fill('login.tailspin.example one.odd.example');
    await simulator.fault({ kind: 'status', status: 403, operation: 'listDomains' });
    simulator.allow(403);
    await domains.button('Add 2 domains').click();
    await expect(domains.main).toContainText('Nothing was added, since');
    await expectAccessibleNarrow(page);
    await simulator.act({ operation: 'addDomain', body: { host: 'one.odd.example' } });
    await domains.button('Add 2 domains').click();
    await expect(domains.alert).toContainText('have changed meanwhile');
    await expectAccessibleNarrow(page);
  });

  await test.step('under way, and what came of it', async () => {
    const [long = ''] = ODD_HOSTS;
    await domains.hosts.fill(`login.tailspin.example ${long} 1.2.3.4`);
    let release = () => {};
    await beforeAdd(page, long, () => new Promise((resolve) => (release = resolve)));
    await domains.button('Add 2 domains').click();
    await expect(domains.main).toContainText('Adding: 1 of 2');
    await expectAccessibleNarrow(page);
    release();
    await expect(domains.main).toContainText('1 of 2 added. 1 not added');
    await expectAccessible(page);
  });

  await test.step('full', async () => {
    await simulator.act({ operation: 'addDomain', body: { host: 'two.odd.example' } });
    await page.reload();
    await domains.hosts.fill('');
    await page.reload();
    await expect(domains.main).toContainText('All 20 places are taken');
    await expectAccessibleNarrow(page);
  });
});

test('each step of a domain, and each dialog over it: accessible', async ({ page, simulator }) => {
  test.slow();
  simulator.allow(404, 412, 500);
  const { account, id } = await makeDomainIssuer(simulator, 'Millrace');
  const domain = new DomainPage(page);
  const { dialog, main } = domain;
  const [long = '', rtl = '', cjk = ''] = ODD_HOSTS;
  for (const host of [long, rtl, cjk]) await addDomain(simulator, host);
  const hosts = (await storedHosts(simulator)).slice(17);
  const [longStored = '', rtlStored = '', cjkStored = ''] = hosts;
  const at = (host: string, rest = '') => `/accounts/${account}/domains/${host}${rest}`;
  await simulator.dns({ host: longStored, situation: 'right' });
  await simulator.dns({ host: rtlStored, situation: 'caa_forbids' });
  await simulator.dns({ host: cjkStored, situation: 'elsewhere' });

  await test.step('steps', async () => {
    await domain.openRecords(account, longStored);
    await expectAccessible(page);
    await domain.openRecords(account, rtlStored);
    await expectAccessibleNarrow(page);
    await main.getByRole('radio', { name: /^In use/ }).click();
    await expect(main).toContainText('is in use, as you said');
    await domain.openRecords(account, cjkStored);
    await expectAccessibleNarrow(page);
    for (const step of ['add', 'mark', 'assign', 'callbacks']) {
      await page.goto(at(rtlStored, `?step=${step}`));
      await expect(domain.step('Publish DNS records')).not.toContainText('Asking');
      await (step === 'mark' ? expectAccessible(page) : expectAccessibleNarrow(page));
    }
  });

  await test.step('done, with what is left over', async () => {
    const params = { domain: rtlStored };
    await simulator.act({ operation: 'verifyDomain', params });
    await simulator.act({ operation: 'assignDomain', params, body: { issuer_id: id } });
    await page.goto(at(rtlStored, '?step=mark'));
    await expect(main).toContainText('has no way to take the mark back');
    await expectAccessibleNarrow(page);
    await page.goto(at(rtlStored, '?step=assign'));
    await expect(main.getByRole('link', { name: 'Reassign', exact: true })).toBeVisible();
    await expectAccessibleNarrow(page);
    await page.goto(at(rtlStored, '?step=callbacks'));
    await expect(main).toContainText('Registered at every provider');
    await expectAccessible(page);
    await page.goto(at('nowhere.odd.example'));
    await expect(main).toContainText('There is no such domain');
    await expectAccessibleNarrow(page);
  });

  await test.step('dialogs', async () => {
    await page.goto(at(cjkStored, '/assign'));
    await expect(dialog).toHaveAccessibleName(/cannot be assigned yet$/);
    await expectAccessibleNarrow(page);
    await page.goto(at(rtlStored, '/assign'));
    await expect(page.getByRole('option').first()).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('option').nth(2).click();
    await expect(dialog).toContainText('Looked at: auth methods');
    await simulator.act({ operation: 'unassignDomain', params: { domain: rtlStored } });
    await dialog.getByRole('button', { name: 'Reassign domain' }).click();
    await expect(dialog.getByRole('alert')).toContainText('Someone else changed this domain');
    await expectAccessible(page);
    await dialog.getByRole('checkbox', { name: 'Assign it all the same' }).check();
    await simulator.fault({ kind: 'status', status: 500, operation: 'assignDomain', times: 2 });
    await dialog.getByRole('button', { name: 'Assign domain' }).click();
    await expect(dialog).toContainText('It was not assigned.');
    await expectAccessibleNarrow(page);
    await page.goto(at('login.northwind.example', '/unassign'));
    await expect(dialog).toContainText('Looked at: auth methods');
    await expectAccessibleNarrow(page);
    await page.goto(at(longStored, '/remove'));
    await dialog.getByRole('textbox').fill('not the host');
    await expect(dialog).toContainText('This is not the host yet');
    await expectAccessible(page);
  });
});

test('several, in every state: accessible', async ({ page, simulator }) => {
  test.slow();
  simulator.allow(500);
  const account = await simulator.accountId();
  const domains = new DomainsPage(page);
  const { main } = domains;
  await page.goto(`/accounts/${account}/domains/several`);
  await domains.button('Choose all 6').click();
  await expectAccessible(page);
  await domains.button('Review').click();
  await domains.button('Look at the DNS').click();
  await expect(main).toContainText('The DNS of all was looked at.');
  await expectAccessible(page);
  await simulator.fault({ kind: 'status', status: 500, operation: 'verifyDomain', times: 2 });
  await domains.button('Mark 6 domains as verified anyway').click();
  await expect(main).toContainText('5 of 6 marked as verified. 1 not');
  await expectAccessible(page);
  await domains.button('Choose others').click();
  await main.getByRole('radio', { name: 'Assign to one issuer' }).click();
  await expectAccessibleNarrow(page);
  await domains.button('Choose an issuer').click();
  await expect(page.getByRole('option').nth(2)).toBeVisible();
  await expectAccessibleNarrow(page);
  await page.getByRole('option').nth(2).click();
  await main.getByRole('checkbox', { name: 'staging.northwind.example' }).check();
  await domains.button('Review').click();
  await expect(main).toContainText('Not looked at: any other issuers');
  await expectAccessibleNarrow(page);
});

test('added, chosen, marked and assigned by keyboard alone; the focus after dialogs, and what is said', async ({
  page,
  simulator,
}) => {
  test.slow();
  const { account, id } = await makeDomainIssuer(simulator, 'Millrace');
  const said = await recordAnnouncements(page);
  const domains = new DomainsPage(page);
  const { main } = domains;
  const editing = new EditingPage(page);
  const { keyboard } = page;
  const domain = new DomainPage(page);
  const press = async (target: Locator, key = 'Enter') => {
    await editing.tabTo(target);
    await keyboard.press(key);
  };
  const hosts = ['one.keys.example', 'two.keys.example'];
  const [one = ''] = hosts;
  await page.goto(`/accounts/${account}/domains`);

  await test.step('add', async () => {
    await press(main.getByRole('link', { name: 'Add domains' }));
    await expect(domain.heading).toBeFocused();
    await editing.tabTo(domains.hosts);
    await keyboard.insertText(`${hosts.join(' ')} 1.2.3.4`);
    await expect
      .poll(async () => (await said()).at(-1))
      .toBe('2 will be added, 1 cannot be added. 3 of 20 places left');
    await press(domains.plan.getByRole('button', { name: 'Remove 1.2.3.4' }));
    await expect(domains.hosts).toBeFocused();
    await expect(domains.plan.getByText('Will be added')).toHaveCount(2);
    await keyboard.press('ControlOrMeta+Enter');
    await expect(domains.button('Add more domains')).toBeVisible();
    await expect.poll(said).toContain('Adding 2 domains');
    await expect.poll(async () => (await said()).at(-1)).toBe('All 2 added.');
    expect(await page.evaluate(() => document.activeElement?.closest('main') != null)).toBe(true);
    await press(domains.outcome.getByRole('link', { name: `Set up ${one}` }));
    await expect(domain.heading).toHaveText(one);
    await expect(domain.heading).toBeFocused();
  });

  await test.step('several marked', async () => {
    await page.goto(`/accounts/${account}/domains/several`);
    for (const host of hosts) await press(main.getByRole('checkbox', { name: host }), 'Space');
    await press(domains.button('Review'));
    await expect(main.getByRole('heading', { level: 2 })).toBeFocused();
    await press(domains.button('Back'));
    await expect(domains.button('Review')).toBeFocused();
    await keyboard.press('Enter');
    await press(domains.button('Mark 2 domains as verified anyway'));
    await expect.poll(async () => (await said()).at(-1)).toBe('All 2 marked as verified.');
    for (const host of hosts) expect((await storedDomain(simulator, host))?.verified).toBe(true);
  });

  await test.step('dialogs give the focus back', async () => {
    await page.goto(`/accounts/${account}/domains/${one}?step=assign`);
    const assign = main.getByRole('link', { name: 'Assign to an issuer', exact: true });
    await press(assign);
    await expect(page.getByRole('combobox', { name: 'Search issuers' })).toBeFocused();
    await keyboard.press('Escape');
    await expect(domain.dialog).toHaveCount(0);
    await expect(assign).toBeFocused();
    await keyboard.press('Enter');
    await expect(page.getByRole('combobox', { name: 'Search issuers' })).toBeFocused();
    await keyboard.type('Millrace');
    await expect(page.getByRole('option')).toHaveCount(1);
    await keyboard.press('Enter');
    await expect(domain.dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
    await press(domain.dialog.getByRole('button', { name: 'Assign domain' }));
    await expect(domain.dialog).toHaveCount(0);
    await expect.poll(said).toContain(`${one} is assigned to Millrace`);
    expect((await storedDomain(simulator, one))?.assigned_issuer_id).toBe(id);
    expect(await page.evaluate(() => document.activeElement?.closest('main') != null)).toBe(true);

    const remove = page.getByRole('link', { name: 'Remove domain' });
    await editing.tabTo(remove, 'Shift+Tab');
    await keyboard.press('Enter');
    // It is longer than the screen, and read from its heading on.
    await expect(domain.dialog).toBeFocused();
    await keyboard.press('Escape');
    await expect(remove).toBeFocused();
    await keyboard.press('Enter');
    await editing.tabTo(domain.dialog.getByRole('textbox'));
    await keyboard.type(one);
    await keyboard.press('Enter');
    await expect(domain.heading).toHaveText('Domains');
    await expect(domain.heading).toBeFocused();
    await expect.poll(said).toContain(`Domain removed: ${one}`);
  });
});
