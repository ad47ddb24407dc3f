import { describe, expect, test } from 'vitest';

import { grants } from './scopes.ts';
import type { RequiredScope } from './scopes.ts';

describe('grants', () => {
  test.each<[string[], RequiredScope]>([
    [['issuers:read'], 'issuers:read'],
    [['accounts:read', 'issuers:write'], 'issuers:write'],
    [['issuers:manage'], 'issuers:read'],
    [['issuers:manage'], 'issuers:delete'],
    [['issuers:*'], 'issuers:write'],
    [['issuers:**'], 'issuers:delete'],
    [['*:**'], 'accounts.domains:delete'],
    [['*:read'], 'issuers.auth-methods:read'],
    [['**:manage'], 'accounts:write'],
    [['issuers.auth-methods:write'], 'issuers.auth-methods:write'],
  ])('%j grants %s', (granted, required) => {
    expect(grants(granted, required)).toBe(true);
  });

  test.each<[string[], RequiredScope]>([
    [[], 'issuers:read'],
    [['issuers:read'], 'issuers:write'],
    [['issuers:write'], 'issuers:read'],
    [['issuers:write'], 'issuers:delete'],
    [['issuers:write'], 'issuers.auth-methods:write'],
    [['issuers.auth-methods:write'], 'issuers:write'],
    [['accounts:manage'], 'issuers:read'],
    [['accounts:*'], 'accounts.domains:read'],
    [['issuers.users:read', 'webhooks:manage'], 'issuers:read'],
    [['*:read'], 'issuers:write'],
    [['issuers'], 'issuers:read'],
    [[''], 'issuers:read'],
    [['*'], 'issuers:read'],
    [['issuers:'], 'issuers:read'],
    [['ISSUERS:READ'], 'issuers:read'],
    [['issuer*:read'], 'issuers:read'],
  ])('%j does not grant %s', (granted, required) => {
    expect(grants(granted, required)).toBe(false);
  });
});
