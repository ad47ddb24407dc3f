import { flag, httpsUrl } from '../values.ts';
import { CLIENT, SCOPES } from './parts.ts';
import { variant } from './variant.ts';
import type { Example } from './variant.ts';

/** Sign-in at any provider that speaks OpenID Connect. */
export const oidc = variant({
  label: 'OpenID Connect',
  group: 'social',
  icon: 'M8 2v10.500M8 2l3-1v10M8 12.500C4.500 12.500 2 11 2 9s2.500-3.300 5-3.500M11 5.700c1 .2 1.900.600 2.500 1.100M14 4.500v2.800l-2.800-.3',
  help: 'Sign-in at any provider that speaks OpenID Connect, such as Google or Microsoft Entra.',
  atLogin: 'A button with the method’s name; it leads to the provider and back.',
  firstFactorOnly: true,
  settings: 'required',
  perIssuer: 'many',
  core: {
    issuer_url: {
      schema: httpsUrl(),
      kind: 'code',
      label: 'Issuer URL',
      help: 'The provider’s own, exactly as its discovery document says it.',
    },
    ...CLIENT,
  },
  other: {
    scopes: { ...SCOPES, help: 'One on each line.', default: ['openid', 'email', 'profile'] },
    pkce: {
      schema: flag(),
      kind: 'flag',
      label: 'Use PKCE',
      help: 'Proof key for code exchange (RFC 7636).',
    },
    trust_email_verified: {
      schema: flag(),
      kind: 'flag',
      label: 'Trust a verified e-mail of the provider',
      help: 'Whoever runs the provider can then say whose address it is.',
    },
  },
});

/** A believable one. */
export const oidcExample: Example = () => ({
  name: 'Google',
  settings: {
    issuer_url: 'https://accounts.google.com',
    client_id: '407408718192-8n2k.apps.googleusercontent.com',
    scopes: ['openid', 'email', 'profile'],
    pkce: true,
  },
});
