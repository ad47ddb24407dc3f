import { notFound } from '@tanstack/react-router';
import { isSafeSegment } from '#contract/operations.ts';

/**
 * For `beforeLoad`: an id that cannot be asked for is an address that leads nowhere.
 *
 * @throws the router's `notFound`
 */
export function refuseOddIds(params: { [name: string]: string }): void {
  if (!Object.values(params).every(isSafeSegment)) notFound({ throw: true });
}
