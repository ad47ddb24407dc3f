import { flag, wholeNumber } from '../values.ts';
import { CHARACTERS } from './parts.ts';
import { variant } from './variant.ts';
import type { Example } from './variant.ts';

const required = (label: string) =>
  ({ schema: flag(), kind: 'flag', label, default: false }) as const;

/** A password that users choose. */
export const password = variant({
  label: 'Password',
  group: 'password',
  icon: 'M2 5h12v6H2zM4.800 8v.1M8 8v.1M11.200 8v.1',
  help: 'A password that users choose themselves.',
  atLogin: 'A field for the e-mail address and one for the password.',
  firstFactorOnly: true,
  settings: 'required',
  perIssuer: 'one',
  core: {},
  other: {
    min_length: {
      schema: wholeNumber(8, 128),
      kind: 'count',
      label: 'Minimum length',
      unit: CHARACTERS,
      default: 12,
    },
    breach_check: {
      schema: flag(),
      kind: 'flag',
      label: 'Refuse passwords known from breaches',
      default: true,
    },
    history: {
      schema: wholeNumber(0, 24),
      kind: 'count',
      label: 'Earlier passwords that cannot be reused',
      unit: { one: 'password', many: 'passwords' },
      default: 0,
    },
    require_lowercase: required('Require a lower-case letter'),
    require_uppercase: required('Require a capital letter'),
    require_digit: required('Require a digit'),
    require_symbol: required('Require a symbol'),
  },
});

/** A believable one. */
export const passwordExample: Example = () => ({
  name: 'Password',
  settings: { min_length: 14, history: 5, require_digit: true },
});
