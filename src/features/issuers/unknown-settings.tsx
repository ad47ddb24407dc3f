import { useMemo } from 'react';
import { isJsonObject } from '#contract/values.ts';
import { useEditState } from '#editing/editing.tsx';
import { valueAt } from '#editing/merge.ts';
import { breakable } from '#ui/facts.tsx';
import { ALL_SETTINGS } from './issuer-editable.ts';
import { settingName, settingRows } from './setting-rows.ts';

/** Names the settings that no field stands for. */
export function UnknownSettings() {
  const settings = useEditState(({ theirs }) => valueAt(theirs.value, ALL_SETTINGS.path));
  const { rest } = useMemo(() => settingRows(isJsonObject(settings) ? settings : null), [settings]);
  if (rest.length === 0) {
    return <p className="settings-note">Each setting of this issuer has a field of its own.</p>;
  }
  return (
    <div className="settings-note">
      <p>Only here, since this dashboard has no field for them. They are kept as they are:</p>
      <ul>
        {rest.map(({ path }) => (
          <li key={settingName(path)}>
            <code>{breakable(settingName(path))}</code>
          </li>
        ))}
      </ul>
    </div>
  );
}
