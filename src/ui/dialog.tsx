import { Close, Content, Description, Portal, Root, Title } from '@radix-ui/react-dialog';
import { useState } from 'react';
import type { ReactNode, RefObject } from 'react';
import { Tag } from './tag.tsx';

type DialogProps = {
  /** Names the dialog: its heading. */
  title: string;
  open: boolean;
  /** Escape, the button, or a press outside. */
  onClose: () => void;
  children: ReactNode;
  /** A sentence under the heading, read out with it. */
  description?: ReactNode;
  /** The environment of what it is about. */
  badge?: string | null | undefined;
  /** `wide` for what has columns or long lines. */
  size?: 'normal' | 'wide';
  /**
   * What takes the focus first, where all of the dialog is in view. Needed where it may open over
   * another, which holds the focus.
   */
  first?: RefObject<HTMLElement | null>;
  /** It breaks in on what somebody does, and wants an answer: a press outside is none. */
  alert?: boolean;
};

/**
 * A dialog over the page: the rest cannot be reached until it is closed. An element in it that
 * should have the focus first carries `autoFocus`; otherwise the dialog itself takes it, so that it
 * is read from its heading on, and so is one that is longer than the screen. Afterwards the focus is
 * where it was.
 *
 * Imported only by modules that are loaded when a dialog is asked for: Radix is no part of a first
 * load. Its `Overlay` is not used, since it inserts a style element, which the CSP refuses: the
 * ground is drawn here, and styles/dialog.css keeps the page from scrolling.
 */
export function Dialog({ open, ...rest }: DialogProps) {
  return open ? <OpenDialog {...rest} /> : null;
}

function OpenDialog({
  title,
  onClose,
  children,
  description,
  badge,
  size = 'normal',
  first,
  alert = false,
}: Omit<DialogProps, 'open'>) {
  const [from] = useState(() => ({
    element: document.activeElement,
    around: partsAround(document.activeElement),
    main: document.querySelector('main'),
    path: location.pathname,
    besideScrollbar: innerWidth > document.documentElement.clientWidth,
  }));
  return (
    <Root open onOpenChange={(open) => !open && onClose()}>
      <Portal>
        <div className="dialog-ground" aria-hidden="true" />
        <Content
          ref={(content) => takeFocus(content, first)}
          className={classOf(size, from.besideScrollbar)}
          role={alert ? 'alertdialog' : 'dialog'}
          // The rest is hidden from assistive technology anyhow. Of an alert, ARIA wants it said too.
          aria-modal={alert || undefined}
          onInteractOutside={(event) => {
            if (alert) event.preventDefault();
          }}
          {...(description === undefined && { 'aria-describedby': undefined })}
          onOpenAutoFocus={(event) => {
            event.preventDefault();
            // Until now a dialog under this one has kept the focus to itself.
            if (event.currentTarget instanceof HTMLElement) takeFocus(event.currentTarget, first);
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            giveFocusBack(event.currentTarget, from);
          }}
          onEscapeKeyDown={(event) => {
            // While a word is being composed, Escape belongs to the input method.
            if (event.isComposing) event.preventDefault();
          }}
        >
          <header className="dialog-head">
            <Title className="min-w-0 text-section font-semibold wrap-anywhere">{title}</Title>
            {badge != null && <Tag text={badge} />}
            <Close className="btn btn-quiet dialog-close">Close</Close>
          </header>
          {description !== undefined && (
            <Description asChild>
              <div className="dialog-description">{description}</div>
            </Description>
          )}
          <div className="dialog-body">{children}</div>
        </Content>
      </Portal>
    </Root>
  );
}

function classOf(size: 'normal' | 'wide', besideScrollbar: boolean): string {
  const wide = size === 'wide' ? ' dialog-wide' : '';
  return `dialog shadow-raised${wide}${besideScrollbar ? ' dialog-beside-scrollbar' : ''}`;
}

/** Before Radix hides the page from assistive technology: a focus in there would be in its way. */
function takeFocus(content: HTMLElement | null, first: DialogProps['first']) {
  if (content === null || content.contains(document.activeElement)) return;
  // A dialog that is longer than the screen is read from its heading on: what is below is not known.
  const isLong = content.scrollHeight > content.clientHeight;
  ((isLong ? null : first?.current) ?? content).focus();
}

/** Puts the focus where it was before the dialog, unless something better has it by now. */
function giveFocusBack(
  content: EventTarget | null,
  from: {
    element: Element | null;
    around: readonly Element[];
    main: HTMLElement | null;
    path: string;
  },
) {
  // React's development mode takes a dialog down and up once.
  if (content instanceof Node && content.isConnected) return;
  const { element, around, main } = from;
  // In the page as such it is when a dialog over this one closed together with it.
  const has = document.activeElement;
  if (has !== null && has !== document.body && has !== main) return;
  const usable = element instanceof HTMLElement && element.isConnected && element !== document.body;
  // Left for another page: that takes the focus as it arrives, unless it is in the old one's place.
  if (location.pathname !== from.path && (!usable || main?.contains(element) === true)) return;
  const under = [...document.querySelectorAll<HTMLElement>('.dialog')].at(-1) ?? main;
  // What was pressed may be gone with what it led to: one goes on where it stood.
  const part = around.find((each) => each.isConnected);
  const near = part?.querySelector<HTMLElement>('[tabindex="-1"]') ?? null;
  // The page could not be scrolled meanwhile, and is not now.
  (usable ? element : (near ?? under))?.focus({ preventScroll: true });
}

/** The parts of the page that an element is in, the nearest first. */
function partsAround(element: Element | null): Element[] {
  const part = element?.parentElement?.closest('li, form, section') ?? null;
  return part === null ? [] : [part, ...partsAround(part)];
}
