import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';

import { addDomain, DomainPage, makeDomainIssuer, storedDomain } from './domain-page.ts';
import {
  beforeAdd,
  DomainsPage,
  onceBefore,
  recordDomainWrites,
  storedHosts,
} from './domains-page.ts';
import { test } from './fixtures.ts';
import type { Simulator } from './fixtures.ts';
import { dropBackOff, refocus } from './issuer-list.ts';

const HOST = 'login.edges.example';

/** Someone else does something to a domain. */
function actOn(
  simulator: Simulator,
  operation: 'removeDomain' | 'verifyDomain' | 'assignDomain' | 'unassignDomain',
  issuerId?: string,
): Promise<unknown> {
  return simulator.act({
    operation,
    params: { domain: HOST },
    ...(issuerId !== undefined && { body: { issuer_id: issuerId } }),
  });
}

/** Makes a domain, and two issuers that it can be assigned to. */
async function makeDomain(simulator: Simulator, state: 'added' | 'marked' | 'assigned') {
  const one = await makeDomainIssuer(simulator, 'Millrace');
  const two = await makeDomainIssuer(simulator, 'Quayside');
  await addDomain(simulator, HOST);
  if (state !== 'added') await actOn(simulator, 'verifyDomain');
  if (state === 'assigned') await actOn(simulator, 'assignDomain', one.id);
  return { one, two, address: `/accounts/${one.account}/domains/${HOST}` };
}

/** Comes back to the window after more than half a minute, when what was loaded counts as old. */
async function comeBack(page: Page): Promise<void> {
  await page.clock.fastForward(31_000);
  await refocus(page);
}

/** Opens the dialog that assigns, with an issuer chosen and looked at. */
async function openReview(domain: DomainPage, address: string, name: string): Promise<void> {
  await domain.page.goto(`${address}/assign`);
  await domain.pickIssuer(name, name);
  await expect(domain.dialog).toContainText('Looked at: auth methods and settings');
}

test('someone else removes the domain: under its page, under its dialogs, and before a mark', async ({
  page,
  simulator,
}) => {
  await page.clock.install();
  simulator.allow(404, 412);
  const { address } = await makeDomain(simulator, 'marked');
  const domain = new DomainPage(page);
  const writes = recordDomainWrites(page);
  const gone = domain.main.getByRole('alert');

  await test.step('page', async () => {
    await page.goto(`${address}?step=assign`);
    await domain.main.getByRole('link', { name: 'Assign to an issuer', exact: true }).focus();
    await actOn(simulator, 'removeDomain');
    await comeBack(page);
    await expect(gone).toContainText('This domain is not in the account any more');
    await expect(gone).toBeFocused();
    await gone.getByRole('link', { name: 'Add it again' }).click();
    await expect(page.getByRole('textbox', { name: 'Hosts' })).toBeVisible();
  });

  await test.step('assign', async () => {
    await addDomain(simulator, HOST);
    await actOn(simulator, 'verifyDomain');
    await openReview(domain, address, 'Millrace');
    await actOn(simulator, 'removeDomain');
    await domain.dialog.getByRole('button', { name: 'Assign domain' }).click();
    await expect(domain.dialog).toHaveAccessibleName('There is no such domain');
    await expect(domain.dialog.getByRole('button', { name: 'Close' }).last()).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(domain.dialog).toHaveCount(0);
    await expect(domain.main).toContainText(/not in the account any more|no such domain/);
  });

  await test.step('remove', async () => {
    await addDomain(simulator, HOST);
    await page.goto(`${address}/remove`);
    await domain.dialog.getByRole('textbox').fill(HOST);
    await actOn(simulator, 'removeDomain');
    await domain.dialog.getByRole('button', { name: 'Remove domain' }).click();
    await expect(domain.heading).toHaveText('Domains');
    await expect(page.getByText(`Someone else removed ${HOST}`)).toHaveCount(1);
  });

  await test.step('mark', async () => {
    await addDomain(simulator, HOST);
    await page.goto(`${address}?step=mark`);
    const mark = domain.main.getByRole('button', { name: /^Mark as verified/ });
    await expect(mark).toBeVisible();
    await actOn(simulator, 'removeDomain');
    await mark.click();
    await expect(gone).toContainText('This domain is not in the account any more');
  });
  expect((await storedHosts(simulator)).includes(HOST)).toBe(false);
  expect(writes.map(({ what }) => what)).not.toContain('add');
});

test('someone else deletes the issuer, or moves the domain, while it is being assigned', async ({
  page,
  simulator,
}) => {
  simulator.allow(404, 412);
  const { one, two, address } = await makeDomain(simulator, 'marked');
  const domain = new DomainPage(page);
  const { dialog } = domain;
  const stored = async () => (await storedDomain(simulator, HOST))?.assigned_issuer_id ?? null;

  await test.step('issuer deleted', async () => {
    await openReview(domain, address, 'Millrace');
    await simulator.remove(one.id);
    await dialog.getByRole('button', { name: 'Assign domain' }).click();
    await expect(dialog.getByRole('alert')).toHaveText(
      'Millrace is not there any more. Nothing was assigned. Choose another issuer.',
    );
    expect(await stored()).toBeNull();
    await domain.pickIssuer('Quayside', 'Quayside');
    await dialog.getByRole('button', { name: 'Assign domain' }).click();
    await expect(dialog).toHaveCount(0);
    expect(await stored()).toBe(two.id);
  });

  await test.step('domain moved', async () => {
    const three = await makeDomainIssuer(simulator, 'Tollgate');
    const four = await makeDomainIssuer(simulator, 'Lanternwick');
    await openReview(domain, address, 'Tollgate');
    await expect(dialog).toContainText(
      `Sign-ins at ${HOST} move from Quayside to Tollgate at once`,
    );
    await actOn(simulator, 'assignDomain', four.id);
    await dialog.getByRole('button', { name: 'Reassign domain' }).click();
    await expect(dialog.getByRole('alert')).toContainText(
      'Someone else changed this domain after this was opened. Nothing was done here.It is assigned to Lanternwick now.',
    );
    await expect(dialog).toContainText(
      `Sign-ins at ${HOST} move from Lanternwick to Tollgate at once`,
    );
    await expect(dialog.getByRole('alert')).toBeFocused();
    expect(await stored()).toBe(four.id);
    const reassign = dialog.getByRole('button', { name: 'Reassign domain' });
    await expect(reassign).toHaveAccessibleDescription('Someone else changed it: confirm it anew');
    await dialog.getByRole('checkbox', { name: 'Reassign it all the same' }).check();
    await reassign.click();
    await expect(dialog).toHaveCount(0);
    expect(await stored()).toBe(three.id);
  });

  await test.step('unassigned meanwhile: to be typed again', async () => {
    await page.goto(`${address}/remove`);
    const typed = dialog.getByRole('textbox', { name: 'Type the host to confirm' });
    await typed.fill(HOST);
    await actOn(simulator, 'unassignDomain');
    const remove = dialog.getByRole('button', { name: 'Remove domain' });
    await remove.click();
    await expect(dialog.getByRole('alert')).toContainText(
      'It is not assigned to an issuer any more.',
    );
    await expect(typed).toHaveValue('');
    await expect(remove).toHaveAccessibleDescription('Type the host to confirm');
    expect(await storedHosts(simulator)).toContain(HOST);
  });
});

test('a tag that moved for another reason costs no click; an answer that was lost, none either', async ({
  page,
  simulator,
}) => {
  simulator.allow(412);
  await dropBackOff(page);
  const { one, address } = await makeDomain(simulator, 'added');
  const domain = new DomainPage(page);
  const writes = recordDomainWrites(page);
  const row = () => storedDomain(simulator, HOST);
  await simulator.dns({ host: HOST, situation: 'right' });

  await test.step('account renamed', async () => {
    await page.goto(`${address}?step=mark`);
    const mark = domain.main.getByRole('button', { name: 'Mark as verified', exact: true });
    await onceBefore(
      page,
      /\/verify$/,
      () => true,
      async () => {
        await simulator.act({
          operation: 'updateAccount',
          body: { organization: { display_name: 'Northwind Traders' } },
        });
      },
    );
    await mark.click();
    await expect(domain.step('Mark as verified')).toContainText('Marked as verified');
    await expect(domain.main.getByRole('alert')).toHaveCount(0);
    expect((await row())?.verified).toBe(true);
    expect(writes.map(({ what }) => what)).toEqual(['verify', 'verify']);
  });

  await test.step('assigned, and nobody can say so', async () => {
    writes.splice(0);
    await openReview(domain, address, 'Millrace');
    await simulator.fault({ kind: 'answer_lost', operation: 'assignDomain' });
    for (const operation of ['getAccount', 'listDomains'] as const) {
      await simulator.fault({ kind: 'status', status: 500, operation, times: null });
    }
    await domain.dialog.getByRole('button', { name: 'Assign domain' }).click();
    await expect(domain.dialog).toContainText('Perhaps it was assigned.');
    await simulator.endFaults();
    expect((await row())?.assigned_issuer_id).toBe(one.id);
    await domain.dialog.getByRole('button', { name: 'Try again' }).click();
    await expect(domain.dialog).toHaveCount(0);
    await expect(domain.main).toContainText(`Whoever signs in at ${HOST}`);
    expect(new Set(writes.map(({ key }) => key)).size, 'one key').toBe(1);
  });

  await test.step('removed, and the answer was lost', async () => {
    writes.splice(0);
    await page.goto(`${address}/remove`);
    await domain.dialog.getByRole('textbox').fill(HOST);
    await simulator.fault({ kind: 'answer_lost', operation: 'removeDomain' });
    await domain.dialog.getByRole('button', { name: 'Remove domain' }).click();
    await expect(domain.heading).toHaveText('Domains');
    await expect(page.getByText(`Domain removed: ${HOST}`)).toHaveCount(1);
    expect(writes.map(({ what }) => what)).toEqual(['remove']);
    expect(await storedHosts(simulator)).not.toContain(HOST);
  });
});

test('two tabs: list and stepper agree with the server after each step', async ({
  page,
  context,
  simulator,
}) => {
  test.slow();
  simulator.allow(412);
  const { account, id } = await makeDomainIssuer(simulator, 'Millrace');
  const other = await makeDomainIssuer(simulator, 'Quayside');
  await addDomain(simulator, HOST);
  await simulator.dns({ host: HOST, situation: 'right' });
  const tabs = [page, await context.newPage()] as const;
  const [left, right] = [new DomainPage(tabs[0]), new DomainPage(tabs[1])];
  const address = `/accounts/${account}/domains/${HOST}`;
  await tabs[0].goto(`/accounts/${account}/domains`);
  await tabs[1].goto(address);
  for (const tab of tabs) await tab.clock.install();
  const listed = tabs[0].getByRole('main').getByRole('row').filter({ hasText: HOST });
  /** The list, the stepper and the server, after what was done in either tab. */
  const expectAll = async (verified: boolean, issuer: string | null) => {
    for (const tab of tabs) await comeBack(tab);
    const stored = await storedDomain(simulator, HOST);
    expect(stored?.verified).toBe(verified);
    expect(stored?.assigned_issuer_id ?? null).toBe(
      issuer === null ? null : issuer === 'Millrace' ? id : other.id,
    );
    await expect(listed).toContainText(verified ? 'Marked as verified' : 'No verified mark');
    await expect(listed).toContainText(issuer ?? 'Not assigned');
    await expect(right.step('Mark as verified')).toContainText(
      verified ? 'Marked as verified' : 'Your decision',
    );
    await expect(right.step('Assign to an issuer')).toContainText(issuer ?? 'No issuer yet');
  };
  await expectAll(false, null);

  await right.step('Mark as verified').click();
  await right.main.getByRole('button', { name: 'Mark as verified', exact: true }).click();
  await expect(right.main).toContainText('An administrator marked this domain as verified');
  await expectAll(true, null);

  await right.step('Assign to an issuer').click();
  await right.main.getByRole('link', { name: 'Assign to an issuer', exact: true }).click();
  await right.pickIssuer('Millrace', 'Millrace');
  await right.dialog.getByRole('button', { name: 'Assign domain' }).click();
  await expect(right.dialog).toHaveCount(0);
  await expectAll(true, 'Millrace');

  // From the other tab, whose own tag is old by now.
  await listed.getByRole('link', { name: HOST, exact: true }).click();
  await left.step('Assign to an issuer').click();
  await left.main.getByRole('link', { name: 'Reassign', exact: true }).click();
  await left.pickIssuer('Quayside', 'Quayside');
  await left.dialog.getByRole('button', { name: 'Reassign domain' }).click();
  await expect(left.dialog).toHaveCount(0);
  await tabs[0].goto(`/accounts/${account}/domains`);
  await expectAll(true, 'Quayside');

  await right.step('Assign to an issuer').click();
  await right.main.getByRole('link', { name: 'Unassign', exact: true }).click();
  await right.dialog.getByRole('button', { name: 'Unassign domain' }).click();
  await expect(right.dialog).toHaveCount(0);
  await expectAll(true, null);

  await listed.getByRole('link', { name: HOST, exact: true }).click();
  await left.main.page().getByRole('link', { name: 'Remove domain' }).click();
  await left.dialog.getByRole('textbox').fill(HOST);
  await left.dialog.getByRole('button', { name: 'Remove domain' }).click();
  await expect(left.heading).toHaveText('Domains');
  await expect(listed).toHaveCount(0);
  await comeBack(tabs[1]);
  await expect(right.main.getByRole('alert')).toContainText(
    'This domain is not in the account any more',
  );
  expect(await storedHosts(simulator)).not.toContain(HOST);
});

test('offline in the middle of adding: it stops, says what is not known, and goes on', async ({
  page,
  simulator,
}) => {
  await dropBackOff(page);
  const domains = new DomainsPage(page);
  const writes = recordDomainWrites(page);
  const hosts = ['one', 'two', 'three'].map((name) => `${name}.edges.example`);
  const [one = '', two = ''] = hosts;
  await domains.openNew(simulator);
  await domains.hosts.fill(hosts.join('\n'));
  await beforeAdd(page, two, () => simulator.setOffline(true));
  await domains.button('Add 3 domains').click();
  await domains.expectRows(domains.outcome, [/^Added/, /^Perhaps added/, 'Not tried']);
  await expect(domains.main).toContainText('so the rest was not tried');
  const again = domains.button('Try the other 2');
  await expect(again).toHaveAccessibleDescription(/There is no connection/);
  expect((await storedHosts(simulator)).slice(17)).toEqual([one]);
  await simulator.setOffline(false);
  await expect(again).not.toHaveAttribute('aria-disabled', 'true');
  await again.click();
  await expect(domains.main).toContainText('All 3 added');
  expect((await storedHosts(simulator)).slice(17)).toEqual(hosts);
  expect(new Set(writes.map(({ key }) => key)).size, 'a key for each host').toBe(3);
});
