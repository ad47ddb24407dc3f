import { Link, useRouter } from '@tanstack/react-router';
import type { ErrorComponentProps } from '@tanstack/react-router';
import { describeError } from '#api/error-words.ts';
import { ApiError } from '#api/errors.ts';
import { Button } from '#ui/button.tsx';
import { Blank } from '#ui/notice.tsx';
import { Page } from './page.tsx';

/** A page that failed as a whole. The shell around it stays. */
export function PageFailure({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  const { title, detail, action } = describeError(error);
  const retry = () => {
    reset();
    void router.invalidate();
  };
  return (
    <Page title={title} crumbs={[]}>
      <div className="card" role="alert">
        <Blank
          tone="bad"
          title="This page could not be shown"
          detail={detail}
          reference={error instanceof ApiError ? error.reference : null}
          actions={
            action === 'reload' ? (
              <Button onClick={() => location.reload()}>Reload the page</Button>
            ) : (
              <Button onClick={retry}>Try again</Button>
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
          actions={<Button onClick={() => location.reload()}>Reload the page</Button>}
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
