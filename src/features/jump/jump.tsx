import { useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { unicodeHost } from '#contract/ours/hosts.ts';
import { idText, searchedWords } from '#shared/account-search.ts';
import { FailureLine } from '#shared/failure.tsx';
import { environmentOf, issuerName } from '#shared/issuer-words.ts';
import { accountName } from '#shared/names.ts';
import { PauseWords, usePause } from '#shared/pause.tsx';
import { usePlaces } from '#shared/places.ts';
import type { Place } from '#shared/places.ts';
import { searchRows } from '#shared/text-match.ts';
import { Dialog } from '#ui/dialog.tsx';
import { Picker } from '#ui/picker.tsx';
import type { PickerGroup, PickerOption } from '#ui/picker.tsx';
import { ShortId } from '#ui/short-id.tsx';
import { Tag } from '#ui/tag.tsx';
import { isWholeId, parsePasted } from './pasted.ts';
import type { Pasted } from './pasted.ts';
import { SHOWN, useSources } from './use-sources.ts';
import type { Sources } from './use-sources.ts';

/**
 * Goes anywhere by name: accounts, issuers and domains, what was visited or pinned, and every page.
 *
 * @param accountId whose issuers and domains are searched; without it none are.
 */
export function Jump({
  accountId,
  onClose,
}: {
  accountId: string | undefined;
  onClose: () => void;
}) {
  const router = useRouter();
  const [query, setQuery] = useState('');
  const pasted = parsePasted(query, location.origin);
  const text = searchTextOf(pasted) ?? query.trim();
  const sources = useSources(accountId, text);
  const groups = useGroups(accountId, text, pasted, sources);
  const searching = text !== '' && isLoading(sources);
  return (
    <Dialog title="Jump to" open onClose={onClose}>
      <Picker
        label="Jump to"
        placeholder={
          accountId === undefined ? 'Account or page' : 'Issuer, domain, account, page or id'
        }
        query={query}
        onQuery={setQuery}
        groups={groups}
        onPick={({ href }) => {
          if (href !== undefined) void router.navigate({ href });
          onClose();
        }}
        empty={
          searching
            ? 'Searching…'
            : `Nothing found for “${text}”. Issuers are found by name, description and id, domains by host, accounts by name and id.`
        }
        foot={<Foot accountId={accountId} text={text} sources={sources} />}
        status={text === '' ? '' : statusWords(sources)}
      />
    </Dialog>
  );
}

function searchTextOf(pasted: Pasted | null): string | null {
  if (pasted === null) return null;
  return pasted.kind === 'host' ? pasted.host : pasted.id;
}

/** What is offered: each thing once, in its first group. */
function useGroups(
  accountId: string | undefined,
  text: string,
  pasted: Pasted | null,
  sources: Sources,
): PickerGroup[] {
  const { issuers, domains, accounts } = sources;
  const { pinned, recent } = usePlaces();
  const links = useLinks();
  const seen = new Set<string>();
  const once = (options: readonly PickerOption[]) =>
    options.filter(({ key }) => !seen.has(key) && seen.add(key));

  const placeOption = (place: Place) => links.place(place, accountId);
  const matching = (places: readonly Place[]) =>
    searchRows(text, places, ({ kind, name, id }) => [
      name,
      kind === 'domain' ? id : idText(id, text),
      kind === 'domain' ? unicodeHost(id) : null,
    ]).map(placeOption);
  const groups: PickerGroup[] = [
    { label: 'Pinned', options: once(matching(pinned)) },
    { label: 'Recent', options: once(matching(recent)) },
    {
      label: 'Pages',
      options: once(searchRows(text, links.pages(accountId), (page) => [page.text])),
    },
  ];
  if (text === '') return groups;

  if (accountId !== undefined) {
    const found = once(
      issuers.rows.map((row) =>
        links.issuer(
          accountId,
          row.id,
          issuerName(row),
          <>
            {environmentOf(row) !== null && <Tag text={environmentOf(row) ?? ''} />}
            <ShortId id={row.id} />
          </>,
        ),
      ),
    );
    const options = found.slice(0, SHOWN);
    if (issuers.more || found.length > SHOWN) options.push(links.issuerList(accountId, text));
    groups.push({ label: 'Issuers', options });
    groups.push({
      label: 'Domains',
      options: once(
        domains.rows.slice(0, SHOWN).map(({ host }) => links.domain(accountId, host, host)),
      ),
    });
  }
  groups.push({
    label: 'Accounts',
    options: once(
      accounts.found
        .slice(0, SHOWN)
        .map((account) => links.account(account.id, accountName(account))),
    ),
  });
  // The beginning of an id is no id: it is offered as one when the search knows no better.
  if (pasted !== null && (isWholeId(text) || !isLoading(sources))) {
    groups.push({ label: 'By id', options: once(links.pasted(pasted, accountId)) });
  }
  return groups;
}

/** Options for everything there is to go to. Their keys tell things apart, not pages. */
function useLinks() {
  const router = useRouter();

  const issuer = (
    accountId: string,
    id: string,
    text: string,
    detail: ReactNode = <ShortId id={id} />,
  ): PickerOption => ({
    key: `issuer/${accountId}/${id}`,
    text,
    detail,
    href: router.buildLocation({
      to: '/accounts/$accountId/issuers/$issuerId',
      params: { accountId, issuerId: id },
    }).href,
  });
  const domain = (
    accountId: string,
    host: string,
    text: string,
    detail: ReactNode = unicodeHost(host) === host ? undefined : unicodeHost(host),
  ): PickerOption => ({
    key: `domain/${accountId}/${host}`,
    text,
    detail,
    href: router.buildLocation({
      to: '/accounts/$accountId/domains/$host',
      params: { accountId, host },
    }).href,
  });
  const account = (
    accountId: string,
    text: string,
    detail: ReactNode = <ShortId id={accountId} />,
  ): PickerOption => ({
    key: `account/${accountId}`,
    text,
    detail,
    href: router.buildLocation({ to: '/accounts/$accountId', params: { accountId } }).href,
  });
  const page = (text: string, href: string): PickerOption => ({ key: `page/${href}`, text, href });

  return {
    issuer,
    domain,
    account,

    /** A place with what kind of thing it is, and whose where that is another account. */
    place: ({ kind, accountId, id, name }: Place, here: string | undefined): PickerOption => {
      const elsewhere = accountId !== here && kind !== 'account' && (
        <>
          in <ShortId id={accountId} />
        </>
      );
      switch (kind) {
        case 'account':
          return account(
            id,
            name,
            <>
              Account <ShortId id={id} />
            </>,
          );
        case 'issuer':
          return issuer(
            accountId,
            id,
            name,
            <>Issuer {elsewhere === false ? <ShortId id={id} /> : elsewhere}</>,
          );
        case 'domain':
          return domain(accountId, id, name, <>Domain {elsewhere}</>);
      }
    },

    /** Every page by its name. */
    pages: (accountId: string | undefined): PickerOption[] => {
      const all = page('All accounts', router.buildLocation({ to: '/accounts' }).href);
      if (accountId === undefined) return [all];
      const params = { accountId };
      const hrefOf = (
        to:
          | '/accounts/$accountId'
          | '/accounts/$accountId/issuers'
          | '/accounts/$accountId/domains'
          | '/accounts/$accountId/sign-in-check'
          | '/accounts/$accountId/settings',
      ) => router.buildLocation({ to, params }).href;
      return [
        page('Overview', hrefOf('/accounts/$accountId')),
        page('Issuers', hrefOf('/accounts/$accountId/issuers')),
        page('Domains', hrefOf('/accounts/$accountId/domains')),
        page('Sign-in check', hrefOf('/accounts/$accountId/sign-in-check')),
        page('Account settings', hrefOf('/accounts/$accountId/settings')),
        all,
      ];
    },

    issuerList: (accountId: string, q: string): PickerOption => {
      const { href } = router.buildLocation({
        to: '/accounts/$accountId/issuers',
        params: { accountId },
        search: { q },
      });
      return page('More in the issuers list', href);
    },

    /** What an id names, though nobody looked whether it is there. */
    pasted: (named: Pasted, here: string | undefined): PickerOption[] => {
      if (named.kind === 'host') return [];
      if (named.kind === 'account') {
        return [account(named.id, `Open account ${named.id}`, 'Not checked')];
      }
      const accountId = named.accountId ?? here;
      if (accountId === undefined) return [];
      return [
        issuer(
          accountId,
          named.id,
          `Open issuer ${named.id}`,
          accountId === here ? (
            'Not checked'
          ) : (
            <>
              in <ShortId id={accountId} /> Not checked
            </>
          ),
        ),
      ];
    },
  };
}

function isLoading({ issuers, domains, accounts }: Sources): boolean {
  return issuers.loading || domains.loading || accounts.loading;
}

/** What did not come, by name. */
function failuresOf({ issuers, domains, accounts }: Sources) {
  const rest = accounts.loaded.length === 0 ? 'accounts' : 'the other accounts';
  return [
    { name: 'issuers', ...issuers },
    { name: 'domains', ...domains },
    { ...accounts, name: rest },
  ].filter(({ failure }) => failure !== null);
}

function statusWords(sources: Sources): string {
  if (isLoading(sources)) return 'Searching…';
  // A failure is said by its own line.
  return failuresOf(sources).length > 0 ? '' : searchedWords(sources.accounts);
}

function Foot({
  accountId,
  text,
  sources,
}: {
  accountId: string | undefined;
  text: string;
  sources: Sources;
}) {
  const until = usePause();
  if (text === '') return <Keys />;
  const failures = failuresOf(sources);
  const [first] = failures;
  const { issuers, domains } = sources;
  const waiting = [issuers.loading ? ['issuers'] : [], domains.loading ? ['domains'] : []].flat();
  return (
    <>
      {first !== undefined && (
        <FailureLine
          what={`${capital(listed(failures.map(({ name }) => name)))} were not searched.`}
          error={first.failure}
          onRetry={() => {
            for (const { retry } of failures) retry();
          }}
        />
      )}
      {until !== null && isLoading(sources) && (
        <span className="w-full text-warn">
          <PauseWords until={until} />
        </span>
      )}
      {waiting.length > 0 && <span>Searching {listed(waiting)}…</span>}
      {sources.accounts.failure === null && <span>{searchedWords(sources.accounts)}</span>}
      {domains.more && <span>Some domains could not be searched.</span>}
      {accountId === undefined && <span>Issuers and domains are searched inside an account.</span>}
    </>
  );
}

/** "issuers", "issuers and domains", "issuers, domains and accounts". */
function listed(names: readonly string[]): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function Keys() {
  return (
    <span className="picker-keys">
      <span>
        <kbd>↑</kbd> <kbd>↓</kbd> to move
      </span>
      <span>
        <kbd>Enter</kbd> to open
      </span>
      <span>
        <kbd>Esc</kbd> to close
      </span>
    </span>
  );
}
