/** What a new issuer begins with, handed from one page to the next. */
export type NewIssuerStart = {
  readonly from: 'values';
  /** What of an issuer can be edited, as it stood on the page: see `ISSUER.valueOf`. */
  readonly values: unknown;
};

// In memory: it is somebody's unsaved work, and no address or history should hold it.
let handed: NewIssuerStart | null = null;

/** Hands over what the next new issuer begins with. */
export function handOver(start: NewIssuerStart): void {
  handed = start;
}

/** What was handed over; null: nothing was. It stays until {@link forgetHandedOver}. */
export function handedOver(): NewIssuerStart | null {
  return handed;
}

/** The new issuer was created, or is not wanted any more. */
export function forgetHandedOver(): void {
  handed = null;
}
