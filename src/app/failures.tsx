import { Link, useRouter } from '@tanstack/react-router';
import type { ErrorComponentProps } from '@tanstack/react-router';
import { describeError } from '#api/error-words.ts';
import { ApiError } from '#api/errors.ts';
import { useRetryWhenOver } from '#shared/failure.tsx';
import { Button } from '#ui/button.tsx';
import { Blank } from '#ui/notice.tsx';
import { reloadPage } from '#ui/reload.ts';
import { useOnceOpen, useOnline } from '#ui/use-online.ts';
import { isChunkFailure } from './chunk-failure.ts';
import { Page } from './page.tsx';

/** A page that failed as a whole. The shell around it stays. */
export function PageFailure({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  const retry = () => {
    reset();
    void router.invalidate();
  };
  return isChunkFailure(error) ? (
    <PartMissing onRetry={() => void router.invalidate()} />
  ) : (
    <PageBroken error={error} onRetry={retry} />
  );
}

/**
 * The code of a page did not come. Nothing is reloaded unasked: another page of this tab may hold
 * what somebody typed, and without a network a reload would leave nothing at all.
 */
function PartMissing({ onRetry }: { onRetry: () => void }) {
  const online = useOnline();
  useOnceOpen(online, onRetry);
  const title = online ? 'A newer version of the dashboard is there' : 'Not loaded yet';
  return (
    <Page title={title} crumbs={[]}>
      <div className="card" role="alert">
        {online ? (
          <Blank
            tone="warn"
            title="This page could not be loaded"
            detail="The server may no longer have the version that is open here. Reload to get the new one. Going back works without it."
            actions={
              <>
                <Button onClick={reloadPage}>Reload the page</Button>
                <Button look="quiet" onClick={onRetry}>
                  Try again
                </Button>
              </>
            }
          />
        ) : (
          <Blank
            tone="warn"
            title="This page is not loaded yet and you are offline"
            detail="It loads by itself when the connection is back. Pages you have been to still work."
            actions={<Button onClick={onRetry}>Try again</Button>}
          />
        )}
      </div>
    </Page>
  );
}

function PageBroken({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  useRetryWhenOver(error, onRetry);
  const { title, detail, action } = describeError(error);
  // Said where it can be helped: in the dialog of the session.
  const refused = error instanceof ApiError && error.kind === 'unauthorized';
  return (
    <Page title={refused ? 'Not loaded' : title} crumbs={[]}>
      <div className="card" role="alert">
        <Blank
          tone={refused ? 'warn' : 'bad'}
          title="This page could not be shown"
          detail={refused ? 'This loads by itself once you are signed in again.' : detail}
          reference={error instanceof ApiError ? error.reference : null}
          actions={
            refused ? undefined : action === 'reload' ? (
              <Button onClick={reloadPage}>Reload the page</Button>
            ) : (
              <Button onClick={onRetry}>Try again</Button>
            )
          }
        />
      </div>
    </Page>
  );
}

/** The shell itself failed: nothing of the page can be relied on. */
export function RootFailure({ error }: ErrorComponentProps) {
  const { title, detail } = describeError(error);
  return (
    <main className="main">
      <h1 className="mb-4 text-page font-semibold">{title}</h1>
      <div className="card" role="alert">
        <Blank
          tone="bad"
          title="The dashboard could not be shown"
          detail={detail}
          actions={<Button onClick={reloadPage}>Reload the page</Button>}
        />
      </div>
    </main>
  );
}

/** An address that leads nowhere. */
export function NotFoundPage() {
  return (
    <Page title="Page not found" crumbs={[]}>
      <div className="card">
        <Blank
          title="Nothing is at this address"
          detail="The address may be mistyped, or the page may have moved."
          actions={
            <Link to="/" className="btn">
              Go to the issuers
            </Link>
          }
        />
      </div>
    </Page>
  );
}
