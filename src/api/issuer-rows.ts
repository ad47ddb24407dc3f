import type { AuthMethod } from '#contract/auth-method.ts';
import { issuer as issuerSchema } from '#contract/issuer.ts';
import type { Issuer, IssuerRow } from '#contract/issuer.ts';
import type { Page } from '#contract/page.ts';
import {
  accessModeOf,
  isBranded,
  isDoor,
  matchesText,
  mayBeDoor,
  readinessOf,
} from '#contract/ours/rules.ts';
import type { IssuerFilters } from './issuers.ts';

/**
 * How many doors an issuer has, from the page of its auth methods (contract §9); null where that
 * does not tell for sure. More than none is all that matters of a page that is not whole.
 */
export function doorsOf(methods: Page<AuthMethod> | undefined): number | null {
  if (methods === undefined) return null;
  const { data, has_more: more, invalid_count: invalid } = methods;
  const doors = data.filter(isDoor).length;
  if (doors > 0) return doors;
  const whole = more !== true && (invalid ?? 0) === 0;
  return whole && !data.some(mayBeDoor) ? 0 : null;
}

/**
 * An issuer's row after the issuer changed. Of the seven facts that only a list tells (contract §8),
 * the counts of auth methods stay: a write of the issuer does not touch them. Access mode, branding
 * and scopes follow what the issuer holds where that changed, and otherwise stay as AuthPI told
 * them. Readiness stays with the status; for a new status it is our rule's where that can be sure,
 * and else null: unknown.
 */
export function rowAfter(row: IssuerRow, issuer: Issuer, doors: number | null): IssuerRow {
  const kept = Object.fromEntries(
    Object.entries(row).filter(([name]) => !Object.hasOwn(issuerSchema.shape, name)),
  );
  const of = <Fact>(told: Fact, read: (from: Issuer) => Fact): Fact => {
    const now = read(issuer);
    return read(row) === now ? told : now;
  };
  return {
    ...kept,
    ...issuer,
    access_mode: of(row.access_mode, ({ settings }) => accessModeOf(settings)),
    branding_configured: of(row.branding_configured, ({ settings }) => isBranded(settings)),
    available_scope_count: of(row.available_scope_count, ({ available_scopes: all }) =>
      all == null ? null : all.length,
    ),
    readiness: readinessAfter(row, issuer.status, doors),
  };
}

/**
 * An issuer's row after it got an auth method. The counts are unknown, since others may have changed
 * them too; a door makes an active issuer ready, and nothing else changes with a method more.
 */
export function rowWithMethod(row: IssuerRow, method: AuthMethod): IssuerRow {
  return {
    ...row,
    auth_method_count: null,
    enabled_login_method_count: null,
    enabled_signup_method_count: null,
    readiness: isDoor(method) ? readinessOf(row.status, 1) : row.readiness,
  };
}

/** What can be said of the row of an issuer that no list has shown yet. */
export function rowOf(issuer: Issuer, doors: number | null): IssuerRow {
  return {
    ...issuer,
    access_mode: accessModeOf(issuer.settings),
    readiness: readinessAfter({ status: '' }, issuer.status, doors),
  };
}

function readinessAfter(
  row: Pick<IssuerRow, 'status' | 'readiness' | 'enabled_login_method_count'>,
  status: string,
  doors: number | null,
): string | null | undefined {
  if (status === row.status) return row.readiness;
  // Where no method is on for login, none is a door.
  const known = doors ?? (row.enabled_login_method_count === 0 ? 0 : null);
  if (status !== 'active') return readinessOf(status, known ?? 0);
  return known === null ? null : readinessOf(status, known);
}

/**
 * Whether a row belongs on a list with these filters (contract §3). `unknown` where a fact that is
 * asked for is not known, or where the server found the row by text that our rule does not look at.
 *
 * @param before the row as the list holds it
 */
export function belongs(
  filters: IssuerFilters,
  row: IssuerRow,
  before?: IssuerRow,
): 'yes' | 'no' | 'unknown' {
  const { q, status, access_mode: mode, readiness } = filters;
  if (status !== undefined && row.status !== status) return 'no';
  if (mode !== undefined && row.access_mode !== mode) return 'no';
  if (readiness !== undefined && row.readiness != null && row.readiness !== readiness) return 'no';
  const found = q === undefined || matchesText(q, textsOf(row));
  if (!found && (before === undefined || matchesText(q, textsOf(before)))) return 'no';
  return found && (readiness === undefined || row.readiness != null) ? 'yes' : 'unknown';
}

function textsOf({ id, name = null, description = null }: IssuerRow) {
  return { id, name, description };
}
