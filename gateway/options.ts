import { parseArgs } from 'node:util';
import { checkTemplate } from '#contract/ours/callback-url.ts';
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
  const url = URL.canParse(text) ? new URL(text) : null;
  // No part of the value is repeated: it may have a password in it.
  if (url === null || url.username + url.password + url.search + url.hash !== '') {
    throw new StartError('AUTHPI_BASE_URL is an address like https://api.authpi.com.');
  }
  const loopback = ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && loopback)) {
    throw new StartError(
      'AUTHPI_BASE_URL starts with https://, since the key would be readable on its way.',
    );
  }
  return url.origin + url.pathname.replace(/\/+$/, '');
}

function readCallbackUrl(template: string): string | null {
  if (template === '') return null;
  const reason = checkTemplate(template);
  if (reason === null) return template;
  throw new StartError(
    `AUTHPI_CALLBACK_URL is a template like {issuer}/callback/{method}, and this one cannot be used: ${reason}.`,
  );
}
