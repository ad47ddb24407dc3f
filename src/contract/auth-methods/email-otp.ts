import { OTP } from './parts.ts';
import { variant } from './variant.ts';
import type { Example } from './variant.ts';

/** A code that is sent by e-mail. */
export const emailOtp = variant({
  label: 'E-mail code',
  group: 'passwordless',
  icon: 'M14 7.500v-4H2v8h5M2 4l6 4.500L14 4M9.500 12.500v.1M12 12.500v.1M14.500 12.500v.1',
  help: 'A code of some digits that is sent by e-mail.',
  atLogin: 'A field for the e-mail address, then one for the code from the e-mail.',
  firstFactorOnly: true,
  settings: 'optional',
  perIssuer: 'one',
  core: {},
  other: { ...OTP },
});

/** A believable one. */
export const emailOtpExample: Example = () => ({ name: 'E-mail code', settings: {} });
