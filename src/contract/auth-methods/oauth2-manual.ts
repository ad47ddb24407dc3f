import { httpsUrl, oneOf, webUrl } from '../values.ts';
import { CLIENT, SCOPES, text } from './parts.ts';
import { variant } from './variant.ts';
import type { Example } from './variant.ts';

/** Ways a client may authenticate at a token endpoint with a secret (RFC 6749 §2.3.1, OIDC Core §9). */
const TOKEN_ENDPOINT_AUTH_METHODS = ['client_secret_basic', 'client_secret_post'] as const;

/** Sign-in at a provider that AuthPI does not know. AuthPI publishes no settings of it: all are ours. */
export const oauth2Manual = variant({
  label: 'OAuth 2.0, set up by hand',
  group: 'social',
  icon: 'M2.500 4.500h6M11.500 4.500h2M2.500 11.500h2M7.500 11.500h6M10 3a1.500 1.500 0 1 0 0 3 1.500 1.500 0 0 0 0-3ZM6 10a1.500 1.500 0 1 0 0 3 1.500 1.500 0 0 0 0-3Z',
  help: 'Sign-in at an OAuth 2.0 provider whose endpoints you enter yourself.',
  atLogin: 'A button with the method’s name; it leads to the provider and back.',
  firstFactorOnly: true,
  settings: 'required',
  perIssuer: 'many', // ours
  core: {
    authorization_endpoint: {
      schema: httpsUrl(),
      kind: 'code',
      label: 'Authorization endpoint',
      help: 'Where people are sent to sign in.',
    },
    token_endpoint: {
      schema: httpsUrl(),
      kind: 'code',
      label: 'Token endpoint',
      help: 'Where AuthPI exchanges the code.',
    },
    userinfo_endpoint: {
      schema: httpsUrl(),
      kind: 'code',
      label: 'Userinfo endpoint',
      help: 'Where AuthPI asks who it is.',
    },
    ...CLIENT,
    redirect_uri: {
      schema: webUrl(),
      kind: 'code',
      label: 'Redirect URI',
      help: 'Where the provider sends people back to. The same address is registered there.',
    },
  },
  other: {
    scopes: { ...SCOPES, help: 'One on each line. None: what the provider gives.' },
    token_endpoint_auth_method: {
      schema: oneOf(TOKEN_ENDPOINT_AUTH_METHODS),
      kind: 'choice',
      label: 'The client proves itself by',
      options: {
        client_secret_basic: 'HTTP Basic (client_secret_basic)',
        client_secret_post: 'The request body (client_secret_post)',
      },
    },
    subject_claim: {
      schema: text(),
      kind: 'code',
      label: 'Claim that names the user',
      help: 'A field of the userinfo answer that never changes, such as sub or id.',
    },
  },
});

/** A believable one. */
export const oauth2ManualExample: Example = ({ site }) => ({
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
});
