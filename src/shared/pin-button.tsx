import { useId } from 'react';
import { isSamePlace, MAX_PINNED, togglePin, usePlaces } from './places.ts';
import type { Place } from './places.ts';

/** Keeps a place on top of Jump and of the account switcher, in this browser. */
export function PinButton({ place }: { place: Place }) {
  const reasonId = useId();
  const { pinned } = usePlaces();
  const isPinned = pinned.some((entry) => isSamePlace(entry, place));
  const full = !isPinned && pinned.length >= MAX_PINNED;
  return (
    <>
      <button
        type="button"
        className="btn btn-quiet pin"
        aria-pressed={isPinned}
        aria-disabled={full || undefined}
        aria-describedby={full ? reasonId : undefined}
        title={full ? FULL : undefined}
        onClick={() => {
          if (!full) togglePin(place);
        }}
      >
        {/* Both words take their place, so the button keeps its size. */}
        <span className="pin-words">
          <span data-shown={!isPinned || undefined}>Pin</span>
          <span data-shown={isPinned || undefined}>Pinned</span>
        </span>
      </button>
      {full && (
        <span id={reasonId} className="sr-only">
          {FULL}
        </span>
      )}
    </>
  );
}

const FULL = `${MAX_PINNED} places are pinned, the most there can be. Take a pin off another first.`;
