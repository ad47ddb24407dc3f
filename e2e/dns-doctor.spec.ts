import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';

import { SITUATION_IDS } from '#mocks/dns/situations.ts';
import type { SituationId } from '#mocks/dns/situations.ts';
import { expectAccessible, expectAccessibleNarrow, expectPartAccessible } from './axe.ts';
import { addDomain, DomainPage, sinceAdded } from './domain-page.ts';
import { test } from './fixtures.ts';
import type { Simulator } from './fixtures.ts';
import { recordAnnouncements } from './issuer-list.ts';

const HOST = 'auth.harbour-office.example';
const ZONE = 'harbour-office.example';

/** A finding as it is to be shown: its title, its state, and a part of its cure (null: it has none). */
type Expected = readonly [title: string, state: string, cure: string | null];

const RIGHT: Expected = ['The CNAME leads to the target', 'Right', null];
const CAA_ALLOWS: Expected = ['Certificates may be issued', 'Right', null];
const OWNED: Expected = ['The ownership record is right', 'Right', null];
const NOT_OWNED: Expected = ['There is no ownership record', 'Optional', 'publish a TXT record'];
const FAULTLESS = [RIGHT, CAA_ALLOWS, OWNED];
const NOTHING: Expected = ['Nothing is there yet', 'Not yet', 'Publish a CNAME named auth'];
const SPREADING: Expected = [
  'The resolvers do not agree yet',
  'Not yet',
  'wait until the older answer runs out',
];
const ELSEWHERE: Expected = ['The CNAME points elsewhere', 'Wrong', 'Change its value to'];
const FORBIDDEN = 'A CAA record forbids the certificate';

function unasked(who: string): Expected {
  return [`Could not ask ${who}`, 'Not known', 'Nothing to do: it is asked again'];
}

/** What is found in each situation, in the order that it is shown. Written by hand. */
const EXPECTED: { readonly [situation in SituationId]: readonly Expected[] } = {
  right: FAULTLESS,
  chained: FAULTLESS,
  mixed_case: FAULTLESS,
  nothing: [NOTHING, CAA_ALLOWS, NOT_OWNED],
  nodata: [NOTHING, CAA_ALLOWS, NOT_OWNED],
  spreading: [SPREADING, CAA_ALLOWS, OWNED, NOT_OWNED],
  split: [SPREADING, CAA_ALLOWS, OWNED],
  elsewhere: [ELSEWHERE, CAA_ALLOWS, OWNED],
  dangling: [ELSEWHERE, CAA_ALLOWS, NOT_OWNED],
  addresses: [
    ['Addresses instead of a CNAME', 'Wrong', 'Replace its A and AAAA records'],
    CAA_ALLOWS,
    OWNED,
  ],
  flattened: [
    ['The target’s addresses, without a CNAME', 'Warning', 'Have a plain CNAME there'],
    CAA_ALLOWS,
    OWNED,
  ],
  doubled: [
    ['The zone is in the name twice', 'Wrong', 'Change the record’s name to auth'],
    CAA_ALLOWS,
    NOT_OWNED,
  ],
  caa_forbids: [
    RIGHT,
    [FORBIDDEN, 'Wrong', 'Add CAA records at harbour-office.example: 0 issue "ca.authpi.example"'],
    OWNED,
  ],
  caa_nobody: [RIGHT, [FORBIDDEN, 'Wrong', 'Add CAA records at harbour-office.example'], OWNED],
  caa_critical: [RIGHT, [FORBIDDEN, 'Wrong', 'Take the property tbs away'], OWNED],
  caa_allows: FAULTLESS,
  ownership_wrong: [
    RIGHT,
    CAA_ALLOWS,
    ['The ownership record says something else', 'Warning', 'Change its value to authpi='],
  ],
  ownership_absent: [RIGHT, CAA_ALLOWS, NOT_OWNED],
  servfail: [['The DNSSEC signatures do not hold', 'Wrong', 'sign it anew']],
  broken: [['The DNS gives no answer for this host', 'Wrong', 'look at its name servers']],
  loop: [['The DNS gives no answer for this host', 'Wrong', 'look at its name servers']],
  could_not_ask: [RIGHT, CAA_ALLOWS, OWNED, unasked('two.dns.example')],
  unreachable: [unasked('the resolvers')],
  failing: [unasked('the resolvers')],
  refused: [unasked('the resolvers')],
  truncated: [unasked('the resolvers')],
  malformed: [unasked('the resolvers')],
  lost: [unasked('the resolvers')],
  rate_limited: [unasked('the resolvers')],
};

/** Two titles of one kind: with DNSSEC at fault, and without. */
const SAME_GLYPH = ['The DNSSEC signatures do not hold', 'The DNS gives no answer for this host'];

/** Opens the records of a host that another administrator has just added. */
async function openHost(page: Page, simulator: Simulator, situation: SituationId, host = HOST) {
  await addDomain(simulator, host);
  await simulator.dns({ host, situation });
  const domain = new DomainPage(page);
  await domain.openRecords(await simulator.accountId(), host);
  return domain;
}

/** Chromium's lines for resolvers that fail are expected. */
function allowFailures(simulator: Simulator): void {
  simulator.allow(0, 429, 502, 504);
}

/** What they find is what the situation before them found, by whatever way. */
const SAME_AS_BEFORE: readonly SituationId[] = ['chained', 'mixed_case', 'loop'];

test('each situation of the DNS comes to its findings', async ({ page, simulator }) => {
  allowFailures(simulator);
  const said = await recordAnnouncements(page);
  const domain = await openHost(page, simulator, 'ownership_wrong');
  const glyphs = new Map<string, string>();
  // The one that asks for a pause ends all asking for a while.
  const situations = SITUATION_IDS.toSorted(
    (a, b) => Number(a === 'rate_limited') - Number(b === 'rate_limited'),
  );
  let before = EXPECTED.ownership_wrong.map(([title]) => title);
  for (const situation of situations) {
    await expect(domain.checkNow).toBeEnabled();
    const told = (await said()).length;
    await simulator.dns({ host: HOST, situation });
    await domain.checkNow.click();
    const expected = EXPECTED[situation];
    await expect(domain.findings.getByRole('heading'), situation).toHaveText(
      expected.map(([title]) => title),
    );
    // A change is announced once, whether it was found by the press or just before.
    const news = async (start: string) =>
      (await said()).slice(told).filter((text) => text.startsWith(start));
    const isSame = SAME_AS_BEFORE.includes(situation);
    await expect.poll(() => news(isSame ? 'Checked.' : 'DNS.'), situation).toHaveLength(1);
    if (isSame) expect(await news('DNS.'), situation).toEqual([]);
    const titles = expected.map(([title]) => title);
    for (const title of titles.filter((each) => !before.includes(each))) {
      expect((await news('DNS.'))[0], situation).toContain(title);
    }
    before = titles;
    for (const [index, shown] of (await domain.shown()).entries()) {
      const [title, state, cure] = expected[index] ?? [];
      expect([shown.title, shown.state], situation).toEqual([title, state]);
      if (cure === null) expect(shown.cure, situation).toBe('');
      else expect(shown.cure, situation).toContain(cure);
      // "Could not ask" never looks like "wrong", and nothing else looks like it.
      expect(shown.shape, situation).toBe(SHAPES[shown.state]);
      const kind = kindOf(shown.title);
      expect(glyphs.get(kind) ?? shown.glyph, `${kind} has one glyph`).toBe(shown.glyph);
      glyphs.set(kind, shown.glyph);
    }
    if (expected.every(([title]) => title.startsWith('Could not ask'))) {
      await expect(domain.doctor).toContainText('This says nothing about your records.');
      await expect(domain.step('Publish DNS records')).toContainText('Could not ask');
    }
  }
  expect(new Set(glyphs.values()).size, 'no two kinds share a glyph').toBe(glyphs.size);
  expect(glyphs.size).toBe(14);
  await expect(domain.checkNow).toHaveAccessibleDescription(
    'A resolver was asked too often and wants a pause',
  );
});

const SHAPES: { readonly [state: string]: string } = {
  Right: 'ok',
  'Not yet': 'warn',
  Warning: 'warn',
  Wrong: 'bad',
  Optional: 'off',
  'Not known': 'off',
  'Not judged': 'off',
};

function kindOf(title: string): string {
  if (title.startsWith('Could not ask')) return 'Could not ask';
  return SAME_GLYPH.includes(title) ? 'servfail' : title;
}

test('without a target the DNS is reported and not judged, and no value is made up', async ({
  page,
  simulator,
}) => {
  await page.route('**/accounts/**', async (route) => {
    if (route.request().resourceType() !== 'document') return route.continue();
    const response = await route.fetch();
    const body = (await response.text()).replace(
      /(<meta name="authpi-config" content=")[^"]*"/,
      '$1{&quot;backend&quot;:&quot;live&quot;,&quot;host&quot;:&quot;api.authpi.com&quot;}"',
    );
    return route.fulfill({ response, body });
  });
  const domain = await openHost(page, simulator, 'caa_forbids');
  const { main } = domain;
  const limited = domain.finding('A CAA record limits certificates');
  await expect(domain.finding('What the DNS has today')).toContainText(
    'leads to edge.authpi.example',
  );
  await expect(domain.finding('What the DNS has today')).toContainText('Not judged');
  await expect(limited).toContainText('only pki.example may issue');
  await expect(domain.step('Publish DNS records')).toContainText('1 warning');
  await expect(domain.records.getByRole('row').nth(1)).toContainText('Not known');
  await expect(main.getByRole('button', { name: 'Copy as zone file' })).toHaveAccessibleDescription(
    'The value to publish is not known',
  );
  await expect(main).toContainText('AUTHPI_DNS_TARGET');
  await expect(domain.records).not.toContainText('edge.authpi.example');
  await expectAccessible(page);

  await simulator.dns({ host: HOST, situation: 'right' });
  await domain.checkNow.click();
  await expect(domain.finding('No CAA record limits certificates')).toContainText('Not judged');
  await expect(domain.step('Publish DNS records')).toContainText('Seen, not judged');
  // Seen is not proven.
  await domain.step('Mark as verified').click();
  await expect(main.getByRole('button', { name: 'Mark as verified anyway' })).toBeVisible();
});

test('it checks again by itself, ever more rarely, and only while it is looked at', async ({
  page,
  simulator,
}) => {
  const said = await recordAnnouncements(page);
  const announced = async () => (await said()).filter((text) => /^(DNS|Checked)\./.test(text));
  const waits = await recordWaits(page);
  let asked = 0;
  page.on('request', (request) => {
    if (new URL(request.url()).pathname === '/dns-query') asked += 1;
  });
  await page.clock.install();
  const domain = await openHost(page, simulator, 'elsewhere');
  await expect.poll(waits).toEqual([5]);
  const pauses = [5];
  for (const next of [10, 20, 40, 60, 60]) {
    const before = asked;
    await page.clock.fastForward((pauses.at(-1) ?? 0) * 1000);
    pauses.push(next);
    await expect.poll(waits).toEqual(pauses);
    expect(asked).toBeGreaterThan(before);
  }
  expect(await announced(), 'once, and not with each check').toHaveLength(1);
  expect((await announced())[0]).toContain('The CNAME points elsewhere');

  await look(page, 'hidden');
  await expect(domain.doctor).toContainText('It waits until this page is looked at.');
  const whenHidden = asked;
  await page.clock.fastForward(600_000);
  await expect(domain.doctor).toContainText('Checked 10 min ago.');
  expect(asked, 'nothing is asked while nobody looks').toBe(whenHidden);
  // Overdue: at once.
  await look(page, 'visible');
  await expect.poll(() => asked).toBeGreaterThan(whenHidden);
  await expect.poll(waits).toEqual([...pauses, 60]);
  expect(await announced()).toHaveLength(1);

  // A change starts it over; what is right is looked after rarely.
  await simulator.dns({ host: HOST, situation: 'nothing' });
  await page.clock.fastForward(60_000);
  await expect(domain.finding('Nothing is there yet')).toBeVisible();
  await expect.poll(waits).toEqual([...pauses, 60, 5]);
  await simulator.dns({ host: HOST, situation: 'right' });
  await page.clock.fastForward(5_000);
  await expect(domain.finding('The CNAME leads to the target')).toBeVisible();
  await expect.poll(waits).toEqual([...pauses, 60, 5, 60]);
  expect((await announced()).slice(1)).toEqual([
    expect.stringContaining('Nothing is there yet'),
    expect.stringContaining('The CNAME leads to the target'),
  ]);

  // It ends with the page.
  await page
    .getByRole('navigation', { name: 'Main' })
    .getByRole('link', { name: 'Domains' })
    .click();
  await expect(domain.heading).toHaveText('Domains');
  const whenLeft = asked;
  await page.clock.fastForward(600_000);
  await expect(page.getByRole('row').filter({ hasText: HOST })).toBeVisible();
  expect(asked).toBe(whenLeft);
});

test('records that are published arrive while one watches', async ({ page, simulator }) => {
  const said = await recordAnnouncements(page);
  const announced = async () => (await said()).filter((text) => text.startsWith('DNS.'));
  await page.clock.install();
  await addDomain(simulator, HOST);
  await sinceAdded(simulator, HOST, 0);
  const domain = new DomainPage(page);
  await domain.openRecords(await simulator.accountId(), HOST);
  await expect(domain.finding('Nothing is there yet')).toBeVisible();
  await sinceAdded(simulator, HOST, 22_000);
  await page.clock.fastForward(5_000);
  await expect(domain.finding('The resolvers do not agree yet')).toBeVisible();
  await sinceAdded(simulator, HOST, 45_000);
  await page.clock.fastForward(5_000);
  await expect(domain.finding('The CNAME leads to the target')).toBeVisible();
  await expect(domain.next('Mark as verified')).toBeVisible();
  expect(await announced()).toEqual([
    expect.stringContaining('Nothing is there yet'),
    expect.stringContaining('The resolvers do not agree yet'),
    expect.stringContaining('The CNAME leads to the target'),
  ]);
});

test('each finding can be read by everybody', async ({ page, simulator }) => {
  allowFailures(simulator);
  const domain = await openHost(page, simulator, 'right');
  // Several kinds on one page: CNAMEs and CAA of one situation, an ownership record of another.
  await simulator.dns({
    host: HOST,
    records: [
      { name: HOST, type: 'CNAME', data: 'customers.other-idp.example' },
      { name: ZONE, type: 'CAA', data: '0 issue "pki.example"' },
      { name: `_authpi-challenge.${HOST}`, type: 'TXT', data: 'authpi=0000000000000000' },
    ],
  });
  await domain.checkNow.click();
  await expect(domain.finding(ELSEWHERE[0])).toBeVisible();
  await expect(domain.finding('The ownership record says something else')).toBeVisible();
  await expectAccessible(page);
  for (const situation of [
    'right',
    'spreading',
    'nothing',
    'addresses',
    'flattened',
    'doubled',
    'servfail',
    'could_not_ask',
  ] as const) {
    await simulator.dns({ host: HOST, situation });
    await domain.checkNow.click();
    await expect(domain.finding(EXPECTED[situation][0]?.[0] ?? '')).toBeVisible();
    await expectPartAccessible(page, '.dns-findings');
  }
});

test('the top of a zone, and a zone that does not answer for CAA', async ({ page, simulator }) => {
  const domain = await openHost(page, simulator, 'addresses', ZONE);
  const apex = domain.finding('No CNAME can stand at this name');
  await expect(apex).toContainText('Wrong');
  await expect(apex).toContainText(`auth.${ZONE}`);
  await expect(domain.records.getByRole('row').nth(1)).toContainText('ALIAS');
  await expectAccessibleNarrow(page);
  await page.route(/\/dns-query\?.*type=CAA/, (route) =>
    route.fulfill({ json: { Status: 2 }, contentType: 'application/dns-json' }),
  );
  await domain.checkNow.click();
  const caa = domain.finding('The question for CAA records fails');
  await expect(caa).toContainText('Warning');
  await expect(caa).toContainText('Have whoever manages harbour-office.example see to it');
  const [one, two] = await domain.shown();
  expect(one?.glyph).not.toBe(two?.glyph);
});

test('the sign-in check says what the DNS says', async ({ page, simulator }) => {
  allowFailures(simulator);
  const host = 'login.northwind.example';
  const main = page.getByRole('main');
  const link = main.getByRole('listitem').filter({
    has: page.getByRole('heading', { name: 'Does the DNS lead to AuthPI?' }),
  });
  const summary = main.getByRole('heading', { level: 2 }).first();
  const again = main.getByRole('button', { name: 'Check again' });
  await page.goto(`/accounts/${await simulator.accountId()}/sign-in-check?q=${host}`);
  await expect(link).toHaveAttribute('data-verdict', 'right');
  await expect(link).toContainText('Both resolvers see it.');
  const whole = (await summary.textContent()) ?? '';
  expect(whole).not.toContain('DNS');

  await simulator.dns({ host, situation: 'unreachable' });
  await again.click();
  await expect(link).toContainText('Could not ask');
  await expect(link).toContainText('This says nothing about your records.');
  await expect(link).not.toContainText('Wrong');
  await expect(summary).toContainText('1 question could not be asked');
  await expect(summary).not.toContainText('broken');

  await simulator.dns({ host, situation: 'elsewhere' });
  await again.click();
  await expect(link).toContainText('Wrong');
  await expect(link).toContainText('leads to customers.other-idp.example');
  await expect(summary).toHaveText('Sign-in is broken at 1 point: DNS');

  // One resolver may know it longer than the other: nothing is certainly broken.
  await simulator.dns({ host, situation: 'spreading' });
  await again.click();
  await expect(link).toContainText('Doubtful');
  await simulator.dns({ host, situation: 'elsewhere' });
  await again.click();
  await link.getByRole('link', { name: 'Open DNS records' }).click();
  await expect(page).toHaveURL(/\/domains\/login\.northwind\.example\?step=records$/);
  await expect(new DomainPage(page).finding('The CNAME points elsewhere')).toBeVisible();
});

/** Has the page be looked at, or not: of a browser without a window nobody knows. */
async function look(page: Page, state: 'hidden' | 'visible'): Promise<void> {
  await page.evaluate((visibilityState) => {
    Object.defineProperty(document, 'visibilityState', {
      configurable: true,
      get: () => visibilityState,
    });
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
  }, state);
}

/** Writes down how long the page says to wait after each check (s). @returns these, until now */
async function recordWaits(page: Page): Promise<() => Promise<number[]>> {
  await page.addInitScript(() => {
    const waits: number[] = [];
    Object.assign(window, { waits });
    let last = '';
    new MutationObserver(() => {
      const text = document.querySelector('.dns-findings-when')?.textContent ?? '';
      const [, count, unit] = /Next check in (\d+) (s|min)/.exec(text) ?? [];
      if (count !== undefined && !last.includes('Next check')) {
        const seconds = Number(count) * (unit === 'min' ? 60 : 1);
        // A slow machine may show it a second late.
        waits.push([5, 10, 20, 40, 60, 300].find((each) => each >= seconds) ?? seconds);
      }
      last = text;
    }).observe(document, { subtree: true, childList: true, characterData: true });
  });
  return () => page.evaluate(() => (window as unknown as { waits: number[] }).waits);
}
