import { lazy, useEffect, useState } from 'react';
import { Icon } from '#ui/icon.tsx';
import { LazyDialog } from '#ui/lazy-dialog.tsx';

const load = () => import('./jump.tsx');
const Jump = lazy(() => load().then((module) => ({ default: module.Jump })));

/** Fetches the code ahead. Where that fails, opening says so. */
function preload() {
  load().catch(() => undefined);
}

const isApple = /Mac|iPhone|iPad/.test(navigator.userAgent);

/** Opens {@link Jump}, as does Ctrl K (⌘ K on Apple) wherever the focus is. */
export function JumpButton({ accountId }: { accountId: string | undefined }) {
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (!isShortcut(event)) return;
      // A dialog wants an answer first; in Jump itself the browser's own meaning is as wrong.
      const other = document.querySelector('[role="dialog"]') !== null;
      if (other && !open) return;
      event.preventDefault();
      setOpen(true);
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, [open]);
  return (
    <>
      <button
        type="button"
        className="jump"
        aria-haspopup="dialog"
        aria-keyshortcuts={isApple ? 'Meta+K' : 'Control+K'}
        onPointerEnter={preload}
        onFocus={preload}
        onClick={() => setOpen(true)}
      >
        <Icon name="search" />
        <span className="jump-text">Jump to…</span>
        <kbd aria-hidden="true">{isApple ? '⌘ K' : 'Ctrl K'}</kbd>
      </button>
      {open && (
        <LazyDialog what="Jump did not open.">
          <Jump accountId={accountId} onClose={() => setOpen(false)} />
        </LazyDialog>
      )}
    </>
  );
}

function isShortcut(event: KeyboardEvent): boolean {
  if (event.isComposing || event.altKey || event.shiftKey) return false;
  if (isApple ? !event.metaKey || event.ctrlKey : !event.ctrlKey || event.metaKey) return false;
  // By its place where the letters are not Latin.
  return event.key.toLowerCase() === 'k' || (!/^[a-z]$/i.test(event.key) && event.code === 'KeyK');
}
