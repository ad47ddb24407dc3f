import { expect } from '@playwright/test';

import { expectAccessibleNarrow } from './axe.ts';
import { EditingPage, recordWrites } from './editing-page.ts';
import { test } from './fixtures.ts';
import type { Simulator } from './fixtures.ts';
import { MethodsPage } from './methods-page.ts';

/** The method of the seed that this dashboard does not know, and the address of its issuer's. */
async function findUnknown(simulator: Simulator) {
  const account = await simulator.accountId();
  const [, second] = await simulator.firstIssuers(() => true);
  const issuer = second?.id ?? '';
  const saml = (await simulator.methods(issuer)).find(({ method }) => method === 'saml');
  if (saml === undefined) throw new Error('There is no method that is not known');
  return { issuer, saml, address: `/accounts/${account}/issuers/${issuer}/auth-methods` };
}

test('a method nobody knows is shown, edited by name and switch, and loses nothing', async ({
  page,
  simulator,
}) => {
  const { issuer, saml, address } = await findUnknown(simulator);
  const settings = {
    metadata_url: 'https://sso.northwind.example/metadata.xml',
    sign_requests: true,
  };
  expect(saml.settings).toEqual(settings);

  const methods = new MethodsPage(page);
  const editing = new EditingPage(page);
  await methods.open(address);
  await methods.main.getByRole('link', { name: 'Corporate SAML' }).click();
  await expect(methods.main).toContainText('This dashboard does not know the method saml.');
  await expect(methods.main.getByText('"metadata_url"')).toBeVisible();
  await expect(methods.main.getByText(`"${settings.metadata_url}"`)).toBeVisible();
  await expect(methods.main.getByText('"sign_requests"')).toBeVisible();
  await expectAccessibleNarrow(page);

  const writes = recordWrites(page);
  await editing.text('Name').fill('Corporate SAML, renamed');
  await editing.saved('Name');
  await methods.switch('Login', 'Corporate SAML, renamed').click();
  await methods.act('Switch login off').click();
  await expect(methods.line('Login of “Corporate SAML, renamed” is off.')).toBeVisible();
  await methods.switch('Featured', 'Corporate SAML, renamed').click();
  await methods.act('Switch featured on').click();
  await expect(methods.line('Featured of “Corporate SAML, renamed” is on.')).toBeVisible();
  expect(writes.map(({ method, body }) => [method, body])).toEqual([
    ['PATCH', { name: 'Corporate SAML, renamed' }],
    ['PATCH', { enabled_login: false }],
    ['PATCH', { featured: true }],
  ]);
  expect(writes.every(({ ifMatch }) => ifMatch !== null)).toBe(true);

  const stored = (await simulator.methods(issuer)).find(({ id }) => id === saml.id);
  expect(stored).toEqual({
    ...saml,
    name: 'Corporate SAML, renamed',
    enabled_login: false,
    featured: true,
    updated_at: stored?.updated_at,
  });
});

test('of a method nobody knows no credentials are known: it cannot be rotated here', async ({
  page,
  simulator,
}) => {
  const { saml, address } = await findUnknown(simulator);
  await page.goto(`${address}/${saml.id}/rotate`);
  const main = page.getByRole('main');
  await expect(main.getByRole('heading', { name: 'Not possible here' })).toBeVisible();
  await main.getByRole('link', { name: 'Its page' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Corporate SAML');
});
