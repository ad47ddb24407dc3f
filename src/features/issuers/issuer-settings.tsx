import type { ReactNode } from 'react';
import { issuerQuery } from '#api/issuers.ts';
import { Load } from '#shared/load.tsx';
import { Fact, Facts } from '#ui/facts.tsx';
import { Section } from '#ui/section.tsx';
import { Skeleton } from '#ui/skeleton.tsx';
import { JsonValue } from './json-value.tsx';
import { SETTING_GROUPS } from './setting-fields.ts';
import type { SettingField } from './setting-fields.ts';
import { settingName, settingRows } from './setting-rows.ts';
import type { OtherSetting } from './setting-rows.ts';
import { SettingValue } from './setting-value.tsx';

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
            <Groups
              renderValue={(field) => <SettingValue field={field} value={known.get(field)} />}
            />
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
