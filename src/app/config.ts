import { isJsonObject } from '#contract/values.ts';
import type { JsonObject } from '#contract/values.ts';

/** Which backend the page talks to, which is shown on every page. */
export type AppConfig = {
  /** `sample`: made-up data that reaches nobody. `live`: AuthPI. */
  backend: 'sample' | 'live';
  /** Of the live backend. */
  host: string;
  /** What the server wrote besides, as it came: see `operator-settings.ts`. */
  said: JsonObject;
};

/**
 * Reads what the server wrote into `<meta name="authpi-config">`. Empty where a worker in this very
 * browser is the backend.
 *
 * Anything unreadable counts as live: taking live data for sample data is the mistake that hurts.
 */
export function readConfig(document: Document): AppConfig {
  const content = document.querySelector<HTMLMetaElement>('meta[name=authpi-config]')?.content;
  if (content === undefined || content.trim() === '') {
    return { backend: 'sample', host: '', said: {} };
  }
  let value: unknown;
  try {
    value = JSON.parse(content);
  } catch {
    value = null;
  }
  const said = isJsonObject(value) ? value : {};
  return {
    backend: said['backend'] === 'sample' ? 'sample' : 'live',
    host: typeof said['host'] === 'string' ? said['host'] : 'api.authpi.com',
    said,
  };
}
