import { useEffect, useEffectEvent, useState } from 'react';
import type { DnsSettings } from '#contract/ours/dns-settings.ts';
import { askDns } from '#dns/ask.ts';
import { examine } from '#dns/examine.ts';
import { judge, unproven } from '#dns/judge.ts';
import { useSubject } from '#dns/use-subject.ts';
import { announce } from '#ui/announcer.tsx';

/** Hosts that are looked at at a time: the resolvers are asked several questions for each. */
const AT_ONCE = 3;

const ALL_LOOKED = 'The DNS of all was looked at.';

/**
 * Looks at the DNS of hosts, each once. It draws how far it is; loaded when it is asked for.
 *
 * @param onLooked is told what a mark would not be proven by: nothing where all is right
 */
export function DnsLooks({
  accountId,
  hosts,
  dns,
  onLooked,
}: {
  accountId: string;
  hosts: readonly string[];
  dns: DnsSettings;
  onLooked: (host: string, unproven: readonly string[]) => void;
}) {
  const [done, setDone] = useState<ReadonlySet<string>>(new Set());
  const left = hosts.filter((host) => !done.has(host));
  return (
    <>
      {left.slice(0, AT_ONCE).map((host) => (
        <Look
          key={host}
          accountId={accountId}
          host={host}
          dns={dns}
          onLooked={(sentences) => {
            onLooked(host, sentences);
            if (left.length === 1) announce(ALL_LOOKED);
            setDone((before) => new Set([...before, host]));
          }}
        />
      ))}
      <p className="several-about">
        {left.length === 0
          ? ALL_LOOKED
          : `Looking at the DNS: ${hosts.length - left.length} of ${hosts.length} looked at.`}
      </p>
    </>
  );
}

/** Draws nothing: one look, given up when this goes away. */
function Look({
  accountId,
  host,
  dns,
  onLooked,
}: {
  accountId: string;
  host: string;
  dns: DnsSettings;
  onLooked: (unproven: string[]) => void;
}) {
  const subject = useSubject(accountId, host, dns);
  const tell = useEffectEvent(onLooked);
  useEffect(() => {
    if (subject === null) return;
    const stop = new AbortController();
    const look = async () => {
      const seen = await examine(subject, askDns, stop.signal).catch(() => null);
      if (stop.signal.aborted) return;
      tell(seen === null ? ['The DNS could not be asked.'] : unproven(judge(subject, seen)));
    };
    void look();
    return () => stop.abort();
  }, [subject]);
  return null;
}
