import type { AuthMethodKind } from '#contract/auth-method-variants.ts';
import type { JsonObject } from '#contract/values.ts';
import type { Company } from './accounts.ts';

/** A believable auth method of each kind: its name and its settings as answered, without secrets. */
export function methodExamples({ brand, site }: Company): {
  readonly [Kind in AuthMethodKind]: { name: string; settings: JsonObject };
} {
  return {
    password: { name: 'Password', settings: { min_length: 14, history: 5, require_digit: true } },
    email_link: { name: 'E-mail link', settings: { ttl: 600 } },
    passkey: {
      name: 'Passkey',
      settings: {
        rp_id: site,
        rp_name: brand,
        user_verification: 'preferred',
        resident_key: 'required',
      },
    },
    oidc: {
      name: 'Google',
      settings: {
        issuer_url: 'https://accounts.google.com',
        client_id: '407408718192-8n2k.apps.googleusercontent.com',
        scopes: ['openid', 'email', 'profile'],
        pkce: true,
      },
    },
    oauth2: {
      name: 'Bluebird social',
      settings: {
        provider: 'bluebird',
        client_id: 'web-storefront',
        redirect_uri: `https://login.${site}/callback/bluebird`,
        scopes: ['profile.read'],
      },
    },
    apple: {
      name: 'Apple',
      settings: { client_id: 'example.signin.web', team_id: 'TEAM7EXMPL', key_id: 'K3Y1D5EED0' },
    },
    github: { name: 'GitHub', settings: { client_id: 'Iv1.8a61f9b3a7aba766' } },
    oauth2_manual: {
      name: 'Employee directory',
      settings: {
        authorization_endpoint: `https://directory.${site}/oauth/authorize`,
        token_endpoint: `https://directory.${site}/oauth/token`,
        userinfo_endpoint: `https://directory.${site}/oauth/me`,
        client_id: 'authpi',
        redirect_uri: `https://login.${site}/callback/directory`,
        token_endpoint_auth_method: 'client_secret_basic',
        subject_claim: 'employee_number',
      },
    },
    temporary_password: { name: 'Temporary password', settings: { ttl: 3600 } },
    email_otp: { name: 'E-mail code', settings: {} },
    sms_otp: { name: 'Text message code', settings: { allowed_countries: ['NL', 'BE', 'DE'] } },
    totp: { name: 'Authenticator app', settings: { algorithm: 'SHA1', issuer_name: brand } },
    backup_codes: { name: 'Backup codes', settings: { count: 8 } },
  };
}

/** A method this project does not know, as AuthPI may add one any day. */
export const UNKNOWN_METHOD = {
  method: 'saml',
  name: 'Corporate SAML',
  settings: { metadata_url: 'https://sso.northwind.example/metadata.xml', sign_requests: true },
} as const;
