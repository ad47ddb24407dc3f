import type { AuthMethodKind } from '#contract/auth-method-variants.ts';

const LABELS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    oauth2: 'OAuth 2.0',
    oidc: 'OpenID Connect',
    apple: 'Apple',
    github: 'GitHub',
    oauth2_manual: 'OAuth 2.0, set up by hand',
    password: 'Password',
    temporary_password: 'Temporary password',
    email_link: 'E-mail link',
    email_otp: 'E-mail code',
    sms_otp: 'SMS code',
    passkey: 'Passkey',
    totp: 'Authenticator app',
    backup_codes: 'Backup codes',
  } satisfies { [kind in AuthMethodKind]: string }),
);

/** What a method is called. One that is not known is shown as it came. */
export function methodLabel(method: string): string {
  return LABELS.get(method) ?? method;
}

/** What an auth method is called, or what stands for a name. */
export function methodName(method: { name: string }): string {
  return method.name.trim() === '' ? 'Unnamed auth method' : method.name;
}
