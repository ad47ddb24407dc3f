/**
 * Scope names for the resources of the Core API. The grammar `resource[.sub]:action` and the
 * wildcard `*:**` are published; which names cover which operation is ours (contract §7).
 */
export type RequiredScope =
  `${'accounts' | 'issuers' | 'issuers.auth-methods' | 'accounts.domains'}:${'read' | 'write' | 'delete'}`;

/**
 * Whether a person or key that holds `granted` may do what asks for `required`.
 *
 * `*` or `**` as resource or action stands for any; `manage` includes the other actions of the same
 * resource. A scope of a parent resource does not reach its sub-resources: `issuers:write` is not
 * `issuers.auth-methods:write`.
 */
export function grants(granted: readonly string[], required: RequiredScope): boolean {
  const [resource, action] = split(required);
  return granted.some((scope) => {
    const [grantedResource, grantedAction] = split(scope);
    const reaches = isWildcard(grantedResource) || grantedResource === resource;
    const allows =
      isWildcard(grantedAction) || grantedAction === 'manage' || grantedAction === action;
    return reaches && allows;
  });
}

function split(scope: string): [resource: string, action: string] {
  const colon = scope.lastIndexOf(':');
  return colon < 0 ? [scope, ''] : [scope.slice(0, colon), scope.slice(colon + 1)];
}

function isWildcard(part: string): boolean {
  return part === '*' || part === '**';
}
