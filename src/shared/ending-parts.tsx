import type { ReactNode } from 'react';
import { describeError } from '#api/error-words.ts';
import { fateOf } from '#api/writes.ts';
import { Button } from '#ui/button.tsx';
import { CopyButton } from '#ui/copy-button.tsx';
import { Field } from '#ui/field.tsx';
import { TextInput } from '#ui/inputs.tsx';
import { Notice } from '#ui/notice.tsx';
import { isConfirmed } from './ending-text.ts';
import { FailureLine } from './failure.tsx';

/** A try to delete that failed. `stands`: it is known that it is still there. */
export type FailedEnding = { readonly error: unknown; readonly stands: boolean };

/** Why a try to delete failed, and whether it was deleted all the same. */
export function EndingFailed({
  failed: { error, stands },
  onRetry,
}: {
  failed: FailedEnding;
  onRetry: () => void;
}) {
  if (stands && fateOf(error) === 'unknown') {
    // Of the write alone it would be said that nobody knows; by now it was looked at.
    return (
      <div role="alert">
        <Notice tone="bad" actions={<Button onClick={onRetry}>Try again</Button>}>
          It was not deleted: AuthPI still shows it. {describeError(error).title}.
        </Notice>
      </div>
    );
  }
  const said = stands ? 'It was not deleted.' : 'Perhaps it was deleted.';
  return <FailureLine what={said} error={error} onRetry={onRetry} />;
}

/** Somebody was faster: what changed meanwhile. `children`: what that is. */
export function EndingMoved({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div role="alert">
      <Notice tone="warn">
        <p className="font-medium">{title} Nothing was deleted.</p>
        {children}
        <p>Look at it, then decide again.</p>
      </Notice>
    </div>
  );
}

/** Asks to type a name, or an id, before something ends. */
export function EndingConfirm({
  what,
  wanted,
  isId,
  typed,
  onType,
}: {
  /** What kind of thing it is, such as "issuer". */
  what: string;
  wanted: string;
  isId: boolean;
  typed: string;
  onType: (text: string) => void;
}) {
  const part = isId ? 'id' : 'name';
  return (
    <Field
      label={`Type the ${part} of the ${what} to confirm`}
      help={
        <>
          <bdi>{isId ? <code>{wanted}</code> : wanted}</bdi>
          <CopyButton text={wanted} what={`${what} ${part}`} />
        </>
      }
      full
    >
      {(aria) => (
        <TextInput
          {...aria}
          mono={isId}
          value={typed}
          onChange={(event) => onType(event.target.value)}
        />
      )}
    </Field>
  );
}

/** Why what was typed does not confirm yet; null when it does. */
export function unconfirmed(typed: string, wanted: string, isId: boolean): string | null {
  if (isConfirmed(typed, wanted)) return null;
  const part = isId ? 'id' : 'name';
  return typed === '' ? `Type the ${part} to confirm` : `This is not the ${part} yet`;
}
