import { checkTemplate, SAMPLE_CALLBACK_URL } from '#contract/ours/callback-url.ts';
import { isJsonObject } from '#contract/values.ts';

/** Which backend the page talks to, which is shown on every page, and what its operator said of it. */
export type AppConfig = {
  /** `sample`: made-up data that reaches nobody. `live`: AuthPI. */
  backend: 'sample' | 'live';
  /** Of the live backend. */
  host: string;
  /** The template of the callback URLs to register at providers; null where nobody has said one. */
  callbackUrl: string | null;
};

const SAMPLE = { backend: 'sample', callbackUrl: SAMPLE_CALLBACK_URL } as const;

/**
 * Reads what the server wrote into `<meta name="authpi-config">`. Empty where a worker in this very
 * browser is the backend.
 *
 * Anything unreadable counts as live: taking live data for sample data is the mistake that hurts.
 */
export function readConfig(document: Document): AppConfig {
  const content = document.querySelector<HTMLMetaElement>('meta[name=authpi-config]')?.content;
  if (content === undefined || content.trim() === '') return { ...SAMPLE, host: '' };
  const live: AppConfig = { backend: 'live', host: 'api.authpi.com', callbackUrl: null };
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
  return { ...live, host, callbackUrl: isUsable ? template : null };
}
