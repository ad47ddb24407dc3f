import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { callerQuery } from '#api/caller.ts';
import type { IssuerRow } from '#contract/issuer.ts';
import { FailureLine } from '#shared/failure.tsx';
import { environmentOf, hasName, issuerName, signInLook } from '#shared/issuer-words.ts';
import { lacksScope } from '#shared/lacks-scope.ts';
import { countWords } from '#shared/list-words.ts';
import { PauseWords, usePause } from '#shared/pause.tsx';
import { Button } from '#ui/button.tsx';
import { Picker } from '#ui/picker.tsx';
import { ShortId } from '#ui/short-id.tsx';
import { Status } from '#ui/status.tsx';
import { Tag } from '#ui/tag.tsx';
import { useIssuerPages } from './use-issuer-pages.ts';
import type { IssuerPages } from './use-issuer-pages.ts';

/**
 * Chooses an issuer of the account, by name, description or id. One that cannot be signed in at is
 * told apart, not left out. The whole content of a dialog.
 */
export function IssuerChoice({
  accountId,
  assigned,
  onPick,
}: {
  accountId: string;
  /** The issuer it is assigned to now; null: none. */
  assigned: string | null;
  onPick: (row: IssuerRow) => void;
}) {
  const [query, setQuery] = useState('');
  const text = query.trim();
  const pages = useIssuerPages(accountId, text);
  const { rows } = pages;
  const caller = useQuery({ ...callerQuery(), throwOnError: false }).data;
  return (
    <Picker
      label="Search issuers"
      placeholder="Name, description or id"
      query={query}
      onQuery={setQuery}
      groups={[
        {
          label: text === '' ? 'Newest first' : 'Issuers',
          options: rows.map((row) => ({
            key: row.id,
            text: issuerName(row),
            detail: <Detail row={row} isAssigned={row.id === assigned} />,
          })),
        },
      ]}
      onPick={({ key }) => {
        const row = rows.find(({ id }) => id === key);
        if (row !== undefined) onPick(row);
      }}
      empty={
        isNone(text, pages) ? (
          <>
            This account has no issuer yet.{' '}
            {!lacksScope(caller, accountId, 'issuers:write') && (
              <Link to="/accounts/$accountId/issuers/new" params={{ accountId }} className="link">
                Create issuer
              </Link>
            )}
          </>
        ) : (
          emptyWords(text, pages)
        )
      }
      foot={<Foot text={text} pages={pages} />}
      status={pages.failure === null ? footWords(text, pages) : ''}
    />
  );
}

function Detail({ row, isAssigned }: { row: IssuerRow; isAssigned: boolean }) {
  const environment = environmentOf(row);
  const look = signInLook(row);
  return (
    <>
      {isAssigned && <span className="picker-mark">Assigned now</span>}
      {look.shape !== 'ok' && <Status {...look} />}
      {environment !== null && <Tag text={environment} />}
      <ShortId id={row.id} />
      {!hasName(row) && <span className="sr-only">without a name</span>}
    </>
  );
}

function Foot({ text, pages }: { text: string; pages: IssuerPages }) {
  const until = usePause();
  const { rows, loading, more, failure } = pages;
  if (failure !== null) {
    return (
      <FailureLine
        what={rows.length === 0 ? 'The issuers did not load.' : 'More issuers did not load.'}
        error={failure}
        onRetry={pages.retry}
      />
    );
  }
  return (
    <>
      <span>{footWords(text, pages)}</span>
      {loading && until !== null && (
        <span className="text-warn">
          <PauseWords until={until} />
        </span>
      )}
      {more && (
        <span className="ml-auto">
          <Button
            busy={loading}
            reason={loading && until !== null ? 'Loading goes on by itself' : null}
            onClick={pages.loadMore}
          >
            {loading ? 'Loading…' : 'Load more'}
          </Button>
        </span>
      )}
    </>
  );
}

function footWords(text: string, { rows, loading, more, unreadable }: IssuerPages): string {
  if (loading && rows.length === 0) return 'Searching…';
  return countWords(
    { one: 'issuer', many: 'issuers' },
    { count: rows.length, more, filtered: text !== '', unreadable },
  );
}

/** Whether the account has none at all: there is nothing to search. */
function isNone(text: string, { rows, loading, failure, unreadable }: IssuerPages): boolean {
  return text === '' && rows.length === 0 && !loading && failure === null && unreadable === 0;
}

function emptyWords(text: string, { loading, failure, unreadable }: IssuerPages): string {
  if (loading) return 'Searching…';
  if (failure !== null) return 'It is not known which issuers there are.';
  if (unreadable > 0) return 'What AuthPI answered could not be read.';
  return `No issuer matches “${text}”. Issuers are found by name, description and id.`;
}
