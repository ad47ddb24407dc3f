import { PORTALS, SESSION_SECONDS, TOKEN_SECONDS } from '#contract/ours/setting-values.ts';
import type { DARK_MODES, MFA_MODES } from '#contract/ours/setting-values.ts';
import { ACCESS_WORDS } from '#shared/issuer-words.ts';
import type { SectionWord } from './setting-sections.ts';

type Common = {
  /** Keys from `settings` down. A key may hold a dot, so it is a list and no text. */
  path: readonly [string, ...string[]];
  label: string;
  /** What it does, in a sentence, where the label does not say it. */
  help?: string;
  /** AuthPI has published its name; otherwise it is ours (contract §8). */
  published?: true;
};

/** One setting of an issuer: where it stands, what it is called, and what a value of it means. */
export type SettingField = Common &
  (
    | {
        kind: 'word';
        /** Texts of the known words; another is shown as it came. */
        words: { readonly [word: string]: string };
      }
    | {
        kind: 'seconds';
        /** The longest that AuthPI takes, in seconds. */
        max: number;
        /** What AuthPI does when it is not set, in seconds; only where AuthPI has published it. */
        fallback?: number;
      }
    | { kind: 'flag' | 'texts' | 'text' | 'color' | 'url' }
  );

/** Settings that belong together. */
type SettingGroup = {
  /** Its section's word in addresses. */
  section: SettingSection;
  detail?: string;
  fields: readonly SettingField[];
};

/** Sections that hold settings; the others hold fields of the issuer itself. */
type SettingSection = Extract<
  SectionWord,
  'access' | 'sessions' | 'security' | 'branding' | 'portals'
>;

const MFA_WORDS: { readonly [mode in (typeof MFA_MODES)[number]]: string } = {
  off: 'Off',
  optional: 'Optional',
  required: 'Required',
};

const DARK_MODE_WORDS: { readonly [mode in (typeof DARK_MODES)[number]]: string } = {
  auto: 'Follow the device',
  light: 'Always light',
  dark: 'Always dark',
};

const PORTAL_LABELS: { readonly [portal in (typeof PORTALS)[number]]: string } = {
  login: 'Login page',
  signup: 'Signup page',
  password_reset: 'Password reset page',
  profile: 'Profile page',
};

const portalFields = PORTALS.flatMap((portal): SettingField[] => [
  { path: ['portals', portal, 'enabled'], label: PORTAL_LABELS[portal], kind: 'flag' },
  { path: ['portals', portal, 'url'], label: `${PORTAL_LABELS[portal]}, address`, kind: 'url' },
]);

/**
 * Every setting this dashboard knows by name (contract §8), in the order in which it is read. What
 * is in none of these is kept and shown all the same.
 */
export const SETTING_GROUPS: readonly SettingGroup[] = [
  {
    section: 'access',
    detail: 'Who may sign up, and what is asked of them. Signup changes act at once.',
    fields: [
      {
        path: ['access', 'mode'],
        label: 'Access mode',
        kind: 'word',
        words: ACCESS_WORDS,
      },
      {
        path: ['access', 'allowed_email_domains'],
        label: 'Allowed e-mail domains',
        help: 'Only addresses at these domains may sign up. One on each line.',
        kind: 'texts',
      },
      {
        path: ['access', 'verify_email'],
        label: 'E-mail verification',
        help: 'Whether an address has to be confirmed.',
        kind: 'flag',
      },
      {
        path: ['access', 'mfa'],
        label: 'Second factor',
        help: 'Whether signing in asks for one.',
        kind: 'word',
        words: MFA_WORDS,
      },
    ],
  },
  {
    section: 'sessions',
    detail: 'How long somebody stays signed in. A shorter lifetime touches new sessions only.',
    fields: [
      {
        path: ['access', 'sessions', 'max_age'],
        label: 'Longest session',
        help: 'After this somebody signs in again, however active.',
        kind: 'seconds',
        max: SESSION_SECONDS.max_age.max,
        fallback: SESSION_SECONDS.max_age.default,
        published: true,
      },
      {
        path: ['access', 'sessions', 'idle_timeout'],
        label: 'Idle timeout',
        help: 'After this long without activity a session ends.',
        kind: 'seconds',
        max: SESSION_SECONDS.idle_timeout.max,
        fallback: SESSION_SECONDS.idle_timeout.default,
        published: true,
      },
      {
        path: ['access', 'sessions', 'device_fingerprinting'],
        label: 'Device fingerprinting',
        kind: 'flag',
      },
    ],
  },
  {
    section: 'security',
    detail: 'Where sign-ins may come from and lead to, and how long tokens live.',
    fields: [
      {
        path: ['security', 'cors_origins'],
        label: 'Allowed origins (CORS)',
        help: 'Pages at these origins may call the issuer from a browser. One on each line.',
        kind: 'texts',
      },
      {
        path: ['security', 'tokens', 'access_token_ttl'],
        label: 'Access token lifetime',
        kind: 'seconds',
        max: TOKEN_SECONDS.max,
      },
      {
        path: ['security', 'tokens', 'refresh_token_ttl'],
        label: 'Refresh token lifetime',
        kind: 'seconds',
        max: TOKEN_SECONDS.max,
      },
      {
        path: ['security', 'redirect_uris', 'require_https'],
        label: 'Redirect URIs need https',
        kind: 'flag',
      },
      {
        path: ['security', 'redirect_uris', 'allow_localhost'],
        label: 'Redirect URIs on localhost',
        kind: 'flag',
      },
      {
        path: ['security', 'redirect_uris', 'allow_wildcards'],
        label: 'Wildcards in redirect URIs',
        kind: 'flag',
      },
    ],
  },
  {
    section: 'branding',
    detail: 'How the login pages look.',
    fields: [
      { path: ['branding', 'display_name'], label: 'Display name on login pages', kind: 'text' },
      {
        path: ['branding', 'dark_mode'],
        label: 'Dark mode',
        kind: 'word',
        words: DARK_MODE_WORDS,
      },
      { path: ['branding', 'primary_color'], label: 'Primary colour', kind: 'color' },
      { path: ['branding', 'background_color'], label: 'Background colour', kind: 'color' },
      {
        path: ['branding', 'logo_url'],
        label: 'Logo address',
        help: 'An https address. Not loaded here.',
        kind: 'url',
      },
    ],
  },
  { section: 'portals', detail: 'Pages that AuthPI hosts for the issuer.', fields: portalFields },
];
