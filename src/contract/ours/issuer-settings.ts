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
import {
  DARK_MODES,
  LINKS,
  MFA_MODES,
  PORTALS,
  SESSION_SECONDS,
  TOKEN_SECONDS,
} from './setting-values.ts';

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
