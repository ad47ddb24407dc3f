import { useState } from 'react';
import { useAccountHosts } from './account-hosts.ts';
import { dnsChoices, dnsChosen } from './dns-choices.ts';
import { Choice } from './field.tsx';
import { simulator } from './simulator.ts';
import type { SimulatorState } from './simulator.ts';

/**
 * What the DNS of the sample data says of a domain. Takes effect as it is chosen: the page sees it
 * when it asks the next time.
 */
export function DnsSection({
  accountId,
  host: own,
  dns,
}: {
  accountId: string;
  /** The page's own; null where it is about several. */
  host: string | null;
  dns: SimulatorState['dns'];
}) {
  const hosts = useAccountHosts(accountId, own);
  const [chosen, setChosen] = useState<string | null>(null);
  const host = chosen ?? hosts[0];
  if (host === undefined) return <p className="text-text-2">This account has no domains yet.</p>;
  return (
    <div className="sim-form">
      <Choice
        label="DNS of the domain"
        options={hosts.map((each) => ({ value: each, text: each }))}
        value={host}
        onChange={setChosen}
      />
      <Choice
        label="What it says"
        options={dnsChoices(dns)}
        value={dnsChosen(dns, host)}
        onChange={(situation) => void simulator.setDns(host, situation === '' ? null : situation)}
      />
    </div>
  );
}
