/**
 * Where a link that somebody wrote may lead: the address for `href`, or null for what is no link
 * here. Only whole http, https and mailto addresses are; `//host`, `https:host` and paths would
 * mean something within this dashboard, which nobody meant.
 */
export function linkTarget(address: string): string | null {
  if (!/^(?:https?:\/\/|mailto:)/i.test(address) || !URL.canParse(address)) return null;
  const url = new URL(address);
  return /^(?:https?|mailto):$/.test(url.protocol) ? url.href : null;
}
