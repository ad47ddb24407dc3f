/** What the DNS is asked about. */
export type Subject = {
  /** Normalised: lower case, A-labels, without a trailing dot. */
  readonly host: string;
  /** The registered name it belongs to (`registrableDomain`), where its DNS is usually managed; null: not known. */
  readonly zone: string | null;
  /** Where its CNAME is to lead; null where nobody has said it (contract §10): nothing is judged. */
  readonly target: string | null;
  /** The authorities that must be allowed to issue certificates; null where nobody has said which. */
  readonly authorities: readonly string[] | null;
  /** What people know the resolvers by, 1 before 2. */
  readonly resolvers: readonly [string, string];
  /** The optional ownership record; null where there can be none. */
  readonly ownership: { readonly name: string; readonly value: string } | null;
};

/** Whether the host is the very name that was registered, where no CNAME can stand (RFC 1034 §3.6.2). */
export function isApex({ host, zone }: Pick<Subject, 'host' | 'zone'>): boolean {
  return host === zone;
}
