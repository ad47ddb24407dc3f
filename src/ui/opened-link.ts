import type { AnyRouter } from '@tanstack/react-router';

// By history entry, and beside the page: the entry outlives what it showed, and both end with the
// document.
const opened = new Map<string, Opened>();

/** `nth`: which of the page's links to that address, the first being 0; -1: none of them. */
type Opened = { readonly href: string; readonly nth: number };

/** Notes by which link the history entry that is shown now is left. */
export function rememberOpenedLink(router: AnyRouter, link: Element, href: string): void {
  opened.set(keyOf(router), { href, nth: [...linksTo(href)].findIndex((each) => each === link) });
}

/** The address of the link by which the history entry that is shown now was left, if it was. */
export function openedLink(router: AnyRouter): string | undefined {
  return opened.get(keyOf(router))?.href;
}

/** That link, where the page has it again: in its breadcrumbs there may be another to the same. */
export function findOpenedLink(router: AnyRouter): HTMLElement | null {
  const left = opened.get(keyOf(router));
  if (left === undefined) return null;
  const links = linksTo(left.href);
  return links[left.nth] ?? links[0] ?? null;
}

function linksTo(href: string): NodeListOf<HTMLElement> {
  return document.querySelectorAll(`main a[href="${CSS.escape(href)}"]`);
}

function keyOf({ latestLocation: { state, href } }: AnyRouter): string {
  return state.__TSR_key ?? href;
}
