import { describe, expect, test } from 'vitest';

import {
  accessModeOf,
  defaultSwitches,
  isBranded,
  isDoor,
  matchesText,
  mayBeDoor,
  readinessOf,
} from './rules.ts';

const STARTS_A_LOGIN = [
  'oauth2',
  'oidc',
  'apple',
  'github',
  'oauth2_manual',
  'password',
  'temporary_password',
  'email_link',
  'email_otp',
  'sms_otp',
  'passkey',
  'telepathy',
];

describe('isDoor', () => {
  test.each(STARTS_A_LOGIN)('%s is one while it is on for login', (method) => {
    expect(isDoor({ method, enabled_login: true })).toBe(true);
    expect(isDoor({ method, enabled_login: false })).toBe(false);
    expect(isDoor({ method })).toBe(false);
  });

  test.each(['totp', 'backup_codes'])('%s never is', (method) => {
    expect(isDoor({ method, enabled_login: true })).toBe(false);
  });
});

test('mayBeDoor: one that is not said to be on or off', () => {
  expect(mayBeDoor({ method: 'password' })).toBe(true);
  expect(mayBeDoor({ method: 'telepathy', enabled_login: null })).toBe(true);
  expect(mayBeDoor({ method: 'password', enabled_login: true })).toBe(false);
  expect(mayBeDoor({ method: 'password', enabled_login: false })).toBe(false);
  expect(mayBeDoor({ method: 'totp' })).toBe(false);
});

describe('readinessOf', () => {
  test.each([
    ['active', 1, 'ready'],
    ['active', 13, 'ready'],
    ['active', 0, 'review'],
    ['disabled', 3, 'review'],
    ['suspended', 3, 'review'],
    ['deleted', 3, 'review'],
    ['hibernating', 3, 'review'],
  ])('%s with %i doors: %s', (status, doors, readiness) => {
    expect(readinessOf(status, doors)).toBe(readiness);
  });
});

describe('accessModeOf', () => {
  test.each([
    [{ access: { mode: 'open' } }, 'open'],
    [{ access: { mode: 'by_lottery' } }, 'by_lottery'],
    [{ access: { mode: null } }, null],
    [{ access: { mode: 5 } }, null],
    [{ access: {} }, null],
    [{ access: null }, null],
    [{ access: [] }, null],
    [{}, null],
    [null, null],
    [undefined, null],
    ['x', null],
  ])('%j: %j', (settings, mode) => {
    expect(accessModeOf(settings)).toBe(mode);
  });
});

describe('isBranded', () => {
  test.each([
    [{ branding: { display_name: 'x' } }, true],
    [{ branding: { later: 1 } }, true],
    [{ branding: { display_name: null, logo_url: 'https://example.com' } }, true],
    [{ branding: { display_name: null } }, false],
    [{ branding: { display_name: '' } }, false],
    [{ branding: {} }, false],
    [{ branding: null }, false],
    [{}, false],
    [null, false],
  ])('%j: %j', (settings, branded) => {
    expect(isBranded(settings)).toBe(branded);
  });
});

describe('matchesText', () => {
  const row = { id: 'i_ABC123', name: 'Ångström Études', description: 'Für МОСКВА' };

  test.each(['ång', 'ÅNGSTRÖM', 'études', 'für', 'москва', 'i_abc', 'BC12', '', '  ', ' ång '])(
    '%j is found',
    (q) => {
      expect(matchesText(q, row)).toBe(true);
    },
  );

  test.each(['angstrom', 'null', '%', '.*', 'i_abd'])('%j is not', (q) => {
    expect(matchesText(q, row)).toBe(false);
    expect(matchesText(q, { ...row, name: null, description: null })).toBe(false);
  });
});

describe('defaultSwitches', () => {
  test.each(STARTS_A_LOGIN)('%s is on for login and signup, not featured', (method) => {
    expect(defaultSwitches(method)).toEqual({
      enabled_login: true,
      enabled_signup: true,
      featured: false,
    });
  });

  test.each(['totp', 'backup_codes'])('%s is off for signup', (method) => {
    expect(defaultSwitches(method)).toEqual({
      enabled_login: true,
      enabled_signup: false,
      featured: false,
    });
  });
});
