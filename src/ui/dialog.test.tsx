import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { useRef, useState } from 'react';
import { expect, test, vi } from 'vitest';
import { Dialog } from './dialog.tsx';

function Page({ onClose = () => undefined, keeps = true, part = false }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <main tabIndex={-1}>
        <ol>
          <li>
            {part && <h2 tabIndex={-1}>First step</h2>}
            {(keeps || !open) && (
              <button type="button" onClick={() => setOpen(true)}>
                Delete
              </button>
            )}
          </li>
        </ol>
      </main>
      <Dialog
        title="Delete issuer"
        description="Logins fail at once."
        badge="production"
        open={open}
        onClose={() => {
          onClose();
          setOpen(false);
        }}
      >
        <button type="button">Cancel</button>
      </Dialog>
    </>
  );
}

function open() {
  const button = screen.getByRole('button', { name: 'Delete' });
  button.focus();
  fireEvent.click(button);
  return screen.getByRole('dialog', { name: 'Delete issuer' });
}

test('is named, described and alone while it is open', () => {
  render(<Page />);
  const dialog = open();
  expect(dialog).toHaveAccessibleDescription('Logins fail at once.');
  expect(dialog).toHaveTextContent('production');
  expect(dialog).toHaveFocus();
  expect(screen.getByRole('heading', { level: 2, name: 'Delete issuer' })).toBeVisible();
  expect(screen.queryByRole('main')).toBeNull();
  expect(screen.queryByRole('button', { name: 'Delete' })).toBeNull();
});

test.each([
  ['Close', () => fireEvent.click(screen.getByRole('button', { name: 'Close' }))],
  ['Escape', () => fireEvent.keyDown(document.body, { key: 'Escape' })],
])('%s closes it, and the focus is where it was', async (_, close) => {
  const onClose = vi.fn<() => undefined>();
  render(<Page onClose={onClose} />);
  open();
  close();
  expect(onClose).toHaveBeenCalledTimes(1);
  expect(screen.queryByRole('dialog')).toBeNull();
  await waitFor(() => expect(screen.getByRole('button', { name: 'Delete' })).toHaveFocus());
});

test('Escape that ends the composing of a word closes nothing', () => {
  render(<Page />);
  open();
  fireEvent.keyDown(document.body, { key: 'Escape', isComposing: true });
  expect(screen.getByRole('dialog')).toBeVisible();
});

test('when what opened it is gone, the focus is in the page', async () => {
  const { rerender } = render(<Page keeps={false} />);
  open();
  rerender(<Page keeps={false} />);
  fireEvent.click(screen.getByRole('button', { name: 'Close' }));
  await waitFor(() => expect(screen.getByRole('main')).toHaveFocus());
});

test('when what opened it is gone, the focus is in the part that it stood in', async () => {
  render(<Page keeps={false} part />);
  open();
  fireEvent.click(screen.getByRole('button', { name: 'Close' }));
  await waitFor(() => expect(screen.getByRole('heading', { name: 'First step' })).toHaveFocus());
});

test('no style is inserted: the Content Security Policy would refuse it', () => {
  const warn = vi.spyOn(console, 'warn');
  const error = vi.spyOn(console, 'error');
  render(<Page />);
  open();
  expect(document.querySelectorAll('style')).toHaveLength(0);
  expect(warn).not.toHaveBeenCalled();
  expect(error).not.toHaveBeenCalled();
});

function Ending({ onClose }: { onClose: () => void }) {
  const first = useRef<HTMLButtonElement>(null);
  return (
    <Dialog open title="Delete issuer" first={first} onClose={onClose}>
      <button type="button" ref={first}>
        Cancel
      </button>
    </Dialog>
  );
}

test('what is to have the focus first has it, unless the dialog is longer than the screen', () => {
  const onClose = () => undefined;
  const { unmount } = render(<Ending onClose={onClose} />);
  expect(screen.getByRole('button', { name: 'Cancel' })).toHaveFocus();
  unmount();

  const height = vi.spyOn(Element.prototype, 'scrollHeight', 'get').mockReturnValue(900);
  render(<Ending onClose={onClose} />);
  expect(screen.getByRole('dialog', { name: 'Delete issuer' })).toHaveFocus();
  height.mockRestore();
});
