import { OTP } from './parts.ts';
import { variant } from './variant.ts';

/** A code that is sent by e-mail. */
export const emailOtp = variant({
  label: 'E-mail code',
  group: 'passwordless',
  icon: 'M14 7.500V3.500H2v8h4.500M2 4l6 4.500L14 4M8.500 10.500h5.500v3.500H8.500zM10.300 12.250v.1M12.200 12.250v.1',
  help: 'A code of some digits that is sent by e-mail.',
  atLogin: 'A field for the e-mail address, then one for the code from the e-mail.',
  firstFactorOnly: true,
  settings: 'optional',
  perIssuer: 'one',
  core: {},
  other: { ...OTP },
  example: () => ({ name: 'E-mail code', settings: {} }),
});
