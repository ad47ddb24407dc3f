import { expect } from '@playwright/test';
import type { Locator, Page, Request, Route } from '@playwright/test';

import type { Simulator } from './fixtures.ts';

/** Adding domains, and several at once, as a person finds their way there. */
export class DomainsPage {
  readonly page: Page;
  readonly main: Locator;
  /** Where hosts are typed. */
  readonly hosts: Locator;
  /** What would become of each thing that was typed. */
  readonly plan: Locator;
  /** What became of each domain of a run. */
  readonly outcome: Locator;
  /** What a run did not try. */
  readonly rest: Locator;
  readonly alert: Locator;

  constructor(page: Page) {
    const main = page.getByRole('main');
    this.page = page;
    this.main = main;
    this.hosts = main.getByRole('textbox', { name: 'Hosts' });
    this.plan = main.getByRole('table', { name: 'What will happen' });
    this.outcome = main.getByRole('table', { name: 'Outcome of each domain' });
    this.rest = main.getByRole('table', { name: 'Not tried' });
    this.alert = main.getByRole('alert');
  }

  /** Opens the form and waits for it. */
  async openNew(simulator: Simulator): Promise<void> {
    await this.page.goto(`/accounts/${await simulator.accountId()}/domains/new`);
    await expect(this.hosts).toBeVisible();
  }

  button(name: string | RegExp): Locator {
    return this.main.getByRole('button', { name, exact: true });
  }

  /** What a table says, row by row: the cell after the name. */
  async expectRows(table: Locator, said: readonly (string | RegExp)[]): Promise<void> {
    await expect(table.getByRole('row').locator('td:first-of-type')).toHaveText([...said]);
  }

  /** A row by a text in it. */
  row(table: Locator, text: string): Locator {
    return table.getByRole('row').filter({ hasText: text });
  }
}

/** Leaves the account so many of the domains that it begins with. */
export async function keepDomains(simulator: Simulator, count: number): Promise<void> {
  for (const { host } of (await simulator.domains()).slice(count)) {
    await simulator.act({ operation: 'removeDomain', params: { domain: host } });
  }
}

/** The hosts of the account, as the API lists them. */
export async function storedHosts(simulator: Simulator): Promise<string[]> {
  return (await simulator.domains()).map(({ host }) => host);
}

/** Lets something happen right before the first add of a host is sent. */
export async function beforeAdd(
  page: Page,
  host: string,
  happen: () => Promise<void>,
): Promise<void> {
  const isMeant = (request: Request) =>
    request.method() === 'POST' && (request.postData() ?? '').includes(`"${host}"`);
  await onceBefore(page, /\/domains$/, isMeant, happen);
}

/** Lets something happen right before the first request that is meant is sent. */
export async function onceBefore(
  page: Page,
  url: RegExp,
  isMeant: (request: Request) => boolean,
  happen: () => Promise<void>,
): Promise<void> {
  let hasHappened = false;
  await page.route(url, async (route: Route) => {
    if (!hasHappened && isMeant(route.request())) {
      hasHappened = true;
      await happen();
    }
    await route.fallback();
  });
}

/** A write to a domain: what is done, to which, and under which key. */
type DomainWrite = { what: string; host: string; key: string | null };

/** Every write to a domain that leaves a page from now on: `add login.example.com`, by its key. */
export function recordDomainWrites(page: Page): DomainWrite[] {
  const writes: DomainWrite[] = [];
  page.on('request', (request) => {
    const [, host, act] = /\/domains(?:\/([^/]+))?(?:\/([^/]+))?$/.exec(request.url()) ?? [];
    if (request.method() === 'GET' || !request.url().includes('/v1/')) return;
    const body = JSON.parse(request.postData() ?? '{}') as { host?: string };
    writes.push({
      what: act ?? (request.method() === 'DELETE' ? 'remove' : 'add'),
      host: body.host ?? decodeURIComponent(host ?? ''),
      key: request.headers()['idempotency-key'] ?? null,
    });
  });
  return writes;
}
