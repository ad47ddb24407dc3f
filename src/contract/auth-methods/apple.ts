import { format } from '../values.ts';
import { SCOPES, text } from './parts.ts';
import { variant } from './variant.ts';
import type { Example } from './variant.ts';

const tenCharacters = (words: string) => format((id) => /^[A-Z0-9]{10}$/.test(id), words);

const pem = () =>
  format(
    (key) =>
      /^-----BEGIN PRIVATE KEY-----\r?\n[A-Za-z0-9+/=\r\n]+\r?\n?-----END PRIVATE KEY-----\s*$/.test(
        key.trimStart(),
      ),
    'This must be a PKCS#8 private key, from -----BEGIN PRIVATE KEY----- on',
  );

/** Sign in with Apple. */
export const apple = variant({
  label: 'Apple',
  group: 'social',
  icon: 'M8 5.300C7.200 4.700 6.300 4.500 5.500 4.700 3.800 5.100 3 6.700 3 8.300c0 2.600 1.700 5.200 3.100 5.200.700 0 1.100-.4 1.900-.4s1.200.4 1.900.4c1.200 0 2.300-1.600 2.800-3.200-1.800-.800-2-3.400-.2-4.400C11.700 4.900 9.600 4.200 8 5.300ZM8 5.300C7.900 3.700 8.900 2.500 10.200 2.200',
  help: 'Sign in with Apple, with a Services ID and its private key.',
  atLogin: 'A “Sign in with Apple” button; it leads to Apple and back.',
  firstFactorOnly: true,
  settings: 'required',
  perIssuer: 'many',
  core: {
    client_id: {
      schema: text(),
      kind: 'code',
      label: 'Services ID',
      help: 'The identifier of the Services ID, such as com.example.signin.',
    },
    team_id: {
      schema: tenCharacters('A team id has 10 capital letters and digits'),
      kind: 'code',
      label: 'Team id',
      help: '10 capital letters and digits, from Apple’s developer account.',
    },
    key_id: {
      schema: tenCharacters('A key id has 10 capital letters and digits'),
      kind: 'code',
      label: 'Key id',
      help: '10 capital letters and digits, of the key that signs.',
    },
    private_key: {
      schema: pem(),
      kind: 'secret',
      label: 'Private key',
      help: 'The text of the .p8 file. AuthPI never shows it again.',
    },
  },
  other: { scopes: { ...SCOPES, help: 'One on each line.', default: ['name', 'email'] } },
});

/** A believable one. */
export const appleExample: Example = () => ({
  name: 'Apple',
  settings: { client_id: 'example.signin.web', team_id: 'TEAM7EXMPL', key_id: 'K3Y1D5EED0' },
});
