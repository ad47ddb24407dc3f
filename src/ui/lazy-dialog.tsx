import { Suspense } from 'react';
import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { Notice } from './notice.tsx';
import { reloadPage } from './reload.ts';

/**
 * Around a dialog whose code is loaded when it is asked for. Where that fails, the page stays and
 * says so.
 *
 * @param what did not open, as a whole sentence: "Jump did not open."
 */
export function LazyDialog({ what, children }: { what: string; children: ReactNode }) {
  return (
    <ErrorBoundary
      renderFailure={() => (
        <div role="alert">
          <Notice tone="bad" actions={<Button onClick={reloadPage}>Reload the page</Button>}>
            {what} Nothing is lost.
          </Notice>
        </div>
      )}
    >
      <Suspense fallback={null}>{children}</Suspense>
    </ErrorBoundary>
  );
}
