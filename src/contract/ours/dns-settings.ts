/**
 * What whoever runs the dashboard says about the DNS. AuthPI documents no record to publish (contract
 * §10), so there is no default for live data: what nobody set is null, and is neither shown nor judged.
 */
export type DnsSettings = {
  /** The host a custom domain's CNAME is to lead to, normalised. */
  target: string | null;
  /** The certificate authorities that must be allowed to issue, as CAA names them (RFC 8659 §4.2). */
  authorities: readonly string[] | null;
  /** What people know the two resolvers by. */
  resolvers: readonly [string, string];
};

/** The settings that sample data has. Made up, like all of the sample. */
export const SAMPLE_DNS: DnsSettings = {
  target: 'edge.authpi.example',
  authorities: ['ca.authpi.example', 'letsencrypt.org'],
  resolvers: ['one.dns.example', 'two.dns.example'],
};

/** The two resolvers that are asked where nobody names others. */
export const DEFAULT_RESOLVERS: readonly [string, string] = [
  'https://cloudflare-dns.com/dns-query',
  'https://dns.google/resolve',
];

/** Seconds that the records to publish are to be kept: short, so that a mistake is soon mended. */
export const RECORD_TTL = 300;
