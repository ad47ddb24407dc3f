import { isJsonObject } from '#contract/values.ts';
import type { JsonObject } from '#contract/values.ts';
import { SETTING_GROUPS } from './setting-fields.ts';
import type { SettingField } from './setting-fields.ts';

/** A value that no field of the table stands for. */
export type OtherSetting = { path: readonly string[]; value: unknown };

/** What an issuer's settings hold: the known fields that are set, and all that is left. */
type SettingRows = {
  /** A field that is absent or null is not in it: both mean "not set" (contract §8). */
  known: ReadonlyMap<SettingField, unknown>;
  rest: readonly OtherSetting[];
};

/** The table as a tree. A Map, because `constructor` is a key like any other. */
type Branch = Map<string, Branch | SettingField>;

const ROOT: Branch = new Map();
for (const field of SETTING_GROUPS.flatMap(({ fields }) => fields)) {
  let at = ROOT;
  for (const key of field.path.slice(0, -1)) {
    const next = at.get(key);
    const branch: Branch = next instanceof Map ? next : new Map();
    at.set(key, branch);
    at = branch;
  }
  at.set(field.path.at(-1) ?? '', field);
}

/**
 * Parts settings into fields and the rest. Each value of the object comes out exactly once; of a
 * known field whatever is there, also of a type that nobody expects.
 */
export function settingRows(settings: JsonObject | null | undefined): SettingRows {
  const known = new Map<SettingField, unknown>();
  const rest: OtherSetting[] = [];
  const walk = (object: JsonObject, branch: Branch, path: readonly string[]) => {
    for (const key of Object.keys(object)) {
      const value = object[key];
      const here = branch.get(key);
      const inner = [...path, key];
      if (here === undefined) rest.push({ path: inner, value });
      else if (value == null) continue;
      else if (!(here instanceof Map)) known.set(here, value);
      else if (isJsonObject(value)) walk(value, here, inner);
      else rest.push({ path: inner, value });
    }
  };
  walk(settings ?? {}, ROOT, []);
  return { known, rest };
}

/** How the API names a setting: `settings.access.mode`, `settings.access["a.b"]`. */
export function settingName(path: readonly string[]): string {
  return path.reduce(
    (name, key) =>
      /^[A-Za-z_][\w-]*$/.test(key) ? `${name}.${key}` : `${name}[${JSON.stringify(key)}]`,
    'settings',
  );
}
