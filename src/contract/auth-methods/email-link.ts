import { flag } from '../values.ts';
import { seconds } from './parts.ts';
import { variant } from './variant.ts';

/** A link that is sent by e-mail. */
export const emailLink = variant({
  label: 'E-mail link',
  group: 'passwordless',
  icon: 'M14 8V3.500H2v8h5M2 4l6 4.500L14 4M11 13l1.500-1.500M10.500 11.500l-.700.700a1.300 1.300 0 0 0 1.800 1.800l.700-.700M12.500 12.500l.700-.700a1.300 1.300 0 0 0-1.800-1.800l-.700.700',
  help: 'A link that is sent by e-mail and signs in whoever opens it.',
  atLogin: 'A field for the e-mail address; the link then comes by e-mail.',
  firstFactorOnly: true,
  settings: 'required',
  perIssuer: 'one',
  core: {},
  other: {
    ttl: { schema: seconds(), kind: 'seconds', label: 'A link is valid for', default: 900 },
    same_device: {
      schema: flag(),
      kind: 'flag',
      label: 'Only on the device that asked for it',
      default: true,
    },
  },
  example: () => ({ name: 'E-mail link', settings: { ttl: 600 } }),
});
