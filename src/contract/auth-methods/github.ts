import { httpsUrl } from '../values.ts';
import { CLIENT, SCOPES } from './parts.ts';
import { variant } from './variant.ts';
import type { Example } from './variant.ts';

/** Sign-in at GitHub, or a GitHub Enterprise Server. */
export const github = variant({
  label: 'GitHub',
  group: 'social',
  icon: 'M4.500 2.500a1.500 1.500 0 1 0 0 3 1.500 1.500 0 0 0 0-3ZM4.500 10.500a1.500 1.500 0 1 0 0 3 1.500 1.500 0 0 0 0-3ZM11.500 3.500a1.500 1.500 0 1 0 0 3 1.500 1.500 0 0 0 0-3ZM4.500 5.500v5M11.500 6.500c0 2.500-3 2-7 3',
  help: 'Sign-in at GitHub, or at a GitHub Enterprise Server of your own.',
  atLogin: 'A button with the method’s name; it leads to GitHub and back.',
  firstFactorOnly: true,
  settings: 'required',
  perIssuer: 'many',
  core: { ...CLIENT },
  other: {
    scopes: { ...SCOPES, help: 'One on each line.', default: ['read:user', 'user:email'] },
    base_url: {
      schema: httpsUrl(),
      kind: 'code',
      label: 'Enterprise Server address',
      help: 'Left empty, it is github.com.',
    },
  },
});

/** A believable one. */
export const githubExample: Example = () => ({
  name: 'GitHub',
  settings: { client_id: 'Iv1.8a61f9b3a7aba766' },
});
