import { useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { Suspense } from 'react';
import type { ReactNode } from 'react';
import { authMethodsQuery } from '#api/auth-methods.ts';
import { describeError } from '#api/error-words.ts';
import { ApiError } from '#api/errors.ts';
import { issuerQuery } from '#api/issuers.ts';
import type { AuthMethod } from '#contract/auth-method.ts';
import type { Issuer } from '#contract/issuer.ts';
import { accessModeOf } from '#contract/ours/rules.ts';
import { Button } from '#ui/button.tsx';
import { CopyButton } from '#ui/copy-button.tsx';
import { Fact, Facts } from '#ui/facts.tsx';
import { ErrorBoundary } from '#ui/error-boundary.tsx';
import { Blank } from '#ui/notice.tsx';
import { Skeleton } from '#ui/skeleton.tsx';
import { Status } from '#ui/status.tsx';
import { Tag } from '#ui/tag.tsx';
import { Time, useNow } from '#ui/time.tsx';
import { methodLabel } from '#shared/method-words.ts';
import { accessWords, environmentOf, issuerName, statusLook } from '#shared/issuer-words.ts';

/** Where an issuer answers by itself; a custom domain may stand in place of the host. */
const IDP = 'https://idp.authpi.com';

/** One issuer, to read. */
export function IssuerPage({ accountId, issuerId }: { accountId: string; issuerId: string }) {
  const queryClient = useQueryClient();
  const { queryKey } = issuerQuery(accountId, issuerId);
  return (
    <Suspense fallback={<IssuerFacts issuerId={issuerId} issuer={null} />}>
      <ErrorBoundary
        key={issuerId}
        renderFailure={(error, retry) => (
          <Failure
            error={error}
            missing="There is no such issuer"
            onRetry={() => {
              // Not removed: the heading watches the same query, and would watch a dead one.
              void queryClient.resetQueries({ queryKey, exact: true });
              retry();
            }}
          />
        )}
      >
        <Loaded accountId={accountId} issuerId={issuerId} />
      </ErrorBoundary>
    </Suspense>
  );
}

function Loaded({ accountId, issuerId }: { accountId: string; issuerId: string }) {
  const { data } = useSuspenseQuery(issuerQuery(accountId, issuerId));
  return (
    <>
      <IssuerFacts issuerId={issuerId} issuer={data.issuer} />
      <AuthMethods accountId={accountId} issuerId={issuerId} />
    </>
  );
}

/** What is known of an issuer; null while nothing is but its id. */
function IssuerFacts({ issuerId, issuer }: { issuerId: string; issuer: Issuer | null }) {
  const now = useNow();
  const address = `${IDP}/${issuerId}`;
  const environment = issuer === null ? null : environmentOf(issuer);
  const soon = (width: string, content: (issuer: Issuer) => ReactNode) =>
    issuer === null ? <Skeleton width={width} /> : content(issuer);
  return (
    <section className="card" aria-label="Facts" aria-busy={issuer === null}>
      <Facts>
        <Fact term="Status">
          {soon('4rem', ({ status }) => (
            <span className="flex items-center gap-2">
              <Status {...statusLook(status)} />
              {environment !== null && <Tag text={environment} />}
            </span>
          ))}
        </Fact>
        <Fact term="Id">
          <code className="break-all">{issuerId}</code>
          <CopyButton text={issuerId} what="id" />
        </Fact>
        <Fact term="Address">
          <code className="break-all">{address}</code>
          <CopyButton text={address} what="address" />
        </Fact>
        <Fact term="Access">
          {soon('5rem', ({ settings }) => accessWords(accessModeOf(settings)))}
        </Fact>
        <Fact term="Created">
          {soon('6rem', (known) => (
            <Time at={known.created_at} now={now} />
          ))}
        </Fact>
        <Fact term="Updated">
          {soon('6rem', (known) => (
            <Time at={known.updated_at ?? known.created_at} now={now} />
          ))}
        </Fact>
        <Fact term="Description">
          {soon('14rem', ({ description }) =>
            description == null || description === '' ? (
              <span className="text-text-3">None</span>
            ) : (
              <span className="max-w-[70ch] whitespace-pre-line wrap-anywhere">{description}</span>
            ),
          )}
        </Fact>
        <Fact term="Scopes">
          {soon('10rem', ({ available_scopes: scopes }) =>
            scopes == null || scopes.length === 0 ? (
              <span className="text-text-3">None</span>
            ) : (
              <ul className="flex flex-wrap gap-x-3 gap-y-1">
                {scopes.map((scope) => (
                  <li key={scope}>
                    <code className="break-all">{scope}</code>
                  </li>
                ))}
              </ul>
            ),
          )}
        </Fact>
      </Facts>
    </section>
  );
}

/** The auth methods, small. Secondary: the page stands without them. */
function AuthMethods({ accountId, issuerId }: { accountId: string; issuerId: string }) {
  const { data, error, refetch } = useQuery(authMethodsQuery(accountId, issuerId));
  return (
    <section className="mt-6" aria-labelledby="auth-methods">
      <h2 id="auth-methods" className="mb-2 text-section font-semibold">
        Auth methods
      </h2>
      <div className="card">
        {data !== undefined && <MethodList methods={data.data} partial={data.has_more === true} />}
        {data === undefined && error !== null && (
          <FailureWords
            error={error}
            missing="There is no such issuer"
            onRetry={() => void refetch()}
          />
        )}
        {data === undefined && error === null && (
          <ul aria-label="Loading auth methods">
            <li className="method">
              <Skeleton width="10rem" />
            </li>
          </ul>
        )}
      </div>
    </section>
  );
}

function MethodList({ methods, partial }: { methods: readonly AuthMethod[]; partial: boolean }) {
  if (methods.length === 0) {
    return (
      <Blank
        tone="warn"
        title="No auth methods"
        detail="Nobody can sign in through this issuer until it has one."
      />
    );
  }
  return (
    <ul>
      {methods.map((method) => (
        <MethodItem key={method.id} method={method} />
      ))}
      {partial && (
        <li className="method text-text-2">There are more than these. AuthPI listed no further.</li>
      )}
    </ul>
  );
}

function MethodItem({ method }: { method: AuthMethod }) {
  const label = methodLabel(method.method);
  return (
    <li className="method">
      <span className="min-w-0 flex-1">
        <span className="block truncate font-medium" title={method.name}>
          {method.name}
        </span>
        {label !== method.name && (
          <span className="block truncate text-meta text-text-3">{label}</span>
        )}
      </span>
      <Switched what="Login" on={method.enabled_login} />
      <Switched what="Signup" on={method.enabled_signup} />
    </li>
  );
}

function Switched({ what, on }: { what: string; on: boolean | undefined }) {
  const state = on === undefined ? 'unknown' : on ? 'on' : 'off';
  return (
    <span className="w-[7rem]">
      <Status shape={on === true ? 'ok' : 'off'} text={`${what} ${state}`} />
    </span>
  );
}

function Failure(props: { error: unknown; missing: string; onRetry: () => void }) {
  return (
    <div className="card" role="alert">
      <FailureWords {...props} />
    </div>
  );
}

function FailureWords({
  error,
  missing,
  onRetry,
}: {
  error: unknown;
  /** What a 404 means here. */
  missing: string;
  onRetry: () => void;
}) {
  const { title, detail, action } = describeError(error);
  const known = error instanceof ApiError ? error : null;
  return (
    <Blank
      tone="bad"
      title={known?.kind === 'not_found' ? missing : title}
      detail={detail}
      reference={known?.reference}
      actions={action === 'none' ? undefined : <Button onClick={onRetry}>Try again</Button>}
    />
  );
}
