import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { authMethodsQuery } from '#api/auth-methods.ts';
import { issuerQuery } from '#api/issuers.ts';
import type { AuthMethod } from '#contract/auth-method.ts';
import type { Issuer } from '#contract/issuer.ts';
import { expiryOf } from '#contract/ours/credential-expiry.ts';
import type { Page } from '#contract/page.ts';
import { FailureLine } from '#shared/failure.tsx';
import { statusLook } from '#shared/issuer-words.ts';
import { Load } from '#shared/load.tsx';
import { methodLabel, methodName } from '#shared/method-words.ts';
import { Blank, Notice } from '#ui/notice.tsx';
import { Section } from '#ui/section.tsx';
import { Skeleton } from '#ui/skeleton.tsx';
import { Status } from '#ui/status.tsx';
import { Tag } from '#ui/tag.tsx';
import { Time, useNow } from '#ui/time.tsx';
import { groupMethods } from './method-groups.ts';
import { mayHoldCredentials } from './method-state.ts';
import { ageWords, doorsLook, expiryLook, GROUP_WORDS, partialWords } from './words.ts';

type Place = { accountId: string; issuerId: string };

/** The auth methods of an issuer, by what they are. */
export function AuthMethodsTab({ accountId, issuerId }: Place) {
  return (
    <Load
      query={authMethodsQuery(accountId, issuerId)}
      loading={<TabSkeleton />}
      missing="There is no such issuer"
    >
      {(page) => <MethodGroups accountId={accountId} issuerId={issuerId} page={page} />}
    </Load>
  );
}

function MethodGroups({ accountId, issuerId, page }: Place & { page: Page<AuthMethod> }) {
  const now = useNow();
  // Secondary: whose status it is, and where expiry dates stand.
  const { data, error, refetch } = useQuery({
    ...issuerQuery(accountId, issuerId),
    throwOnError: false,
  });
  const issuer = data?.issuer ?? null;
  const partial = partialWords(page);

  if (page.data.length === 0 && partial === null) {
    return (
      <div className="card">
        <Blank
          title="No auth methods"
          detail="Nobody can sign in through this issuer until it has one."
        />
      </div>
    );
  }
  return (
    <>
      <Doors page={page} issuer={issuer} />
      {partial !== null && (
        <div className="mb-4">
          <Notice tone="warn">{partial}</Notice>
        </div>
      )}
      {issuer === null && error !== null && (
        <div className="mb-4">
          <FailureLine
            what="The issuer did not load, so its status, and expiry dates in its metadata, are not known."
            error={error}
            onRetry={() => void refetch()}
          />
        </div>
      )}
      {groupMethods(page.data).map(({ group, methods }) => (
        <Section key={group} {...GROUP_WORDS[group]}>
          <ul className="auth-methods">
            {methods.map((method) => (
              <MethodRow
                key={method.id}
                accountId={accountId}
                issuerId={issuerId}
                method={method}
                issuer={issuer}
                now={now}
              />
            ))}
          </ul>
        </Section>
      ))}
    </>
  );
}

/** How many ways in there are, before anything else. */
function Doors({ page, issuer }: { page: Page<AuthMethod>; issuer: Issuer | null }) {
  const look = doorsLook(page);
  return (
    <p className="ways-in">
      <Status {...look} />
      {look.shape === 'bad' && (
        <span>
          Nobody can sign in through this issuer until a method that starts a login is on.
        </span>
      )}
      {issuer !== null && issuer.status !== 'active' && (
        <span>The issuer is not active. Its status is {statusLook(issuer.status).text}.</span>
      )}
    </p>
  );
}

function MethodRow({
  accountId,
  issuerId,
  method,
  issuer,
  now,
}: Place & { method: AuthMethod; issuer: Issuer | null; now: number }) {
  const name = methodName(method);
  const label = methodLabel(method.method);
  const expiry = expiryOf(issuer?.metadata, method.id);
  const age = mayHoldCredentials(method) ? ageWords(method.created_at, now) : null;
  return (
    <li className="auth-method">
      <div className="auth-method-who">
        <span className="row-name">
          <Link
            to="/accounts/$accountId/issuers/$issuerId/auth-methods/$methodId"
            params={{ accountId, issuerId, methodId: method.id }}
            className="row-link"
            title={name}
          >
            {name}
          </Link>
          {method.featured === true && <Tag text="Featured" />}
        </span>
        {label !== name && <span className="auth-method-kind">{label}</span>}
      </div>
      <Switched what="Login" on={method.enabled_login} />
      <Switched what="Signup" on={method.enabled_signup} />
      <div className="auth-method-when">
        <span>
          Added <Time at={method.created_at} now={now} />
        </span>
        {expiry !== null && <Status {...expiryLook(expiry, now)} />}
        {expiry === null && age !== null && (
          <span className="auth-method-age">Credentials {age} old</span>
        )}
      </div>
    </li>
  );
}

function Switched({ what, on }: { what: string; on: boolean | null | undefined }) {
  const state = on == null ? 'unknown' : on ? 'on' : 'off';
  return <Status shape={on === true ? 'ok' : 'off'} text={`${what} ${state}`} />;
}

function TabSkeleton() {
  return (
    <div aria-hidden="true">
      <p className="ways-in">
        <Skeleton width="9rem" />
      </p>
      {[3, 2].map((rows) => (
        <div key={rows} className="section">
          <div className="section-head">
            <Skeleton width="8rem" />
          </div>
          <ul className="card auth-methods">
            {Array.from({ length: rows }, (_, index) => (
              <li key={index} className="auth-method">
                <Skeleton width="10rem" />
              </li>
            ))}
          </ul>
        </div>
      ))}
    </div>
  );
}
