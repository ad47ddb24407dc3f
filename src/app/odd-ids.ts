import { notFound } from '@tanstack/react-router';
import { isSafeSegment } from '#contract/operations.ts';

/**
 * For `beforeLoad`: an id that cannot be asked for is an address that leads nowhere.
 *
 * @throws the router's `notFound`
 */
export function refuseOddIds(params: { [name: string]: string }): void {
  if (!Object.values(params).every((id) => isSafeSegment(id) && isSeen(id))) {
    notFound({ throw: true });
  }
}

/** A page named by what nobody can see would be one without a heading. */
function isSeen(id: string): boolean {
  return id.trim() !== '' && !/\p{Cc}/u.test(id);
}
