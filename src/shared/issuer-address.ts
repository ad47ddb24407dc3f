/** Where every issuer answers without a custom domain (contract §8). */
const IDP = 'https://idp.authpi.com';

/** An issuer's own address. */
export function issuerAddress(issuerId: string): string {
  return `${IDP}/${encodeURIComponent(issuerId)}`;
}
