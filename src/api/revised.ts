/** What every resource with revisions tells of its time. */
export type Revised = {
  updated_at?: number | null | undefined;
  created_at?: number | null | undefined;
};

/** When a revision was made, in Unix ms (contract §5); null where that is not told. */
export function atOf({ updated_at: updated, created_at: created }: Revised): number | null {
  return updated ?? created ?? null;
}

/** Whether one revision was made after another, as far as both tell. */
export function isLater(one: number | null, other: number | null): boolean {
  return one !== null && other !== null && one > other;
}

/** Of two revisions of one resource the one made later; the second where neither surely was. */
export function latestOf<T extends Revised>(one: T, other: T): T {
  return isLater(atOf(one), atOf(other)) ? one : other;
}
