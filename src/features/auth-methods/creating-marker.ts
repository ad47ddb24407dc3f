import { array, looseObject, nullable, number, string } from 'zod/mini';
import type { AuthMethod } from '#contract/auth-method.ts';
import { check } from '#contract/check.ts';

/**
 * An auth method that was being created when its answer was lost: enough to recognise it, and
 * nothing of what was typed into its settings.
 */
export type CreatingMarker = {
  readonly person: string;
  readonly accountId: string;
  readonly issuerId: string;
  readonly method: string;
  readonly name: string;
  /** When it was sent, Unix milliseconds. */
  readonly at: number;
  /** Ids of the issuer's methods as they were known then; null: they were not. */
  readonly known: readonly string[] | null;
};

type Reach = () => Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const NAME = 'authpi-creating-1';

/** How long it is asked about, in milliseconds (1 day). */
const LIFE_MS = 24 * 60 * 60 * 1000;

const stored = array(
  looseObject({
    person: string(),
    accountId: string(),
    issuerId: string(),
    method: string(),
    name: string(),
    at: number(),
    known: nullable(array(string())),
  }),
);

const session: Reach = () => sessionStorage;

/** Notes, in this tab and over a reload, that a method is being created. Before the request goes out. */
export function writeMarker(marker: CreatingMarker, reach: Reach = session): void {
  save([...read(reach).filter((other) => !isSame(other, marker)), marker], reach);
}

/** Whether this tab holds any: only then is it worth looking whose. */
export function hasMarkers(reach: Reach = session): boolean {
  try {
    return reach().getItem(NAME) !== null;
  } catch {
    // Storage is switched off.
    return false;
  }
}

/** Its answer came, or somebody has answered for it. */
export function removeMarker(marker: CreatingMarker, reach: Reach = session): void {
  save(
    read(reach).filter((other) => !isSame(other, marker)),
    reach,
  );
}

/**
 * The last one of an issuer that this person was creating; null: there is none. What cannot be read,
 * or is older than a day, is not there.
 */
export function markerOf(
  person: string,
  accountId: string,
  issuerId: string,
  { now = Date.now(), reach = session }: { now?: number; reach?: Reach } = {},
): CreatingMarker | null {
  const found = read(reach).findLast(
    (marker) =>
      marker.person === person &&
      marker.accountId === accountId &&
      marker.issuerId === issuerId &&
      Math.abs(now - marker.at) < LIFE_MS,
  );
  return found ?? null;
}

/**
 * Which of an issuer's methods may be the one that was being created: of its kind and name, and not
 * known before. Where it is not known what was there before, those are left out that are surely older.
 *
 * @param onlyOne whether an issuer has at most one of the kind: then whichever came since is it
 */
export function candidatesOf(
  marker: CreatingMarker,
  methods: readonly AuthMethod[],
  onlyOne: boolean,
): readonly AuthMethod[] {
  return methods.filter(
    ({ id, method, name, created_at: at }) =>
      method === marker.method &&
      (onlyOne || name === marker.name) &&
      (marker.known === null ? at > marker.at - CLOCKS_APART_MS : !marker.known.includes(id)),
  );
}

/** How far the clocks of a browser and a server are taken to be apart, in milliseconds. */
const CLOCKS_APART_MS = 10 * 60 * 1000;

function isSame(a: CreatingMarker, b: CreatingMarker): boolean {
  return a.accountId === b.accountId && a.issuerId === b.issuerId && a.at === b.at;
}

function read(reach: Reach): readonly CreatingMarker[] {
  try {
    const checked = check(stored, JSON.parse(reach().getItem(NAME) ?? '[]'));
    return checked.ok ? checked.value : [];
  } catch {
    // Blocked, or not what was written.
    return [];
  }
}

function save(markers: readonly CreatingMarker[], reach: Reach): void {
  try {
    if (markers.length === 0) reach().removeItem(NAME);
    else reach().setItem(NAME, JSON.stringify(markers.map(plain)));
  } catch {
    // Blocked, or full: then a reload forgets it, as it would without this.
  }
}

/** Field by field: what else it carries is not for here. */
function plain({ person, accountId, issuerId, method, name, at, known }: CreatingMarker) {
  return { person, accountId, issuerId, method, name, at, known };
}
