import { durationWords } from '#ui/duration-words.ts';
import { NoValue } from '#ui/facts.tsx';
import { Status } from '#ui/status.tsx';
import { JsonValue } from './json-value.tsx';
import type { SettingField } from './setting-fields.ts';
import { settingName } from './setting-rows.ts';

const number = new Intl.NumberFormat('en');

/**
 * What a field holds; as JSON where it is of another type than the field's.
 *
 * @param value undefined: not set
 */
export function SettingValue({ field, value }: { field: SettingField; value: unknown }) {
  if (value === undefined) return <NoValue>{unsetWords(field)}</NoValue>;
  switch (field.kind) {
    case 'word':
      if (typeof value !== 'string') break;
      return Object.hasOwn(field.words, value) ? field.words[value] : <Text text={value} />;
    case 'flag':
      if (typeof value !== 'boolean') break;
      return <Status shape={value ? 'ok' : 'off'} text={value ? 'On' : 'Off'} />;
    case 'seconds':
      if (typeof value !== 'number') break;
      return <Seconds seconds={value} />;
    case 'texts':
      if (!isTexts(value)) break;
      return <Texts texts={value} />;
    case 'text':
    case 'url':
      if (typeof value !== 'string') break;
      return <Text text={value} />;
    case 'color':
      if (typeof value !== 'string') break;
      return <Color color={value} />;
  }
  return <JsonValue value={value} label={settingName(field.path)} />;
}

function unsetWords(field: SettingField): string {
  return field.kind === 'seconds' && field.published !== undefined
    ? `Not set. AuthPI’s default is ${durationWords(field.published)}`
    : 'Not set';
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function Text({ text }: { text: string }) {
  if (text.trim() === '') return <code>{JSON.stringify(text)}</code>;
  return <bdi className="whitespace-pre-line">{text}</bdi>;
}

function Texts({ texts }: { texts: readonly string[] }) {
  if (texts.length === 0) return <NoValue>None</NoValue>;
  return (
    <ul>
      {texts.map((text, index) => (
        <li key={index}>
          <Text text={text} />
        </li>
      ))}
    </ul>
  );
}

function Seconds({ seconds }: { seconds: number }) {
  const words = durationWords(seconds);
  return (
    <>
      {words}
      {Number.isSafeInteger(seconds) && seconds >= 60 && (
        <span className="text-text-3"> · {number.format(seconds)} s</span>
      )}
    </>
  );
}

/** Only six digits are drawn: another text is no colour AuthPI is known to take. */
function Color({ color }: { color: string }) {
  return /^#[0-9a-f]{6}$/i.test(color) ? (
    <span className="inline-flex min-h-5 items-center gap-2">
      <span className="swatch" style={{ background: color }} aria-hidden="true" />
      <code>{color}</code>
    </span>
  ) : (
    <Text text={color} />
  );
}
