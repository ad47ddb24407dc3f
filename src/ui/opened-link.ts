import type { AnyRouter } from '@tanstack/react-router';

// By history entry, and beside the page: the entry outlives what it showed, and both end with the
// document.
const opened = new Map<string, string>();

/** Notes by which link the history entry that is shown now is left. */
export function rememberOpenedLink(router: AnyRouter, href: string): void {
  opened.set(keyOf(router), href);
}

/** The address of the link by which the history entry that is shown now was left, if it was. */
export function openedLink(router: AnyRouter): string | undefined {
  return opened.get(keyOf(router));
}

function keyOf({ latestLocation: { state, href } }: AnyRouter): string {
  return state.__TSR_key ?? href;
}
