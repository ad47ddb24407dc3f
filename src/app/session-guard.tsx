import { useQueryClient } from '@tanstack/react-query';
import type { QueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useRef, useState, useSyncExternalStore } from 'react';
import { callerQuery } from '#api/caller.ts';
import { describeError } from '#api/error-words.ts';
import { ApiError } from '#api/errors.ts';
import { useSessionEnd } from '#shared/session.ts';
import { announce } from '#ui/announcer.tsx';
import { Button } from '#ui/button.tsx';
import { Notice } from '#ui/notice.tsx';
import { useOnceOpen } from '#ui/use-online.ts';
import type { SessionDialog } from './session-dialog.tsx';

/** Which end of the session somebody has put aside, and why: what the line and the dialog share. */
type Aside = { of: ApiError; why: 'closed' | 'not loaded' };

let aside: Aside | null = null;
const listeners = new Set<() => void>();

function putAside(next: Aside | null) {
  aside = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

function useAside(ended: ApiError | null): Aside['why'] | null {
  const current = useSyncExternalStore(subscribe, () => aside);
  return ended !== null && current?.of === ended ? current.why : null;
}

/**
 * Stands by for the end of the session: then opens a dialog over the page, where it is, and leaves
 * everything under it alone. Who comes back to the window may have signed in elsewhere, so that
 * tries again by itself. Mounted once, by the shell; draws nothing until it is needed.
 */
export function SessionGuard() {
  const queryClient = useQueryClient();
  const ended = useSessionEnd();
  const putAsideFor = useAside(ended);
  const open = ended !== null && putAsideFor === null;
  const [Dialog, setDialog] = useState<typeof SessionDialog | null>(null);
  const [trying, setTrying] = useState(false);
  const [outcome, setOutcome] = useState<string | null>(null);
  const underWay = useRef(false);
  const expired = ended !== null;

  const tryAgain = async () => {
    if (underWay.current) return;
    underWay.current = true;
    setTrying(true);
    setOutcome(null);
    try {
      // An answer is enough: the client tells the session, and all that waited for it goes on.
      await queryClient.query({ ...callerQuery(), staleTime: 0, retry: false });
      announce('You are signed in again');
    } catch (error) {
      setOutcome(wordsOf(error));
    } finally {
      underWay.current = false;
      setTrying(false);
    }
  };

  useEffect(() => {
    if (!open || Dialog !== null) return;
    import('./session-dialog.tsx').then(
      (loaded) => setDialog(() => loaded.SessionDialog),
      () => putAside({ of: ended, why: 'not loaded' }),
    );
  }, [open, ended, Dialog]);

  const look = useEffectEvent(() => {
    if (document.visibilityState === 'visible') void tryAgain();
  });
  useEffect(() => {
    if (!expired) return;
    const onReturn = () => look();
    addEventListener('focus', onReturn);
    document.addEventListener('visibilitychange', onReturn);
    return () => {
      removeEventListener('focus', onReturn);
      document.removeEventListener('visibilitychange', onReturn);
    };
  }, [expired]);

  useOnceOpen(!expired, () => {
    setOutcome(null);
    askRefusedAgain(queryClient);
  });

  if (!open || Dialog === null) return null;
  return (
    <Dialog
      ended={ended}
      trying={trying}
      outcome={outcome}
      onTry={() => void tryAgain()}
      onClose={() => putAside({ of: ended, why: 'closed' })}
    />
  );
}

/** What stays on the page of an ended session whose dialog was closed. At the top of main. */
export function SessionLine() {
  const ended = useSessionEnd();
  const why = useAside(ended);
  if (why === null) return null;
  return (
    <div className="mb-3">
      <Notice
        tone="warn"
        actions={
          why === 'closed' ? (
            <Button onClick={() => putAside(null)}>Sign in again</Button>
          ) : (
            <SignInLink />
          )
        }
      >
        Your session has ended. What is shown may be out of date.
      </Notice>
    </div>
  );
}

/**
 * The dashboard in a new tab: where it stands behind a sign-in, that comes first. Nothing of this
 * tab is left.
 */
export function SignInLink() {
  return (
    <a className="btn" href="/" target="_blank" rel="noopener">
      Open a new tab to sign in
    </a>
  );
}

function wordsOf(error: unknown): string {
  if (error instanceof ApiError && error.kind === 'unauthorized') {
    return 'Still not signed in.';
  }
  const { title, detail } = describeError(error);
  return `${title}. ${detail}`;
}

/**
 * Asks for everything again that met the refusal, and for nothing else. After the parts of the page
 * that do so themselves, whose requests are then shared.
 */
function askRefusedAgain(queryClient: QueryClient) {
  queueMicrotask(() => {
    void queryClient.refetchQueries(
      {
        predicate: ({ state: { error } }) =>
          error instanceof ApiError && error.kind === 'unauthorized',
      },
      { cancelRefetch: false },
    );
  });
}
