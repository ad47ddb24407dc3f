import { useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import type { QueryKey, UseSuspenseQueryOptions } from '@tanstack/react-query';
import { Suspense, useRef } from 'react';
import type { ReactNode } from 'react';
import { ErrorBoundary } from '#ui/error-boundary.tsx';
import { Notice } from '#ui/notice.tsx';
import { Failure } from './failure.tsx';
import { PauseWords, usePause } from './pause.tsx';

/**
 * Draws what one query brings. Until then its skeleton, and why it takes long; when it fails, that,
 * in its place: what stands around it stays. What is on screen stays while it is asked for again.
 */
export function Load<Data, Key extends QueryKey>({
  query,
  loading,
  meanwhile,
  missing,
  children,
}: {
  query: UseSuspenseQueryOptions<Data, Error, Data, Key>;
  /** A skeleton as high as what will come. */
  loading: ReactNode;
  /** What is drawn instead of the skeleton where as much is known: from the row of a list, say. */
  meanwhile?: Data | undefined;
  /** What a 404 means here. */
  missing?: string;
  children: (data: Data) => ReactNode;
}) {
  const queryClient = useQueryClient();
  const { queryKey } = query;
  return (
    <Suspense
      fallback={
        <Waiting>
          <p className="sr-only">Loading</p>
          {loading}
        </Waiting>
      }
    >
      <ErrorBoundary
        key={JSON.stringify(queryKey)}
        renderFailure={(error, retry) => (
          <Failed
            error={error}
            {...(missing !== undefined && { missing })}
            onRetry={() => {
              // Not removed: others may watch the same query, and would watch a dead one.
              void queryClient.resetQueries({ queryKey, exact: true });
              retry();
            }}
          />
        )}
      >
        {meanwhile === undefined ? (
          <Loaded query={query}>{children}</Loaded>
        ) : (
          <LoadedMeanwhile query={query} meanwhile={meanwhile}>
            {children}
          </LoadedMeanwhile>
        )}
      </ErrorBoundary>
    </Suspense>
  );
}

function Failed({
  onRetry,
  ...failure
}: {
  error: unknown;
  missing?: string;
  onRetry: () => void;
}) {
  const card = useRef<HTMLDivElement>(null);
  return (
    <div className="card" ref={card}>
      <Failure
        {...failure}
        onRetry={() => {
          // What is pressed goes away with what it stands in: one goes on from the page's start.
          const { current } = card;
          if (current?.contains(document.activeElement) === true) {
            current.closest('main')?.focus({ preventScroll: true });
          }
          onRetry();
        }}
      />
    </div>
  );
}

function Loaded<Data, Key extends QueryKey>({
  query,
  children,
}: {
  query: UseSuspenseQueryOptions<Data, Error, Data, Key>;
  children: (data: Data) => ReactNode;
}) {
  const { data } = useSuspenseQuery(query);
  return children(data);
}

/** {@link Loaded} without a skeleton. A failure still takes its place: then it is not known any more. */
function LoadedMeanwhile<Data, Key extends QueryKey>({
  query,
  meanwhile,
  children,
}: {
  query: UseSuspenseQueryOptions<Data, Error, Data, Key>;
  meanwhile: Data;
  children: (data: Data) => ReactNode;
}) {
  const { queryFn, ...rest } = query;
  const { data } = useQuery<Data, Error, Data, Key>({
    ...rest,
    // The two kinds of options differ in what an absent function is.
    ...(queryFn !== undefined && { queryFn }),
    throwOnError: (_, { state }) => state.data === undefined,
  });
  return children(data ?? meanwhile);
}

/** A skeleton, and what keeps it from becoming more. The shell says when there is no network. */
export function Waiting({ children }: { children: ReactNode }) {
  const until = usePause();
  return (
    <>
      {until !== null && (
        <div className="mb-3">
          <Notice tone="warn">
            <PauseWords until={until} />
          </Notice>
        </div>
      )}
      {children}
    </>
  );
}
