import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';

import type { AuthMethod } from '#contract/auth-method.ts';
import { makeIssuer } from './editing-page.ts';
import type { Simulator } from './fixtures.ts';

/** The form of a new auth method, as a person finds their way in it. */
export class NewMethod {
  readonly page: Page;
  readonly main: Locator;
  readonly create: Locator;
  readonly heading: Locator;
  /** Asks before unsaved work is left. */
  readonly question: Locator;

  constructor(page: Page) {
    this.page = page;
    this.main = page.getByRole('main');
    this.create = this.main.getByRole('button', { name: 'Create auth method' });
    this.heading = page.getByRole('heading', { level: 1 });
    this.question = page.getByRole('dialog', { name: 'Leave without saving?' });
  }

  field(label: string): Locator {
    return fieldOf(this.main, label);
  }

  /** Opens the form of one kind. */
  async open({ base }: Made, kind: string): Promise<void> {
    await this.page.goto(`${base}/auth-methods/new?method=${kind}`);
    await expect(this.create).toBeVisible();
  }

  /** Goes to another kind, by the picker. */
  async choose(link: string): Promise<void> {
    await this.main.getByRole('link', { name: 'Change the kind of auth method' }).click();
    await this.main.getByRole('link', { name: link, exact: true }).click();
    await expect(this.create).toBeVisible();
  }

  async type(typed: { readonly [label: string]: string }): Promise<void> {
    for (const [label, text] of Object.entries(typed)) await fill(this.main, label, text);
  }

  /** Waits until it is created and shown. */
  async expectCreated(name: string): Promise<void> {
    await expect(this.heading).toHaveText(name);
    await expect(this.page).toHaveURL(/\/auth-methods\/am_[^/]+$/);
  }
}

/** An input by its label. A section may have the same name. */
export function fieldOf(within: Locator, label: string): Locator {
  return within.getByLabel(label, { exact: true }).and(within.locator('input, select, textarea'));
}

/** Types into a field, or chooses in it, and leaves it. */
export async function fill(
  within: Locator,
  label: string,
  given: string | { readonly option: string },
): Promise<void> {
  const field = fieldOf(within, label);
  if (typeof given === 'string') await field.fill(given);
  else await field.selectOption({ label: given.option });
  await field.blur();
}

/** An issuer to add auth methods to. */
type Made = { account: string; id: string; base: string };

/** Makes an issuer without auth methods. */
export async function makeBareIssuer(simulator: Simulator): Promise<Made> {
  const { account, id } = await makeIssuer(simulator, { name: 'Orders' });
  return { account, id, base: `/accounts/${account}/issuers/${id}` };
}

/** Opens the form of one kind, of an issuer that has no auth method yet. */
export async function openForm(page: Page, simulator: Simulator, kind: string) {
  const issuer = await makeBareIssuer(simulator);
  const form = new NewMethod(page);
  const creates = recordCreates(page);
  await form.open(issuer, kind);
  return { issuer, form, creates };
}

/** Another administrator adds an auth method. */
export async function addMethod(
  simulator: Simulator,
  { id }: { id: string },
  body: { method: string; name: string; [field: string]: unknown },
): Promise<AuthMethod> {
  const made = await simulator.act({
    operation: 'createAuthMethod',
    params: { issuer_id: id },
    body: { first_factor_only: true, ...body },
  });
  return (made as { data: AuthMethod }).data;
}

/** A create of an auth method that left a page. */
type Create = { body: unknown; key: string | null };

/** Every create of an auth method that leaves a page from now on. */
export function recordCreates(page: Page): Create[] {
  const creates: Create[] = [];
  page.on('request', (request) => {
    if (request.method() !== 'POST' || !request.url().endsWith('/auth-methods')) return;
    const text = request.postData();
    creates.push({
      body: text === null ? null : JSON.parse(text),
      key: request.headers()['idempotency-key'] ?? null,
    });
  });
  return creates;
}
