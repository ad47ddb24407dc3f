import { domainToASCII } from 'node:url';

import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';

import {
  addDomain,
  DomainPage,
  makeDomainIssuer,
  sinceAdded,
  storedDomain,
} from './domain-page.ts';
import { EditingPage, recordWrites } from './editing-page.ts';
import { test } from './fixtures.ts';
import type { Simulator } from './fixtures.ts';

const TYPED = 'https://Auth.Müller-Example.com/';
const NAME = 'auth.müller-example.com';
/** Said by another implementation than the product's. */
const HOST = domainToASCII(NAME);
const TARGET = 'edge.authpi.example';

/** What the backend has of the domain; what it left out is null. */
async function stored(simulator: Simulator) {
  const domain = await storedDomain(simulator, HOST);
  if (domain === undefined) return null;
  return { verified: domain.verified, issuer: domain.assigned_issuer_id ?? null };
}

/** Goes to the list, finds it say what the backend has, and comes back by its link. */
async function lookAtList(
  page: Page,
  simulator: Simulator,
  expected: { verified: boolean; issuer: { id: string; name: string } | null },
): Promise<void> {
  const main = page.getByRole('main');
  await page
    .getByRole('navigation', { name: 'Main' })
    .getByRole('link', { name: 'Domains' })
    .click();
  const row = main.getByRole('row').filter({ hasText: HOST });
  await expect(row.getByRole('cell').first()).toHaveText(
    expected.verified ? 'Marked as verified' : 'No verified mark',
  );
  await expect(row).toContainText(expected.issuer?.name ?? 'Not assigned');
  expect(await stored(simulator)).toEqual({
    verified: expected.verified,
    issuer: expected.issuer?.id ?? null,
  });
  await row.getByRole('link', { name: NAME, exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: NAME })).toBeVisible();
}

test(
  'from a typed name to live traffic, and away again',
  { tag: '@worker' },
  async ({ page, simulator, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const copied = () => page.evaluate(() => navigator.clipboard.readText());
    const bavaria = await makeDomainIssuer(simulator, 'Bavaria');
    const saxony = await makeDomainIssuer(simulator, 'Saxony', `https://${HOST}/callback`);
    const { account } = bavaria;
    const domain = new DomainPage(page);
    const { main, dialog } = domain;
    const writes = recordWrites(page);

    await page.goto(`/accounts/${account}/domains`);
    await main.getByRole('link', { name: 'Add domains' }).click();
    await main.getByRole('textbox', { name: 'Hosts' }).fill(TYPED);
    const planned = main.getByRole('table', { name: 'What will happen' }).getByRole('row').nth(1);
    await expect(planned).toContainText('Will be added');
    await expect(planned).toContainText('Place 18 of 20');
    for (const form of [NAME, HOST, TYPED]) await expect(planned).toContainText(form);
    expect(await storedDomain(simulator, HOST)).toBeUndefined();
    await main.getByRole('button', { name: 'Add domain' }).click();

    await expect(page).toHaveURL(`/accounts/${account}/domains/${HOST}`);
    await sinceAdded(simulator, HOST, 0);
    await expect(domain.heading).toHaveText(NAME);
    await expect(domain.step('Publish DNS records')).toHaveAttribute('aria-current', 'step');
    expect(await stored(simulator)).toEqual({ verified: false, issuer: null });
    await main.getByRole('radio', { name: 'Not in use yet' }).check();

    const [cname, txt] = [
      domain.records.getByRole('row').nth(1),
      domain.records.getByRole('row').nth(2),
    ];
    const ownership = `_authpi-challenge.${HOST}`;
    await expect(cname).toContainText('CNAME');
    await expect(txt).toContainText('optional');
    const value = (await txt.getByRole('cell').nth(1).locator('code').textContent()) ?? '';
    expect(value).toMatch(/^authpi=[0-9a-f]{16}$/);
    for (const [row, what, text] of [
      [cname, 'name of the record in its zone', 'auth'],
      [cname, 'full name of the record', HOST],
      [cname, 'value of the record', TARGET],
      [txt, 'name of the ownership record in its zone', '_authpi-challenge.auth'],
      [txt, 'full name of the ownership record', ownership],
      [txt, 'value of the ownership record', value],
    ] as const) {
      await row.getByRole('button', { name: `Copy ${what}`, exact: true }).click();
      await expect.poll(copied).toBe(text);
      await expect(row).toContainText(text);
    }
    await main.getByRole('button', { name: 'Copy as zone file' }).click();
    await expect
      .poll(copied)
      .toBe(`${HOST}. 300 IN CNAME ${TARGET}.\n${ownership}. 300 IN TXT "${value}"\n`);
    await main.getByRole('button', { name: 'Message for whoever runs the DNS' }).click();
    const message = main.getByRole('textbox', { name: 'Message for whoever runs the DNS' });
    for (const part of [HOST, TARGET, ownership, value]) {
      await expect(message).toHaveValue(new RegExp(part.replaceAll('.', String.raw`\.`)));
    }

    // The world's clock, so that nobody waits for the sample's DNS to wake up.
    await expect(domain.finding('Nothing is there yet')).toContainText('Not yet');
    await expect(domain.step('Publish DNS records')).toContainText('Nothing there yet');
    await sinceAdded(simulator, HOST, 22_000);
    await domain.checkNow.click();
    await expect(domain.finding('The resolvers do not agree yet')).toBeVisible();
    await expect(domain.step('Publish DNS records')).toContainText('Spreading');
    await sinceAdded(simulator, HOST, 45_000);
    await domain.checkNow.click();
    await expect(domain.finding('The CNAME leads to the target')).toContainText('Right');
    await expect(domain.finding('The ownership record is right')).toBeVisible();
    await expect(domain.step('Publish DNS records')).toContainText('Right at both resolvers');

    await domain.next('Mark as verified').click();
    const mark = domain.panel('Mark as verified');
    await expect(mark.getByRole('heading', { level: 2 })).toBeFocused();
    await expect(mark).toContainText('The DNS proves what it can');
    await mark.getByRole('button', { name: 'Mark as verified', exact: true }).click();
    await expect(domain.step('Mark as verified')).toContainText('Marked as verified');
    await lookAtList(page, simulator, { verified: true, issuer: null });

    // Whoever comes back goes on where it is.
    await expect(domain.step('Assign to an issuer')).toHaveAttribute('aria-current', 'step');
    await main.getByRole('link', { name: 'Assign to an issuer', exact: true }).click();
    await domain.pickIssuer('bavar', 'Bavaria');
    await expect(dialog).toHaveAccessibleName(`Assign “${NAME}”?`);
    await expect(dialog).toContainText(`Sign-ins at ${NAME} go to Bavaria at once`);
    await dialog.getByRole('button', { name: 'Assign domain' }).click();
    await expect(page).toHaveURL(`/accounts/${account}/domains/${HOST}?step=callbacks`);
    const callbacks = domain.panel('Register callback URLs');
    await expect(callbacks.getByRole('listitem')).toHaveCount(1);
    await expect(callbacks.getByRole('link', { name: 'Bluebird of Bavaria' })).toBeVisible();
    await expect(callbacks.getByRole('listitem')).toContainText(`https://${HOST}/`);
    await callbacks.getByRole('checkbox', { name: 'Registered at every provider' }).check();
    await expect(domain.step('Register callback URLs')).toContainText('Registered, as you said');
    await lookAtList(page, simulator, { verified: true, issuer: bavaria });

    await main.getByRole('link', { name: 'Reassign' }).click();
    await domain.pickIssuer('saxony', 'Saxony');
    await expect(dialog).toHaveAccessibleName(`Reassign “${NAME}”?`);
    await expect(dialog).toContainText(`Sign-ins at ${NAME} move from Bavaria to Saxony at once`);
    await dialog.getByRole('button', { name: 'Reassign domain' }).click();
    await expect(callbacks.getByRole('link', { name: 'Bluebird of Saxony' })).toBeVisible();
    // What was registered was registered for the other issuer.
    await expect(callbacks.getByRole('checkbox')).not.toBeChecked();
    await lookAtList(page, simulator, { verified: true, issuer: saxony });

    await domain.step('Assign to an issuer').click();
    await main.getByRole('link', { name: 'Unassign' }).click();
    await expect(dialog).toContainText(`Sign-ins at ${NAME} stop at once`);
    await expect(dialog).toContainText('Bluebird of Saxony');
    await dialog.getByRole('button', { name: 'Unassign domain' }).click();
    await expect(dialog).toHaveCount(0);
    await lookAtList(page, simulator, { verified: true, issuer: null });

    await main.getByRole('link', { name: 'Remove domain' }).click();
    const remove = dialog.getByRole('button', { name: 'Remove domain' });
    const confirm = dialog.getByRole('textbox', { name: 'Type the host to confirm' });
    await confirm.fill('auth.mueller-example.com');
    await expect(remove).toHaveAccessibleDescription('This is not the host yet');
    await confirm.fill(NAME);
    await remove.click();
    await expect(page).toHaveURL(`/accounts/${account}/domains`);
    await expect(
      main.getByRole('row').filter({ hasText: 'old-login.northwind.example' }),
    ).toBeVisible();
    await expect(main.getByRole('row').filter({ hasText: HOST })).toHaveCount(0);
    expect(await stored(simulator)).toBeNull();

    const path = `/v1/accounts/${account}/domains`;
    const at = `${path}/${HOST}`;
    expect(writes.map((each) => [each.method, each.path, each.body])).toEqual([
      ['POST', path, { host: HOST }],
      ['POST', `${at}/verify`, null],
      ['POST', `${at}/assign`, { issuer_id: bavaria.id }],
      ['POST', `${at}/assign`, { issuer_id: saxony.id }],
      ['POST', `${at}/unassign`, null],
      ['DELETE', at, null],
    ]);
  },
);

test('the journey by keyboard alone', async ({ page, simulator }) => {
  const bavaria = await makeDomainIssuer(simulator, 'Bavaria');
  const { account } = bavaria;
  const domain = new DomainPage(page);
  const { main, dialog } = domain;
  const { keyboard } = page;
  const editing = new EditingPage(page);
  /** Tabs to something and presses a key on it. */
  const press = async (target: Locator, key = 'Enter') => {
    await editing.tabTo(target);
    await keyboard.press(key);
  };

  await page.goto(`/accounts/${account}/domains/new`);
  await expect(domain.heading).toBeVisible();
  await press(main.getByRole('textbox', { name: 'Hosts' }), 'a');
  await keyboard.press('ControlOrMeta+A');
  await keyboard.insertText(TYPED);
  await expect(main.getByRole('table')).toContainText('Will be added');
  await keyboard.press('Control+Enter');
  await expect(domain.heading).toHaveText(NAME);
  await sinceAdded(simulator, HOST, 0);

  // One of a group of radios is a stop; the space chooses it.
  await press(main.getByRole('radio', { name: 'Not in use yet' }), 'Space');
  await expect(main.getByRole('radio', { name: 'Not in use yet' })).toBeChecked();
  await sinceAdded(simulator, HOST, 45_000);
  await press(domain.checkNow);
  await expect(domain.finding('The CNAME leads to the target')).toBeVisible();
  await press(domain.next('Mark as verified'));
  const mark = domain.panel('Mark as verified');
  await expect(mark.getByRole('heading', { level: 2 })).toBeFocused();
  await press(mark.getByRole('button', { name: 'Mark as verified' }));
  await expect(mark.getByRole('heading', { level: 2 })).toBeFocused();
  expect(await stored(simulator)).toEqual({ verified: true, issuer: null });

  await press(domain.next('Assign to an issuer'));
  await press(main.getByRole('link', { name: 'Assign to an issuer', exact: true }));
  await expect(page.getByRole('combobox', { name: 'Search issuers' })).toBeFocused();
  await keyboard.type('bavaria');
  await expect(page.getByRole('option')).toHaveCount(1);
  await keyboard.press('Enter');
  const cancel = dialog.getByRole('button', { name: 'Cancel' });
  await expect(cancel).toBeFocused();
  await press(dialog.getByRole('button', { name: 'Assign domain' }));
  await expect(dialog).toHaveCount(0);
  const callbacks = domain.panel('Register callback URLs');
  await expect(callbacks.getByRole('listitem')).toHaveCount(1);
  await press(callbacks.getByRole('checkbox'), 'Space');
  await expect(domain.step('Register callback URLs')).toContainText('Registered, as you said');
  expect(await stored(simulator)).toEqual({ verified: true, issuer: bavaria.id });

  await press(domain.step('Assign to an issuer'), 'Enter');
  const unassign = main.getByRole('link', { name: 'Unassign' });
  await press(unassign);
  await expect(cancel).toBeFocused();
  await keyboard.press('Escape');
  await expect(unassign).toBeFocused();
  await keyboard.press('Enter');
  await expect(cancel).toBeFocused();
  await press(dialog.getByRole('button', { name: 'Unassign domain' }));
  await expect(dialog).toHaveCount(0);
  await press(main.getByRole('link', { name: 'Remove domain' }));
  await expect(cancel).toBeFocused();
  await press(dialog.getByRole('textbox', { name: 'Type the host to confirm' }), 'Space');
  // With the space before it, as a paste may have it.
  await keyboard.type(NAME);
  await keyboard.press('Enter');
  await expect(page).toHaveURL(`/accounts/${account}/domains`);
  await expect(main.getByRole('row').filter({ hasText: HOST })).toHaveCount(0);
  expect(await stored(simulator)).toBeNull();
});

test('a host in use moves last: mark, assign, callbacks, then records', async ({
  page,
  simulator,
}) => {
  const host = 'login.tourist-office.example';
  const bavaria = await makeDomainIssuer(simulator, 'Bavaria');
  const { account } = bavaria;
  await addDomain(simulator, host);
  await simulator.dns({ host, situation: 'elsewhere' });
  const domain = new DomainPage(page);
  const { main, dialog } = domain;
  const order = () => domain.steps.locator('.domain-step-title').allTextContents();
  await page.goto(`/accounts/${account}/domains/${host}`);
  await expect(domain.finding('The CNAME points elsewhere')).toContainText('Wrong');
  expect(await order()).toEqual([
    'Add',
    'Publish DNS records',
    'Mark as verified',
    'Assign to an issuer',
    'Register callback URLs',
  ]);
  await main
    .getByRole('radio', { name: 'In use' })
    .and(main.getByLabel('In use', { exact: true }))
    .check();
  expect(await order()).toEqual([
    'Add',
    'Mark as verified',
    'Assign to an issuer',
    'Register callback URLs',
    'Publish DNS records',
  ]);
  // What the DNS has to say until the records move is no fault, and not called one.
  const elsewhere = domain.finding('The CNAME points elsewhere');
  await expect(elsewhere).toContainText('Expected');
  await expect(elsewhere).not.toContainText('Wrong');
  await expect(domain.step('Publish DNS records')).toContainText('Not moved yet');
  // Kept in this browser; the page is entered where the domain is.
  await page.reload();
  await expect(domain.step('Mark as verified')).toHaveAttribute('aria-current', 'step');

  const mark = domain.panel('Mark as verified');
  await expect(mark.getByRole('listitem')).toHaveText([
    'The host’s CNAME does not lead to its target.',
  ]);
  await mark.getByRole('button', { name: 'Mark as verified anyway' }).click();
  await expect(domain.step('Mark as verified')).toContainText('Marked as verified');
  await domain.next('Assign to an issuer').click();
  await main.getByRole('link', { name: 'Assign to an issuer', exact: true }).click();
  await domain.pickIssuer('bavaria', 'Bavaria');
  await dialog.getByRole('button', { name: 'Assign domain' }).click();
  await main.getByRole('checkbox', { name: 'Registered at every provider' }).check();

  await domain.next('Publish DNS records').click();
  await expect(main.getByText('Everything else is ready')).toBeVisible();
  // Now it is what is left to do.
  await expect(elsewhere).toContainText('Wrong');
  await simulator.dns({ host, situation: 'right' });
  await domain.checkNow.click();
  await expect(domain.finding('The CNAME leads to the target')).toBeVisible();
  await expect(domain.step('Publish DNS records')).toContainText('Right at both resolvers');
  // Back undoes nothing.
  await page.goBack();
  await page.goBack();
  expect(await storedDomain(simulator, host)).toMatchObject({
    verified: true,
    assigned_issuer_id: bavaria.id,
  });
});
