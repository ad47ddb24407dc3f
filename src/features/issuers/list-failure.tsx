import { describeError } from '#api/error-words.ts';
import { ApiError } from '#api/errors.ts';
import { Button } from '#ui/button.tsx';
import { CopyButton } from '#ui/copy-button.tsx';
import { Blank, Notice } from '#ui/notice.tsx';
import { useOnceOpen, useOnline } from '#ui/use-online.ts';
import { PauseWords, usePause } from './pause.tsx';

/** Stands where the list would be when its first page did not come. */
export function ListFailure({
  error,
  onRetry,
  onClear,
}: {
  error: unknown;
  onRetry: () => void;
  /** Null where no filter is set. */
  onClear: (() => void) | null;
}) {
  const online = useOnline();
  const until = usePause();
  const kind = error instanceof ApiError ? error.kind : null;
  const passes = kind === 'network' || kind === 'rate_limited';
  useOnceOpen(passes ? online && until === null : true, onRetry);

  const { title, detail, action } = describeError(error);
  const reference = error instanceof ApiError ? error.reference : null;
  let words = { title, detail: <>{detail}</> };
  if (kind === 'network' && !online) {
    words = {
      title: 'You are offline',
      detail: <>The list loads by itself when the connection is back.</>,
    };
  } else if (kind === 'rate_limited' && until !== null) {
    words = { title, detail: <PauseWords until={until} /> };
  }
  return (
    <div className="card" role="alert">
      <Blank
        tone={passes ? 'warn' : 'bad'}
        title={words.title}
        detail={words.detail}
        reference={reference}
        actions={
          <>
            {(action === 'retry' || action === 'sign_in') && (
              <Button
                onClick={onRetry}
                reason={kind === 'rate_limited' && until !== null ? 'The pause is not over' : null}
              >
                Try again
              </Button>
            )}
            {action === 'reload' && (
              <Button onClick={() => location.reload()}>Reload the page</Button>
            )}
            {onClear !== null && kind === 'invalid' && (
              <Button onClick={onClear}>Clear filters</Button>
            )}
          </>
        }
      />
    </div>
  );
}

/** The next page did not come: the rows stay, and this is said below them. */
export function TailFailure({ error, onRetry }: { error: ApiError; onRetry: () => void }) {
  const online = useOnline();
  const until = usePause();
  const { title, detail } = describeError(error);
  let words = <>{`More issuers did not load. ${title}. ${detail}`}</>;
  let reason: string | null = null;
  if (!online) {
    words = <>You are offline. Loading goes on by itself when the connection is back.</>;
  } else if (until !== null) {
    words = <PauseWords until={until} />;
    reason = 'The pause is not over';
  }
  return (
    <div className="w-full" role="alert">
      <Notice
        tone={online && until === null ? 'bad' : 'warn'}
        actions={
          <Button onClick={onRetry} reason={reason}>
            Try again
          </Button>
        }
      >
        {words}
        {error.reference !== null && (
          <>
            {' '}
            Reference <code>{error.reference}</code>
            <CopyButton text={error.reference} what="reference" />
          </>
        )}
      </Notice>
    </div>
  );
}
