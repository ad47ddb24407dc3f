import { AUTH_METHODS, SECRETS, settingsOf } from '#contract/auth-methods/registry.ts';
import type { AuthMethodKind, NamedSetting } from '#contract/auth-methods/registry.ts';
import { authMethodCreate } from '#contract/auth-methods/schemas.ts';
import type { AuthMethod } from '#contract/auth-method.ts';
import type { Body } from '#contract/bodies.ts';
import { check } from '#contract/check.ts';
import { defaultSwitches } from '#contract/ours/rules.ts';
import { isJsonObject } from '#contract/values.ts';
import type { JsonObject } from '#contract/values.ts';
import type { RefusedName } from '#editing/refused.ts';
import { ATOMIC, isSame, SET, valueAt } from '#editing/merge.ts';

/** What the form of a new auth method begins with, as a body names it. Without secrets. */
export type MethodStart = {
  readonly name: string;
  readonly first_factor_only: boolean;
  readonly enabled_login: boolean;
  readonly enabled_signup: boolean;
  readonly featured: boolean;
  readonly settings: JsonObject;
};

/** What a new auth method begins with when nothing else is said. */
export function startOf(kind: AuthMethodKind): MethodStart {
  const { label, firstFactorOnly } = AUTH_METHODS[kind];
  return {
    name: label,
    first_factor_only: firstFactorOnly === 'either' ? true : firstFactorOnly,
    ...defaultSwitches(kind),
    settings: {},
  };
}

/**
 * The body that creates an auth method (contract §9), or what is wrong with it, by the dotted names
 * of its fields. Nothing empty is sent for what is not set. No message holds a value.
 *
 * @param value what the form comes to: a {@link MethodStart} with what was typed
 * @param secrets what was typed for the method's secrets, by setting
 */
export function methodBody(
  kind: AuthMethodKind,
  value: unknown,
  secrets: ReadonlyMap<string, string>,
): { ok: true; body: Body<'createAuthMethod'> } | { ok: false; refused: readonly RefusedName[] } {
  const { firstFactorOnly, settings: needs } = AUTH_METHODS[kind];
  const { core, other } = settingsOf(kind);
  const known = [...core, ...other];
  const settings = known.flatMap(([name, { kind: field }]): [string, unknown][] => {
    const set = field === 'secret' ? secrets.get(name) : valueAt(value, ['settings', name]);
    return isSet(set) ? [[name, set]] : [];
  });
  settings.push(...unknownOf(known, value));
  const body = {
    name: valueAt(value, ['name']) ?? '',
    method: kind,
    first_factor_only:
      firstFactorOnly === 'either' ? valueAt(value, ['first_factor_only']) : firstFactorOnly,
    enabled_login: valueAt(value, ['enabled_login']),
    enabled_signup: valueAt(value, ['enabled_signup']),
    featured: valueAt(value, ['featured']),
    ...((needs === 'required' || settings.length > 0) && {
      settings: Object.fromEntries(settings),
    }),
  };
  const checked = check(authMethodCreate, body);
  if (checked.ok) return { ok: true, body: checked.value };
  return {
    ok: false,
    refused: checked.issues.map(({ path, code, message, input }) => ({
      field: path.map(String).join('.'),
      message: code === 'invalid_type' && input === undefined ? 'This is needed' : message,
    })),
  };
}

/** The dotted names of what was sent and is not what the answer holds. Secrets never come back. */
export function notKeptOf(
  kind: AuthMethodKind,
  sent: Body<'createAuthMethod'>,
  answer: AuthMethod,
): readonly string[] {
  const { settings = {}, ...fields } = sent;
  const kept = isJsonObject(answer.settings) ? answer.settings : {};
  const { core } = AUTH_METHODS[kind];
  return [
    ...Object.entries(fields).filter(
      ([name, value]) => !isSame(ATOMIC, value, valueAt(answer, [name])),
    ),
    ...Object.entries(settings)
      .filter(([name]) => !Object.hasOwn(core, name) || core[name]?.kind !== 'secret')
      .filter(
        ([name, value]) =>
          !isSame(Array.isArray(value) ? SET : ATOMIC, value, valueAt(kept, [name])),
      )
      .map(([name]) => [`settings.${name}`] as const),
  ].map(([name]) => name);
}

/** The names of settings that come along from elsewhere and no field stands for. */
export function carriedSettings(
  kind: AuthMethodKind,
  { settings }: MethodStart,
): readonly string[] {
  const { core, other } = settingsOf(kind);
  return unknownOf([...core, ...other], { settings }).map(([name]) => name);
}

function unknownOf(known: readonly NamedSetting[], value: unknown): [string, unknown][] {
  const settings = valueAt(value, ['settings']);
  if (!isJsonObject(settings)) return [];
  return Object.entries(settings).filter(
    ([name, set]) => set != null && !SECRETS.has(name) && known.every(([each]) => each !== name),
  );
}

function isSet(value: unknown): boolean {
  return value != null && value !== '' && !(Array.isArray(value) && value.length === 0);
}
