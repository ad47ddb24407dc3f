import type { ReactNode } from 'react';
import { FailureLine } from '#shared/failure.tsx';
import { PauseWords, usePause } from '#shared/pause.tsx';
import { Skeleton } from '#ui/skeleton.tsx';
import type { Asked } from './listed.ts';

/** What a list beside the page's main thing brings, or why it does not yet or not at all. */
export function Beside<Row>({
  asked: { list, retry },
  missing,
  children,
}: {
  asked: Asked<Row>;
  /** What did not load, as a whole sentence. */
  missing: string;
  children: (rows: readonly Row[], whole: boolean) => ReactNode;
}) {
  switch (list.state) {
    case 'asking':
      return <Soon />;
    case 'failed':
      return <FailureLine what={missing} error={list.error} onRetry={retry} />;
    case 'known':
      return children(list.rows, list.whole);
  }
}

function Soon() {
  const until = usePause();
  return until === null ? <Skeleton width="14rem" /> : <PauseWords until={until} />;
}
