import { isKnownMethod, SECRETS } from '#contract/auth-methods/registry.ts';
import type { AuthMethodKind } from '#contract/auth-methods/registry.ts';
import type { AuthMethod } from '#contract/auth-method.ts';
import type { Body } from '#contract/bodies.ts';
import { isJsonObject } from '#contract/values.ts';
import type { JsonObject } from '#contract/values.ts';
import type { FieldSpec } from '#editing/field.ts';
import type { SectionSpec } from '#editing/section-state.ts';
import type { Editable } from '#shared/resource-editing.tsx';
import { mergeKindOf, NAME_SPEC, otherSpecs } from './method-specs.ts';
import type { NewMethodStart } from './new-method-start.ts';

/** How one kind of auth method is edited: its sections beside it, each saved on its own. */
type MethodEditable = Editable<AuthMethod, Body<'updateAuthMethod'>> & {
  readonly name: SectionSpec;
  /** Null where a method has no settings that can be changed, or nobody knows them. */
  readonly settings: SectionSpec | null;
};

const NAME: SectionSpec = { title: 'Name', noun: 'name', fields: [NAME_SPEC] };

/**
 * How an auth method is edited (contract §9). Its switches are no fields: they go through the guard
 * of the last door. Core settings are part of what is compared, and sent back as they came, since
 * `settings` goes out whole; no field stands for one, so nothing here changes them.
 *
 * @param kind null: nobody knows the method. Then its settings are never sent
 */
export function methodEditable(kind: AuthMethodKind | null): MethodEditable {
  const known = made.get(kind);
  if (known !== undefined) return known;
  const others = kind === null ? [] : otherSpecs(kind);
  const editable = editableOf(kind, others);
  made.set(kind, editable);
  return editable;
}

/** {@link methodEditable} of an auth method. */
export function editableFor({ method }: AuthMethod): MethodEditable {
  return methodEditable(isKnownMethod(method) ? method : null);
}

// Forms take it as a sign of something new when it is another one.
const made = new Map<AuthMethodKind | null, MethodEditable>();

function editableOf(kind: AuthMethodKind | null, others: readonly FieldSpec[]): MethodEditable {
  return {
    noun: 'auth method',
    scope: 'issuers.auth-methods:write',
    kind: mergeKindOf(kind),
    fields: [NAME_SPEC, ...others],
    valueOf: ({ name, settings }) => ({ name, settings: keptOf(settings) }),
    patchOf: (body) => {
      if (!isJsonObject(body)) return {};
      const { settings, ...rest } = body;
      // Held back here as well as above: a body is the last place a secret could leave by.
      return kind !== null && isJsonObject(settings)
        ? { ...rest, settings: withoutSecretNames(settings) }
        : rest;
    },
    name: NAME,
    settings:
      others.length === 0
        ? null
        : {
            title: 'Settings',
            noun: 'settings',
            detail:
              'AuthPI has not published these settings. Their names, and what it means when one is not set, are assumptions of this dashboard.',
            fields: others,
          },
  };
}

function keptOf(settings: unknown): unknown {
  return isJsonObject(settings) ? withoutSecretNames(settings) : settings;
}

/** Settings without what is a secret of any method, whatever it holds. */
function withoutSecretNames(settings: JsonObject): JsonObject {
  const names = Object.keys(settings);
  if (!names.some((name) => SECRETS.has(name))) return settings;
  return Object.fromEntries(Object.entries(settings).filter(([name]) => !SECRETS.has(name)));
}

/**
 * What another auth method of the same kind begins with, so that it is like this one.
 *
 * @param value what of it can be edited, as it stands on the page; it may hold unsaved work
 */
export function startFrom(
  issuerId: string,
  kind: AuthMethodKind,
  { first_factor_only, enabled_login, enabled_signup, featured }: AuthMethod,
  value: unknown,
): NewMethodStart {
  const { name, settings } = isJsonObject(value) ? value : {};
  const set = Object.entries(isJsonObject(settings) ? withoutSecretNames(settings) : {});
  return {
    issuerId,
    method: kind,
    name: typeof name === 'string' ? name : '',
    settings: Object.fromEntries(set.filter(([, each]) => each !== null)),
    first_factor_only,
    enabled_login,
    enabled_signup,
    featured,
  };
}
