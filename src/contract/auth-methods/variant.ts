import type { output, ZodMiniType } from 'zod/mini';

/**
 * How the value of a setting is meant, which is how it is typed, shown and compared.
 *
 * - `text`: words for people. `code`: an identifier or address, to be copied.
 * - `secret`: goes in on create and never comes out.
 * - `seconds`: a length of time. `count`: a number of something.
 * - `codes`: identifiers. `countries`: ISO 3166-1 alpha-2 codes. Sets, without an order.
 * - `choice`: one of the words in `options`.
 */
export type SettingField =
  | { readonly kind: 'text' | 'code' | 'secret' | 'flag' | 'seconds' | 'codes' | 'countries' }
  | CountField
  | ChoiceField<string>;

type CountField = {
  readonly kind: 'count';
  /** What one, and what several, are called. */
  readonly unit: { readonly one: string; readonly many: string };
};

type ChoiceField<Word extends string> = {
  readonly kind: 'choice';
  /** What each word means. */
  readonly options: { readonly [Option in Word]: string };
};

/** One setting of an auth method. */
export type Setting = SettingField & {
  /** Of a value that is set. */
  readonly schema: ZodMiniType;
  readonly label: string;
  readonly help?: string;
  /** What null and absence mean (ours). */
  readonly default?: unknown;
};

/** A setting that is fixed when the method is created. */
type CoreSetting = Setting & {
  /** Create may do without it. */
  readonly optional?: true;
};

/** What an auth method is, by what people know it as. */
export type MethodGroup = 'social' | 'passwordless' | 'password' | 'second';

/**
 * A believable auth method as it is answered, without secrets, for a company: its name, and a domain
 * such as `northwind.example`. Apart from the rest, because only sample data needs it.
 */
export type Example = (company: { readonly brand: string; readonly site: string }) => {
  readonly name: string;
  readonly settings: { [setting: string]: unknown };
};

/** All there is to know of one auth method (contract §9). Everything about it is derived from this. */
export type Variant = {
  /** What it is called. */
  readonly label: string;
  readonly group: MethodGroup;
  /** Outlines on a 16 px grid, as the `d` of an SVG path. */
  readonly icon: string;
  /** What it is, in one sentence. */
  readonly help: string;
  /** What a user meets at login, in one sentence. */
  readonly atLogin: string;
  /** What `first_factor_only` must be on create; `'either'` lets the administrator choose. */
  readonly firstFactorOnly: boolean | 'either';
  /** Whether create needs `settings` at all; `{}` may be enough. */
  readonly settings: 'required' | 'optional';
  /** How many of it one issuer may have. */
  readonly perIssuer: 'one' | 'many';
  /** Fixed after creation: credentials, and what they are bound to. Required but for the optional. */
  readonly core: { readonly [setting: string]: CoreSetting };
  /** What can be changed at any time. AuthPI has published none of these: they are ours. */
  readonly other: { readonly [setting: string]: Setting };
};

/**
 * An auth method, as exactly as it is written. A field that cannot stand for the values of its
 * setting's schema, an option that is missing, and a default of another type do not compile.
 */
export function variant<const V extends Variant>(entry: V & Sound<V>): V {
  return entry;
}

type Sound<V extends Variant> = {
  readonly core: { readonly [S in keyof V['core']]: FieldOf<V['core'][S]['schema']> };
  readonly other: {
    readonly [S in keyof V['other']]: FieldOf<V['other'][S]['schema']> & {
      // What can be changed is read before: it cannot be a secret.
      readonly kind: Exclude<SettingField['kind'], 'secret'>;
      readonly default?: ReadonlyValue<output<V['other'][S]['schema']>>;
    };
  };
};

type ReadonlyValue<Value> = Value extends readonly (infer Item)[] ? readonly Item[] : Value;

/** Which fields can stand for the values of a schema. */
type FieldOf<Schema extends ZodMiniType> = FieldFor<output<Schema>>;

type FieldFor<Value> = [Value] extends [boolean]
  ? { readonly kind: 'flag' }
  : [Value] extends [number]
    ? { readonly kind: 'seconds' } | CountField
    : [Value] extends [string]
      ? string extends Value
        ? { readonly kind: 'text' | 'code' | 'secret' }
        : ChoiceField<Value>
      : { readonly kind: 'codes' | 'countries' };
