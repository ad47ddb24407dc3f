import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { authMethodsQuery } from '#api/auth-methods.ts';
import { issuerQuery } from '#api/issuers.ts';
import type { AuthMethod } from '#contract/auth-method.ts';
import type { Issuer } from '#contract/issuer.ts';
import { expiryOf } from '#contract/ours/credential-expiry.ts';
import type { Page } from '#contract/page.ts';
import { UnsavedGuard } from '#editing/unsaved-guard.tsx';
import { SWITCHES } from '#contract/auth-method.ts';
import type { Switch as SwitchName } from '#contract/auth-method.ts';
import { FailureLine } from '#shared/failure.tsx';
import { statusLook } from '#shared/issuer-words.ts';
import { Load } from '#shared/load.tsx';
import { methodLabel, methodName } from '#shared/method-words.ts';
import { Button } from '#ui/button.tsx';
import { Blank, Notice } from '#ui/notice.tsx';
import { Section } from '#ui/section.tsx';
import { Skeleton } from '#ui/skeleton.tsx';
import { Status } from '#ui/status.tsx';
import { Switch } from '#ui/switch.tsx';
import { Time, useNow } from '#ui/time.tsx';
import { groupMethods } from './method-groups.ts';
import { MethodIcon } from './method-icon.tsx';
import { mayHoldCredentials } from './method-state.ts';
import {
  countStaged,
  hasMovedSince,
  stage,
  stagedWords,
  stateWords,
  stillStaged,
  waysOf,
  wishesOf,
} from './switch-plan.ts';
import type { Staged } from './switch-plan.ts';
import { busyIn, reasonIn, SWITCH_WORDS } from './switch-state.ts';
import { Switching, SwitchLine, useSwitching } from './switching.tsx';
import { ageWords, expiryLook } from './credential-words.ts';
import { doorsLook, GROUP_WORDS, partialWords } from './words.ts';

type Place = { accountId: string; issuerId: string };

/** The auth methods of an issuer, by what they are. */
export function AuthMethodsTab({ accountId, issuerId }: Place) {
  return (
    <Load
      query={authMethodsQuery(accountId, issuerId)}
      loading={<TabSkeleton />}
      missing="There is no such issuer"
    >
      {(page) => (
        <Switching accountId={accountId} issuerId={issuerId}>
          <MethodGroups accountId={accountId} issuerId={issuerId} page={page} />
        </Switching>
      )}
    </Load>
  );
}

/** What is set and not sent, while several are changed; null: switches act at once. */
type Staging = { readonly staged: Staged; readonly set: (staged: Staged) => void } | null;

function MethodGroups({ accountId, issuerId, page }: Place & { page: Page<AuthMethod> }) {
  const now = useNow();
  const { readOnly, run, review } = useSwitching();
  // Secondary: whose status it is, and where expiry dates stand.
  const { data, error, refetch } = useQuery({
    ...issuerQuery(accountId, issuerId),
    throwOnError: false,
  });
  const [kept, setStaged] = useState<Staged | null>(null);
  const start = useRef<HTMLButtonElement>(null);
  const issuer = data?.issuer ?? null;
  const partial = partialWords(page);
  const ways = waysOf(page);
  const staged = kept === null ? null : stillStaged(kept, ways);
  // For good: what moves back later was not set anew.
  if (staged !== kept) setStaged(staged);
  const count = staged === null ? 0 : countStaged(staged);
  const add = <AddMethod accountId={accountId} issuerId={issuerId} />;

  const end = () => {
    flushSync(() => setStaged(null));
    start.current?.focus();
  };

  if (page.data.length === 0 && partial === null) {
    return (
      <div className="card">
        <Blank
          title="No auth methods"
          detail="Nobody can sign in through this issuer until it has one."
          actions={add}
        />
      </div>
    );
  }
  return (
    <UnsavedGuard
      unsaved={() => count}
      keeps={() => false}
      words={() => stagedWords(staged ?? NONE)}
      onDiscard={() => setStaged(null)}
    >
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- Escape ends what a button began */}
      <div
        onKeyDown={(event) => {
          if (event.key === 'Escape' && staged !== null && count === 0) end();
        }}
      >
        <div className="methods-head">
          <Doors page={page} issuer={issuer} />
          <div className="methods-acts">
            {readOnly === null && page.data.length > 1 && (
              <Button
                ref={start}
                reason={staged === null ? reasonIn(run) : 'Several are being changed already'}
                onClick={() => setStaged(NONE)}
              >
                Change several
              </Button>
            )}
            {add}
          </div>
        </div>
        {readOnly !== null && <p className="switch-read-only">{readOnly}.</p>}
        <SwitchLine />
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
                  staging={staged === null ? null : { staged, set: setStaged }}
                  now={now}
                />
              ))}
            </ul>
          </Section>
        ))}
        {staged !== null && (
          <section className="save-bar staged-bar" aria-label="Changes of several methods">
            <Button
              look="primary"
              reason={count === 0 ? 'Nothing is changed yet' : reasonIn(run)}
              onClick={() => review(wishesOf(staged))}
            >
              Review
            </Button>
            <output className="save-bar-note">
              {count === 0
                ? 'Set switches of several methods. Nothing is sent until it was reviewed.'
                : `${stagedWords(staged)}, not made yet`}
            </output>
            <Button look="quiet" onClick={end}>
              {count === 0 ? 'Done' : 'Discard'}
            </Button>
          </section>
        )}
      </div>
    </UnsavedGuard>
  );
}

const NONE: Staged = new Map();

/** The way to a new auth method; for those who may not add one, why. */
function AddMethod({ accountId, issuerId }: Place) {
  const { readOnly } = useSwitching();
  return readOnly === null ? (
    <Link
      to="/accounts/$accountId/issuers/$issuerId/auth-methods/new"
      params={{ accountId, issuerId }}
      className="btn btn-primary"
    >
      Add auth method
    </Link>
  ) : (
    <Button
      look="primary"
      reason="You cannot add auth methods: that takes the scope issuers.auth-methods:write"
      onClick={() => undefined}
    >
      Add auth method
    </Button>
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
  staging,
  now,
}: Place & { method: AuthMethod; issuer: Issuer | null; staging: Staging; now: number }) {
  const name = methodName(method);
  const label = methodLabel(method.method);
  const expiry = expiryOf(issuer?.metadata, method.id);
  const age = mayHoldCredentials(method) ? ageWords(method.created_at, now) : null;
  return (
    <li className="auth-method">
      <MethodIcon method={method.method} />
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
        </span>
        {label !== name && <span className="auth-method-kind">{label}</span>}
      </div>
      <div className="auth-method-switches">
        {SWITCHES.map((what) => (
          <RowSwitch key={what} method={method} what={what} staging={staging} />
        ))}
      </div>
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

function RowSwitch({
  method,
  what,
  staging,
}: {
  method: AuthMethod;
  what: SwitchName;
  staging: Staging;
}) {
  const { ask, run, readOnly, preload } = useSwitching();
  const on = method[what] ?? null;
  if (readOnly !== null) {
    return <Status shape={on === true ? 'ok' : 'off'} text={stateWords(what, on)} />;
  }
  const label = SWITCH_WORDS[what];
  if (staging !== null) {
    const { staged, set } = staging;
    const own = staged.get(method.id)?.[what];
    const isMoved = hasMovedSince(staged, method, what);
    return (
      <Switch
        label={label}
        of={methodName(method)}
        on={own === undefined ? on : own.to}
        mark={own === undefined ? null : isMoved ? 'Changed by someone else' : 'Changed'}
        onSwitch={(to) => set(stage(staged, method, what, to))}
      />
    );
  }
  return (
    <span onPointerEnter={preload} onFocus={preload}>
      <Switch
        label={label}
        of={methodName(method)}
        on={on}
        busy={busyIn(run, method.id, what)}
        reason={reasonIn(run)}
        onSwitch={(to) => ask([{ id: method.id, set: { [what]: to } }])}
      />
    </span>
  );
}

function TabSkeleton() {
  return (
    <div aria-hidden="true">
      <div className="methods-head">
        <p className="ways-in">
          <Skeleton width="9rem" />
        </p>
        {/* As high as the buttons to come. */}
        <span className="h-control" />
      </div>
      {[3, 2].map((rows) => (
        <div key={rows} className="section">
          <div className="section-head">
            <Skeleton width="8rem" />
          </div>
          <ul className="card auth-methods">
            {Array.from({ length: rows }, (_, index) => (
              <li key={index} className="auth-method">
                <Skeleton width="1rem" />
                <Skeleton width="10rem" />
              </li>
            ))}
          </ul>
        </div>
      ))}
    </div>
  );
}
