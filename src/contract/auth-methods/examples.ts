import { appleExample } from './apple.ts';
import { backupCodesExample } from './backup-codes.ts';
import { emailLinkExample } from './email-link.ts';
import { emailOtpExample } from './email-otp.ts';
import { githubExample } from './github.ts';
import { oauth2ManualExample } from './oauth2-manual.ts';
import { oauth2Example } from './oauth2.ts';
import { oidcExample } from './oidc.ts';
import { passkeyExample } from './passkey.ts';
import { passwordExample } from './password.ts';
import { smsOtpExample } from './sms-otp.ts';
import { temporaryPasswordExample } from './temporary-password.ts';
import { totpExample } from './totp.ts';
import type { AuthMethodKind } from './registry.ts';
import type { Example } from './variant.ts';

/** A believable auth method of each kind, for sample data and tests. */
export const EXAMPLES: { readonly [Kind in AuthMethodKind]: Example } = {
  oauth2: oauth2Example,
  oidc: oidcExample,
  apple: appleExample,
  github: githubExample,
  oauth2_manual: oauth2ManualExample,
  password: passwordExample,
  temporary_password: temporaryPasswordExample,
  email_link: emailLinkExample,
  email_otp: emailOtpExample,
  sms_otp: smsOtpExample,
  passkey: passkeyExample,
  totp: totpExample,
  backup_codes: backupCodesExample,
};
