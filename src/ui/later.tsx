import { Suspense } from 'react';
import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { Notice } from './notice.tsx';
import { reloadPage } from './reload.ts';

/**
 * Around a part of a page whose code is loaded when it is needed. Where that fails, the rest of the
 * page stays, and it is said.
 *
 * @param what did not load, as a whole sentence
 * @param height about as high as what will come, so that nothing jumps
 */
export function Later({
  what,
  height,
  children,
}: {
  what: string;
  height?: string;
  children: ReactNode;
}) {
  return (
    <ErrorBoundary
      renderFailure={() => (
        <Notice tone="warn" actions={<Button onClick={reloadPage}>Reload the page</Button>}>
          <span role="alert">{what}</span>
        </Notice>
      )}
    >
      <Suspense fallback={<span className="block" style={{ minHeight: height }} />}>
        {children}
      </Suspense>
    </ErrorBoundary>
  );
}
