import { wholeNumber } from '../values.ts';
import { CHARACTERS } from './parts.ts';
import { variant } from './variant.ts';

/** Codes that are kept for the day when the second factor is lost. */
export const backupCodes = variant({
  label: 'Backup codes',
  group: 'second',
  icon: 'M2.500 2.500h11v11h-11zM5 5.500h2.500M5 8h2.500M5 10.500h2.500M9.500 5.500H11M9.500 8H11M9.500 10.500H11',
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
  example: () => ({ name: 'Backup codes', settings: { count: 8 } }),
});
