import { characters, scopeToken, setOf, wholeNumber } from '../values.ts';
import { LIMITS } from '../ours/limits.ts';

// What several auth methods have in common.

/** Text that is no longer than AuthPI is taken to keep. */
export const text = () => characters(1, LIMITS.setting);

/** Seconds. Unpublished maximum: 30 days keeps a typo from becoming a policy. */
export const seconds = () => wholeNumber(1, 30 * 86_400);

/** What a provider gave out to know AuthPI by (RFC 6749 §2.2, §2.3.1). */
export const CLIENT = {
  client_id: {
    schema: text(),
    kind: 'code',
    label: 'Client id',
    help: 'As the provider names the application that was registered there.',
  },
  client_secret: {
    schema: text(),
    kind: 'secret',
    label: 'Client secret',
    help: 'AuthPI never shows it again.',
  },
} as const;

/** What is asked of a provider (RFC 6749 §3.3). */
export const SCOPES = {
  schema: setOf(scopeToken(), LIMITS.scopes),
  kind: 'codes',
  label: 'Scopes',
} as const;

const DIGITS = { one: 'digit', many: 'digits' };
const ATTEMPTS = { one: 'attempt', many: 'attempts' };

/** Characters, as they are counted. */
export const CHARACTERS = { one: 'character', many: 'characters' };

/** A code that is sent to a user. */
export const OTP = {
  digits: {
    schema: wholeNumber(4, 10),
    kind: 'count',
    label: 'Length of a code',
    unit: DIGITS,
    default: 6,
  },
  ttl: { schema: seconds(), kind: 'seconds', label: 'A code is valid for', default: 600 },
  max_attempts: {
    schema: wholeNumber(1, 10),
    kind: 'count',
    label: 'Wrong codes allowed',
    unit: ATTEMPTS,
    default: 5,
  },
} as const;

/** How much a WebAuthn relying party wants something. */
export const WANTED = {
  required: 'Required',
  preferred: 'Preferred',
  discouraged: 'Discouraged',
} as const;
