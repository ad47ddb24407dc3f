import type { SimulatorState } from './simulator.ts';

/** What the DNS can be made to say. The empty value: what it says by itself. */
export function dnsChoices({
  situations,
}: SimulatorState['dns']): { value: string; text: string }[] {
  return [
    { value: '', text: 'What it says by itself' },
    ...Object.entries(situations).map(([id, words]) => ({
      value: id,
      text: typeof words === 'string' ? words : id,
    })),
  ];
}

/** What the DNS was made to say of a host, as one of {@link dnsChoices}; or that it is none of them. */
export function dnsChosen({ settings }: SimulatorState['dns'], host: string): string {
  const setting = settings.find((each) => each.host === host);
  return setting === undefined ? '' : (setting.situation ?? 'Records of its own');
}
