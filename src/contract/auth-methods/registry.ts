import { apple } from './apple.ts';
import { backupCodes } from './backup-codes.ts';
import { emailLink } from './email-link.ts';
import { emailOtp } from './email-otp.ts';
import { github } from './github.ts';
import { oauth2 } from './oauth2.ts';
import { oauth2Manual } from './oauth2-manual.ts';
import { oidc } from './oidc.ts';
import { passkey } from './passkey.ts';
import { password } from './password.ts';
import { smsOtp } from './sms-otp.ts';
import { temporaryPassword } from './temporary-password.ts';
import { totp } from './totp.ts';
import type { Setting, Variant } from './variant.ts';

/**
 * The auth methods this project knows, by their `method`, in the order of the reference (contract
 * §9), as exactly as their files say it. A new one is a file, and a line here and in
 * `examples.ts`.
 */
const VARIANTS = {
  oauth2,
  oidc,
  apple,
  github,
  oauth2_manual: oauth2Manual,
  password,
  temporary_password: temporaryPassword,
  email_link: emailLink,
  email_otp: emailOtp,
  sms_otp: smsOtp,
  passkey,
  totp,
  backup_codes: backupCodes,
} as const;

/** What each file says, to the letter: for types that follow from it. */
export type Variants = typeof VARIANTS;

/** The `method` of a known auth method. */
export type AuthMethodKind = keyof Variants;

/** What is known of each, for whoever asks the same of all. */
export const AUTH_METHODS: { readonly [Kind in AuthMethodKind]: Variant } = VARIANTS;

/** Every known `method`, in the order of the reference. */
export const AUTH_METHOD_KINDS = Object.keys(VARIANTS) as AuthMethodKind[];

/** Whether `method` is a known one. */
export function isKnownMethod(method: string): method is AuthMethodKind {
  return Object.hasOwn(VARIANTS, method);
}

/** One setting of a method: its name in the API, and what it is. */
export type NamedSetting = readonly [name: string, setting: Setting];

/** The settings of a method that are fixed once it exists, and those that are not. */
export function settingsOf(kind: AuthMethodKind): { core: NamedSetting[]; other: NamedSetting[] } {
  const { core, other } = AUTH_METHODS[kind];
  return { core: Object.entries(core), other: Object.entries(other) };
}

/** The names of a method's secrets: no answer ever carries them (contract §9). */
export function secretsOf(kind: AuthMethodKind): string[] {
  return Object.entries(AUTH_METHODS[kind].core)
    .filter(([, setting]) => setting.kind === 'secret')
    .map(([name]) => name);
}

/** The secrets of all methods: a stray one under another method is one just the same. */
export const SECRETS: ReadonlySet<string> = new Set(AUTH_METHOD_KINDS.flatMap(secretsOf));
