import { Link } from '@tanstack/react-router';
import type { AuthMethod } from '#contract/auth-method.ts';
import type { Issuer } from '#contract/issuer.ts';
import { isDoor, mayBeDoor } from '#contract/ours/rules.ts';
import { statusLook } from '#shared/issuer-words.ts';
import { countOf } from '#shared/list-words.ts';
import type { Asked } from '#shared/listed.ts';
import { methodLabel } from '#shared/method-words.ts';
import { Fact, Facts, NoValue } from '#ui/facts.tsx';
import { Section } from '#ui/section.tsx';
import { Skeleton } from '#ui/skeleton.tsx';
import { Status, statusClass } from '#ui/status.tsx';
import { Time, useNow } from '#ui/time.tsx';
import { Beside } from './beside.tsx';
import { Point } from './point.tsx';
import { signInState, signUpState } from './sign-in-state.ts';

/** How many ways to sign in are named here; the rest is counted. */
const NAMED = 12;

const METHODS = { one: 'auth method', many: 'auth methods' };
const MORE = { one: 'more', many: 'more' };

type Ids = { accountId: string; issuerId: string };

/** Whether people can sign in and up, as far as can be seen; null: the issuer is on its way. */
export function IssuerSignIn({
  accountId,
  issuerId,
  issuer,
  methods,
}: Ids & { issuer: Issuer | null; methods: Asked<AuthMethod> }) {
  const now = useNow();
  const params = { accountId, issuerId };
  const state = issuer === null ? null : signInState(issuer, methods.list);
  return (
    <Section
      title="Sign-in"
      actions={
        <Link
          to="/accounts/$accountId/sign-in-check"
          params={{ accountId }}
          search={{ q: issuerId }}
          className="btn"
        >
          Check sign-in
        </Link>
      }
    >
      {state === null ? <PointSkeleton /> : <Point {...state} />}
      <Facts>
        <Fact term="Status">
          {issuer === null ? (
            <Skeleton width="8rem" />
          ) : (
            <>
              <Status {...statusLook(issuer.status)} />
              {issuer.status_at != null && (
                <span className="text-text-2">
                  {' set '}
                  <Time at={issuer.status_at} now={now} />
                </span>
              )}
            </>
          )}
        </Fact>
        <Fact term="Ways to sign in">
          <Beside
            asked={methods}
            missing="The auth methods did not load."
            loading={<DoorsSkeleton />}
          >
            {(rows, whole) => <Doors {...params} rows={rows} whole={whole} />}
          </Beside>
        </Fact>
        <Fact term="Signup">
          {issuer === null ? (
            <>
              <p>
                <Skeleton width="12rem" />
              </p>
              <p>
                <Skeleton width="10rem" />
              </p>
            </>
          ) : (
            <SignUp issuer={issuer} methods={methods} />
          )}
          <div className="mt-1">
            <Link
              to="/accounts/$accountId/issuers/$issuerId/settings"
              params={params}
              className="link way"
            >
              Settings
            </Link>
          </div>
        </Fact>
      </Facts>
    </Section>
  );
}

/** A {@link Point} that is on its way. */
export function PointSkeleton() {
  return (
    <div className="point">
      <div>
        <p>
          <Skeleton width="10rem" />
        </p>
        <p>
          <Skeleton width="18rem" />
        </p>
      </div>
    </div>
  );
}

function Doors({
  accountId,
  issuerId,
  rows,
  whole,
}: Ids & { rows: readonly AuthMethod[]; whole: boolean }) {
  const doors = rows.filter(isDoor);
  const named = doors.slice(0, NAMED);
  const params = { accountId, issuerId };
  return (
    <>
      {doors.length === 0 ? (
        <NoValue>{noneWords(rows, whole)}</NoValue>
      ) : (
        <>
          <p>{countOf(doors.length, METHODS)}</p>
          <ul className="doors">
            {named.map(({ id, name, method }) => (
              <li key={id}>
                <Link
                  to="/accounts/$accountId/issuers/$issuerId/auth-methods/$methodId"
                  params={{ ...params, methodId: id }}
                  className="link"
                >
                  <bdi>{name.trim() === '' ? methodLabel(method) : name}</bdi>
                </Link>
              </li>
            ))}
            {doors.length > named.length && <li>{countOf(doors.length - named.length, MORE)}</li>}
          </ul>
        </>
      )}
      <div className="text-text-2">
        {whole ? '' : 'AuthPI did not list all auth methods. '}
        <Link
          to="/accounts/$accountId/issuers/$issuerId/auth-methods"
          params={params}
          className="link way"
        >
          Auth methods
        </Link>
      </div>
    </>
  );
}

/** None is said only of a list that tells of all. */
function noneWords(rows: readonly AuthMethod[], whole: boolean): string {
  if (!whole) return 'None of those that AuthPI listed';
  return rows.some(mayBeDoor) ? 'None is known' : 'None';
}

/** The usual: a few ways to sign in, on one line. */
function DoorsSkeleton() {
  return (
    <>
      <p>
        <Skeleton width="6rem" />
      </p>
      <div className="doors-line">
        <Skeleton width="14rem" />
      </div>
      <div className="doors-line">
        <Skeleton width="5rem" />
      </div>
    </>
  );
}

function SignUp({ issuer, methods }: { issuer: Issuer; methods: Asked<AuthMethod> }) {
  const { shape, title, detail } = signUpState(issuer, methods.list);
  return (
    <>
      <span className={`${statusClass(shape)} status-long`}>{title}</span>
      {detail !== '' && <div className="text-text-2">{detail}</div>}
    </>
  );
}
