import { looseObject } from 'zod/mini';
import {
  flag,
  format,
  httpsUrl,
  nullish,
  oneOf,
  setOf,
  characters,
  wholeNumber,
} from '../values.ts';
import { LIMITS } from './limits.ts';
import { ACCESS_MODES } from './rules.ts';

/** Whether a second factor is asked for. */
const MFA_MODES = ['off', 'optional', 'required'] as const;

/** Which theme the login pages take. */
const DARK_MODES = ['auto', 'light', 'dark'] as const;

/** Hosted pages of an issuer. */
const PORTALS = ['login', 'signup', 'password_reset', 'profile'] as const;

/** Known keys of `links`; others are kept. */
const LINKS = [
  'website',
  'support',
  'documentation',
  'privacy_policy',
  'terms_of_service',
] as const;

/** Seconds. The maxima and defaults of sessions are published [api]. */
const SESSION_SECONDS = {
  max_age: { default: 604_800, max: 31_536_000 },
  idle_timeout: { default: 43_200, max: 2_592_000 },
} as const;

/** Seconds. Token lifetimes are capped at 21 days [api]; the names are ours. */
const TOKEN_SECONDS = { max: 21 * 86_400 } as const;

const color = () =>
  format((text) => /^#[0-9a-f]{6}$/i.test(text), 'A colour has six digits, such as #3b4fd8');

const mailDomain = () =>
  format(
    (text) => /^(?=.{3,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}$/i.test(text),
    'This must be a domain, such as example.com',
  );

const origin = () =>
  format(
    (text) =>
      URL.canParse(text) &&
      /^https?:$/.test(new URL(text).protocol) &&
      new URL(text).origin === text,
    'This must be an origin, such as https://app.example.com',
  );

const access = looseObject({
  mode: nullish(oneOf(ACCESS_MODES)),
  allowed_email_domains: nullish(setOf(mailDomain())),
  verify_email: nullish(flag()),
  mfa: nullish(oneOf(MFA_MODES)),
  sessions: nullish(
    looseObject({
      max_age: nullish(wholeNumber(1, SESSION_SECONDS.max_age.max)),
      idle_timeout: nullish(wholeNumber(1, SESSION_SECONDS.idle_timeout.max)),
      device_fingerprinting: nullish(flag()),
    }),
  ),
});

const groups = {
  security: nullish(
    looseObject({
      cors_origins: nullish(setOf(origin())),
      redirect_uris: nullish(
        looseObject({
          require_https: nullish(flag()),
          allow_localhost: nullish(flag()),
          allow_wildcards: nullish(flag()),
        }),
      ),
      tokens: nullish(
        looseObject({
          access_token_ttl: nullish(wholeNumber(1, TOKEN_SECONDS.max)),
          refresh_token_ttl: nullish(wholeNumber(1, TOKEN_SECONDS.max)),
        }),
      ),
    }),
  ),
  branding: nullish(
    looseObject({
      display_name: nullish(characters(1, LIMITS.name.max)),
      logo_url: nullish(httpsUrl()),
      primary_color: nullish(color()),
      background_color: nullish(color()),
      dark_mode: nullish(oneOf(DARK_MODES)),
    }),
  ),
  portals: nullish(
    looseObject(
      Object.fromEntries(
        PORTALS.map((portal) => [
          portal,
          nullish(looseObject({ enabled: nullish(flag()), url: nullish(httpsUrl()) })),
        ]),
      ),
    ),
  ),
};

/** `settings` of a new issuer: `access` is required once `settings` is given [api]. */
export const settingsCreate = looseObject({ access, ...groups });

/** `settings` of an update: every group optional, null removes. */
export const settingsUpdate = looseObject({ access: nullish(access), ...groups });

/** `links`: https addresses under known keys; other keys are kept as they are. */
export const links = looseObject(
  Object.fromEntries(LINKS.map((name) => [name, nullish(httpsUrl())])),
);
