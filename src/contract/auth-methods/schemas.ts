import { boolean, discriminatedUnion, literal, looseObject, optional } from 'zod/mini';
import type { output, ZodMiniBoolean, ZodMiniLiteral, ZodMiniType } from 'zod/mini';
import { authMethod } from '../auth-method.ts';
import type { AuthMethod } from '../auth-method.ts';
import { check } from '../check.ts';
import { LIMITS } from '../ours/limits.ts';
import { characters, jsonObject, nullish } from '../values.ts';
import { AUTH_METHOD_KINDS, AUTH_METHODS } from './registry.ts';
import type { AuthMethodKind, Variants } from './registry.ts';

// The registry says what each method is; these are the bodies that follow from it. The types follow
// as well: a body is one of the union, told apart by `method`.

const flags = {
  enabled_login: optional(boolean()),
  enabled_signup: optional(boolean()),
  featured: optional(boolean()),
};

const name = characters(LIMITS.name.min, LIMITS.name.max);

type Entry<Kind extends AuthMethodKind> = Variants[Kind];
type Schemas = { readonly [setting: string]: { readonly schema: ZodMiniType } };
type Nullish<S extends ZodMiniType> = ReturnType<typeof nullish<S>>;
type NullishShape<Settings extends Schemas> = {
  [Name in keyof Settings]: Nullish<Settings[Name]['schema']>;
};
type CoreShape<Settings extends Schemas> = {
  [Name in keyof Settings]: Settings[Name] extends { readonly optional: true }
    ? Nullish<Settings[Name]['schema']>
    : Settings[Name]['schema'];
};

/** Settings that may be there, each null or absent too. */
function nullishShape<const Settings extends Schemas>(settings: Settings): NullishShape<Settings> {
  const shape = Object.entries(settings).map(([key, { schema }]) => [key, nullish(schema)]);
  return Object.fromEntries(shape) as NullishShape<Settings>;
}

/** Settings of a create: what is required, and what may be there. */
function createSettings<Kind extends AuthMethodKind>(kind: Kind) {
  const required = Object.entries(AUTH_METHODS[kind].core).map(([key, setting]) => [
    key,
    setting.optional === true ? nullish(setting.schema) : setting.schema,
  ]);
  return looseObject({
    ...(Object.fromEntries(required) as CoreShape<Entry<Kind>['core']>),
    ...nullishShape(AUTH_METHODS[kind].other as Entry<Kind>['other']),
  });
}

type CreateSettings<Kind extends AuthMethodKind> = ReturnType<typeof createSettings<Kind>>;
type FirstFactorOnly<Kind extends AuthMethodKind> =
  Entry<Kind>['firstFactorOnly'] extends infer Word extends boolean
    ? ZodMiniLiteral<Word>
    : ZodMiniBoolean;

/** Body of createAuthMethod for one method. */
function createOf<Kind extends AuthMethodKind>(kind: Kind) {
  const { firstFactorOnly, settings: needs } = AUTH_METHODS[kind];
  const settings = createSettings(kind);
  return looseObject({
    ...flags,
    name,
    method: literal(kind),
    first_factor_only: (firstFactorOnly === 'either'
      ? boolean()
      : literal(firstFactorOnly, `This must be ${firstFactorOnly}`)) as FirstFactorOnly<Kind>,
    settings: (needs === 'required'
      ? settings
      : optional(settings)) as Entry<Kind>['settings'] extends 'required'
      ? CreateSettings<Kind>
      : ReturnType<typeof optional<CreateSettings<Kind>>>,
  });
}

type CreateOf<Kind extends AuthMethodKind> = Kind extends AuthMethodKind
  ? ReturnType<typeof createOf<Kind>>
  : never;

/** Body of createAuthMethod: one of those in the registry, told apart by `method`. */
export const authMethodCreate = discriminatedUnion(
  'method',
  AUTH_METHOD_KINDS.map((kind) => createOf(kind)) as unknown as [CreateOf<AuthMethodKind>],
);

const updateBody = { ...flags, name: optional(name) };

/**
 * Body of updateAuthMethod, for any method: the body does not say which, so `settings` is only an
 * object here; {@link authMethodUpdateOf} checks them for one.
 */
export const authMethodUpdate = looseObject({ ...updateBody, settings: optional(jsonObject()) });

/** Body of updateAuthMethod for one known method. That core settings stay is checked by the server. */
export function authMethodUpdateOf(kind: AuthMethodKind) {
  return looseObject({
    ...updateBody,
    settings: optional(looseObject(nullishShape(AUTH_METHODS[kind].other))),
  });
}

type SecretIn<Settings extends Schemas> = {
  [Name in keyof Settings]: Settings[Name] extends { readonly kind: 'secret' } ? Name : never;
}[keyof Settings];

type Shown<Kind extends AuthMethodKind> = Omit<
  NullishShape<Entry<Kind>['core']>,
  SecretIn<Entry<Kind>['core']>
> &
  NullishShape<Entry<Kind>['other']>;

/** Settings of an answer: those of the method without its secrets, each perhaps absent. */
function answerOf<Kind extends AuthMethodKind>(kind: Kind) {
  const { core, other } = AUTH_METHODS[kind];
  const shown = Object.entries(core).filter(([, setting]) => setting.kind !== 'secret');
  return looseObject({
    ...authMethod.def.shape,
    method: literal(kind),
    settings: nullish(
      looseObject(
        nullishShape({ ...Object.fromEntries(shown), ...other }) as unknown as Shown<Kind>,
      ),
    ),
  });
}

type AnswerOf<Kind extends AuthMethodKind> = Kind extends AuthMethodKind
  ? ReturnType<typeof answerOf<Kind>>
  : never;

const knownAuthMethod = discriminatedUnion(
  'method',
  AUTH_METHOD_KINDS.map((kind) => answerOf(kind)) as unknown as [AnswerOf<AuthMethodKind>],
);

/** An auth method this project knows, told apart by `method`. */
export type KnownAuthMethod = output<typeof knownAuthMethod>;

/**
 * Tells a method this project fully understands from one it must only keep and show: a `method` it
 * does not know, or a known one whose settings have a form it does not expect.
 */
export function readAuthMethod(
  answer: AuthMethod,
): { known: true; method: KnownAuthMethod } | { known: false; method: AuthMethod } {
  const found = check(knownAuthMethod, answer);
  return found.ok ? { known: true, method: found.value } : { known: false, method: answer };
}
