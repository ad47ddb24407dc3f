import type { AuthMethod } from '#contract/auth-method.ts';
import type { Page } from '#contract/page.ts';
import { isLater, atOf } from './revised.ts';

/**
 * The page of an issuer's auth methods with one method as it is now, in its place; a row made later
 * stays. Null where the page does not hold it, so that the page is older than the method.
 */
export function withMethod(page: Page<AuthMethod>, method: AuthMethod): Page<AuthMethod> | null {
  const at = page.data.findIndex(({ id }) => id === method.id);
  const row = page.data[at];
  if (row === undefined) return null;
  if (isLater(atOf(row), atOf(method))) return page;
  return { ...page, data: page.data.with(at, method) };
}

/**
 * The page with a method that was created. No order of auth methods is published (contract §3): it
 * goes on top of a page that is newest first. Null where its place is not known.
 */
export function withNewMethod(page: Page<AuthMethod>, method: AuthMethod): Page<AuthMethod> | null {
  const known = withMethod(page, method);
  if (known !== null) return known;
  const data = [method, ...page.data];
  const isNewestFirst = page.data.every(
    ({ created_at: at }, index) => at <= (data[index]?.created_at ?? at),
  );
  return isNewestFirst ? { ...page, data } : null;
}

/** The page without one method; the same page where it does not hold it. */
export function withoutMethod(page: Page<AuthMethod>, id: string): Page<AuthMethod> {
  const data = page.data.filter((row) => row.id !== id);
  return data.length === page.data.length ? page : { ...page, data };
}
