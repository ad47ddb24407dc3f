import { useState } from 'react';
import { useEditing } from '#editing/editing.tsx';
import { keyOf, shownAt } from '#editing/session.ts';
import type { Edit } from '#editing/session.ts';
import { announce } from '#ui/announcer.tsx';
import { Button } from '#ui/button.tsx';
import { FieldGroup } from '#ui/field.tsx';
import { formSpecs } from './method-form-parts.ts';
import type { MethodWork } from './method-form-work.ts';
import { NAME_SPEC } from './method-specs.ts';
import { placeholderIn, placeholderWords } from './url-placeholders.ts';
import { OIDC_PRESETS } from './oidc-presets.ts';
import type { OidcPreset } from './oidc-presets.ts';

const URL = ['settings', 'issuer_url'] as const;
const SCOPES = ['settings', 'scopes'] as const;
const PATHS = [NAME_SPEC.path, URL, SCOPES];

/**
 * Fills in what is known of a provider. What was typed is never lost by it: it can be taken back.
 *
 * @param asked the provider that the address names; said where something else stands in the fields
 */
export function OidcFill({ work, asked }: { work: MethodWork; asked: OidcPreset | null }) {
  const { readOnly } = useEditing();
  const [filled, setFilled] = useState<{
    preset: OidcPreset;
    before: readonly (Edit | undefined)[];
  } | null>(null);
  const { session, start } = work;
  const isStart = asked !== null && asked.name === start.name;

  const fill = (preset: OidcPreset) => {
    const state = session.state();
    const before = filled?.before ?? PATHS.map((path) => state.edits.get(keyOf(path)));
    const name = shownAt(state, NAME_SPEC.path);
    const isOurs =
      name === start.name || name == null || OIDC_PRESETS.some((each) => each.name === name);
    if (isOurs) session.dispatch({ type: 'typed', path: NAME_SPEC.path, mine: preset.name });
    typeUrl(work, preset.issuerUrl);
    session.dispatch({ type: 'typed', path: SCOPES, mine: [...preset.scopes] });
    setFilled({ preset, before });
    announce(`Filled in for ${preset.name}`);
    focusPlaceholder(preset.issuerUrl);
  };
  const undo = () => {
    if (filled === null) return;
    for (const [index, path] of PATHS.entries()) {
      const edit = filled.before[index];
      session.dispatch(
        edit === undefined
          ? { type: 'discarded', keys: [keyOf(path)] }
          : { type: 'typed', path, mine: edit.mine, raw: edit.raw, reason: edit.reason },
      );
    }
    setFilled(null);
    announce('What stood there before is back');
  };
  const shown = filled?.preset ?? (isStart ? asked : null);
  const left = shown === null ? null : placeholderWords(shown.issuerUrl);
  return (
    <FieldGroup
      legend="Fill in for a provider"
      help={
        shown === null ? (
          asked !== null && !isStart ? (
            `What you typed before is still here, so ${asked.name} was not filled in.`
          ) : (
            'Name, issuer URL and scopes. All of them can be changed.'
          )
        ) : (
          <output>
            Filled in for {shown.name}. {left !== null && `${left}. `}
            {shown.note}
          </output>
        )
      }
    >
      <div className="presets">
        {OIDC_PRESETS.map((preset) => (
          <Button key={preset.id} reason={readOnly} onClick={() => fill(preset)}>
            {preset.name}
          </Button>
        ))}
        {filled !== null && (
          <Button look="quiet" onClick={undo}>
            Undo
          </Button>
        )}
      </div>
    </FieldGroup>
  );
}

/** Types an issuer URL, as somebody would in its field. */
export function typeUrl({ session }: Pick<MethodWork, 'session'>, url: string): void {
  const spec = formSpecs('oidc').core.find(({ path }) => path[1] === 'issuer_url');
  const was = session.state().edits.get(keyOf(URL))?.base ?? null;
  const reading = spec?.read(url, was) ?? { value: url, reason: null };
  session.dispatch({
    type: 'typed',
    path: URL,
    mine: reading.value,
    raw: url,
    reason: reading.reason,
  });
}

function focusPlaceholder(url: string): void {
  const [input] = document.getElementsByName('settings.issuer_url');
  if (!(input instanceof HTMLInputElement)) return;
  const at = placeholderIn(url);
  if (at === null) return;
  input.focus();
  input.setSelectionRange(...at);
}
