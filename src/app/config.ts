import { checkTemplate, SAMPLE_CALLBACK_URL } from '#contract/ours/callback-url.ts';
import { DEFAULT_RESOLVERS, SAMPLE_DNS } from '#contract/ours/dns-settings.ts';
import type { DnsSettings } from '#contract/ours/dns-settings.ts';
import { isJsonObject } from '#contract/values.ts';

/** Which backend the page talks to, which is shown on every page, and what its operator said of it. */
export type AppConfig = {
  /** `sample`: made-up data that reaches nobody. `live`: AuthPI. */
  backend: 'sample' | 'live';
  /** Of the live backend. */
  host: string;
  /** The template of the callback URLs to register at providers; null where nobody has said one. */
  callbackUrl: string | null;
  /** What is said about the DNS. */
  dns: DnsSettings;
};

const SAMPLE = {
  backend: 'sample',
  callbackUrl: SAMPLE_CALLBACK_URL,
  dns: SAMPLE_DNS,
} as const;

/**
 * Reads what the server wrote into `<meta name="authpi-config">`. Empty where a worker in this very
 * browser is the backend.
 *
 * Anything unreadable counts as live: taking live data for sample data is the mistake that hurts.
 */
export function readConfig(document: Document): AppConfig {
  const content = document.querySelector<HTMLMetaElement>('meta[name=authpi-config]')?.content;
  if (content === undefined || content.trim() === '') return { ...SAMPLE, host: '' };
  const live: AppConfig = {
    backend: 'live',
    host: 'api.authpi.com',
    callbackUrl: null,
    dns: readDns(null),
  };
  let value: unknown;
  try {
    value = JSON.parse(content);
  } catch {
    return live;
  }
  if (!isJsonObject(value)) return live;
  const host = typeof value['host'] === 'string' ? value['host'] : live.host;
  if (value['backend'] === 'sample') return { ...SAMPLE, host };
  const template = value['callbackUrl'];
  const isUsable = typeof template === 'string' && checkTemplate(template) === null;
  return { ...live, host, callbackUrl: isUsable ? template : null, dns: readDns(value['dns']) };
}

/** Whole or not at all, each part: half of a list would forbid what the other half allows. */
function readDns(value: unknown): DnsSettings {
  const { target, authorities, resolvers } = isJsonObject(value) ? value : {};
  const [one, two, ...more] = texts(resolvers) ?? [];
  return {
    // Enough to tell a host from what is none: the server has read it strictly.
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
