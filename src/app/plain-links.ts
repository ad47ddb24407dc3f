import type { AnyRouter } from '@tanstack/react-router';
import type { MouseEvent, SyntheticEvent } from 'react';
import { preloadCode } from '#shared/preload-code.ts';

/** Where a link of this app leads, or null. */
function placeOf({ target }: SyntheticEvent): { link: HTMLAnchorElement; href: string } | null {
  const link = target instanceof Element ? target.closest('a') : null;
  const href = link?.getAttribute('href');
  return link !== null && href?.startsWith('/') === true ? { link, href } : null;
}

/** Fetches the code of where a link leads that is pointed at, as the router's own links do. */
export function preloadPlainLink(router: AnyRouter, event: SyntheticEvent): void {
  const place = placeOf(event);
  if (place === null) return;
  const [path = ''] = place.href.split(/[?#]/, 1);
  const [routes]: readonly [readonly { id: string }[], ...unknown[]] =
    router.getMatchedRoutes(path);
  preloadCode(router, ...routes.map(({ id }) => id));
}

/**
 * Follows plain links of this app without loading the page anew. Tables have them, whose rows would
 * cost more for the router's own link component than for all else: the page listens for them.
 */
export function followPlainLink(router: AnyRouter, event: MouseEvent): void {
  const place = placeOf(event);
  if (place === null || event.defaultPrevented || event.button !== 0) return;
  if (place.link.target !== '') return;
  // A new tab, a download, a selection: the browser's business.
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  void router.navigate({ href: place.href });
}
