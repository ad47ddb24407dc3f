import {
  AUTH_METHODS,
  isKnownMethod,
  SECRETS,
  settingsOf,
} from '#contract/auth-methods/registry.ts';
import { authMethodUpdateOf } from '#contract/auth-methods/schemas.ts';
import { check } from '#contract/check.ts';
import { refusedFields } from '#contract/error.ts';
import type { RefusedField } from '#contract/error.ts';
import { AUTH_METHOD_ID_PREFIX } from '#contract/ours/limits.ts';
import { defaultSwitches } from '#contract/ours/rules.ts';
import { isJsonObject } from '#contract/values.ts';
import type { JsonObject } from '#contract/values.ts';
import { patched, withoutNulls } from '../merge.ts';
import { conflict } from '../refusal.ts';
import type { StoredMethod } from '../rows.ts';
import type { BodyRule, Handlers } from './handler.ts';

/** Operations on an issuer's auth methods (contract §9). None of them moves the issuer's tag. */
export const authMethodHandlers: Pick<
  Handlers,
  'listAuthMethods' | 'createAuthMethod' | 'getAuthMethod' | 'updateAuthMethod' | 'deleteAuthMethod'
> = {
  listAuthMethods(tx, { issuer }) {
    return { data: [...tx.methods(issuer).rows()], has_more: false, next_cursor: null };
  },

  createAuthMethod(tx, { issuer, body }) {
    const { method: kind } = body;
    const methods = tx.methods(issuer);
    if (AUTH_METHODS[kind].perIssuer === 'one') {
      for (const { method } of methods.rows()) {
        if (method === kind) throw conflict(`This issuer already has the auth method ${kind}.`);
      }
    }
    const switches = defaultSwitches(kind);
    const method: StoredMethod = {
      ...tx.born(AUTH_METHOD_ID_PREFIX),
      name: body.name,
      method: kind,
      first_factor_only: body.first_factor_only,
      enabled_login: body.enabled_login ?? switches.enabled_login,
      enabled_signup: body.enabled_signup ?? switches.enabled_signup,
      featured: body.featured ?? switches.featured,
      settings: withoutNulls(only(body.settings ?? {}, (setting) => !SECRETS.has(setting))),
    };
    methods.put(method);
    return { data: method };
  },

  getAuthMethod(_, { method }) {
    return { data: method };
  },

  updateAuthMethod(tx, { issuer, method, body }) {
    const { name, enabled_login, enabled_signup, featured, settings } = body;
    const core = coreOf(method);
    const next: StoredMethod = {
      ...method,
      ...(name !== undefined && { name }),
      ...(enabled_login !== undefined && { enabled_login }),
      ...(enabled_signup !== undefined && { enabled_signup }),
      ...(featured !== undefined && { featured }),
      ...(settings !== undefined && {
        settings: {
          ...patched(tx.settings.patch, method.settings, settings),
          // An update that replaces cannot drop what cannot change.
          ...only(method.settings, (setting) => core.includes(setting)),
        },
      }),
      updated_at: tx.tick(),
    };
    tx.methods(issuer).put(next);
    return { data: next };
  },

  deleteAuthMethod(tx, { issuer, method }) {
    tx.methods(issuer).remove(method.id);
    return null;
  },
};

/** What an update may not touch: the kind of method, its core settings and its secrets. */
export const refuseFixedFields: BodyRule = (body, { method }) => {
  if (method === undefined) return [];
  const settings = isJsonObject(body['settings']) ? body['settings'] : {};
  const checked = isKnownMethod(method.method)
    ? check(authMethodUpdateOf(method.method), body)
    : undefined;
  const wrong = checked?.ok === false ? refusedFields(checked.issues) : [];
  return [
    ...changes(body, method, ['method', 'first_factor_only']).map((field) => fixed(field)),
    ...changes(settings, method.settings, coreOf(method)).map((name) => fixed(`settings.${name}`)),
    ...Object.keys(settings)
      .filter((name) => SECRETS.has(name))
      .map((name) => fixed(`settings.${name}`)),
    ...wrong,
  ];
};

function coreOf({ method }: StoredMethod): string[] {
  return isKnownMethod(method)
    ? settingsOf(method)
        .core.map(([name]) => name)
        .filter((name) => !SECRETS.has(name))
    : [];
}

function changes(given: JsonObject, stored: JsonObject, names: readonly string[]): string[] {
  return names.filter(
    (name) => given[name] !== undefined && (given[name] ?? undefined) !== stored[name],
  );
}

function fixed(field: string): RefusedField {
  return { field, code: 'immutable', message: 'This cannot change after creation' };
}

function only(settings: JsonObject, keep: (setting: string) => boolean): JsonObject {
  return Object.fromEntries(Object.entries(settings).filter(([setting]) => keep(setting)));
}
