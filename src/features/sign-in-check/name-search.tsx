import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import type { ReactNode } from 'react';
import { issuerList } from '#api/issuers.ts';
import { cursorListQuery } from '#api/use-cursor-list.ts';
import type { IssuerRow } from '#contract/issuer.ts';
import { Failure } from '#shared/failure.tsx';
import { environmentOf, issuerName, signInLook } from '#shared/issuer-words.ts';
import { countOf } from '#shared/list-words.ts';
import { announce } from '#ui/announcer.tsx';
import { Blank } from '#ui/notice.tsx';
import { Section } from '#ui/section.tsx';
import { ShortId } from '#ui/short-id.tsx';
import { Skeleton } from '#ui/skeleton.tsx';
import { Status } from '#ui/status.tsx';
import { Tag } from '#ui/tag.tsx';
import { meantFirst } from './query.ts';
import { quoted } from './words.ts';

/** More than these are not chosen from, but searched for by more of the name. */
const SHOWN = 20;

/** The same search is asked anew after this long (ms): a check is about now. */
const FRESH_MS = 30_000;

const ISSUERS = { one: 'issuer', many: 'issuers' };

/** Finds issuers by name: checks the one that matches, or lets one be chosen. */
export function NameSearch({
  accountId,
  name,
  renderCheck,
  renderNone,
}: {
  accountId: string;
  name: string;
  /** Draws the check of the one issuer that matches. */
  renderCheck: (issuerId: string) => ReactNode;
  /** Stands below the words that none does. */
  renderNone: () => ReactNode;
}) {
  const source = issuerList(accountId, { q: name });
  const { data, error, isFetching, refetch } = useQuery({
    ...cursorListQuery(source),
    staleTime: FRESH_MS,
    retryOnMount: true,
  });
  if (data === undefined) {
    return error !== null && !isFetching ? (
      <div className="card">
        <Failure error={error} onRetry={() => void refetch()} />
      </div>
    ) : (
      <Section title="Looking for the issuer">
        <ul aria-busy="true">
          <li className="check-choice">
            <Skeleton width="14rem" />
          </li>
        </ul>
      </Section>
    );
  }
  const { rows, cursor, unreadable } = data;
  const whole = cursor === null && unreadable === 0;
  const [only] = rows;
  if (!whole && rows.length === 0) return <Unreadable name={name} />;
  if (whole && rows.length === 1 && only !== undefined) return renderCheck(only.id);
  if (whole && rows.length === 0) return <None name={name}>{renderNone()}</None>;
  return <Choices accountId={accountId} name={name} rows={rows} whole={whole} />;
}

/** Something matches, and nothing of it can be shown: neither a choice nor "none". */
function Unreadable({ name }: { name: string }) {
  const title = `What matches ${quoted(name)} could not be read`;
  useEffect(() => announce(title), [title]);
  return (
    <div className="card">
      <Blank
        tone="warn"
        title={title}
        detail="AuthPI answered, but not with issuers that could be read. Check by the host or the issuer id."
      />
    </div>
  );
}

function None({ name, children }: { name: string; children: ReactNode }) {
  const title = `No issuer matches ${quoted(name)}`;
  useEffect(() => announce(title), [title]);
  return (
    <>
      <div className="card mb-6">
        <Blank
          title={title}
          detail="Search looks at names, descriptions and ids of this account’s issuers. A host is found whole, such as auth.example.com."
        />
      </div>
      {children}
    </>
  );
}

function Choices({
  accountId,
  name,
  rows,
  whole,
}: {
  accountId: string;
  name: string;
  rows: readonly IssuerRow[];
  whole: boolean;
}) {
  const shown = meantFirst(rows, name).slice(0, SHOWN);
  const rest = rows.length - shown.length;
  const title = whole
    ? `${countOf(rows.length, ISSUERS)} match ${quoted(name)}`
    : `More than ${countOf(rows.length, ISSUERS)} ${rows.length === 1 ? 'matches' : 'match'} ${quoted(name)}`;
  useEffect(() => announce(`${title}. Choose one.`), [title]);
  return (
    <Section title={title} detail="Choose the one to check.">
      <ul>
        {shown.map((row) => (
          <Choice key={row.id} accountId={accountId} row={row} />
        ))}
        {(rest > 0 || !whole) && (
          <li className="check-choice text-text-2">
            <span>
              These are {shown.length} of them.{' '}
              <Link
                to="/accounts/$accountId/issuers"
                params={{ accountId }}
                search={{ q: name }}
                className="link underline"
              >
                See all in the issuers list
              </Link>
              , or check by more of the name.
            </span>
          </li>
        )}
      </ul>
    </Section>
  );
}

function Choice({ accountId, row }: { accountId: string; row: IssuerRow }) {
  const environment = environmentOf(row);
  return (
    <li className="check-choice">
      <Link
        to="/accounts/$accountId/sign-in-check"
        params={{ accountId }}
        search={{ q: row.id }}
        className="check-choice-link"
        title={issuerName(row)}
      >
        {issuerName(row)}
      </Link>
      {environment !== null && <Tag text={environment} />}
      <span className="check-choice-id">
        <ShortId id={row.id} />
      </span>
      <span className="check-choice-state">
        <Status {...signInLook(row)} />
      </span>
    </li>
  );
}
