import { describe, expect, test } from 'vitest';
import { compareDiscovery, discoveryUrl } from './discovery.ts';

const GOOGLE = {
  issuer: 'https://accounts.google.com',
  authorization_endpoint: 'https://accounts.google.com/o/oauth2/v2/auth',
  token_endpoint: 'https://oauth2.googleapis.com/token',
  response_types_supported: ['code', 'token'],
  scopes_supported: ['openid', 'email', 'profile'],
  token_endpoint_auth_methods_supported: ['client_secret_post', 'client_secret_basic'],
  code_challenge_methods_supported: ['plain', 'S256'],
  id_token_signing_alg_values_supported: ['RS256'],
};
const typed = {
  issuerUrl: 'https://accounts.google.com',
  scopes: ['openid', 'email', 'profile'],
  pkce: true,
};

function findings(change: object, other: Partial<typeof typed> = {}) {
  const found = compareDiscovery(JSON.stringify({ ...GOOGLE, ...change }), { ...typed, ...other });
  return found.kind === 'compared' ? found.findings : [];
}

describe('a discovery document', () => {
  test('that says what is typed has nothing against it', () => {
    expect(compareDiscovery(JSON.stringify(GOOGLE, null, 2), typed)).toEqual({
      kind: 'compared',
      findings: [],
    });
  });

  test.each(['', '{', '<html>', '"x"', '[]', 'null', '{}', '{"issuer":7}', '{"issuer":""}'])(
    '%j is none',
    (text) => {
      expect(compareDiscovery(text, typed)).toMatchObject({ kind: 'unreadable' });
    },
  );

  test('of which only what it must tell is there has nothing against it', () => {
    const { issuer, authorization_endpoint, token_endpoint } = GOOGLE;
    const text = JSON.stringify({ issuer, authorization_endpoint, token_endpoint });
    const found = compareDiscovery(text, { ...typed, pkce: false });
    expect(found).toEqual({ kind: 'compared', findings: [] });
  });

  test.each([
    [{ issuer: 'https://accounts.google.com/' }, /ends with a slash/],
    [{ issuer: 'https://other.example' }, /is https:\/\/other\.example, not https:\/\/accounts/],
    [{ authorization_endpoint: 'http://a.example' }, /authorization endpoint is not an https/],
    [{ token_endpoint: undefined }, /names no token endpoint/],
    [{ token_endpoint: 7 }, /names no token endpoint/],
    [{ response_types_supported: ['id_token'] }, /authorization code flow/],
    [{ token_endpoint_auth_methods_supported: ['private_key_jwt'] }, /only private_key_jwt/],
    [{ id_token_signing_alg_values_supported: ['none'] }, /does not sign/],
    [{ issuer: 'https://login.microsoftonline.com/{tenantid}/v2.0' }, /no single directory/],
  ])('%j is bad', (change, words) => {
    const [finding, ...more] = findings(change);
    expect(finding?.level).toBe('bad');
    expect(finding?.words).toMatch(words);
    expect(more).toEqual([]);
  });

  test.each([
    [{ scopes_supported: ['openid'] }, /does not list email, profile/],
    [{ code_challenge_methods_supported: ['plain'] }, /does not list S256/],
    [{ code_challenge_methods_supported: undefined }, /does not say/],
  ])('%j is warned of', (change, words) => {
    const [finding, ...more] = findings(change);
    expect(finding?.level).toBe('warn');
    expect(finding?.words).toMatch(words);
    expect(more).toEqual([]);
  });

  test('an issuer that differs can be taken over, but not one of nobody, nor one over http', () => {
    const cure = (issuer: string) => findings({ issuer })[0]?.cure?.value;
    expect(cure('https://accounts.google.com/')).toBe('https://accounts.google.com/');
    expect(cure('https://login.example/{tenantid}')).toBeUndefined();
    expect(cure('http://accounts.google.com')).toBeUndefined();
  });

  test('what is not asked for is not compared', () => {
    expect(findings({ code_challenge_methods_supported: [] }, { pkce: false })).toEqual([]);
    expect(findings({}, { scopes: ['email'] })[0]?.words).toMatch(/openid is missing/);
    expect(findings({}, { issuerUrl: '' })[0]?.words).toBe(
      'The document’s issuer is https://accounts.google.com.',
    );
  });
});

test.each([
  ['https://a.example', 'https://a.example/.well-known/openid-configuration'],
  ['https://a.example/', 'https://a.example/.well-known/openid-configuration'],
  ['https://a.example/realms/x', 'https://a.example/realms/x/.well-known/openid-configuration'],
  ['https://{domain}/', null],
  ['http://a.example', null],
  ['javascript:alert(1)', null],
  ['', null],
])('the document of %j is at %j', (issuer, url) => {
  expect(discoveryUrl(issuer)).toBe(url);
});
