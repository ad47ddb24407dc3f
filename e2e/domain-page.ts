import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';

import type { Domain } from '#contract/domain.ts';
import { makeIssuer } from './editing-page.ts';
import type { Simulator } from './fixtures.ts';
import { addMethod } from './new-method.ts';

/** A step of a domain, as it is called on the page. */
type StepTitle =
  | 'Add'
  | 'Publish DNS records'
  | 'Mark as verified'
  | 'Assign to an issuer'
  | 'Register callback URLs';

/** What a finding shows, word for word. */
type ShownFinding = { title: string; state: string; shape: string; glyph: string; cure: string };

/** The page of one domain, as a person finds their way in it. */
export class DomainPage {
  readonly page: Page;
  readonly main: Locator;
  readonly heading: Locator;
  /** The steps, in the order that is safe. */
  readonly steps: Locator;
  readonly records: Locator;
  /** What the DNS says. */
  readonly doctor: Locator;
  readonly checkNow: Locator;
  readonly dialog: Locator;

  constructor(page: Page) {
    this.page = page;
    this.main = page.getByRole('main');
    this.heading = page.getByRole('heading', { level: 1 });
    this.steps = page.getByRole('navigation', { name: 'Steps' });
    this.records = this.main.getByRole('table', { name: 'Records to publish' });
    this.doctor = this.main.getByRole('region', { name: 'What the DNS says' });
    this.checkNow = this.doctor.getByRole('button', { name: 'Check now' });
    this.dialog = page.getByRole('dialog');
  }

  /** Opens the records of a domain and waits for the first answer of the DNS. */
  async openRecords(account: string, host: string): Promise<void> {
    await this.page.goto(`/accounts/${account}/domains/${host}?step=records`);
    await expect(this.findings.first()).toBeVisible();
  }

  /** A step among the others: a link with how far it is. */
  step(title: StepTitle): Locator {
    return this.steps.getByRole('link', { name: new RegExp(`^${title}\\b`) });
  }

  /** On to the step that comes next. */
  next(title: StepTitle): Locator {
    return this.main.getByRole('link', { name: `Next: ${title}` });
  }

  /** The step that is shown. */
  panel(title: StepTitle | RegExp): Locator {
    return this.main.getByRole('region', { name: title });
  }

  get findings(): Locator {
    return this.doctor.getByRole('listitem');
  }

  finding(title: string): Locator {
    return this.findings.filter({
      has: this.page.getByRole('heading', { level: 3, name: title, exact: true }),
    });
  }

  /** All findings, as they are shown now. */
  shown(): Promise<ShownFinding[]> {
    return this.findings.evaluateAll((items) =>
      items.map((item) => {
        const text = (selector: string) => item.querySelector(selector)?.textContent ?? '';
        return {
          title: text('h3'),
          state: text('.dns-finding-head .status'),
          shape: item.getAttribute('data-shape') ?? '',
          glyph: item.querySelector('path')?.getAttribute('d') ?? '',
          cure: text('.dns-finding-cure'),
        };
      }),
    );
  }

  /** Chooses an issuer in the open dialog by a part of its name. */
  async pickIssuer(query: string, name: string): Promise<void> {
    await this.page.getByRole('combobox', { name: 'Search issuers' }).fill(query);
    await this.page.getByRole('option', { name: new RegExp(`^${name}`) }).click();
  }
}

/** An issuer to assign domains to. */
type DomainIssuer = { account: string; id: string; name: string; methodId: string };

/** Makes an active issuer with a provider that calls back. */
export async function makeDomainIssuer(
  simulator: Simulator,
  name: string,
  redirectUri = 'https://login.bluebird.example/callback',
): Promise<DomainIssuer> {
  const { account, id } = await makeIssuer(simulator, { name, status: 'active' });
  const method = await addMethod(
    simulator,
    { id },
    {
      method: 'oauth2',
      name: `Bluebird of ${name}`,
      settings: {
        provider: 'bluebird',
        client_id: 'web',
        client_secret: 'a-client-secret',
        redirect_uri: redirectUri,
      },
    },
  );
  return { account, id, name, methodId: method.id };
}

/** Another administrator adds a domain. */
export async function addDomain(simulator: Simulator, host: string): Promise<void> {
  await simulator.act({ operation: 'addDomain', body: { host } });
}

/** A domain as the API lists it. */
export async function storedDomain(
  simulator: Simulator,
  host: string,
): Promise<Domain | undefined> {
  return (await simulator.domains()).find((domain) => domain.host === host);
}

/** Takes the world to so long after a domain was added, in milliseconds. */
export async function sinceAdded(simulator: Simulator, host: string, ms: number): Promise<void> {
  const { added_at: added } = (await storedDomain(simulator, host)) ?? {};
  if (added == null) throw new Error(`${host} was not added`);
  await simulator.change({ clock_offset_ms: Math.round(added + ms - Date.now()) });
}
