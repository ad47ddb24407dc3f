import { literal, union } from 'zod/mini';
import { oneOf, wholeNumber } from '../values.ts';
import { text } from './parts.ts';
import { variant } from './variant.ts';
import type { Example } from './variant.ts';

/** Codes of an authenticator app (RFC 6238). */
export const totp = variant({
  label: 'Authenticator app',
  group: 'second',
  icon: 'M8 3.500a5.300 5.300 0 1 0 0 10.600A5.300 5.300 0 0 0 8 3.500ZM8 6.300v2.700l1.700 1.200M6.500 1.300h3',
  help: 'A code that changes every half minute, in an app on the user’s phone (TOTP).',
  atLogin: 'After the first step, a field for the code the app shows.',
  firstFactorOnly: false,
  settings: 'optional',
  perIssuer: 'one',
  core: {},
  other: {
    algorithm: {
      schema: oneOf(['SHA1', 'SHA256', 'SHA512']),
      kind: 'choice',
      label: 'Algorithm',
      help: 'Many apps know SHA-1 alone.',
      options: { SHA1: 'SHA-1', SHA256: 'SHA-256', SHA512: 'SHA-512' },
    },
    digits: {
      schema: union([literal(6), literal(8)], 'A code has 6 or 8 digits'),
      kind: 'count',
      label: 'Length of a code',
      unit: { one: 'digit', many: 'digits' },
      help: '6 or 8.',
    },
    period: {
      schema: wholeNumber(15, 120),
      kind: 'seconds',
      label: 'A code changes every',
      default: 30,
    },
    issuer_name: {
      schema: text(),
      kind: 'text',
      label: 'Name shown in the app',
    },
  },
});

/** A believable one. */
export const totpExample: Example = ({ brand }) => ({
  name: 'Authenticator app',
  settings: { algorithm: 'SHA1', issuer_name: brand },
});
