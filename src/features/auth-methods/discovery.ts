import { isJsonObject } from '#contract/values.ts';
import type { JsonObject } from '#contract/values.ts';

/** What is typed, to be compared with a discovery document. */
export type TypedProvider = {
  readonly issuerUrl: string;
  readonly scopes: readonly string[];
  readonly pkce: boolean;
};

/** What differs, and what would put it right. */
export type DiscoveryFinding = {
  /** `bad`: sign-in will fail. `warn`: it may. */
  readonly level: 'bad' | 'warn';
  readonly words: string;
  /** What can be filled in, at a press. */
  readonly cure?: { readonly field: 'issuer_url'; readonly value: string };
};

/** What came of comparing. */
export type Discovery =
  /** It is no discovery document, and why. */
  | { readonly kind: 'unreadable'; readonly words: string }
  | { readonly kind: 'compared'; readonly findings: readonly DiscoveryFinding[] };

/** How a client with a secret proves itself (OIDC Core §9). */
const WITH_SECRET = ['client_secret_basic', 'client_secret_post', 'client_secret_jwt'];

/** The address of a provider's discovery document (OIDC Discovery §4). */
export function discoveryUrl(issuerUrl: string): string | null {
  const base = issuerUrl.replace(/\/$/, '');
  if (/[{}\s]/.test(base) || !base.startsWith('https://') || !URL.canParse(base)) return null;
  return `${base}/.well-known/openid-configuration`;
}

/**
 * Compares a pasted discovery document (OIDC Discovery §3) with what is typed. What a document does
 * not tell is not held against it, but for what it must tell.
 */
export function compareDiscovery(text: string, typed: TypedProvider): Discovery {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    return {
      kind: 'unreadable',
      words: 'This is no JSON. Copy the whole document, from the first { to the last }.',
    };
  }
  if (!isJsonObject(document)) {
    return { kind: 'unreadable', words: 'This is JSON, but no discovery document.' };
  }
  const issuer = document['issuer'];
  if (typeof issuer !== 'string' || issuer === '') {
    return {
      kind: 'unreadable',
      words: 'This is JSON, but no discovery document: it names no issuer.',
    };
  }
  const findings = [
    issuerFinding(issuer, typed.issuerUrl),
    endpointFinding(document, 'authorization_endpoint', 'authorization endpoint'),
    endpointFinding(document, 'token_endpoint', 'token endpoint'),
    scopeFinding(document, typed.scopes),
    codeFinding(document),
    secretFinding(document),
    typed.pkce ? pkceFinding(document) : null,
    signingFinding(document),
  ];
  return { kind: 'compared', findings: findings.filter((finding) => finding !== null) };
}

type Found = DiscoveryFinding | null;

/** Equal to the letter (OIDC Discovery §4.3). */
function issuerFinding(issuer: string, typed: string): Found {
  if (issuer === typed) return null;
  if (placeholder(issuer)) {
    return {
      level: 'bad',
      words: `The document is of no single directory: its issuer is ${issuer}. Open the one of yours.`,
    };
  }
  const cure = issuer.startsWith('https://')
    ? { cure: { field: 'issuer_url' as const, value: issuer } }
    : {};
  if (typed === '') {
    return { level: 'bad', words: `The document’s issuer is ${issuer}.`, ...cure };
  }
  const isSlash = issuer.replace(/\/$/, '') === typed.replace(/\/$/, '');
  const slash = issuer.endsWith('/') ? 'ends with a slash' : 'has no slash at its end';
  return {
    level: 'bad',
    words: isSlash
      ? `The document’s issuer ${slash}, and the issuer URL does not match: ${issuer}. They have to be equal to the letter.`
      : `The document’s issuer is ${issuer}, not ${typed}. They have to be equal to the letter.`,
    ...cure,
  };
}

/** Microsoft's document for all directories has `{tenantid}` in its issuer. */
function placeholder(issuer: string): boolean {
  return /\{[^{}]*\}/.test(issuer);
}

function endpointFinding(document: JsonObject, name: string, words: string): Found {
  const url = document[name];
  if (typeof url !== 'string' || url === '') {
    return { level: 'bad', words: `The document names no ${words}. Sign-in needs one.` };
  }
  if (url.startsWith('https://') && URL.canParse(url)) return null;
  return { level: 'bad', words: `The ${words} is not an https address: ${url}` };
}

function scopeFinding(document: JsonObject, scopes: readonly string[]): Found {
  const supported = textsIn(document, 'scopes_supported');
  if (!scopes.includes('openid')) {
    return {
      level: 'bad',
      words: 'The scope openid is missing. Without it the provider says nothing of who it is.',
    };
  }
  if (supported === null) return null;
  const missing = scopes.filter((scope) => !supported.includes(scope));
  if (missing.length === 0) return null;
  return {
    level: 'warn',
    words: `The document does not list ${missing.join(', ')} among its scopes. It need not list all. If sign-in is refused, leave ${missing.length === 1 ? 'it' : 'them'} out.`,
  };
}

function codeFinding(document: JsonObject): Found {
  const types = textsIn(document, 'response_types_supported');
  if (types === null || types.includes('code')) return null;
  return {
    level: 'bad',
    words: 'The provider does not offer the authorization code flow (response type code).',
  };
}

function secretFinding(document: JsonObject): Found {
  // Left out, it is client_secret_basic (OIDC Discovery §3).
  const ways = textsIn(document, 'token_endpoint_auth_methods_supported');
  if (ways === null || ways.some((way) => WITH_SECRET.includes(way))) return null;
  return {
    level: 'bad',
    words: `The provider takes no client secret at its token endpoint, only ${ways.join(', ') || 'nothing'}.`,
  };
}

function pkceFinding(document: JsonObject): Found {
  const ways = textsIn(document, 'code_challenge_methods_supported');
  if (ways?.includes('S256') === true) return null;
  return {
    level: 'warn',
    words:
      ways === null
        ? 'PKCE is on, and the document does not say that the provider knows it. If sign-in is refused, switch PKCE off.'
        : 'PKCE is on, but the provider does not list S256. Switch PKCE off if sign-in is refused.',
  };
}

function signingFinding(document: JsonObject): Found {
  const algorithms = textsIn(document, 'id_token_signing_alg_values_supported');
  if (algorithms === null || algorithms.some((algorithm) => algorithm !== 'none')) return null;
  return {
    level: 'bad',
    words: 'The provider does not sign its ID tokens, so nobody can trust what they say.',
  };
}

/** Texts of a list; null where there is no such list. */
function textsIn(document: JsonObject, name: string): readonly string[] | null {
  const list = document[name];
  return Array.isArray(list) ? list.filter((item) => typeof item === 'string') : null;
}
