import { parseArgs } from 'node:util';
import { checkTemplate } from '#contract/ours/callback-url.ts';
import { DEFAULT_RESOLVERS } from '#contract/ours/dns-settings.ts';
import type { DnsSettings } from '#contract/ours/dns-settings.ts';
import { HOST_REFUSALS, parseHost } from '#contract/ours/hosts.ts';
import type { ApiKey } from './proxy.ts';

/** What the gateway was asked to be. */
export type Options = {
  port: number;
  /** Where the sample data is kept; undefined: in the project's own folder. */
  state: string | undefined;
  baseUrl: string;
  /** Null: no key, so the embedded backend with sample data. */
  key: ApiKey | null;
  /** The template of the callback URLs of live data; null: nobody said one. */
  callbackUrl: string | null;
  /** What is said about the DNS of live data, and the addresses of the resolvers to ask. */
  dns: DnsSettings;
  /** Whether requests may name a world of their own: for test suites only. */
  worlds: boolean;
};

/** A start that cannot be: its message is a sentence for the person who tried. */
export class StartError extends Error {}

/**
 * Reads the command line and the environment.
 *
 * @throws {StartError} when they contradict themselves or cannot be meant.
 */
export function readOptions(
  args: readonly string[],
  env: { readonly [name: string]: string | undefined },
): Options {
  const { port, state } = readArgs(args);
  return {
    port: readPort(port),
    state,
    baseUrl: readBaseUrl(env['AUTHPI_BASE_URL']?.trim() || 'https://api.authpi.com'),
    key: readKey(env['AUTHPI_KEY_ID']?.trim() ?? '', env['AUTHPI_KEY_SECRET']?.trim() ?? ''),
    callbackUrl: readCallbackUrl(env['AUTHPI_CALLBACK_URL']?.trim() ?? ''),
    dns: {
      target: readTarget(env['AUTHPI_DNS_TARGET']?.trim() ?? ''),
      authorities: readAuthorities(env['AUTHPI_DNS_AUTHORITIES']?.trim() ?? ''),
      resolvers: readResolvers(env['AUTHPI_DNS_RESOLVERS']?.trim() ?? ''),
    },
    worlds: env['AUTHPI_WORLDS'] === '1',
  };
}

function readArgs(args: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { port: { type: 'string', default: '5180' }, state: { type: 'string' } },
    });
    return { port: values.port, state: values.state };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new StartError(
      `${reason.replace(/\.$/, '')}. Known are --port NUMBER and --state FILE.`,
      { cause: error },
    );
  }
}

function readPort(text: string): number {
  const port = Number(text);
  // 0: whichever is free.
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new StartError(`--port takes a number from 0 to 65535, not ${JSON.stringify(text)}.`);
}

function readKey(id: string, secret: string): ApiKey | null {
  if (id === '' && secret === '') return null;
  if (id === '' || secret === '') {
    const [present, absent] = id === '' ? ['SECRET', 'ID'] : ['ID', 'SECRET'];
    throw new StartError(
      `AUTHPI_KEY_${present} is set and AUTHPI_KEY_${absent} is not: set both to talk to AuthPI, or neither for sample data.`,
    );
  }
  // Basic authentication ends the id at the first colon (RFC 7617 §2).
  if (id.includes(':')) throw new StartError('AUTHPI_KEY_ID has no colon in it.');
  return { id, secret };
}

function readBaseUrl(text: string): string {
  const url = plainAddress(text);
  if (url === null) {
    throw new StartError('AUTHPI_BASE_URL is an address like https://api.authpi.com.');
  }
  if (!isPrivate(url)) {
    throw new StartError(
      'AUTHPI_BASE_URL starts with https://, since the key would be readable on its way.',
    );
  }
  return url.origin + url.pathname.replace(/\/+$/, '');
}

/** Null for what has more than an origin and a path. No part is repeated: it may be a password. */
function plainAddress(text: string): URL | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || url.username + url.password + url.search + url.hash !== '') return null;
  return url;
}

/** Whether nobody can read along on the way there. */
function isPrivate({ protocol, hostname }: URL): boolean {
  const loopback = ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);
  return protocol === 'https:' || (protocol === 'http:' && loopback);
}

function readCallbackUrl(template: string): string | null {
  if (template === '') return null;
  const reason = checkTemplate(template);
  if (reason === null) return template;
  throw new StartError(
    `AUTHPI_CALLBACK_URL is a template like {issuer}/callback/{method}, and this one cannot be used: ${reason}.`,
  );
}

function readTarget(text: string): string | null {
  if (text === '') return null;
  // A provider's name may well be on the list of public suffixes: it is one that strangers share.
  const parsed = parseHost(text, () => false);
  if (parsed.ok) return parsed.host;
  throw new StartError(
    `AUTHPI_DNS_TARGET is the host that a custom domain's CNAME leads to. ${HOST_REFUSALS[parsed.reason]}.`,
  );
}

/** `issuer-domain-name` of RFC 8659 §4.2. */
const AUTHORITY = /^[a-z\d](-*[a-z\d])*(\.[a-z\d](-*[a-z\d])*)*$/;

function readAuthorities(text: string): string[] | null {
  if (text === '') return null;
  const names = text.split(',').map((name) => name.trim().toLowerCase());
  if (names.every((name) => AUTHORITY.test(name))) return [...new Set(names)];
  throw new StartError(
    'AUTHPI_DNS_AUTHORITIES names certificate authorities as CAA records do, with commas between them, such as letsencrypt.org,pki.goog.',
  );
}

function readResolvers(text: string): readonly [string, string] {
  if (text === '') return DEFAULT_RESOLVERS;
  const urls = text.split(',').map((each) => plainAddress(each.trim()));
  const [one, two, ...more] = urls;
  if (one == null || two == null || more.length > 0) {
    throw new StartError(
      `AUTHPI_DNS_RESOLVERS is two addresses with a comma between them, such as ${DEFAULT_RESOLVERS.join(',')}.`,
    );
  }
  if (!isPrivate(one) || !isPrivate(two)) {
    throw new StartError(
      'AUTHPI_DNS_RESOLVERS start with https://, since anybody on the way could change an answer.',
    );
  }
  if (one.href === two.href) {
    throw new StartError(
      'AUTHPI_DNS_RESOLVERS are two different ones: what both say counts as proven.',
    );
  }
  return [one.href, two.href];
}
