import type { AuthMethod } from '#contract/auth-method.ts';
import { issuer as issuerSchema } from '#contract/issuer.ts';
import type { Issuer, IssuerRow } from '#contract/issuer.ts';
import { isWhole } from '#contract/page.ts';
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
  const doors = methods.data.filter(isDoor).length;
  if (doors > 0) return doors;
  return isWhole(methods) && !methods.data.some(mayBeDoor) ? 0 : null;
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
 * An auth method before or after something happened to it: null where there is none, undefined where
 * it is not known.
 */
export type MethodState = AuthMethod | null | undefined;

/** Whether an issuer's row tells the same of a method before and after; false where one is not known. */
export function isSameInRow(before: MethodState, after: MethodState): boolean {
  if (before == null || after == null) return before === null && after === null;
  return COUNTS.every((counts) => counts(before) === counts(after));
}

/**
 * An issuer's row after something happened to one of its auth methods, the same one where nothing in
 * it changes. A page of its methods that is at least as new as the row tells it all, where it is
 * whole. Else the counts go along by the difference, and what is not known becomes null: unknown.
 *
 * @param methods the page after it happened; undefined where there is none, or the row is newer
 */
export function rowWithMethods(
  row: IssuerRow,
  before: MethodState,
  after: MethodState,
  methods: Page<AuthMethod> | undefined,
): IssuerRow {
  const whole = methods !== undefined && isWhole(methods) ? methods.data : null;
  const counted = (told: number | null | undefined, counts: Counts) => {
    // What AuthPI does not tell at all is not made up.
    if (told === undefined) return undefined;
    return (whole && countIn(whole, counts)) ?? countAfter(told, before, after, counts);
  };
  const [all, login, signup] = [
    counted(row.auth_method_count, isThere),
    counted(row.enabled_login_method_count, isOnForLogin),
    counted(row.enabled_signup_method_count, isOnForSignup),
  ];
  const isSame =
    all === row.auth_method_count &&
    login === row.enabled_login_method_count &&
    signup === row.enabled_signup_method_count;
  // As AuthPI told it, as long as nothing speaks against that.
  if (isSame && isSameInRow(before, after) && row.readiness !== null) return row;
  const readiness = readinessWith(row, before, after, doorsOf(methods), login);
  if (isSame && readiness === row.readiness) return row;
  return {
    ...row,
    auth_method_count: all,
    enabled_login_method_count: login,
    enabled_signup_method_count: signup,
    readiness,
  };
}

/** Whether a row knows less than it did: a list with it is to be asked for again. */
export function knowsLess(row: IssuerRow, before: IssuerRow): boolean {
  return METHOD_FACTS.some((fact) => row[fact] === null && before[fact] != null);
}

const METHOD_FACTS = [
  'auth_method_count',
  'enabled_login_method_count',
  'enabled_signup_method_count',
  'readiness',
] as const;

/** Whether a method counts; null where that is not told. */
type Counts = (method: AuthMethod) => boolean | null;

const isThere: Counts = () => true;
const isOnForLogin: Counts = ({ enabled_login: on = null }) => on;
const isOnForSignup: Counts = ({ enabled_signup: on = null }) => on;
const COUNTS = [isThere, isOnForLogin, isOnForSignup];

function countIn(methods: readonly AuthMethod[], counts: Counts): number | null {
  const told = methods.map(counts);
  return told.includes(null) ? null : told.filter((one) => one === true).length;
}

function countAfter(
  told: number | null,
  before: MethodState,
  after: MethodState,
  counts: Counts,
): number | null {
  const [was, is] = [countOf(before, counts), countOf(after, counts)];
  if (before !== undefined && after !== undefined && was === is) return told;
  if (told === null || was === null || is === null) return null;
  const count = told + is - was;
  // Somebody else's change is not in it.
  return count < 0 ? null : count;
}

/** What a method adds to a count; null where that is not known. */
function countOf(method: MethodState, counts: Counts): 0 | 1 | null {
  if (method === undefined) return null;
  const told = method === null ? false : counts(method);
  return told === null ? null : told ? 1 : 0;
}

function readinessWith(
  row: IssuerRow,
  before: MethodState,
  after: MethodState,
  doors: number | null,
  login: number | null | undefined,
): string | null | undefined {
  if (row.readiness === undefined) return undefined;
  if (doors !== null) return readinessOf(row.status, doors);
  if (after != null && isDoor(after)) return readinessOf(row.status, 1);
  if (row.status !== 'active' || isSameDoor(before, after)) return row.readiness;
  // Where no method is on for login, none is a door.
  return login === 0 ? readinessOf(row.status, 0) : null;
}

/** Whether it surely makes no difference for the doors. */
function isSameDoor(before: MethodState, after: MethodState): boolean {
  return before !== undefined && after !== undefined && doorOf(before) === doorOf(after);
}

function doorOf(method: AuthMethod | null): 'yes' | 'perhaps' | 'no' {
  if (method === null) return 'no';
  return isDoor(method) ? 'yes' : mayBeDoor(method) ? 'perhaps' : 'no';
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
