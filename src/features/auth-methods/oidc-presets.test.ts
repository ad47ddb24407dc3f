import { describe, expect, test } from 'vitest';
import { placeholderIn, placeholderWords } from './url-placeholders.ts';
import { OIDC_PRESETS, presetOf } from './oidc-presets.ts';

describe('presets of OpenID Connect', () => {
  test('are the issuers that the providers publish', () => {
    expect(OIDC_PRESETS.map(({ id, issuerUrl }) => [id, issuerUrl])).toEqual([
      ['google', 'https://accounts.google.com'],
      ['entra', 'https://login.microsoftonline.com/{tenant}/v2.0'],
      ['okta', 'https://{domain}/oauth2/default'],
      ['auth0', 'https://{domain}/'],
      ['keycloak', 'https://{host}/realms/{realm}'],
      ['gitlab', 'https://gitlab.com'],
    ]);
  });

  test('all ask for what names the user', () => {
    for (const { scopes } of OIDC_PRESETS) expect(scopes).toContain('openid');
  });

  test('are found by id alone', () => {
    expect(presetOf('okta')?.name).toBe('Okta');
    expect(presetOf('__proto__')).toBeNull();
    expect(presetOf(undefined)).toBeNull();
  });
});

test.each([
  ['https://accounts.google.com', null, null],
  [
    'https://login.microsoftonline.com/{tenant}/v2.0',
    '{tenant}',
    'Replace {tenant} with the directory (tenant) id',
  ],
  [
    'https://{host}/realms/{realm}',
    '{host}',
    'Replace {host} with the server’s host name, and {realm} with the name of the realm',
  ],
  ['https://{constructor}/', '{constructor}', 'Replace {constructor}'],
])('what is left of %s is %s', (url, first, words) => {
  const at = placeholderIn(url);
  expect(at === null ? null : url.slice(...at)).toBe(first);
  expect(placeholderWords(url)).toBe(words);
});
