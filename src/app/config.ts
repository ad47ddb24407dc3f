import { isJsonObject } from '#contract/values.ts';

/** Which backend the page talks to. Shown on every page. */
export type AppConfig = {
  /** `sample`: made-up data that reaches nobody. `live`: AuthPI. */
  backend: 'sample' | 'live';
  /** Of the live backend. */
  host: string;
};

/**
 * Reads what the server wrote into `<meta name="authpi-config">`. Empty where a worker in this very
 * browser is the backend.
 *
 * Anything unreadable counts as live: taking live data for sample data is the mistake that hurts.
 */
export function readConfig(document: Document): AppConfig {
  const content = document.querySelector<HTMLMetaElement>('meta[name=authpi-config]')?.content;
  if (content === undefined || content.trim() === '') return { backend: 'sample', host: '' };
  const live: AppConfig = { backend: 'live', host: 'api.authpi.com' };
  let value: unknown;
  try {
    value = JSON.parse(content);
  } catch {
    return live;
  }
  if (!isJsonObject(value)) return live;
  const host = typeof value['host'] === 'string' ? value['host'] : live.host;
  return value['backend'] === 'sample' ? { backend: 'sample', host } : { backend: 'live', host };
}
