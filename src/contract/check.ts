import { config, safeParse } from 'zod/mini';
import type { core, output, ZodMiniType } from 'zod/mini';

// zod compiles object schemas with `new Function` where it may; the page's Content Security Policy
// forbids that, and even the attempt is reported as a violation. One shared configuration.
config({ jitless: true });

/** What {@link check} found: the very value that came in, now typed, or the issues. */
export type Checked<T> = { ok: true; value: T } | { ok: false; issues: readonly core.$ZodIssue[] };

/**
 * Checks a value against a schema and hands the **same** value back.
 *
 * Schemas in this project check and never transform: unknown fields, their order and keys such as
 * `__proto__` survive because nothing is copied (contract, "tolerant reader").
 */
export function check<S extends ZodMiniType>(schema: S, value: unknown): Checked<output<S>> {
  // `reportInput` tells an absent field (required) from one of a wrong type.
  const parsed = safeParse(schema, value, { reportInput: true });
  return parsed.success
    ? { ok: true, value: value as output<S> }
    : { ok: false, issues: parsed.error.issues };
}

/**
 * The schema of what stands at a path, without its "optional" and "nullable": of a value that is set.
 *
 * @throws {TypeError} when the schema names no such field
 */
export function schemaAt(schema: ZodMiniType, path: readonly string[]): ZodMiniType {
  return path.reduce((at, key) => {
    const inner = shapeOf(at)?.get(key);
    if (inner === undefined) throw new TypeError(`No schema at ${path.join('.')}`);
    return bare(inner);
  }, bare(schema));
}

function bare(schema: ZodMiniType): ZodMiniType {
  const { def } = schema;
  return 'innerType' in def ? bare(def.innerType as ZodMiniType) : schema;
}

function shapeOf({ def }: ZodMiniType): ReadonlyMap<string, ZodMiniType> | null {
  return 'shape' in def
    ? new Map(Object.entries(def.shape as { [key: string]: ZodMiniType }))
    : null;
}
