import { LIMITS } from '#contract/ours/limits.ts';
import { settingsOf } from '#contract/auth-methods/registry.ts';
import type { AuthMethodKind, NamedSetting } from '#contract/auth-methods/registry.ts';
import { characters } from '#contract/values.ts';
import {
  durationField,
  flagField,
  numberField,
  textField,
  textsField,
  wordField,
} from '#editing/field.ts';
import type { FieldSpec } from '#editing/field.ts';
import { ATOMIC, mapOf, SET } from '#editing/merge.ts';
import type { MergeKind } from '#editing/merge.ts';
import { settingWords } from './setting-view.ts';

/** What an auth method is called. */
export const NAME_SPEC = textField({
  path: ['name'],
  label: 'Name',
  help: 'Users see it where this method is offered.',
  schema: characters(LIMITS.name.min, LIMITS.name.max),
  published: true,
  required: true,
});

/**
 * The field of a setting. Not of a secret: what stands in one of these is drafted, compared and
 * shown.
 *
 * @param required whether it cannot be left empty
 * @throws {TypeError} for a secret
 */
export function settingSpec([name, setting]: NamedSetting, required = false): FieldSpec {
  const { schema, label } = setting;
  const help = helpOf(setting);
  const common = {
    path: ['settings', name] as const,
    label,
    schema,
    required,
    ...(help !== '' && { help }),
  };
  switch (setting.kind) {
    case 'text':
      return textField(common);
    case 'code':
      return textField({ ...common, mono: true });
    case 'flag':
      return flagField(common);
    case 'seconds':
      return durationField(common);
    case 'count':
      return numberField(common);
    case 'codes':
    case 'countries':
      return textsField(common);
    case 'choice':
      return wordField({ ...common, words: setting.options });
    case 'secret':
      throw new TypeError(`${name} is a secret`);
  }
}

function helpOf(setting: NamedSetting[1]): string {
  const { help = '' } = setting;
  if (setting.default === undefined) return help;
  return `${help} Not set: ${settingWords(setting, setting.default)}.`.trimStart();
}

/** The fields of what can be changed of a method at any time, beside its name and switches. */
export function otherSpecs(kind: AuthMethodKind): readonly FieldSpec[] {
  return settingsOf(kind).other.map((setting) => settingSpec(setting));
}

/** How what two people changed of an auth method is merged. Of one nobody knows, setting by setting. */
export function mergeKindOf(kind: AuthMethodKind | null): MergeKind {
  const sets = (kind === null ? [] : settingsOf(kind).other)
    .filter(([, setting]) => setting.kind === 'codes' || setting.kind === 'countries')
    .map(([name]) => [name, SET] as const);
  return mapOf(ATOMIC, [['settings', mapOf(ATOMIC, sets)]]);
}
