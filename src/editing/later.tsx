import { lazy } from 'react';
import { Later } from '#ui/later.tsx';
import type { Change } from './merge.ts';

// What is only needed once somebody else changed the same resource: a page that is never met by it
// should not bring it along.

const loadPanel = () => import('./conflict-panel.tsx');
const loadList = () => import('./change-list.tsx');
const Panel = lazy(() => loadPanel().then((module) => ({ default: module.ConflictPanel })));
const List = lazy(() => loadList().then((module) => ({ default: module.ChangeList })));

/** Fetches the code of both ahead, once something is typed. Where that fails, showing it says so. */
export function preloadChanges(): void {
  loadPanel().catch(() => undefined);
  loadList().catch(() => undefined);
}

/** See `ConflictPanel`. */
export function Conflict({ keys }: { keys: readonly string[] }) {
  return (
    <Later what="What both changed cannot be shown. What you typed is kept." height="12rem">
      <Panel keys={keys} />
    </Later>
  );
}

/** See `ChangeList`. */
export function Changes({ changes }: { changes: readonly Change[] }) {
  return (
    <Later what="What changed cannot be shown." height="3rem">
      <List changes={changes} />
    </Later>
  );
}
