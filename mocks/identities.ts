import { grants } from '#contract/ours/scopes.ts';
import type { RequiredScope } from '#contract/ours/scopes.ts';
import { random } from './random.ts';
import { Refusal } from './refusal.ts';
import { SEEDED_AT } from './seed/seed.ts';
import type { Tx } from './world.ts';

/** Who may ask a world, as text for a client. All of it follows from the seed. */
export type Credentials = {
  key_id: string;
  key_secret: string;
  /** The account both keys belong to. */
  account_id: string;
  read_only_key_id: string;
  read_only_key_secret: string;
  /** Bearer token of a person who is a member of every account but one. */
  user_token: string;
};

/** Somebody known, and what they may do in the accounts they belong to. */
export type Identity = {
  type: 'api_key' | 'user';
  id: string;
  memberships: readonly string[];
  scopes: readonly string[];
};

const ALL = ['*:**'];
const READ_ONLY = [
  'accounts:read',
  'issuers:read',
  'issuers.auth-methods:read',
  'accounts.domains:read',
] as const satisfies RequiredScope[];

/** The credentials of a world. */
export function credentialsOf({ seed, settings }: Tx): Credentials {
  const key = (name: string) => {
    const r = random(settings.seed, 'key', name);
    return { id: `key_${r.hex(32)}`, secret: `sk_${r.hex(48)}` };
  };
  const full = key('full');
  const readOnly = key('read only');
  return {
    key_id: full.id,
    key_secret: full.secret,
    account_id: seed.accounts.ids[0] ?? '',
    read_only_key_id: readOnly.id,
    read_only_key_secret: readOnly.secret,
    user_token: userToken(settings.seed, seed.owner, seed.platform),
  };
}

/** Shaped like a JWT, signed by nobody. */
function userToken(seed: number, person: string, issuer: string): string {
  const part = (value: object) => base64Url(JSON.stringify(value));
  const header = part({ alg: 'EdDSA', typ: 'JWT', kid: random(seed, 'kid').hex(16) });
  const claims = part({
    iss: `https://idp.authpi.com/${issuer}`,
    sub: person,
    iat: Math.floor(SEEDED_AT / 1000),
  });
  return `${header}.${claims}.${base64Url(random(seed, 'signature').hex(64))}`;
}

function base64Url(text: string): string {
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** The person of the bearer token. */
function person({ seed, settings }: Tx): Identity {
  const scopes = settings.scenario === 'viewer' ? READ_ONLY : ALL;
  return { type: 'user', id: seed.owner, memberships: seed.memberships, scopes };
}

/** Whoever acts in a simulated interference: may do everything. */
export function anotherAdministrator(tx: Tx): Identity {
  return { ...person(tx), memberships: tx.seed.accounts.ids, scopes: ALL };
}

/**
 * Reads the `Authorization` header.
 *
 * @param ambient whether a request without one counts as the person's: a browser holds no credential.
 * @throws 401 `unauthorized`.
 */
export function identify(tx: Tx, header: string | null, ambient: boolean): Identity {
  if (header === null) {
    if (ambient) return person(tx);
    throw unauthorized('A credential is needed: an API key (Basic) or a user token (Bearer).');
  }
  const [, scheme = '', value = ''] = /^(\S+) +(\S+) *$/.exec(header) ?? [];
  const known = credentialsOf(tx);
  switch (scheme.toLowerCase()) {
    case 'bearer': {
      if (value === known.user_token) return person(tx);
      throw unauthorized('This token is not known or not valid any more.');
    }
    case 'basic': {
      const key = (id: string, scopes: readonly string[]): Identity => ({
        type: 'api_key',
        id,
        memberships: [known.account_id],
        scopes: tx.settings.scenario === 'viewer' ? READ_ONLY : scopes,
      });
      const pair = basicPair(value);
      if (pair === `${known.key_id}:${known.key_secret}`) return key(known.key_id, ALL);
      if (pair === `${known.read_only_key_id}:${known.read_only_key_secret}`) {
        return key(known.read_only_key_id, READ_ONLY);
      }
      throw unauthorized('This API key is not known or its secret is wrong.');
    }
    default:
      throw unauthorized('The Authorization header is malformed: expected Basic or Bearer.');
  }
}

function basicPair(value: string): string | null {
  try {
    return atob(value);
  } catch {
    return null;
  }
}

function unauthorized(description: string): Refusal {
  return new Refusal(401, 'unauthorized', description, {
    headers: { 'WWW-Authenticate': 'Basic realm="AuthPI", Bearer realm="AuthPI"' },
  });
}

/**
 * Whether an identity may ask for this.
 *
 * @throws 403 `access_denied` without a membership, also for accounts that exist nowhere, so that
 * nobody learns which do; 403 `insufficient_scope` without the scope.
 */
export function authorize(
  by: Identity,
  accountId: string | undefined,
  scope: RequiredScope | null,
): void {
  if (accountId !== undefined && !by.memberships.includes(accountId)) {
    throw new Refusal(403, 'access_denied', 'You are no member of this account.');
  }
  if (scope !== null && !grants(by.scopes, scope)) {
    throw new Refusal(403, 'insufficient_scope', `This needs the scope ${scope}.`);
  }
}
