import { parseHost } from '#contract/ours/hosts.ts';

/** How AuthPI stores a host, whatever way it is written; null for what is none. */
export function storedHost(text: string): string | null {
  const parsed = parseHost(text, () => false);
  return parsed.ok ? parsed.host : null;
}
