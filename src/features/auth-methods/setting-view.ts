import { countOf } from '#shared/list-words.ts';
import { durationWords } from '#ui/duration-words.ts';
import type { SettingField } from '#contract/auth-methods/variant.ts';

/**
 * What is shown for the value of a setting.
 *
 * - `unset`: null or absent. `empty`: a list without entries.
 * - `text`: words; `raw` is the value as the API has it, where the words hide it.
 * - `code`: to be copied. `list`: entries, each perhaps with words.
 * - `json`: a value of a form nobody expected, as it came.
 */
export type SettingView =
  | { kind: 'unset' }
  | { kind: 'empty' }
  | { kind: 'text'; text: string; raw: string | null }
  | { kind: 'code'; text: string }
  | { kind: 'list'; items: readonly { code: string; words: string | null }[] }
  | { kind: 'json'; value: unknown };

/** How the value of a setting is shown. A secret's is never given to this. */
export function settingView(field: SettingField, value: unknown): SettingView {
  if (value == null) return { kind: 'unset' };
  return expected(field, value) ?? { kind: 'json', value };
}

/** A value as part of a sentence. */
export function settingWords(field: SettingField, value: unknown): string {
  if (field.kind === 'flag' && typeof value === 'boolean') return value ? 'yes' : 'no';
  const view = settingView(field, value);
  switch (view.kind) {
    case 'text':
    case 'code':
      return view.text;
    case 'list':
      return view.items.map(({ code }) => code).join(', ');
    default:
      return JSON.stringify(value ?? null);
  }
}

/** Null for a value of another form than the field's. */
function expected(field: SettingField, value: unknown): SettingView | null {
  switch (field.kind) {
    case 'text':
    case 'code':
      if (typeof value !== 'string' || value.trim() === '') return null;
      return field.kind === 'code' ? { kind: 'code', text: value } : words(value);
    case 'choice':
      if (typeof value !== 'string' || value.trim() === '') return null;
      return words(Object.hasOwn(field.options, value) ? (field.options[value] ?? value) : value);
    case 'flag':
      return typeof value === 'boolean' ? words(value ? 'Yes' : 'No') : null;
    case 'count':
      return typeof value === 'number' ? words(countOf(value, field.unit)) : null;
    case 'seconds': {
      if (typeof value !== 'number') return null;
      const text = durationWords(value);
      const raw = `${value} s`;
      return words(text, text === raw ? null : raw);
    }
    case 'codes':
    case 'countries': {
      if (!Array.isArray(value) || !value.every((item) => typeof item === 'string')) return null;
      if (value.length === 0) return { kind: 'empty' };
      const wordsOf = field.kind === 'countries' ? countryName : () => null;
      return { kind: 'list', items: value.map((code) => ({ code, words: wordsOf(code) })) };
    }
    case 'secret':
      return null;
  }
}

function words(text: string, raw: string | null = null): SettingView {
  return { kind: 'text', text, raw };
}

let countries: Intl.DisplayNames | undefined;

/** What a country is called; null for a code that names none. */
function countryName(code: string): string | null {
  if (!/^[A-Z]{2}$/.test(code)) return null;
  countries ??= new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  return countries.of(code) ?? null;
}
