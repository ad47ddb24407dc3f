import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';

import { makeIssuer, recordWrites } from './editing-page.ts';
import type { Simulator } from './fixtures.ts';
import { addMethod } from './new-method.ts';

/** Methods to make an issuer with: three ways to sign in, and a second factor. */
export const PASSWORD = { method: 'password', name: 'Password' };
export const CODES = { method: 'email_otp', name: 'Mail code' };
export const LINK = { method: 'email_link', name: 'Mail link' };
export const APP = { method: 'totp', name: 'App' };

/** One with credentials, that people are shown first and can sign up with. */
export const ENTRA = {
  method: 'oidc',
  name: 'Entra',
  enabled_signup: true,
  featured: true,
  settings: {
    issuer_url: 'https://login.example/tenant',
    client_id: 'orders',
    client_secret: 'the-old-secret',
    scopes: ['openid', 'email'],
    pkce: true,
  },
};

/** The consequence to type, as the contract has it. */
export const TYPED = 'nobody can sign in';

/** A switch of an auth method, as it is called on the page. */
type SwitchName = 'Login' | 'Signup' | 'Featured';

/** The auth methods of an issuer, or one of them, as a person finds their way there. */
export class MethodsPage {
  readonly page: Page;
  readonly main: Locator;
  /** Reviews changes of switches, and tells how they go. */
  readonly sheet: Locator;
  /** Breaks in where nobody can sign in any more. */
  readonly alarm: Locator;
  /** The consequence, where it has to be typed. */
  readonly consequence: Locator;

  constructor(page: Page) {
    this.page = page;
    this.main = page.getByRole('main');
    this.sheet = page.getByRole('dialog', {
      name: /^(Review|Making|It stopped here|What was changed)/,
    });
    this.alarm = page.getByRole('alertdialog');
    this.consequence = page
      .getByRole('dialog')
      .getByRole('textbox', { name: 'Type the consequence to confirm' });
  }

  /** Opens a page with switches and waits for them. */
  async open(address: string): Promise<void> {
    await this.page.goto(address);
    await expect(this.main.getByRole('switch').first()).toBeVisible();
  }

  switch(what: SwitchName, name: string): Locator {
    return this.main.getByRole('switch', { name: `${what} of ${name}`, exact: true });
  }

  /** A button of the sheet. */
  act(name: string | RegExp): Locator {
    return this.sheet.getByRole('button', { name, exact: true });
  }

  /** What the page says of the last change. */
  line(words: string): Locator {
    return this.main.locator('.switch-line').getByText(words, { exact: true });
  }

  undo(): Locator {
    return this.main.getByRole('button', { name: 'Undo' });
  }

  /** One change in the sheet, by the method it is of. */
  change(name: string): Locator {
    return this.sheet.getByRole('listitem').filter({ hasText: name });
  }

  /** Begins to change several, and sets these switches. */
  async stage(...switches: readonly (readonly [SwitchName, string])[]): Promise<void> {
    await this.main.getByRole('button', { name: 'Change several' }).click();
    for (const [what, name] of switches) await this.switch(what, name).click();
  }

  async review(): Promise<void> {
    await this.main.getByRole('button', { name: 'Review', exact: true }).click();
    await expect(this.sheet).toBeVisible();
  }
}

/** What a method is created with. */
type NewMethod = { method: string; name: string } & Record<string, unknown>;

/** An issuer with auth methods to switch, and where they are. */
export type WithMethods = {
  account: string;
  /** The issuer's. */
  id: string;
  /** Of the list. */
  address: string;
  /** The address of one, by its name. */
  at: (name: string) => string;
  /** The id of one, by its name. */
  idOf: (name: string) => string;
};

const SECOND = ['totp', 'backup_codes'];

/**
 * Makes an issuer with auth methods: on for login alone, unless they say otherwise.
 *
 * @param issuer more of its body
 */
export async function makeMethods(
  simulator: Simulator,
  methods: readonly NewMethod[],
  issuer: Record<string, unknown> = {},
): Promise<WithMethods> {
  const { account, id } = await makeIssuer(simulator, {
    name: 'Orders',
    settings: { access: { mode: 'open' } },
    ...issuer,
  });
  const ids = new Map<string, string>();
  for (const method of methods) {
    const { name, id: methodId } = await addMethod(
      simulator,
      { id },
      {
        first_factor_only: !SECOND.includes(method.method),
        enabled_signup: false,
        settings: {},
        ...method,
      },
    );
    ids.set(name, methodId);
  }
  const idOf = (name: string) => ids.get(name) ?? '';
  const address = `/accounts/${account}/issuers/${id}/auth-methods`;
  return { account, id, address, at: (name) => `${address}/${idOf(name)}`, idOf };
}

/**
 * Opens the list of an issuer that was made with these.
 *
 * @param name of the method whose page is opened instead
 * @returns `writes`: what the page sends from now on
 */
export async function openMethods(
  page: Page,
  simulator: Simulator,
  created: readonly NewMethod[],
  name?: string,
) {
  const made = await makeMethods(simulator, created);
  const methods = new MethodsPage(page);
  await methods.open(name === undefined ? made.address : made.at(name));
  const writes = recordWrites(page);
  return { made, methods, sheet: methods.sheet, alarm: methods.alarm, writes };
}

/** Someone else changes an auth method. */
export async function changeMethod(
  simulator: Simulator,
  made: WithMethods,
  name: string,
  body: Record<string, unknown>,
): Promise<void> {
  await simulator.act({
    operation: 'updateAuthMethod',
    params: { issuer_id: made.id, method_id: made.idOf(name) },
    body,
  });
}

/** Someone else deletes an auth method. */
export async function deleteMethod(
  simulator: Simulator,
  made: WithMethods,
  name: string,
): Promise<void> {
  await simulator.act({
    operation: 'deleteAuthMethod',
    params: { issuer_id: made.id, method_id: made.idOf(name) },
  });
}

/** Which of an issuer's methods are on for login, by name. */
export async function onForLogin(simulator: Simulator, made: WithMethods): Promise<string[]> {
  const methods = await simulator.methods(made.id);
  return methods
    .filter(({ enabled_login: on }) => on === true)
    .map(({ name }) => name)
    .toSorted();
}

/** Lets something happen after the next write was made, before the page hears of it. */
export async function afterWrite(page: Page, happen: () => Promise<void>): Promise<void> {
  let hasHappened = false;
  await page.route(/\/auth-methods\/[^/]+$/, async (route) => {
    if (hasHappened || route.request().method() === 'GET') return route.fallback();
    hasHappened = true;
    const response = await route.fetch();
    await happen();
    return route.fulfill({ response });
  });
}
