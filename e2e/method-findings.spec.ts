import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';

import { test } from './fixtures.ts';
import type { Simulator } from './fixtures.ts';
import { makeMethods } from './methods-page.ts';
import type { WithMethods } from './methods-page.ts';

const client = { client_id: 'orders', client_secret: 'secret' };
const OFF = { enabled_login: false };

/** What is found, as its title says it, and where its link leads: what follows the issuer's address. */
type Found = readonly [title: string, link: string, leads: (made: WithMethods) => string];

type Case = {
  name: string;
  make: (simulator: Simulator) => Promise<WithMethods>;
  found: readonly Found[];
};

const toList = () => '/auth-methods';
const toMethod = (name: string) => (made: WithMethods) => `/auth-methods/${made.idOf(name)}`;

const CASES: readonly Case[] = [
  {
    name: 'what is wrong with single methods',
    make: async (simulator) => {
      const made = await makeMethods(
        simulator,
        [
          {
            method: 'password',
            name: 'Password',
            enabled_signup: true,
            settings: { require_digit: true, breach_check: false },
          },
          { method: 'totp', name: 'App' },
          {
            method: 'oidc',
            name: 'Entra',
            settings: { ...client, issuer_url: 'https://login.example/tenant' },
          },
          {
            method: 'oidc',
            name: 'Entra again',
            settings: { ...client, issuer_url: 'https://login.example/tenant' },
          },
          {
            method: 'oauth2',
            name: 'Bluebird',
            settings: {
              ...client,
              provider: 'bluebird',
              redirect_uri: 'http://elsewhere.example/callback',
            },
          },
        ],
        { settings: { access: { mode: 'closed' } } },
      );
      const day = (days: number) =>
        new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
      await simulator.act({
        operation: 'updateIssuer',
        params: { issuer_id: made.id },
        body: {
          metadata: {
            [`expires.${made.idOf('Entra')}`]: day(7),
            [`expires.${made.idOf('Bluebird')}`]: day(-7),
          },
        },
      });
      return made;
    },
    found: [
      ['The credentials of “Bluebird” have expired', 'Bluebird', toMethod('Bluebird')],
      ['The redirect URI of “Bluebird” is not https', 'Bluebird', toMethod('Bluebird')],
      [
        '“Bluebird” sends people back to a host that is not assigned to this issuer',
        'Domains',
        () => '/domains',
      ],
      ['The credentials of “Entra” expire in 7 days', 'Entra', toMethod('Entra')],
      ['“Password” has composition rules and no breach check', 'Password', toMethod('Password')],
      ['2 auth methods have one client id', 'Auth methods', toList],
      [
        'An authenticator app without backup codes',
        'Add backup codes',
        () => '/auth-methods/new?method=backup_codes',
      ],
      ['Signup is on while access is closed', 'Access settings', () => '/settings/access'],
    ],
  },
  {
    name: 'nothing there',
    make: (simulator) =>
      makeMethods(simulator, [], { settings: { access: { mode: 'open', mfa: 'required' } } }),
    found: [
      ['There is no way to sign in', 'Add an auth method', () => '/auth-methods/new'],
      [
        'A second factor is required, and there is none to enrol',
        'Add an authenticator app',
        () => '/auth-methods/new?method=totp',
      ],
    ],
  },
  {
    name: 'only SMS, and nobody signs up',
    make: (simulator) =>
      makeMethods(simulator, [
        { method: 'sms_otp', name: 'SMS' },
        { method: 'password', name: 'Password', ...OFF },
      ]),
    found: [
      ['SMS is the only way to sign in', 'Password', toMethod('Password')],
      ['No auth method is on for signup', 'Auth methods', toList],
    ],
  },
  {
    name: 'only temporary passwords, and backup codes that are off',
    make: (simulator) =>
      makeMethods(simulator, [
        { method: 'temporary_password', name: 'Temporary', enabled_signup: true },
        { method: 'totp', name: 'App' },
        { method: 'backup_codes', name: 'Codes', ...OFF },
      ]),
    found: [
      [
        'Temporary passwords are the only way to sign in',
        'Add an auth method',
        () => '/auth-methods/new',
      ],
      ['An authenticator app without backup codes', 'Codes', toMethod('Codes')],
    ],
  },
  {
    name: 'a way that is there and off',
    make: (simulator) => makeMethods(simulator, [{ method: 'password', name: 'Password', ...OFF }]),
    found: [['There is no way to sign in', 'Auth methods', toList]],
  },
];

/** One finding on an issuer's page. */
function finding(page: Page, title: string) {
  return page
    .getByRole('region', { name: 'What needs attention' })
    .getByRole('listitem')
    .filter({ hasText: title });
}

test('each finding on an issuer leads to where it is seen to, on a narrow screen', async ({
  page,
  simulator,
}) => {
  await page.setViewportSize({ width: 360, height: 720 });
  for (const { name, make, found } of CASES) {
    await test.step(name, async () => {
      const made = await make(simulator);
      const home = made.address.replace(/\/auth-methods$/, '');
      await page.goto(home);
      for (const [title, link, leads] of found) {
        const way = finding(page, title).getByRole('link', { name: link, exact: true });
        await way.click();
        await expect(page).toHaveURL(`${home}${leads(made)}`);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        await page.goBack();
        await expect(way).toBeVisible();
      }
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(wide, 'no sideways scroll').toBeLessThanOrEqual(360);
    });
  }
});
