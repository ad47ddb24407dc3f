import type { MouseEvent } from 'react';
import { announce } from './announcer.tsx';

/** How long the button shows what came of it (ms). */
const SHOWN_MS = 2_000;

/**
 * Copies a text. No state and no closure per button: a long table has hundreds of them.
 *
 * @param what names the text for people: "id of Storefront".
 */
export function CopyButton({ text, what }: { text: string; what: string }) {
  return copyButton(text, what);
}

/** {@link CopyButton} for rows: an element without a component around it (see issuer-row.tsx). */
export function copyButton(text: string, what: string) {
  return (
    <button
      type="button"
      className="copy"
      data-copy={text}
      aria-label={`Copy ${what}`}
      title="Copy"
      onClick={copy}
    />
  );
}

function copy(event: MouseEvent<HTMLButtonElement>) {
  void copyFrom(event.currentTarget);
}

async function copyFrom(button: HTMLButtonElement) {
  const done = await copyText(button.dataset['copy'] ?? '');
  button.dataset['copied'] = done ? 'yes' : 'no';
  setTimeout(() => delete button.dataset['copied'], SHOWN_MS);
}

/** Copies a text and says what came of it. Resolves to whether it was copied. */
export async function copyText(text: string): Promise<boolean> {
  const done = await writeText(text);
  announce(done ? 'Copied' : 'Could not copy. Select the text and copy it by hand.');
  return done;
}

async function writeText(text: string): Promise<boolean> {
  try {
    // Absent outside a secure context, and refused where the browser's settings say so.
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
