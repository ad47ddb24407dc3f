import { flag } from '../values.ts';
import { seconds } from './parts.ts';
import { variant } from './variant.ts';
import type { Example } from './variant.ts';

/** A link that is sent by e-mail. */
export const emailLink = variant({
  label: 'E-mail link',
  group: 'passwordless',
  icon: 'M14 6.500v-3H2v8h5.500M2 4l6 4.500L14 4M10 12h4.500M12.500 10l2 2-2 2',
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
});

/** A believable one. */
export const emailLinkExample: Example = () => ({ name: 'E-mail link', settings: { ttl: 600 } });
