import { webUrl } from '../values.ts';
import { CLIENT, SCOPES, text } from './parts.ts';
import { variant } from './variant.ts';
import type { Example } from './variant.ts';

/** Sign-in at a provider that AuthPI knows by name. */
export const oauth2 = variant({
  label: 'OAuth 2.0',
  group: 'social',
  icon: 'M6 5.500H5a2.500 2.500 0 0 0 0 5h1M10 5.500h1a2.500 2.500 0 0 1 0 5h-1M5.500 8h5',
  help: 'Sign-in at a provider that AuthPI knows by name.',
  atLogin: 'A button with the method’s name; it leads to the provider and back.',
  firstFactorOnly: true,
  settings: 'required',
  perIssuer: 'many',
  core: {
    provider: {
      schema: text(),
      kind: 'code',
      label: 'Provider',
      help: 'The word AuthPI knows it by. AuthPI has published no list of them.',
    },
    ...CLIENT,
    redirect_uri: {
      schema: webUrl(),
      kind: 'code',
      label: 'Redirect URI',
      help: 'Where the provider sends people back to. The same address is registered there.',
    },
  },
  other: { scopes: { ...SCOPES, help: 'One on each line. None: what the provider gives.' } },
});

/** A believable one. */
export const oauth2Example: Example = ({ site }) => ({
  name: 'Bluebird social',
  settings: {
    provider: 'bluebird',
    client_id: 'web-storefront',
    redirect_uri: `https://login.${site}/callback/bluebird`,
    scopes: ['profile.read'],
  },
});
