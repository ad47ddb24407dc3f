import { expect, test } from 'vitest';
import { dottedName } from '#editing/field.ts';
import { ISSUER } from './issuer-editable.ts';
import { unconfirmedOf } from './unconfirmed.ts';

const issuer = (settings: { [key: string]: unknown }) => ({
  id: 'i_1',
  status: 'active',
  created_at: 1,
  settings,
});
const names = (settings: { [key: string]: unknown }) =>
  [...unconfirmedOf(ISSUER.fields, issuer(settings))].map(dottedName);

test('published names are known; others are once an answer holds them, also as null', () => {
  const all = ISSUER.fields.filter(({ published }) => !published).map(dottedName);
  expect(names({})).toEqual(all.filter((name) => name !== 'settings'));
  const rest = names({ access: { mode: 'open', mfa: null }, branding: {} });
  expect(rest).not.toContain('settings.access.mode');
  expect(rest).not.toContain('settings.access.mfa');
  expect(rest).toContain('settings.access.verify_email');
  expect(rest).toContain('settings.branding.display_name');
});
