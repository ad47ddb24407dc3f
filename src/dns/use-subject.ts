import { useEffect, useMemo, useState } from 'react';
import type { DnsSettings } from '#contract/ours/dns-settings.ts';
import { ownershipName, ownershipValue } from '#contract/ours/ownership.ts';
import type { Subject } from './subject.ts';

/** What has to be looked up about a host first. */
type LookedUp = Pick<Subject, 'zone' | 'ownership'> & { accountId: string; host: string };

/**
 * A host as a subject: with its zone, for which the public suffix list is fetched, and its ownership
 * record. What cannot be had counts as not known.
 *
 * @param host normalised; null: none
 * @returns null until it is looked up
 */
export function useSubject(
  accountId: string,
  host: string | null,
  settings: DnsSettings,
): Subject | null {
  const [found, setFound] = useState<LookedUp | null>(null);

  // Both come in their own time, and neither is a query of the API.
  useEffect(() => {
    if (host === null) return;
    let wanted = true;
    const lookUp = async () => {
      const [zone, ownership] = await Promise.all([zoneOf(host), ownershipOf(accountId, host)]);
      if (wanted) setFound({ accountId, host, zone, ownership });
    };
    void lookUp();
    return () => {
      wanted = false;
    };
  }, [accountId, host]);

  const { target, authorities, resolvers } = settings;
  return useMemo(() => {
    if (found === null || found.accountId !== accountId || found.host !== host) return null;
    const { zone, ownership } = found;
    return { host, zone, target, authorities, resolvers, ownership };
  }, [found, accountId, host, target, authorities, resolvers]);
}

async function zoneOf(host: string): Promise<string | null> {
  try {
    const { registrableDomain } = await import('#contract/ours/public-suffix.ts');
    return registrableDomain(host);
  } catch {
    return null;
  }
}

async function ownershipOf(accountId: string, host: string): Promise<Subject['ownership']> {
  const name = ownershipName(host);
  if (name === null) return null;
  try {
    return { name, value: await ownershipValue(accountId, host) };
  } catch {
    // No cryptography outside a secure context.
    return null;
  }
}
