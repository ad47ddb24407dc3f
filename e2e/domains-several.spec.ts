import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';

import { DomainPage, makeDomainIssuer, storedDomain } from './domain-page.ts';
import { DomainsPage, onceBefore, recordDomainWrites } from './domains-page.ts';
import { test } from './fixtures.ts';

const RETURNS = 'returns.northwind.example';
const KIOSK = 'northwind-kiosk.example';
const CAREERS = 'careers.northwind.example';
const STAGING = 'staging.northwind.example';
const PREVIEW = 'preview.northwind.example';
const WHOLESALE = 'wholesale.northwind.example';

/** Ticks domains on the page. */
async function tick({ main }: DomainsPage, ...hosts: string[]): Promise<void> {
  for (const host of hosts) await main.getByRole('checkbox', { name: host, exact: true }).check();
}

/** Lets something happen right before a domain is written for the first time. */
function beforeWrite(page: Page, host: string, happen: () => Promise<void>): Promise<void> {
  return onceBefore(
    page,
    new RegExp(`/domains/${host}/`),
    (request) => request.method() === 'POST',
    happen,
  );
}

test('several marked: the DNS looked at, one fails and is tried again, all are marked once', async ({
  page,
  simulator,
}) => {
  const account = await simulator.accountId();
  const domains = new DomainsPage(page);
  const { main } = domains;
  const writes = recordDomainWrites(page);
  await simulator.dns({ host: RETURNS, situation: 'right' });
  await simulator.dns({ host: KIOSK, situation: 'elsewhere' });
  await simulator.dns({ host: CAREERS, situation: 'right' });
  await page.goto(`/accounts/${account}/domains`);
  await main.getByRole('link', { name: 'Mark or assign several' }).click();
  await expect(domains.button('Review')).toBeVisible();
  // What is marked already is not chosen, and says why.
  const marked = main.getByRole('checkbox', { name: STAGING, exact: true });
  await expect(marked).toHaveAccessibleDescription('It is marked already.');
  await marked.click({ force: true });
  await expect(marked).not.toBeChecked();
  await tick(domains, RETURNS, KIOSK, CAREERS);
  await expect(main).toContainText('3 domains chosen');
  await domains.button('Review').click();
  await expect(main.getByRole('heading', { name: 'Mark 3 domains as verified?' })).toBeFocused();
  await expect(domains.button('Mark 3 domains as verified anyway')).toBeVisible();
  await domains.button('Look at the DNS').click();
  await expect(main).toContainText('The DNS of all was looked at.');
  const looked = (host: string) => main.getByRole('listitem').filter({ hasText: host });
  await expect(looked(RETURNS).first()).toContainText('Both resolvers see it as it should be');
  await expect(looked(CAREERS).first()).toContainText('Both resolvers see it as it should be');
  await expect(looked(KIOSK).first()).toContainText('Not proven');
  expect(writes, 'nothing is sent before it is confirmed').toEqual([]);

  await beforeWrite(page, RETURNS, () =>
    simulator.fault({ kind: 'status', status: 500, operation: 'verifyDomain', times: 2 }),
  );
  await domains.button('Mark 3 domains as verified anyway').click();
  await expect(main).toContainText('2 of 3 marked as verified. 1 not marked as verified');
  // In the order of the list.
  await domains.expectRows(domains.outcome, [
    /^Marked as verified/,
    /^Not marked as verified/,
    /^Marked as verified/,
  ]);
  expect((await storedDomain(simulator, RETURNS))?.verified).toBe(false);
  await domains.button('Try again').click();
  await expect(main).toContainText('All 3 marked as verified');
  for (const host of [RETURNS, KIOSK, CAREERS]) {
    expect((await storedDomain(simulator, host))?.verified, host).toBe(true);
    expect(writes.filter((write) => write.host === host).length).toBe(host === RETURNS ? 3 : 1);
  }
  expect(new Set(writes.map(({ key }) => key)).size, 'a key for each').toBe(3);
});

test('several assigned: one that someone else changed meanwhile is told, and not written over', async ({
  page,
  simulator,
}) => {
  simulator.allow(412);
  const { account, id } = await makeDomainIssuer(simulator, 'Millrace');
  const other = await makeDomainIssuer(simulator, 'Quayside');
  const domains = new DomainsPage(page);
  const { main } = domains;
  const writes = recordDomainWrites(page);
  const issuerOf = async (host: string) =>
    (await storedDomain(simulator, host))?.assigned_issuer_id ?? null;
  await page.goto(`/accounts/${account}/domains/several`);
  await main.getByRole('radio', { name: 'Assign to one issuer' }).click();
  await expect(
    main.getByRole('checkbox', { name: RETURNS, exact: true }),
  ).toHaveAccessibleDescription(
    'It has no verified mark, and AuthPI assigns only domains that have one.',
  );
  await tick(domains, WHOLESALE, STAGING, PREVIEW);
  await expect(main).toContainText('Choose an issuer');
  await domains.button('Choose an issuer').click();
  await new DomainPage(page).pickIssuer('Millrace', 'Millrace');
  await domains.button('Review').click();
  await expect(main.getByRole('heading', { name: 'Assign 3 domains to Millrace?' })).toBeFocused();
  await expect(main).toContainText(
    /Sign-ins at wholesale\.northwind\.example move from .* to Millrace at once/,
  );
  await expect(main).toContainText(`Sign-ins at ${STAGING} go to Millrace at once`);

  await beforeWrite(page, STAGING, async () => {
    await simulator.act({
      operation: 'assignDomain',
      params: { domain: STAGING },
      body: { issuer_id: other.id },
    });
  });
  await domains.button('Assign 3 domains').click();
  await expect(main).toContainText('2 of 3 assigned. 1 not assigned');
  await expect(domains.row(domains.outcome, STAGING)).toContainText(
    /Changed by someone elseSomeone else changed staging.* and assigned to .*Nothing was written\./,
  );
  expect(await issuerOf(STAGING)).toBe(other.id);
  // What somebody else made of it has been shown: trying again is a decision about that.
  await domains.button('Try again').click();
  await expect(main).toContainText('All 3 assigned');
  for (const host of [WHOLESALE, STAGING, PREVIEW]) expect(await issuerOf(host)).toBe(id);
  expect(writes.filter(({ host }) => host !== STAGING)).toHaveLength(2);

  await main.getByRole('link', { name: 'Go to the domains' }).click();
  for (const host of [WHOLESALE, STAGING, PREVIEW]) {
    await expect(domains.row(main, host)).toContainText('Millrace');
  }
});
