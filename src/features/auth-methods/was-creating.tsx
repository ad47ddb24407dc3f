import { useQuery } from '@tanstack/react-query';
import { lazy, useState } from 'react';
import { callerQuery } from '#api/caller.ts';
import type { AuthMethod } from '#contract/auth-method.ts';
import { methodLabel } from '#shared/method-words.ts';
import { personOf } from '#shared/person.ts';
import { Later } from '#ui/later.tsx';
import { markerOf, removeMarker } from './creating-marker.ts';

// Few answers are lost.
const PerhapsCreated = lazy(async () => ({
  default: (await import('./perhaps-created.tsx')).PerhapsCreated,
}));

type Place = { accountId: string; issuerId: string };

/**
 * Asks about an auth method that an earlier visit of this tab was creating when its answer was lost.
 * Nothing where there was none.
 *
 * @param onFound opens the one that it was; without, a link does
 */
export function WasCreating({
  accountId,
  issuerId,
  onFound,
}: Place & { onFound?: (method: AuthMethod) => void }) {
  const caller = useQuery({ ...callerQuery(), throwOnError: false }).data;
  const person = caller === undefined ? null : personOf(caller);
  return person === null ? null : (
    <Left
      key={person}
      person={person}
      accountId={accountId}
      issuerId={issuerId}
      {...(onFound !== undefined && { onFound })}
    />
  );
}

function Left({
  person,
  accountId,
  issuerId,
  onFound,
}: Place & { person: string; onFound?: (method: AuthMethod) => void }) {
  // As it stood when the page was opened: what is begun here speaks for itself.
  const [marker, setMarker] = useState(() => markerOf(person, accountId, issuerId));
  if (marker === null) return null;
  const done = () => {
    removeMarker(marker);
    setMarker(markerOf(person, accountId, issuerId));
  };
  return (
    <div className="mb-4">
      <Later what="Whether an auth method was created could not be looked at.">
        <PerhapsCreated
          key={marker.at}
          marker={marker}
          onDone={done}
          {...(onFound !== undefined && {
            onFound: (method: AuthMethod) => {
              done();
              onFound(method);
            },
          })}
        >
          You were creating “{marker.name}” ({methodLabel(marker.method)}) at {clock(marker.at)},
          and its answer did not arrive.
        </PerhapsCreated>
      </Later>
    </div>
  );
}

/** An hour of today, or else with its day. */
function clock(at: number): string {
  const date = new Date(at);
  const time = date.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
  return date.toDateString() === new Date().toDateString()
    ? time
    : `${time} on ${date.toLocaleDateString('en-GB', { day: 'numeric', month: 'long' })}`;
}
