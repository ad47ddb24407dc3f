import { RECORD_TTL } from '#contract/ours/dns-settings.ts';
import { isApex } from './subject.ts';
import type { Subject } from './subject.ts';

/** What an alias at the name that was registered is called by providers that have one. */
export const APEX_TYPE = 'ALIAS, ANAME or a flattened CNAME';

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
  const { host, target, ownership } = subject;
  const needed: PublishedRecord = {
    type: isApex(subject) ? APEX_TYPE : 'CNAME',
    name: host,
    relative: relativeName(host, subject.zone),
    value: target,
    ttl: RECORD_TTL,
    optional: false,
  };
  if (ownership === null) return [needed];
  const { name, value } = ownership;
  return [
    needed,
    {
      type: 'TXT',
      name,
      relative: relativeName(name, subject.zone),
      value,
      ttl: RECORD_TTL,
      optional: true,
    },
  ];
}

function relativeName(name: string, zone: string | null): string | null {
  if (zone === null) return null;
  if (name === zone) return '@';
  return name.endsWith(`.${zone}`) ? name.slice(0, -zone.length - 1) : null;
}

/** The records as lines of a zone file (RFC 1035 §5.1); what cannot be one is a comment. */
export function zoneFileOf(records: readonly PublishedRecord[]): string {
  return records.map(({ name }) => `; ${name}`).join('\n');
}

/** The records as a message to whoever runs the DNS: plain text. */
export function messageOf(_subject: Subject, records: readonly PublishedRecord[]): string {
  return zoneFileOf(records);
}
