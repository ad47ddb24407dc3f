import type { ReactNode } from 'react';
import { FailureLine } from '#shared/failure.tsx';
import type { Asked } from '#shared/listed.ts';
import { PauseWords, usePause } from '#shared/pause.tsx';

/** What a list beside the page's main thing brings, or why it does not yet or not at all. */
export function Beside<Row>({
  asked: { list, retry },
  missing,
  loading,
  children,
}: {
  asked: Asked<Row>;
  /** What did not load, as a whole sentence. */
  missing: string;
  /** Bars, as many as lines will come where there is the usual number of rows. */
  loading: ReactNode;
  children: (rows: readonly Row[], whole: boolean) => ReactNode;
}) {
  switch (list.state) {
    case 'asking':
      return <Soon>{loading}</Soon>;
    case 'failed':
      return <FailureLine what={missing} error={list.error} onRetry={retry} />;
    case 'known':
      return children(list.rows, list.whole);
  }
}

function Soon({ children }: { children: ReactNode }) {
  const until = usePause();
  return until === null ? children : <PauseWords until={until} />;
}
