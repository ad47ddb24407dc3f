/**
 * A `ref` for what may go away while it has the focus: then the part of the page it stood in takes it.
 * Outside of the components, so that it is called once for an element.
 */
export function handFocusOn(element: HTMLElement | null): (() => void) | undefined {
  if (element === null) return undefined;
  return () => {
    if (document.activeElement !== element) return;
    element.closest<HTMLElement>('[tabindex="-1"]')?.focus({ preventScroll: true });
  };
}
