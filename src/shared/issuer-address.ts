/** Where every issuer answers without a custom domain (contract §8). */
const IDP = 'https://idp.authpi.com';

/** An issuer's own address. */
export function issuerAddress(issuerId: string): string {
  return `${IDP}/${encodeURIComponent(issuerId)}`;
}

/** Where an issuer says what it can do (OpenID Connect Discovery 1.0 §4). */
export function discoveryAddress(issuerId: string): string {
  return `${issuerAddress(issuerId)}/.well-known/openid-configuration`;
}
