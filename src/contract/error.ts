import { array, boolean, looseObject, optional, string } from 'zod/mini';
import type { core, output } from 'zod/mini';
import { isJsonObject, maybeNumber, maybeText, nullish } from './values.ts';

/** One field of a refused body. `field` is a dotted path from the body's root (contract §4, ours). */
const fieldError = looseObject({
  field: string(),
  code: optional(string()),
  message: optional(string()),
});

/**
 * The body of an error answer (contract §4). `retry_after` is in seconds. An error answer may also
 * be no JSON at all; then only its status speaks.
 */
export const errorBody = looseObject({
  error: string(),
  error_description: optional(string()),
  retryable: optional(boolean()),
  reference: maybeText,
  retry_after: maybeNumber,
  fields: nullish(array(fieldError)),
});

/** See {@link errorBody}. */
export type ErrorBody = output<typeof errorBody>;

/** A field that was refused, with everything said. */
export type RefusedField = { field: string; code: string; message: string };

/**
 * Turns what a schema found into the fields of a 400: the same words on the form that checks before
 * it sends and in the answer of the backend. An issue of the body as a whole has no field.
 */
export function refusedFields(issues: readonly core.$ZodIssue[]): RefusedField[] {
  return issues
    .filter((issue) => issue.path.length > 0)
    .map((issue) => ({ field: issue.path.map(String).join('.'), ...codeAndWords(issue) }));
}

function codeAndWords(issue: core.$ZodIssue): { code: string; message: string } {
  if (issue.input === undefined && issue.code !== 'custom') {
    return REQUIRED;
  }
  switch (issue.code) {
    case 'invalid_type':
      return {
        code: 'invalid_type',
        message: `Expected ${TYPE_WORDS[issue.expected] ?? issue.expected}`,
      };
    case 'too_small':
    case 'too_big':
      return { code: issue.code, message: issue.message };
    case 'invalid_value':
      return {
        code: 'invalid_value',
        message: `This must be ${issue.values.map((value) => JSON.stringify(value)).join(' or ')}`,
      };
    case 'invalid_union': {
      const named = issue.path.at(-1);
      // zod reports an absent discriminator on the whole object.
      const absent =
        issue.discriminator !== undefined &&
        isJsonObject(issue.input) &&
        (typeof named !== 'string' || issue.input[named] === undefined);
      return absent ? REQUIRED : { code: 'invalid_value', message: 'This is not a known value' };
    }
    case 'custom': {
      const code: unknown = issue.params?.['code'];
      return { code: typeof code === 'string' ? code : 'invalid', message: issue.message };
    }
    default:
      return { code: issue.code, message: issue.message };
  }
}

const REQUIRED = { code: 'required', message: 'This is required' };

const TYPE_WORDS: { [expected: string]: string } = {
  string: 'text',
  int: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
};
