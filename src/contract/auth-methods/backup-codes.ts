import { wholeNumber } from '../values.ts';
import { CHARACTERS } from './parts.ts';
import { variant } from './variant.ts';
import type { Example } from './variant.ts';

/** Codes that are kept for the day when the second factor is lost. */
export const backupCodes = variant({
  label: 'Backup codes',
  group: 'second',
  icon: 'M2.500 3h11v10h-11zM5.200 6.300h1.800M9.200 6.300h1.800M5.200 9.700h1.800M9.200 9.700h1.800',
  help: 'Codes that users keep for the day when their second factor is lost.',
  atLogin: 'After the first step, instead of the second factor, a field for one of the codes.',
  firstFactorOnly: false,
  settings: 'optional',
  perIssuer: 'one',
  core: {},
  other: {
    count: {
      schema: wholeNumber(5, 20),
      kind: 'count',
      label: 'Codes for one user',
      unit: { one: 'code', many: 'codes' },
      default: 10,
    },
    length: {
      schema: wholeNumber(8, 16),
      kind: 'count',
      label: 'Length of a code',
      unit: CHARACTERS,
      default: 10,
    },
  },
});

/** A believable one. */
export const backupCodesExample: Example = () => ({ name: 'Backup codes', settings: { count: 8 } });
