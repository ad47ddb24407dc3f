import { useId, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { Button } from '#ui/button.tsx';

/** Which sample data there is. Another choice, or the same anew, loses all that was changed. */
export function ScenarioSection({
  scenario,
  scenarios,
  onStartOver,
}: {
  scenario: string;
  /** What each is, in the server's words. */
  scenarios: { [name: string]: unknown };
  /** Resolves with whether it was done. */
  onStartOver: (scenario: string) => Promise<boolean>;
}) {
  const name = useId();
  /** What to start over with, once that is confirmed. */
  const [wanted, setWanted] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [done, setDone] = useState('');
  const button = useRef<HTMLButtonElement>(null);
  const want = (next: string) => {
    setDone('');
    setWanted(next);
  };
  const settle = () => {
    setWanted(null);
    // The buttons of the question are gone.
    button.current?.focus();
  };
  const startOver = async (scenario: string) => {
    setBusy(true);
    const ok = await onStartOver(scenario);
    setBusy(false);
    settle();
    if (ok) setDone(`Started over with “${scenario}”.`);
  };
  const cancelOnEscape = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || wanted === null) return;
    // Only the question goes, not the panel.
    event.stopPropagation();
    settle();
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- Escape from any control in it
    <div onKeyDown={cancelOnEscape}>
      <fieldset className="sim-scenarios">
        <legend className="sr-only">Scenario</legend>
        {Object.entries(scenarios).map(([each, words]) => (
          <label key={each} className="sim-scenario">
            <input
              type="radio"
              name={name}
              checked={(wanted ?? scenario) === each}
              onChange={() => (each === scenario ? setWanted(null) : want(each))}
            />
            <span className="min-w-0">
              <b>{each}</b>{' '}
              {typeof words === 'string' && <span className="block text-text-2">{words}</span>}
            </span>
          </label>
        ))}
      </fieldset>
      <Button ref={button} onClick={() => want(scenario)}>
        Start over
      </Button>
      {wanted !== null && (
        <fieldset className="sim-confirm">
          <legend className="sr-only">Start over</legend>
          <p role="alert">Start over with “{wanted}”? What was changed here is forgotten.</p>
          <div className="sim-buttons">
            <Button busy={busy} onClick={() => void startOver(wanted)}>
              Start over with “{wanted}”
            </Button>
            <Button look="quiet" onClick={settle}>
              Keep it
            </Button>
          </div>
        </fieldset>
      )}
      <output className="sim-answer">{done}</output>
    </div>
  );
}
