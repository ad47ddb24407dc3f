import { format, setOf } from '../values.ts';
import { OTP } from './parts.ts';
import { variant } from './variant.ts';
import type { Example } from './variant.ts';

const country = () =>
  format((code) => /^[A-Z]{2}$/.test(code), 'A country is two capital letters, such as NL');

/** A code that is sent as a text message. */
export const smsOtp = variant({
  label: 'SMS code',
  group: 'passwordless',
  icon: 'M2 3h12v8.500H7.500L4.500 14v-2.500H2zM5 7.200v.1M8 7.200v.1M11 7.200v.1',
  help: 'A code of some digits that is sent as a text message.',
  atLogin: 'A field for the phone number, then one for the code from the message.',
  firstFactorOnly: true,
  settings: 'optional',
  perIssuer: 'one', // ours
  core: {},
  other: {
    ...OTP,
    allowed_countries: {
      schema: setOf(country()),
      kind: 'countries',
      label: 'Countries of phone numbers',
      help: 'Two capital letters each, such as NL, one on each line. None: all countries.',
    },
  },
});

/** A believable one. */
export const smsOtpExample: Example = () => ({
  name: 'Text message code',
  settings: { allowed_countries: ['NL', 'BE', 'DE'] },
});
