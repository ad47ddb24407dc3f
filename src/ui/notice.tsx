import type { ReactNode } from 'react';
import { CopyButton } from './copy-button.tsx';
import { Icon } from './icon.tsx';
import type { IconName } from './icon.tsx';

const ICONS: { readonly [tone in Tone]: IconName } = {
  info: 'info',
  ok: 'ok',
  warn: 'alert',
  bad: 'cross',
};

/** How much a notice wants to be heard. */
export type Tone = 'info' | 'ok' | 'warn' | 'bad';

/** One worded line about what is around it, with what can be done at its end. */
export function Notice({
  tone,
  children,
  actions,
}: {
  tone: Tone;
  children: ReactNode;
  actions?: ReactNode;
}) {
  return (
    <div className={`notice notice-${tone}`}>
      <Icon name={ICONS[tone]} />
      <div className="min-w-0 flex-1 wrap-anywhere">{children}</div>
      {actions}
    </div>
  );
}

/** What stands where content would be: nothing there yet, nothing found, or why it did not come. */
export function Blank({
  tone,
  title,
  detail,
  reference,
  actions,
}: {
  tone?: Tone;
  title: string;
  detail: ReactNode;
  /** The server's own name of the failure, for whoever is asked about it. */
  reference?: string | null | undefined;
  actions?: ReactNode;
}) {
  return (
    <div className="blank">
      {tone !== undefined && <Icon name={ICONS[tone]} className={`tone-${tone}`} />}
      <h2 className="text-section font-semibold">{title}</h2>
      <p className="max-w-[60ch] text-body text-text-2">{detail}</p>
      {reference != null && (
        <p className="text-meta text-text-3">
          Reference <code className="break-all text-text-2">{reference}</code>
          <CopyButton text={reference} what="reference" />
        </p>
      )}
      {actions !== undefined && <div className="mt-2 flex flex-wrap gap-2">{actions}</div>}
    </div>
  );
}
