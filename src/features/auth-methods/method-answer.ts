import {
  AUTH_METHODS,
  isKnownMethod,
  SECRETS,
  settingsOf,
} from '#contract/auth-methods/registry.ts';
import type { AuthMethod } from '#contract/auth-method.ts';
import { isJsonObject } from '#contract/values.ts';
import type { JsonObject } from '#contract/values.ts';
import { settingView } from './setting-view.ts';

/** The setting of an answer by its name; undefined when it is not there. */
export function settingOf({ settings }: AuthMethod, name: string): unknown {
  return settings != null && Object.hasOwn(settings, name) ? settings[name] : undefined;
}

/** Settings no field stands for, as they came; null when there are none. */
export function unknownSettings(method: AuthMethod): JsonObject | null {
  const { settings, method: kind } = method;
  if (settings == null || !isKnownMethod(kind)) return null;
  const { core, other } = AUTH_METHODS[kind];
  const unknown = Object.entries(settings).filter(
    ([name]) => ![core, other].some((known) => Object.hasOwn(known, name)) && !SECRETS.has(name),
  );
  return unknown.length === 0 ? null : Object.fromEntries(unknown);
}

/**
 * An answer to show as it came. AuthPI promises to return no secret; should one come all the same,
 * it is not put on a screen.
 */
export function withoutSecrets(method: AuthMethod): { value: unknown; hidden: string[] } {
  const { settings } = method;
  if (!isJsonObject(settings)) return { value: method, hidden: [] };
  const hidden = Object.keys(settings).filter(
    (name) => SECRETS.has(name) && settings[name] != null,
  );
  if (hidden.length === 0) return { value: method, hidden };
  const shown = Object.entries(settings).map(
    ([name, value]) => [name, hidden.includes(name) ? '(not shown)' : value] as const,
  );
  return { value: { ...method, settings: Object.fromEntries(shown) }, hidden };
}

/** The labels of settings that hold something of a form nobody expected. */
export function oddSettings(method: AuthMethod): string[] {
  const { method: kind } = method;
  if (!isKnownMethod(kind)) return [];
  return settingsOf(kind).other.flatMap(([name, field]) =>
    settingView(field, settingOf(method, name)).kind === 'json' ? field.label : [],
  );
}
