import { useRef, useState } from 'react';
import type { ComponentType } from 'react';
import { announce } from '#ui/announcer.tsx';

type Panel = ComponentType<{ onClose: () => void }>;

const load = async (): Promise<Panel> => (await import('./simulator-panel.tsx')).SimulatorPanel;

const NOT_LOADED = 'The simulator did not load.';

/** Opens and closes the simulator. For sample data only: a live backend has none. */
export function SimulatorButton() {
  const [open, setOpen] = useState(false);
  const [Panel, setPanel] = useState<Panel | null>(null);
  const [failed, setFailed] = useState(false);
  const button = useRef<HTMLButtonElement>(null);

  const toggle = () => {
    setOpen(!open);
    if (open || Panel !== null) return;
    setFailed(false);
    load().then(
      (loaded) => setPanel(() => loaded),
      () => {
        setOpen(false);
        setFailed(true);
        announce(NOT_LOADED);
      },
    );
  };
  const close = () => {
    setOpen(false);
    button.current?.focus();
    // On a phone it may be out of sight by now.
    if (document.activeElement !== button.current) document.querySelector('main')?.focus();
  };

  return (
    <>
      <button
        ref={button}
        type="button"
        className="link min-h-6 cursor-pointer"
        aria-expanded={open}
        onClick={toggle}
      >
        Simulator
      </button>
      {failed && <span className="block text-bad">{NOT_LOADED}</span>}
      {open && Panel !== null && <Panel onClose={close} />}
    </>
  );
}
