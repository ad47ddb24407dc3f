import type { DnsSettings } from '#contract/ours/dns-settings.ts';

/** What the page is told by whoever serves it. Read from `<meta name="authpi-config">`. */
export type PageConfig = {
  /** Whether the data is AuthPI's own or made up. The page says so at all times. */
  backend: 'live' | 'sample';
  /** The host people know the API by. */
  host: string;
  /**
   * The template of the callback URLs, of live data alone: sample data has one of its own
   * (`contract/ours/callback-url.ts`).
   */
  callbackUrl?: string;
  /** What is said about the DNS, of live data alone, for the same reason. */
  dns?: DnsSettings;
};

const PLACE = /(<meta name="authpi-config" content=")(")/g;

/**
 * The built index.html with its configuration written in. In an attribute, because the page's own
 * CSP forbids any inline script.
 *
 * @throws {Error} when the page has no single place for it: it would start without knowing whom it
 * talks to.
 */
export function pageWith(html: string, config: PageConfig): string {
  if (Array.from(html.matchAll(PLACE)).length !== 1) {
    throw new Error('index.html needs exactly one <meta name="authpi-config" content="">.');
  }
  const content = escapeAttribute(JSON.stringify(config));
  // A function, because `$` in a replacement text has a meaning.
  return html.replace(PLACE, (_, before: string, after: string) => before + content + after);
}

function escapeAttribute(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}
