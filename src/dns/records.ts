import { RECORD_TTL } from '#contract/ours/dns-settings.ts';
import { unicodeHost } from '#contract/ours/hosts.ts';
import { isApex } from './subject.ts';
import type { Subject } from './subject.ts';

/**
 * What stands in for a CNAME at the name that was registered, where none can stand beside the zone's
 * own records (RFC 1034 §3.6.2): providers call it differently, and some have none.
 */
export const APEX_TYPE = 'ALIAS, ANAME or flattened CNAME';

/** A record to publish. */
export type PublishedRecord = {
  readonly type: 'CNAME' | 'TXT' | typeof APEX_TYPE;
  /** In full, without a trailing dot. */
  readonly name: string;
  /** As it is typed where the zone is managed, `@` at its top; null where the zone is not known. */
  readonly relative: string | null;
  /** Null where nobody has said it. */
  readonly value: string | null;
  /** Seconds. */
  readonly ttl: number;
  readonly optional: boolean;
};

/** The records to publish for a host, the needed one first. */
export function recordsOf(subject: Subject): PublishedRecord[] {
  const { host, zone, target, ownership } = subject;
  const record = (
    type: PublishedRecord['type'],
    name: string,
    value: string | null,
  ): PublishedRecord => ({
    type,
    name,
    relative: relativeName(name, zone),
    value,
    ttl: RECORD_TTL,
    optional: type === 'TXT',
  });
  return [
    record(isApex(subject) ? APEX_TYPE : 'CNAME', host, target),
    ...(ownership === null ? [] : [record('TXT', ownership.name, ownership.value)]),
  ];
}

/** A name as it is typed where the zone is managed, `@` at its top; null where that is not known. */
export function relativeName(name: string, zone: string | null): string | null {
  if (zone === null) return null;
  if (name === zone) return '@';
  return name.endsWith(`.${zone}`) ? name.slice(0, -zone.length - 1) : null;
}

/**
 * The records as lines of a zone file (RFC 1035 §5.1), with names in full, which end in a dot. What
 * no zone file can say is a comment there.
 */
export function zoneFileOf(records: readonly PublishedRecord[]): string {
  return `${records.map(zoneLine).join('\n')}\n`;
}

function zoneLine({ type, name, value, ttl }: PublishedRecord): string {
  if (value === null) return `; ${name}. needs a ${type}. Its value is not known here.`;
  switch (type) {
    case 'CNAME':
      return `${name}. ${ttl} IN CNAME ${value}.`;
    case 'TXT':
      return `${name}. ${ttl} IN TXT ${quotedStrings(value)}`;
    case APEX_TYPE:
      return `; ${name}. needs an ${type} to ${value}. A zone file cannot say that.`;
  }
}

/** The most bytes of one character string (RFC 1035 §3.3). */
const STRING_BYTES = 255;

/** A text as character strings in quotes: in bytes, those that are not plain ASCII as `\DDD`. */
function quotedStrings(text: string): string {
  const bytes = [...new TextEncoder().encode(text)];
  const strings: string[] = [];
  for (let at = 0; at === 0 || at < bytes.length; at += STRING_BYTES) {
    strings.push(
      `"${bytes
        .slice(at, at + STRING_BYTES)
        .map(escaped)
        .join('')}"`,
    );
  }
  return strings.join(' ');
}

function escaped(byte: number): string {
  const character = String.fromCharCode(byte);
  if (character === '"' || character === '\\') return `\\${character}`;
  return byte >= 0x20 && byte < 0x7f ? character : `\\${String(byte).padStart(3, '0')}`;
}

/** The records as a message to whoever runs the DNS: plain text, to be sent by other means. */
export function messageOf(subject: Subject, records: readonly PublishedRecord[]): string {
  const { host, zone } = subject;
  const read = unicodeHost(host);
  const where = zone === null ? 'its DNS' : `the DNS zone ${zone}`;
  const atApex = isApex(subject);
  return [
    `People are to sign in at ${read}${read === host ? '' : ` (in the DNS: ${host})`}, with AuthPI. For that, ${where} needs ${
      records.length === 1 ? 'this record' : 'these records'
    }:`,
    '',
    ...records.flatMap((record, index) => [...recordLines(record, index + 1), '']),
    atApex
      ? `No CNAME can stand at ${host} itself. If the provider has no ${APEX_TYPE}, tell us: we then take a name below it.`
      : `At ${host} nothing else may stand: no A, AAAA or second CNAME record.`,
    'No proxy in front of it: at Cloudflare, "DNS only" (the grey cloud).',
    ...(zone === null
      ? []
      : [
          'Most providers want the short name, and add the zone by themselves. Where yours wants the full name, end it with a dot.',
        ]),
    '',
    'When it is done, answer this message. We check it then.',
    '',
  ].join('\n');
}

function recordLines(record: PublishedRecord, number: number): string[] {
  const { type, name, relative, value, ttl, optional } = record;
  return [
    `${number}. ${type}${optional ? ' (optional: our proof that this was agreed with you)' : ''}`,
    ...(relative === null ? [] : [`   Name:      ${relative}`]),
    `   Full name: ${name}`,
    `   Value:     ${value ?? 'not known yet'}`,
    `   TTL:       ${ttl}`,
  ];
}
