import { useState } from 'react';
import type { IssuerRow } from '#contract/issuer.ts';
import { FailureLine } from '#shared/failure.tsx';
import { environmentOf, issuerName } from '#shared/issuer-words.ts';
import { useIssuerSearch } from '#shared/issuer-search.ts';
import { PauseWords, usePause } from '#shared/pause.tsx';
import { Dialog } from '#ui/dialog.tsx';
import { Picker } from '#ui/picker.tsx';
import { ShortId } from '#ui/short-id.tsx';
import { Tag } from '#ui/tag.tsx';

/** Chooses an issuer of the account, by name, description or id. Loaded when it is asked for. */
export function NewIssuerPicker({
  accountId,
  onPick,
  onClose,
}: {
  accountId: string;
  onPick: (row: IssuerRow) => void;
  onClose: () => void;
}) {
  const [query, setQuery] = useState('');
  const text = query.trim();
  const { rows, more, loading, failure, retry } = useIssuerSearch(accountId, text, true);
  const until = usePause();
  const reach = !more
    ? ''
    : text === ''
      ? 'These are the newest. Type to find others.'
      : 'These are not all that match. Type more of the name.';
  return (
    <Dialog title="Choose an issuer to copy" open onClose={onClose}>
      <Picker
        label="Issuer to copy"
        placeholder="Name, description or id"
        query={query}
        onQuery={setQuery}
        groups={[
          {
            label: text === '' ? 'Newest' : 'Issuers',
            options: rows.map((row) => {
              const environment = environmentOf(row);
              return {
                key: row.id,
                text: issuerName(row),
                detail: (
                  <>
                    {environment !== null && <Tag text={environment} />}
                    <ShortId id={row.id} />
                  </>
                ),
              };
            }),
          },
        ]}
        onPick={({ key }) => {
          const row = rows.find(({ id }) => id === key);
          if (row !== undefined) onPick(row);
        }}
        empty={emptyWords(text, { loading, failed: failure !== null, more })}
        foot={
          failure !== null ? (
            <FailureLine what="The issuers did not load." error={failure} onRetry={retry} />
          ) : loading && until !== null ? (
            <PauseWords until={until} />
          ) : (
            <span>{loading ? 'Searching…' : reach}</span>
          )
        }
        status={loading ? 'Searching' : reach}
      />
    </Dialog>
  );
}

function emptyWords(
  text: string,
  { loading, failed, more }: { loading: boolean; failed: boolean; more: boolean },
): string {
  if (loading) return 'Searching…';
  if (failed) return 'It is not known which issuers there are.';
  if (more) return 'What AuthPI answered could not be read.';
  return text === ''
    ? 'This account has no issuer to copy.'
    : `No issuer matches “${text}”. Issuers are found by name, description and id.`;
}
