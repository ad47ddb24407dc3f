import { wholeNumber } from '../values.ts';
import { CHARACTERS, seconds } from './parts.ts';
import { variant } from './variant.ts';
import type { Example } from './variant.ts';

/** A password that is given to a user and is good for a while. */
export const temporaryPassword = variant({
  label: 'Temporary password',
  group: 'password',
  icon: 'M4 2h8M4 14h8M5 2c0 5.500 6 6.500 6 12M11 2c0 5.500-6 6.500-6 12',
  help: 'A password that is given to a user and works for a limited time.',
  atLogin: 'A field for the e-mail address and one for the password they were given.',
  firstFactorOnly: true,
  settings: 'optional',
  perIssuer: 'one', // ours
  core: {},
  other: {
    ttl: { schema: seconds(), kind: 'seconds', label: 'A password is valid for', default: 86_400 },
    length: {
      schema: wholeNumber(8, 64),
      kind: 'count',
      label: 'Length of a password',
      unit: CHARACTERS,
      default: 16,
    },
  },
});

/** A believable one. */
export const temporaryPasswordExample: Example = () => ({
  name: 'Temporary password',
  settings: { ttl: 3600 },
});
