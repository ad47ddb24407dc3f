// An ownership record is this dashboard's own, optional proof that whoever manages a host's DNS knows
// of the account. AuthPI never reads it (contract §10).

/**
 * Where the ownership record (TXT) of a host stands; null where that name would be too long
 * (RFC 1035 §2.3.4).
 */
export function ownershipName(host: string): string | null {
  const name = `_authpi-challenge.${host}`;
  return name.length > 253 ? null : name;
}

/** What the ownership record of a host says: the same each time, and another for each account. */
export async function ownershipValue(accountId: string, host: string): Promise<string> {
  const text = new TextEncoder().encode(`${accountId}\n${host}`);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', text));
  const hex = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return `authpi=${hex.slice(0, 16)}`;
}
