import { bytesOf, textOf, unquoted } from './record-data.ts';

/** One property of a CAA record set (RFC 8659 §4). */
type Property = { critical: boolean; tag: string; value: string };

/** What a CAA record set says about certificates for a host. */
export type CaaSet = {
  /** Who may issue, as it names them; null: it limits nobody. Empty: nobody may. */
  readonly allowed: readonly string[] | null;
  /** A property that is marked as critical and is none of the three that all authorities know. */
  readonly critical: string | null;
};

/** `issuewild` and `iodef` say nothing about certificates for one host. */
const KNOWN = ['issue', 'issuewild', 'iodef'];

/**
 * Reads a CAA record set (RFC 8659 §4.2).
 *
 * @param data of each of its records, in either form that resolvers give
 * @returns null where a record cannot be read, so that nothing is known of the whole
 */
export function readCaa(data: readonly string[]): CaaSet | null {
  const properties: Property[] = [];
  for (const text of data) {
    const property = propertyIn(text.trim());
    if (property === null) return null;
    properties.push(property);
  }
  const issue = properties.filter(({ tag }) => tag === 'issue');
  const allowed = issue.map(({ value }) => authorityIn(value)).filter((name) => name !== '');
  return {
    allowed: issue.length === 0 ? null : [...new Set(allowed)],
    critical: properties.find(({ critical, tag }) => critical && !KNOWN.includes(tag))?.tag ?? null,
  };
}

/** An authority as authorities are compared. */
export function plainAuthority(name: string): string {
  return name.trim().toLowerCase().replace(/\.$/, '');
}

/** What stands before the parameters; nothing in a value of `;`. */
function authorityIn(value: string): string {
  return plainAuthority(value.split(';')[0] ?? '');
}

const CRITICAL = 128;

function propertyIn(data: string): Property | null {
  const bytes = bytesOf(data);
  if (bytes !== null) return propertyInBytes(bytes);
  const [, flags = '', tag = '', value = ''] = /^(\d{1,3})\s+([a-z\d]+)\s+(.*)$/is.exec(data) ?? [];
  if (tag === '' || Number(flags) > 255) return null;
  return property(Number(flags), tag, unquoted(value.trim()));
}

function propertyInBytes(bytes: Uint8Array): Property | null {
  const [flags, length = 0] = bytes;
  if (flags === undefined || length === 0 || bytes.length < 2 + length) return null;
  return property(flags, textOf(bytes.slice(2, 2 + length)), textOf(bytes.slice(2 + length)));
}

function property(flags: number, tag: string, value: string): Property {
  return { critical: (flags & CRITICAL) !== 0, tag: tag.toLowerCase(), value };
}
