/** A provider whose issuer URL has a known form. What it fills can be changed. */
export type OidcPreset = {
  readonly id: string;
  /** What it is called, which is also the name it gives the auth method. */
  readonly name: string;
  /** Other words it is looked for by. */
  readonly also: readonly string[];
  /** Perhaps with placeholders, such as `{tenant}`. */
  readonly issuerUrl: string;
  /** Another form of it, and when that is the right one. */
  readonly note?: string;
  readonly scopes: readonly string[];
};

const SCOPES = ['openid', 'email', 'profile'] as const;

/** Providers that people often sign in with. The URLs are those of their discovery documents. */
export const OIDC_PRESETS: readonly OidcPreset[] = [
  {
    id: 'google',
    name: 'Google',
    also: ['Google Workspace', 'Gmail'],
    issuerUrl: 'https://accounts.google.com',
    scopes: SCOPES,
  },
  {
    id: 'entra',
    name: 'Microsoft Entra',
    also: ['Azure AD', 'Active Directory', 'Office 365', 'Microsoft 365'],
    issuerUrl: 'https://login.microsoftonline.com/{tenant}/v2.0',
    scopes: SCOPES,
  },
  {
    id: 'okta',
    name: 'Okta',
    also: [],
    issuerUrl: 'https://{domain}/oauth2/default',
    note: 'That is Okta’s default authorization server. For the organization’s own, leave /oauth2/default out.',
    scopes: SCOPES,
  },
  {
    id: 'auth0',
    name: 'Auth0',
    also: [],
    issuerUrl: 'https://{domain}/',
    note: 'Auth0’s issuer ends with a slash.',
    scopes: SCOPES,
  },
  {
    id: 'keycloak',
    name: 'Keycloak',
    also: ['Red Hat', 'RH-SSO'],
    issuerUrl: 'https://{host}/realms/{realm}',
    note: 'Before Keycloak 17, /auth stands before /realms.',
    scopes: SCOPES,
  },
  {
    id: 'gitlab',
    name: 'GitLab',
    also: [],
    issuerUrl: 'https://gitlab.com',
    note: 'For a GitLab of your own, its address.',
    scopes: SCOPES,
  },
];

/** The preset of an id; null: there is none. */
export function presetOf(id: string | undefined): OidcPreset | null {
  return OIDC_PRESETS.find((preset) => preset.id === id) ?? null;
}
