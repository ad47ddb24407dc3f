import type { ReactNode, Ref } from 'react';
import { Icon } from './icon.tsx';

/** One thing that is wrong, and the way to where it can be put right. */
export type ErrorItem = { readonly text: string; readonly onGo?: (() => void) | undefined };

/** What is wrong with a form and has no field of its own in view. Said at once by a screen reader. */
export function ErrorSummary({
  title,
  items,
  children,
  ref,
}: {
  /** What happened, and what is safe: "Not saved. Everything you typed is still here." */
  title: string;
  items: readonly ErrorItem[];
  /** What stands below: the server's reference, what can be done. */
  children?: ReactNode;
  /** It can be given the focus. */
  ref?: Ref<HTMLDivElement>;
}) {
  return (
    <div ref={ref} role="alert" tabIndex={-1} className="error-summary">
      <Icon name="cross" className="tone-bad" />
      <div className="min-w-0">
        <p className="font-medium">{title}</p>
        {items.length > 0 && (
          <ul>
            {items.map(({ text, onGo }, index) => (
              <li key={index}>
                {onGo === undefined ? (
                  text
                ) : (
                  <button type="button" className="link" onClick={onGo}>
                    {text}
                  </button>
                )}
              </li>
            ))}
          </ul>
        )}
        {children}
      </div>
    </div>
  );
}
