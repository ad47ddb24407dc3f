import type { AnyRouter } from '@tanstack/react-router';
import type { MouseEvent } from 'react';

/**
 * Follows plain links of this app without loading the page anew. Tables have them, whose rows would
 * cost more for the router's own link component than for all else: the page listens for them.
 */
export function followPlainLink(router: AnyRouter, event: MouseEvent): void {
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  const href = link?.getAttribute('href');
  if (href?.startsWith('/') !== true || event.defaultPrevented || event.button !== 0) return;
  if (link?.target !== '') return;
  // A new tab, a download, a selection: the browser's business.
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  void router.navigate({ href });
}
