import { describeError } from '#api/error-words.ts';
import type { ApiError } from '#api/errors.ts';
import { Button } from '#ui/button.tsx';
import { CopyButton } from '#ui/copy-button.tsx';
import { Dialog } from '#ui/dialog.tsx';
import { SignInLink } from './session-guard.tsx';

/** Says that the session has ended, what is safe, and how to go on. Loaded when that happens. */
export function SessionDialog({
  ended,
  trying,
  outcome,
  onTry,
  onClose,
}: {
  /** The refusal that ended it. */
  ended: ApiError;
  /** Whether it is being found out if that is over. */
  trying: boolean;
  /** What came of the last try; null before there was one. */
  outcome: string | null;
  onTry: () => void;
  onClose: () => void;
}) {
  const { title, detail } = describeError(ended);
  return (
    <Dialog
      open
      title={title}
      onClose={onClose}
      description={
        <>
          <p>{detail} Nothing on this page is lost.</p>
          <p className="mt-2">
            If this dashboard is behind a sign-in, do that in a new tab and come back: this page
            goes on by itself.
          </p>
        </>
      }
    >
      {ended.reference !== null && (
        <p className="mb-3 text-meta text-text-3">
          Reference <code className="break-all text-text-2">{ended.reference}</code>
          <CopyButton text={ended.reference} what="reference" />
        </p>
      )}
      <div className="flex flex-wrap items-center gap-2">
        <Button onClick={onTry} busy={trying}>
          Try again
        </Button>
        <SignInLink />
      </div>
      <output className="mt-2 block min-h-5 text-text-2">{trying ? 'Trying…' : outcome}</output>
    </Dialog>
  );
}
