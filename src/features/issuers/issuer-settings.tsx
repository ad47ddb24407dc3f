import type { ReactNode } from 'react';
import { issuerQuery } from '#api/issuers.ts';
import { Load } from '#shared/load.tsx';
import { durationWords } from '#ui/duration-words.ts';
import { Fact, Facts, NoValue } from '#ui/facts.tsx';
import { Section } from '#ui/section.tsx';
import { Skeleton } from '#ui/skeleton.tsx';
import { Status } from '#ui/status.tsx';
import { JsonValue } from './json-value.tsx';
import { SETTING_GROUPS } from './setting-fields.ts';
import type { SettingField } from './setting-fields.ts';
import { settingName, settingRows } from './setting-rows.ts';
import type { OtherSetting } from './setting-rows.ts';

const number = new Intl.NumberFormat('en');

/** How an issuer is set, to read. */
export function IssuerSettings({ accountId, issuerId }: { accountId: string; issuerId: string }) {
  return (
    <Load
      query={issuerQuery(accountId, issuerId)}
      missing="There is no such issuer"
      loading={
        <div aria-busy="true">
          <Groups renderValue={() => <Skeleton width="8rem" />} />
        </div>
      }
    >
      {({ issuer }) => {
        const { known, rest } = settingRows(issuer.settings);
        return (
          <>
            <Groups renderValue={(field) => <Value field={field} value={known.get(field)} />} />
            {rest.length > 0 && <OtherSettings settings={rest} />}
          </>
        );
      }}
    </Load>
  );
}

function Groups({ renderValue }: { renderValue: (field: SettingField) => ReactNode }) {
  return (
    <>
      <p className="settings-note">
        AuthPI has published the names of two of these settings, the longest session and the idle
        timeout. The other names are this dashboard’s own, until AuthPI publishes them.
      </p>
      {SETTING_GROUPS.map(({ title, detail, fields }) => (
        <Section key={title} title={title} detail={detail}>
          <div className="settings">
            <Facts>
              {fields.map((field) => {
                const name = settingName(field.path);
                return (
                  <Fact key={name} term={field.label} name={name} help={field.help}>
                    {renderValue(field)}
                  </Fact>
                );
              })}
            </Facts>
          </div>
        </Section>
      ))}
    </>
  );
}

/** Settings that stand in none of the groups: shown as they came. */
function OtherSettings({ settings }: { settings: readonly OtherSetting[] }) {
  return (
    <Section
      title="Other settings"
      detail="This dashboard does not know these, and keeps them as they are."
    >
      <div className="settings">
        <Facts>
          {settings.map(({ path, value }) => {
            const name = settingName(path);
            return (
              <Fact key={name} term={<code className="text-text-2">{name}</code>}>
                <JsonValue value={value} label={name} />
              </Fact>
            );
          })}
        </Facts>
      </div>
    </Section>
  );
}

/** What a field holds; as JSON where it is of another type than the field's. */
function Value({ field, value }: { field: SettingField; value: unknown }) {
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
