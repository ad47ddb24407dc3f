import { useEffect, useRef, useState } from 'react';
import { LISTED_STATUSES } from '#contract/issuer.ts';
import { ACCESS_MODES } from '#contract/ours/rules.ts';
import { READINESS } from '#contract/ours/rules.ts';
import { ACCESS_WORDS, READINESS_WORDS, STATUS_WORDS } from '#shared/issuer-words.ts';
import { Button } from '#ui/button.tsx';
import { SearchField } from '#ui/search-field.tsx';
import { Select } from '#ui/select.tsx';
import { filterKey, hasFilters } from './issuer-search.ts';
import type { IssuerSearch } from './issuer-search.ts';

/** Typing is over when nothing was typed for this long (ms). */
const PAUSE_MS = 300;

/** Filters on their way into the address: typing replaces the entry, a choice makes a new one. */
export type OnFilter = (search: IssuerSearch, how: 'push' | 'replace') => void;

const statuses = LISTED_STATUSES.map((value) => ({ value, text: STATUS_WORDS[value] }));
const accessModes = ACCESS_MODES.map((value) => ({ value, text: ACCESS_WORDS[value] }));
const readinesses = READINESS.map((value) => ({ value, text: READINESS_WORDS[value] }));

/**
 * The filters of the list. They show what the person did at once and never wait for the address or
 * the rows; when the address changes by itself (Back, a link), they follow it.
 */
export function IssuerFilters({ search, onFilter }: { search: IssuerSearch; onFilter: OnFilter }) {
  const [draft, setDraft] = useState(search);
  // What the address said last, and what was last sent there: our own echo must not undo typing.
  const [seen, setSeen] = useState(() => filterKey(search));
  const [sent, setSent] = useState(seen);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => () => clearTimeout(timer.current), []);

  const key = filterKey(search);
  if (key !== seen) {
    setSeen(key);
    if (key !== sent) {
      setSent(key);
      setDraft(search);
    }
  }

  const send = (next: IssuerSearch, how: 'push' | 'replace') => {
    clearTimeout(timer.current);
    setSent(filterKey(next));
    onFilter(next, how);
  };
  const choose = (change: IssuerSearch) => {
    const next = { ...draft, ...change };
    setDraft(next);
    send(next, 'push');
  };
  const type = (q: string) => {
    const next = { ...draft, q };
    setDraft(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => send(next, 'replace'), PAUSE_MS);
  };
  const clear = () => {
    setDraft({});
    send({}, 'push');
    // The button goes away under the finger.
    field.current?.focus();
  };

  return (
    <search className="filters">
      <SearchField
        ref={field}
        label="Search issuers"
        placeholder="Name, description or id"
        value={draft.q ?? ''}
        onChange={type}
      />
      <Select
        label="Status"
        any="Any status"
        options={statuses}
        value={draft.status}
        onChange={(status) => choose({ status })}
      />
      <Select
        label="Access mode"
        any="Any access mode"
        options={accessModes}
        value={draft.access_mode}
        onChange={(access_mode) => choose({ access_mode })}
      />
      <Select
        label="Readiness"
        any="Any readiness"
        options={readinesses}
        value={draft.readiness}
        onChange={(readiness) => choose({ readiness })}
      />
      {hasFilters(draft) && (
        <Button look="quiet" onClick={clear}>
          Clear filters
        </Button>
      )}
    </search>
  );
}
