import {
  array,
  int,
  literal,
  maximum,
  minimum,
  optional,
  refine,
  strictObject,
  string,
} from 'zod/mini';
import type { output } from 'zod/mini';
import { DNS_TYPES, RCODES } from '#contract/ours/dns.ts';
import type { DnsType } from '#contract/ours/dns.ts';
import { isDnsName } from '#contract/ours/dns-question.ts';
import { format, oneOf } from '#contract/values.ts';
import { normalHost } from '../operations/domains.ts';
import type { Tx } from '../world.ts';
import { SITUATION_IDS } from './situations.ts';
import { DNS_FAILURES } from './zones.ts';

/** Seconds, up to a week. */
const seconds = () => int().check(minimum(0), maximum(604_800));

const resolver = () => optional(literal([1, 2]));

/**
 * What the DNS is to say of a host, instead of what it said before: a situation, or exactly these
 * records. Of `rcode` and `failure`, the host and all below it are concerned.
 */
export const dnsSetting = strictObject({
  /** In its stored form. */
  host: format((text) => {
    const parsed = normalHost(text);
    return parsed.ok && parsed.host === text;
  }, 'This is not a host as it is stored'),
  situation: optional(oneOf(SITUATION_IDS)),
  /** Of the situation's records, seconds. Default: 300; while spreading, 60. */
  ttl: optional(seconds()),
  records: optional(
    array(
      strictObject({
        /** In full. `*` may be its first label. */
        name: format((text) => isDnsName(text.replace(/^\*\./, '')), 'This is not a full name'),
        type: oneOf(Object.keys(DNS_TYPES) as DnsType[]),
        ttl: optional(seconds()),
        data: string(),
        /** The only one that sees it. */
        resolver: resolver(),
      }),
    ),
  ),
  rcode: optional(oneOf(Object.keys(RCODES) as (keyof typeof RCODES)[])),
  failure: optional(oneOf(DNS_FAILURES)),
  /** The only one that `rcode` or `failure` concern. */
  resolver: resolver(),
}).check(
  refine(
    ({ situation, ttl, records, rcode, failure }) =>
      situation === undefined
        ? ttl === undefined && (records ?? rcode ?? failure) !== undefined
        : (records ?? rcode ?? failure) === undefined,
    { error: 'Either a situation, or records, rcode or failure' },
  ),
);

/** See {@link dnsSetting}. */
export type DnsSetting = output<typeof dnsSetting>;

/** A setting in force, and the Unix ms since when. */
export type ActiveDnsSetting = DnsSetting & { since: number };

const FOLDER = 'dns';

/** Settings in force, in the order they were made. */
export function activeDnsSettings(tx: Tx): ActiveDnsSetting[] {
  const settings = [...tx.records.all(FOLDER).values()] as ActiveDnsSetting[];
  return settings.toSorted((a, b) => a.since - b.since);
}

/** Puts a setting in force, in place of the one before. */
export function setDns(tx: Tx, setting: DnsSetting): ActiveDnsSetting {
  const active = { ...setting, since: tx.tick() };
  tx.records.set(FOLDER, setting.host, active);
  return active;
}

/** Ends the setting of a host, or all. @returns whether there was any. */
export function endDns(tx: Tx, host?: string): boolean {
  const ended = activeDnsSettings(tx).filter((each) => host === undefined || each.host === host);
  for (const each of ended) tx.records.set(FOLDER, each.host, undefined);
  return ended.length > 0;
}
