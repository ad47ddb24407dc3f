import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { callerQuery } from '#api/caller.ts';
import { describeError } from '#api/error-words.ts';
import { ApiError, isRead } from '#api/errors.ts';
import { Button } from '#ui/button.tsx';
import { CopyButton } from '#ui/copy-button.tsx';
import { Blank, Notice } from '#ui/notice.tsx';
import { reloadPage } from '#ui/reload.ts';
import { useOnceOpen, useOnline } from '#ui/use-online.ts';
import { PauseWords, usePause } from './pause.tsx';
import { personOf } from './person.ts';
import { useSessionEnd } from './session.ts';

/**
 * Whether what a failure was about may be over: the network is back, the pause has ended, somebody
 * signed in again. True for failures that do not pass by themselves.
 */
function useIsOver(error: unknown): boolean {
  const online = useOnline();
  const until = usePause();
  const ended = useSessionEnd();
  switch (error instanceof ApiError ? error.kind : null) {
    case 'network':
    case 'rate_limited':
      return online && until === null;
    case 'unauthorized':
      return ended === null;
    default:
      return true;
  }
}

/** Tries again by itself when what a failure was about is over. */
export function useRetryWhenOver(error: unknown, retry: () => void): void {
  useOnceOpen(useIsOver(error), retry);
}

/**
 * Stands where content would be when it did not come: what happened, what is safe, what can be done.
 * What passes by itself is tried again by itself.
 */
export function Failure({
  error,
  missing,
  onRetry,
  actions,
}: {
  error: unknown;
  /** What a 404 means here, such as "There is no such issuer". */
  missing?: string;
  onRetry: () => void;
  /** What else can be done here. */
  actions?: ReactNode;
}) {
  const online = useOnline();
  const until = usePause();
  useRetryWhenOver(error, onRetry);
  const known = error instanceof ApiError ? error : null;
  const kind = known?.kind ?? null;
  const passes = kind === 'network' || kind === 'rate_limited' || kind === 'unauthorized';

  const { title, detail, action } = describeError(error);
  let words: { title: string; detail: ReactNode } = { title, detail };
  if (kind === 'network' && !online) {
    words = {
      title: 'You are offline',
      detail: 'This loads by itself when the connection is back.',
    };
  } else if (kind === 'rate_limited' && until !== null) {
    words = { title, detail: <PauseWords until={until} /> };
  } else if (kind === 'not_found' && missing !== undefined) {
    words = { title: missing, detail };
  } else if (kind === 'unauthorized') {
    // Why is said once, where it can be helped: in the dialog of the session.
    words = { title: 'Not loaded', detail: 'This loads by itself once you are signed in again.' };
  }
  return (
    <div role="alert">
      <Blank
        tone={passes ? 'warn' : 'bad'}
        title={words.title}
        detail={words.detail}
        reference={known?.reference}
        actions={
          <>
            {(action === 'retry' || (action === 'reload' && known !== null)) && (
              <Button
                onClick={onRetry}
                reason={kind === 'rate_limited' && until !== null ? PAUSE_REASON : null}
              >
                Try again
              </Button>
            )}
            {known === null && <Button onClick={reloadPage}>Reload the page</Button>}
            {actions}
          </>
        }
      />
    </div>
  );
}

/**
 * {@link Failure} as one line, for what is beside the main thing of a page: a next page, a count.
 *
 * @param what is missing, as a whole sentence: "More issuers did not load."
 */
export function FailureLine({
  what,
  error,
  told = null,
  onRetry,
  onResume = onRetry,
}: {
  what: string;
  error: unknown;
  /** What `what` says of a write: that nothing was saved, or that it is not known. */
  told?: 'unsaved' | 'unsure' | null;
  onRetry: () => void;
  /** Instead of `onRetry`, where it goes on by itself: only what somebody asked for. */
  onResume?: () => void;
}) {
  const online = useOnline();
  const until = usePause();
  const line = useRef<HTMLDivElement>(null);
  const goOn = (again: () => void) => {
    // What is pressed goes away with the line: one goes on from the nearest part around it.
    const { current } = line;
    if (current?.contains(document.activeElement) === true) {
      current.closest<HTMLElement>('[tabindex="-1"]')?.focus({ preventScroll: true });
    }
    again();
  };
  const known = error instanceof ApiError ? error : null;
  const kind = known?.kind;
  const saves = known !== null && !isRead(known.operation);
  const isSignedOutWrite = saves && kind === 'unauthorized';
  const isSamePerson = useSamePerson();
  // What a save waits for, once somebody else is signed in: that it is said to be theirs.
  const [other, setOther] = useState<unknown>(null);
  const isOther = isSignedOutWrite && other === error;
  const retryAsBefore = async () => {
    const isSame = await isSamePerson();
    // The dialog it is in may be closed by now.
    if (line.current === null) return;
    if (isSame) goOn(onResume);
    else setOther(error);
  };
  useRetryWhenOver(error, () => {
    if (isSignedOutWrite) void retryAsBefore();
    else goOn(onResume);
  });
  const { title, detail, action } = describeError(error, told);
  let words: ReactNode = `${what} ${title}. ${detail}`;
  let reason: string | null = null;
  if (!online) {
    words = `${what} You are offline. It goes on by itself when the connection is back.`;
  } else if (until !== null) {
    words = (
      <>
        {what} <PauseWords until={until} what={saves ? 'It' : 'Loading'} />
      </>
    );
    reason = PAUSE_REASON;
  } else if (isOther) {
    words = `${what} Someone else may be signed in by now: trying again sends it in their name.`;
  } else if (kind === 'unauthorized') {
    words = `${what} It goes on by itself once you are signed in again.`;
  }
  const passes = !online || until !== null || kind === 'unauthorized';
  return (
    <div className="w-full" role="alert" ref={line}>
      <Notice
        tone={passes ? 'warn' : 'bad'}
        actions={
          (action === 'none' || kind === 'unauthorized') && !isOther ? undefined : (
            <Button onClick={() => goOn(onRetry)} reason={reason}>
              Try again
            </Button>
          )
        }
      >
        {words}
        {known !== null && known.reference !== null && (
          <>
            {' '}
            Reference <code>{known.reference}</code>
            <CopyButton text={known.reference} what="reference" />
          </>
        )}
      </Notice>
    </div>
  );
}

/**
 * Asks whether still the same person is signed in as when this came on screen: what one typed is not
 * sent as somebody else's. False also where it cannot be told.
 */
function useSamePerson(): () => Promise<boolean> {
  const queryClient = useQueryClient();
  const [before] = useState(() => queryClient.getQueryData(callerQuery().queryKey));
  return async () => {
    try {
      const now = await queryClient.query({ ...callerQuery(), staleTime: 0, retry: false });
      return before !== undefined && personOf(before) === personOf(now);
    } catch {
      return false;
    }
  };
}

const PAUSE_REASON = 'The pause is not over';
