import { characters, oneOf } from '../values.ts';
import { text, WANTED } from './parts.ts';
import { variant } from './variant.ts';
import type { Example } from './variant.ts';

/** A passkey (WebAuthn). The words of its choices are WebAuthn's own. */
export const passkey = variant({
  label: 'Passkey',
  group: 'passwordless',
  icon: 'M6 2.500a2.500 2.500 0 1 0 0 5 2.500 2.500 0 0 0 0-5ZM9 13.500H1.500c0-3 2-4.500 4.500-4.500M12.500 5.800a1.900 1.900 0 1 0 0 3.800 1.900 1.900 0 0 0 0-3.800ZM12.500 9.600v4.900M12.500 12.300h1.800',
  help: 'A passkey on the user’s device or security key (WebAuthn).',
  atLogin: 'A button; the browser or the security key then asks for a finger, face or PIN.',
  firstFactorOnly: 'either',
  settings: 'required',
  perIssuer: 'many',
  core: {
    rp_id: {
      schema: characters(1, 253),
      kind: 'code',
      label: 'Relying party id',
      help: 'The domain passkeys are bound to. They work there and below it, nowhere else, for ever.',
      optional: true,
    },
  },
  other: {
    rp_name: {
      schema: text(),
      kind: 'text',
      label: 'Relying party name',
      help: 'Shown to people when they make a passkey.',
    },
    user_verification: {
      schema: oneOf(['required', 'preferred', 'discouraged']),
      kind: 'choice',
      label: 'User verification',
      help: 'Whether the device asks for a finger, face or PIN.',
      options: WANTED,
    },
    attestation: {
      schema: oneOf(['none', 'indirect', 'direct', 'enterprise']),
      kind: 'choice',
      label: 'Attestation',
      help: 'Whether the device says what it is.',
      options: {
        none: 'None',
        indirect: 'Indirect',
        direct: 'Direct',
        enterprise: 'Enterprise',
      },
    },
    resident_key: {
      schema: oneOf(['discouraged', 'preferred', 'required']),
      kind: 'choice',
      label: 'Resident key',
      help: 'Whether the passkey is kept on the device, so that no name has to be typed.',
      options: WANTED,
    },
    authenticator_attachment: {
      schema: oneOf(['platform', 'cross-platform']),
      kind: 'choice',
      label: 'Authenticator attachment',
      help: 'Which devices may be used. Not set: any.',
      options: { platform: 'Built into the device', 'cross-platform': 'Separate from the device' },
    },
  },
});

/** A believable one. */
export const passkeyExample: Example = ({ brand, site }) => ({
  name: 'Passkey',
  settings: {
    rp_id: site,
    rp_name: brand,
    user_verification: 'preferred',
    resident_key: 'required',
  },
});
