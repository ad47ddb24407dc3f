import { CopyButton } from '#ui/copy-button.tsx';
import { NoValue } from '#ui/facts.tsx';
import { JsonView } from '#ui/json-view.tsx';
import type { SettingView } from './setting-view.ts';

/** The value of a setting, as {@link SettingView} has it. `label` names it for people. */
export function SettingValue({ view, label }: { view: SettingView; label: string }) {
  switch (view.kind) {
    case 'unset':
      return <NoValue>Not set</NoValue>;
    case 'empty':
      return <NoValue>None</NoValue>;
    case 'text':
      return (
        <>
          {view.text} {view.raw !== null && <span className="text-text-3">({view.raw})</span>}
        </>
      );
    case 'code':
      return (
        <>
          <code className="break-all">{view.text}</code>
          <CopyButton text={view.text} what={label} />
        </>
      );
    case 'list':
      return (
        <ul className="setting-list">
          {view.items.map(({ code, words }, index) => (
            // By place: an answer may name one twice.
            <li key={index}>
              <code className="break-all">{code}</code>
              {words !== null && ` ${words}`}
            </li>
          ))}
        </ul>
      );
    case 'json':
      return typeof view.value === 'object' ? (
        <JsonView value={view.value} label={`${label} as JSON`} />
      ) : (
        <code className="break-all">{JSON.stringify(view.value)}</code>
      );
  }
}
