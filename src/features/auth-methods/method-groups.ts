import { AUTH_METHODS, isKnownMethod } from '#contract/auth-methods/registry.ts';
import type { MethodGroup as KnownGroup } from '#contract/auth-methods/variant.ts';
import type { AuthMethod } from '#contract/auth-method.ts';

/** What kinds of auth methods there are, in the order they are shown; `other`: nobody knows it. */
const GROUPS = [
  'social',
  'passwordless',
  'password',
  'second',
  'other',
] as const satisfies readonly (KnownGroup | 'other')[];

/** See {@link groupMethods}. */
export type MethodGroup = KnownGroup | 'other';

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
  return isKnownMethod(method) ? AUTH_METHODS[method].group : 'other';
}
