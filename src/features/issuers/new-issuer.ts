import type { Body } from '#contract/bodies.ts';
import { schemaAt } from '#contract/check.ts';
import { expiryKey } from '#contract/ours/credential-expiry.ts';
import { LIMITS } from '#contract/ours/limits.ts';
import { issuerCreate } from '#contract/resource-bodies.ts';
import { characters, isJsonObject } from '#contract/values.ts';
import type { JsonObject } from '#contract/values.ts';
import { apiName } from '#editing/describe.ts';
import { markdownField, textField } from '#editing/field.ts';
import { ATOMIC, SET, isSame, mapOf, valueAt } from '#editing/merge.ts';
import type { Path } from '#editing/merge.ts';
import { countOf } from '#shared/list-words.ts';

/** The first questions about a new issuer. The name is enough (contract §8). */
export const NEW_ISSUER_FIELDS = [
  textField({
    path: ['name'],
    label: 'Name',
    help: 'Needed. It can be changed later.',
    schema: schemaAt(issuerCreate, ['name']),
    published: true,
    required: true,
  }),
  textField({
    path: ['metadata', 'environment'],
    label: 'Environment',
    help: 'Such as production or staging. Shown beside the name wherever the issuer is.',
    schema: characters(1, LIMITS.metadata.value),
    published: true,
  }),
  markdownField({
    path: ['description'],
    label: 'Description',
    help: 'Markdown. For those who manage it.',
    schema: schemaAt(issuerCreate, ['description']),
    published: true,
  }),
];

/** Where the answer to what it starts from stands, beside the fields. */
export const START: Path = ['start'];

/** How what is typed is kept. Nothing of it is ever merged: nobody else can change what is not there. */
export const NEW_ISSUER_KIND = mapOf(ATOMIC, [['metadata', mapOf(ATOMIC)]]);

/** What of another issuer can be taken along, each by itself. */
const PARTS = ['links', 'available_scopes', 'settings', 'metadata', 'methods'] as const;

/** See {@link PARTS}. */
export type Part = (typeof PARTS)[number];

/**
 * What a new issuer starts from: nothing, another issuer (`copy`: its id, null while none is chosen),
 * or values that were typed for one that is gone.
 */
export type Start = {
  readonly from: 'blank' | 'copy' | 'values';
  readonly copy: string | null;
  /** What is not taken along. */
  readonly leave: readonly Part[];
  readonly values: JsonObject | null;
};

const BLANK: Start = { from: 'blank', copy: null, leave: [], values: null };

/** A start as a draft may hold it. What cannot be read is a blank one. */
export function startOf(value: unknown): Start {
  if (!isJsonObject(value)) return BLANK;
  const { from, copy, leave, values } = value;
  return {
    from: from === 'copy' || from === 'values' ? from : 'blank',
    copy: typeof copy === 'string' ? copy : null,
    leave: Array.isArray(leave) ? PARTS.filter((part) => leave.includes(part)) : [],
    values: isJsonObject(values) ? values : null,
  };
}

/** A start as it is kept: nothing where nothing was chosen. */
export function keptStart(start: Start): unknown {
  return isSame(ATOMIC, start, BLANK) ? undefined : start;
}

/** One part that can be taken along, without nulls: they mean "not set" (contract §8). */
export type Carried = {
  readonly part: Exclude<Part, 'methods'>;
  /** How much it is: "3 links". */
  readonly words: string;
  readonly value: unknown;
};

/**
 * What a copy of an issuer takes along besides the fields that are typed, where there is any of it.
 * The status is not taken along, nor are expiry dates: they name auth methods of the other issuer.
 */
export function carriedOf(source: JsonObject): readonly Carried[] {
  const { links, available_scopes: scopes, settings, metadata } = source;
  const carried: Carried[] = [];
  const take = (part: Carried['part'], value: unknown, words: string) =>
    carried.push({ part, value, words });

  const linksSet = withoutNulls(links);
  if (isFilled(linksSet)) {
    take('links', linksSet, countOf(Object.keys(linksSet).length, { one: 'link', many: 'links' }));
  }
  if (Array.isArray(scopes) && scopes.length > 0) {
    take('available_scopes', scopes, countOf(scopes.length, { one: 'scope', many: 'scopes' }));
  }
  const settingsSet = withoutNulls(settings);
  if (isFilled(settingsSet)) {
    const groups = Object.keys(settingsSet);
    // `access` is required once `settings` is given (contract §8).
    take('settings', { access: {}, ...settingsSet }, groups.join(', '));
  }
  const kept = Object.entries(isJsonObject(metadata) ? metadata : {}).filter(
    ([key, value]) => value !== null && key !== 'environment' && !key.startsWith(expiryKey('')),
  );
  if (kept.length > 0) {
    const words = countOf(kept.length, { one: 'key', many: 'keys' });
    take('metadata', Object.fromEntries(kept), words);
  }
  return carried;
}

/** The body that creates it: what is typed, and what is taken along. */
export function newIssuerBody(
  typed: unknown,
  carried: readonly Carried[],
  leave: readonly Part[],
): Body<'createIssuer'> {
  const [name, description, environment] = [
    textAt(typed, ['name']),
    textAt(typed, ['description']),
    textAt(typed, ['metadata', 'environment']),
  ];
  const parts = new Map<string, unknown>(
    carried.filter(({ part }) => !leave.includes(part)).map(({ part, value }) => [part, value]),
  );
  const taken = parts.get('metadata');
  const metadata = {
    ...(isJsonObject(taken) && taken),
    ...(environment !== '' && { environment }),
  };
  if (isFilled(metadata)) parts.set('metadata', metadata);
  const rest: JsonObject = Object.fromEntries(parts);
  return { ...rest, ...(description !== '' && { description }), name };
}

/** The names of what was sent and is not what the answer holds (contract §8). */
export function notKept(sent: unknown, answer: unknown, path: Path = []): readonly string[] {
  if (isJsonObject(sent)) {
    return Object.entries(sent).flatMap(([key, value]) =>
      notKept(value, valueAt(answer, [key]), [...path, key]),
    );
  }
  return isSame(SET, sent, answer) ? [] : [apiName(path)];
}

function textAt(value: unknown, path: Path): string {
  const text = valueAt(value, path);
  return typeof text === 'string' ? text : '';
}

function isFilled(value: unknown): value is JsonObject {
  return isJsonObject(value) && Object.keys(value).length > 0;
}

/** An object without what is null in it, at any depth, nor what is empty for that. */
export function withoutNulls(value: unknown): unknown {
  if (!isJsonObject(value)) return value;
  const entries = Object.entries(value).flatMap(([key, inner]): [string, unknown][] => {
    const kept = withoutNulls(inner);
    return kept === null || (isJsonObject(kept) && !isFilled(kept)) ? [] : [[key, kept]];
  });
  return Object.fromEntries(entries);
}
