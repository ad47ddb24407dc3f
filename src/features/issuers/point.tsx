import type { ReactNode } from 'react';
import { Icon } from '#ui/icon.tsx';
import type { IconName } from '#ui/icon.tsx';

/** How a thing stands. `unknown` could not be looked at; `note` is worth knowing. */
type PointTone = 'ok' | 'warn' | 'bad' | 'unknown' | 'note';

const ICONS: { readonly [tone in PointTone]: IconName } = {
  ok: 'ok',
  warn: 'alert',
  bad: 'cross',
  unknown: 'question',
  note: 'info',
};

/** One thing that was looked at: what was found, why, and where to see to it. */
export function Point({
  tone,
  word = null,
  title,
  detail,
  way,
}: {
  tone: PointTone;
  /** The tone in a word, where the title does not say it. */
  word?: string | null;
  title: string;
  detail: string;
  way?: ReactNode;
}) {
  return (
    <div className="point">
      <Icon name={ICONS[tone]} className={`point-${tone}`} />
      <div>
        <p className="font-medium wrap-anywhere">
          {word !== null && (
            <>
              <span className={`point-word point-${tone}`}>{word}</span>{' '}
            </>
          )}
          {title}
        </p>
        <p className="text-text-2 wrap-anywhere">{detail}</p>
      </div>
      {way !== undefined && way !== false && <span className="point-way">{way}</span>}
    </div>
  );
}
