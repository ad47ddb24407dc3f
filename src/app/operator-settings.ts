import { SAMPLE_CALLBACK_URL } from '#contract/ours/callback-url.ts';
import { DEFAULT_RESOLVERS, SAMPLE_DNS } from '#contract/ours/dns-settings.ts';
import type { DnsSettings } from '#contract/ours/dns-settings.ts';
import { isJsonObject } from '#contract/values.ts';
import { readConfig } from './config.ts';

// Apart from which backend it is: few pages need it.

/** What whoever runs the dashboard said of AuthPI where AuthPI has not published it. */
export type OperatorSettings = {
  /** The template of the callback URLs to register at providers; null where nobody has said one. */
  callbackUrl: string | null;
  /** What is said about the DNS. */
  dns: DnsSettings;
};

/** Reads them from the page. Sample data has settings of its own, and what cannot be used is none. */
export function readOperatorSettings(document: Document): OperatorSettings {
  const { backend, said } = readConfig(document);
  if (backend === 'sample') return { callbackUrl: SAMPLE_CALLBACK_URL, dns: SAMPLE_DNS };
  const template = said['callbackUrl'];
  // Enough to tell a template from what is none: the server has read it strictly.
  const isOne = typeof template === 'string' && /^(https:\/\/|\{issuer\})/.test(template);
  return { callbackUrl: isOne ? template : null, dns: readDns(said['dns']) };
}

/** Whole or not at all, each part: half of a list would forbid what the other half allows. */
function readDns(value: unknown): DnsSettings {
  const { target, authorities, resolvers } = isJsonObject(value) ? value : {};
  const [one, two, ...more] = texts(resolvers) ?? [];
  return {
    // Enough to tell a host from what is none, as above.
    target: typeof target === 'string' && /^[\w-]+(\.[\w-]+)+$/.test(target) ? target : null,
    authorities: texts(authorities),
    resolvers:
      one !== undefined && two !== undefined && more.length === 0
        ? [one, two]
        : [new URL(DEFAULT_RESOLVERS[0]).host, new URL(DEFAULT_RESOLVERS[1]).host],
  };
}

/** Null for what is no list of texts, or an empty one. */
function texts(value: unknown): readonly string[] | null {
  const isList = Array.isArray(value) && value.length > 0;
  return isList && value.every((each) => typeof each === 'string' && each !== '') ? value : null;
}
