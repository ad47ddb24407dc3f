import { RECORD_TTL } from '#contract/ours/dns-settings.ts';
import { RCODES } from '#contract/ours/dns.ts';
import { ownershipName, ownershipValue } from '#contract/ours/ownership.ts';
import { registrableDomain } from '#contract/ours/public-suffix.ts';
import type { Tx } from '../world.ts';
import { SEEDED_SITUATIONS } from './seeded.ts';
import { activeDnsSettings } from './settings.ts';
import type { ActiveDnsSetting } from './settings.ts';
import { COMMON_ZONES, SITUATIONS, waking } from './situations.ts';
import type { HostAt } from './situations.ts';
import { joined } from './zones.ts';
import type { NameTrouble, Zones } from './zones.ts';

/** What a world's DNS follows from. */
export type DnsFacts = {
  /** Hosts of all accounts: whose, and the Unix ms when they were added. */
  held: ReadonlyMap<string, { account: string; addedAt: number }>;
  settings: readonly ActiveDnsSetting[];
};

/** Reads what a world's DNS follows from. */
export function dnsFacts(tx: Tx): DnsFacts {
  const held = new Map<string, { account: string; addedAt: number }>();
  for (const { id, domains } of tx.accounts.rows()) {
    for (const { host, added_at } of domains) {
      held.set(host, { account: id, addedAt: added_at ?? 0 });
    }
  }
  return { held, settings: activeDnsSettings(tx) };
}

/**
 * All that is published in a world. Of a host it is what was set, else what the seed says, else, for
 * a host that an account holds, what wakes up after it was added.
 */
export async function worldZones({ held, settings }: DnsFacts): Promise<Zones> {
  const set = new Map(settings.map((each) => [each.host, each]));
  const hosts = new Set([...held.keys(), ...SEEDED_SITUATIONS.keys(), ...set.keys()]);
  const parts = await Promise.all(
    Array.from(hosts, async (host) => {
      const holder = held.get(host);
      const at: HostAt = {
        host,
        zone: registrableDomain(host) ?? host,
        ownership: holder === undefined ? null : await ownershipOf(holder.account, host),
        since: holder?.addedAt ?? 0,
        ttl: RECORD_TTL,
      };
      const setting = set.get(host);
      if (setting !== undefined) return settled(at, setting);
      const seeded = SEEDED_SITUATIONS.get(host);
      return seeded === undefined ? waking(at) : SITUATIONS[seeded].zones(at);
    }),
  );
  return joined([COMMON_ZONES, ...parts]);
}

function settled(at: HostAt, setting: ActiveDnsSetting): Zones {
  const { situation, since, ttl, records = [], rcode, failure, resolver } = setting;
  if (situation !== undefined) {
    const usual = situation === 'spreading' ? 60 : RECORD_TTL;
    return SITUATIONS[situation].zones({ ...at, since, ttl: ttl ?? usual });
  }
  const concerned = { below: at.host, ...(resolver !== undefined && { resolver }) };
  const troubles: NameTrouble[] = [];
  if (failure !== undefined) troubles.push({ ...concerned, kind: 'failure', failure });
  if (rcode !== undefined) troubles.push({ ...concerned, kind: 'rcode', rcode: RCODES[rcode] });
  return {
    apexes: [at.zone],
    records: records.map(({ resolver: only, ttl: seconds = RECORD_TTL, ...each }) => ({
      ...each,
      ttl: seconds,
      ...(only !== undefined && { resolver: only }),
    })),
    troubles,
  };
}

async function ownershipOf(account: string, host: string): Promise<HostAt['ownership']> {
  const name = ownershipName(host);
  return name === null ? null : { name, value: await valueOf(account, host) };
}

const values = new Map<string, Promise<string>>();

/** Kept, because one question needs those of all hosts. */
function valueOf(account: string, host: string): Promise<string> {
  const key = `${account} ${host}`;
  const value = values.get(key) ?? ownershipValue(account, host);
  // More than any world has: what is left of others goes.
  if (values.size > 5_000) values.clear();
  values.set(key, value);
  return value;
}
