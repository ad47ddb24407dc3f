import { useQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { callerQuery } from '#api/caller.ts';
import { searchedWords, useAccountSearch } from '#shared/account-search.ts';
import type { AccountSearch } from '#shared/account-search.ts';
import { FailureLine } from '#shared/failure.tsx';
import { countWords } from '#shared/list-words.ts';
import { accountName } from '#shared/names.ts';
import { PauseWords, usePause } from '#shared/pause.tsx';
import { usePlaces } from '#shared/places.ts';
import { searchRows } from '#shared/text-match.ts';
import { Button } from '#ui/button.tsx';
import { Dialog } from '#ui/dialog.tsx';
import { Picker } from '#ui/picker.tsx';
import type { PickerGroup, PickerOption } from '#ui/picker.tsx';
import { ShortId } from '#ui/short-id.tsx';
import { pageKindOf } from './same-page.ts';

/** Matches shown. Whoever has more types another letter. */
const ENOUGH = 50;

/** The accounts, to go to the same page of another one. */
export function AccountPicker({
  accountId,
  onClose,
}: {
  accountId: string | undefined;
  onClose: () => void;
}) {
  const router = useRouter();
  const [query, setQuery] = useState('');
  const text = query.trim();
  const search = useAccountSearch(text, { wanted: true, enough: ENOUGH });
  const caller = useQuery({ ...callerQuery(), throwOnError: false });
  const { pinned, recent } = usePlaces();

  const hrefOf = useHrefOf();
  const option = (account: { id: string; name: string | null }): PickerOption => ({
    key: account.id,
    text: accountName(account),
    href: hrefOf(account.id),
    detail: (
      <>
        {account.id === accountId && <span className="picker-mark">Current</span>}
        <ShortId id={account.id} />
      </>
    ),
  });
  const allAccounts: PickerOption = {
    key: '/accounts',
    text: 'All accounts',
    href: router.buildLocation({ to: '/accounts' }).href,
  };

  const ofToday = new Map(search.loaded.map((account) => [account.id, account]));
  const seen = new Set<string>();
  const unseen = (accounts: readonly { id: string; name: string | null }[]) =>
    accounts
      .filter(({ id }) => !seen.has(id) && seen.add(id))
      .map((account) => option(ofToday.get(account.id) ?? account));
  const kept = {
    pinned: unseen(pinned.filter(({ kind }) => kind === 'account')),
    recent: unseen(recent.filter(({ kind, id }) => kind === 'account' && id !== accountId)),
  };
  const groups: PickerGroup[] =
    text === ''
      ? [
          { label: 'Pinned', options: kept.pinned },
          { label: 'Recent', options: kept.recent },
          {
            label: seen.size === 0 ? 'Accounts' : 'Other accounts',
            options: unseen(search.loaded),
          },
          { label: 'Page', options: [allAccounts] },
        ]
      : [
          { label: 'Accounts', options: search.found.slice(0, ENOUGH).map(option) },
          { label: 'Page', options: searchRows(text, [allAccounts], (page) => [page.text]) },
        ];

  return (
    <Dialog title="Switch account" open onClose={onClose}>
      <Picker
        label="Search accounts"
        placeholder="Name or id"
        query={query}
        onQuery={setQuery}
        groups={groups}
        onPick={({ href }) => {
          if (href !== undefined) void router.navigate({ href });
          onClose();
        }}
        empty={emptyWords(text, search)}
        foot={<Foot text={text} search={search} oneOnly={caller.data?.type === 'api_key'} />}
        status={text === '' || search.failure !== null ? '' : searchedWords(search)}
      />
    </Dialog>
  );
}

/** Where an account is gone to: the page of the kind that is shown now. */
function useHrefOf(): (accountId: string) => string {
  const router = useRouter();
  const kind = pageKindOf(router.state.location.pathname);
  return (accountId) => {
    const params = { accountId };
    switch (kind) {
      case 'issuers':
        return router.buildLocation({ to: '/accounts/$accountId/issuers', params }).href;
      case 'domains':
        return router.buildLocation({ to: '/accounts/$accountId/domains', params }).href;
      case 'sign-in-check':
        return router.buildLocation({ to: '/accounts/$accountId/sign-in-check', params }).href;
      case null:
        return router.buildLocation({ to: '/accounts/$accountId', params }).href;
    }
  };
}

function emptyWords(text: string, { loading, failure, more }: AccountSearch): string {
  if (loading) return 'Searching…';
  if (failure !== null || more) return 'No match among the accounts that were searched.';
  return `No account matches “${text}”. Accounts are searched by name and id.`;
}

function Foot({
  text,
  search,
  oneOnly,
}: {
  text: string;
  search: AccountSearch;
  oneOnly: boolean;
}) {
  const until = usePause();
  const { loaded, found, loading, more, failure } = search;
  if (failure !== null) {
    return (
      <FailureLine
        what={loaded.length === 0 ? 'Accounts did not load.' : 'More accounts did not load.'}
        error={failure}
        onRetry={search.retry}
      />
    );
  }
  return (
    <>
      <span>{footWords(text, search)}</span>
      {oneOnly && <span>This key belongs to one account.</span>}
      {text !== '' && found.length > ENOUGH && <span>The first {ENOUGH} matches are shown.</span>}
      {loading && until !== null && (
        <span className="text-warn">
          <PauseWords until={until} />
        </span>
      )}
      {text === '' && more && (
        <span className="ml-auto">
          <Button
            busy={loading}
            reason={loading && until !== null ? 'Loading goes on by itself' : null}
            onClick={search.loadMore}
          >
            {loading ? 'Loading…' : 'Load more'}
          </Button>
        </span>
      )}
    </>
  );
}

function footWords(text: string, search: AccountSearch): string {
  const { loaded, more, unreadable, loading } = search;
  if (text !== '') return searchedWords(search);
  if (loading && loaded.length === 0) return 'Loading accounts…';
  return countWords(
    { one: 'account', many: 'accounts' },
    { count: loaded.length, more, filtered: false, unreadable },
  );
}
