import { useRef, useState, useSyncExternalStore } from 'react';
import type { DragEvent } from 'react';
import { AUTH_METHODS } from '#contract/auth-methods/registry.ts';
import { useEditing } from '#editing/editing.tsx';
import { shownAt } from '#editing/session.ts';
import { announce } from '#ui/announcer.tsx';
import { Button } from '#ui/button.tsx';
import { FieldGroup } from '#ui/field.tsx';
import { isAppleKey, KEY_FILE_MAX, keyIdIn, readKey } from './apple-key.ts';
import type { MethodWork } from './method-form-work.ts';

const KEY_ID = ['settings', 'key_id'] as const;

/**
 * Apple's private key: the `.p8` file, dropped or chosen, or its text, pasted. It is read in this
 * browser; from then on only what it is stands on the page, never what is in it.
 *
 * @param name of the setting
 */
export function AppleKey({
  work: { kind, session, secrets },
  name,
}: {
  work: MethodWork;
  name: string;
}) {
  const { readOnly } = useEditing();
  const file = useRef<HTMLInputElement>(null);
  const length = useSyncExternalStore(
    secrets.subscribe,
    () => secrets.texts().get(name)?.length ?? 0,
  );
  const refused = useSyncExternalStore(secrets.subscribe, () => secrets.refused().get(name));
  // What is said of the last one that was read. Of a key that was taken away: nothing.
  const [said, setSaid] = useState<{ of: number; error: string | null; warning: string | null }>({
    of: 0,
    error: null,
    warning: null,
  });
  const [offered, setOffered] = useState<string | null>(null);
  const [over, setOver] = useState(false);
  const setting = AUTH_METHODS[kind].core[name];

  const refuse = (error: string) => setSaid({ of: 0, error, warning: null });
  const take = async (text: string) => {
    const read = readKey(text);
    if (read.kind === 'other') {
      refuse(read.words);
      return;
    }
    secrets.set(name, read.text);
    setSaid({ of: read.text.length, error: null, warning: null });
    announce('Private key read');
    const isApples = await isAppleKey(read.text);
    if (isApples === false && secrets.texts().get(name) === read.text) {
      const warning = 'This is not a P-256 key as Apple issues. AuthPI may refuse it.';
      setSaid({ of: read.text.length, error: null, warning });
    }
  };
  const takeFile = async (given: File | undefined) => {
    if (given === undefined) return;
    if (given.size > KEY_FILE_MAX) {
      refuse('This file is too large to be a key.');
      return;
    }
    await take(await given.text());
    const id = keyIdIn(given.name);
    const isEmpty = (shownAt(session.state(), KEY_ID) ?? '') === '';
    setOffered(id !== null && isEmpty ? id : null);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    if (readOnly === null) void takeFile(event.dataTransfer.files[0]);
  };
  // What was read last is spoken of, not what was sent before it.
  const error = (length === 0 || said.of === 0 ? said.error : null) ?? refused;
  return (
    <FieldGroup
      legend={setting?.label ?? name}
      name={`settings.${name}`}
      help={setting?.help}
      error={error}
    >
      <div
        className="key-drop"
        data-over={over || undefined}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        {length > 0 ? (
          <p>
            <span className="font-medium">Private key, {length} characters.</span>{' '}
            {said.warning !== null && <output>{said.warning}</output>}
          </p>
        ) : (
          <textarea
            className="control key-paste"
            name={`settings.${name}`}
            aria-label="Text of the .p8 file"
            aria-invalid={error != null || undefined}
            placeholder="Paste the text of the .p8 file, or drop the file here"
            rows={2}
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            readOnly={readOnly !== null}
            onPaste={(event) => {
              event.preventDefault();
              void take(event.clipboardData.getData('text'));
            }}
            onBlur={(event) => {
              // Typed or filled in otherwise: it is taken from the page as soon as one moves on.
              const typed = event.target;
              if (typed.value === '') return;
              void take(typed.value);
              typed.value = '';
            }}
          />
        )}
        <div className="presets">
          <Button reason={readOnly} onClick={() => file.current?.click()}>
            {length > 0 ? 'Replace with a file' : 'Choose a file'}
          </Button>
          {length > 0 && (
            <Button
              look="quiet"
              onClick={() => {
                secrets.set(name, '');
                setOffered(null);
              }}
            >
              Remove the key
            </Button>
          )}
          <input
            ref={file}
            type="file"
            accept=".p8,.pem"
            hidden
            aria-label="Private key file"
            onChange={(event) => {
              void takeFile(event.target.files?.[0]);
              // So that the same file can be chosen once more.
              event.target.value = '';
            }}
          />
        </div>
        {offered !== null && (
          <output className="block">
            The file’s name has the key id <code>{offered}</code>.{' '}
            <Button
              onClick={() => {
                session.dispatch({ type: 'typed', path: KEY_ID, mine: offered });
                setOffered(null);
              }}
            >
              Use it as key id
            </Button>
          </output>
        )}
      </div>
    </FieldGroup>
  );
}
