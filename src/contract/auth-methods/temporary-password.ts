import { wholeNumber } from '../values.ts';
import { CHARACTERS, seconds } from './parts.ts';
import { variant } from './variant.ts';

/** A password that is given to a user and is good for a while. */
export const temporaryPassword = variant({
  label: 'Temporary password',
  group: 'password',
  icon: 'M7 11H2V5h12v1.500M4.800 8v.1M8 8v.1M11.500 8.500a3 3 0 1 0 0 6 3 3 0 0 0 0-6ZM11.500 10v1.700l1 .6',
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
  example: () => ({ name: 'Temporary password', settings: { ttl: 3600 } }),
});
