import { isKnownMethod } from '#contract/auth-method-variants.ts';
import type { AuthMethodKind } from '#contract/auth-method-variants.ts';
import type { AuthMethod } from '#contract/auth-method.ts';

/** What kinds of auth methods there are, in the order they are shown. */
const GROUPS = ['social', 'passwordless', 'password', 'second', 'other'] as const;

/** See {@link groupMethods}. */
export type MethodGroup = (typeof GROUPS)[number];

const GROUP_OF: { readonly [Kind in AuthMethodKind]: MethodGroup } = {
  oauth2: 'social',
  oidc: 'social',
  apple: 'social',
  github: 'social',
  oauth2_manual: 'social',
  email_link: 'passwordless',
  email_otp: 'passwordless',
  sms_otp: 'passwordless',
  passkey: 'passwordless',
  password: 'password',
  temporary_password: 'password',
  totp: 'second',
  backup_codes: 'second',
};

/**
 * Auth methods by what they are; those nobody knows are `other`. Groups without methods are left
 * out, and methods keep the server's order within theirs.
 */
export function groupMethods(
  methods: readonly AuthMethod[],
): { group: MethodGroup; methods: AuthMethod[] }[] {
  return GROUPS.map((group) => ({
    group,
    methods: methods.filter((each) => groupOf(each.method) === group),
  })).filter((found) => found.methods.length > 0);
}

function groupOf(method: string): MethodGroup {
  return isKnownMethod(method) ? GROUP_OF[method] : 'other';
}
