import { notFound } from '@tanstack/react-router';
import { isSafeSegment } from '#contract/operations.ts';

/**
 * For `beforeLoad`: an id that cannot be asked for is an address that leads nowhere.
 *
 * @throws the router's `notFound`
 */
export function refuseOddIds(params: { [name: string]: string }): void {
  // oxlint-disable-next-line typescript/only-throw-error -- as the router wants it
  if (!Object.values(params).every(isSafeSegment)) throw notFound();
}
