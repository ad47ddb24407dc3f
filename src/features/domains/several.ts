import type { RunRow } from './domain-run.ts';
import { assignedIssuer } from '#contract/domain.ts';
import type { Domain } from '#contract/domain.ts';

/** What can be done with several domains at once. */
export type SeveralAct = 'verify' | 'assign';

/**
 * Why an act does not apply to a domain, as a sentence; null where it does.
 *
 * @param issuerId where they are to be assigned; null: not chosen yet
 */
export function whyNot(act: SeveralAct, domain: Domain, issuerId: string | null): string | null {
  if (act === 'verify') return domain.verified === true ? 'It is marked already.' : null;
  if (domain.verified === false) {
    return 'It has no verified mark, and AuthPI assigns only domains that have one.';
  }
  return issuerId !== null && assignedIssuer(domain) === issuerId
    ? 'It is assigned to this issuer already.'
    : null;
}

/** Those of the picked that an act applies to now, in the order of the list. */
export function chosenOf(
  act: SeveralAct,
  domains: readonly Domain[],
  picked: ReadonlySet<string>,
  issuerId: string | null,
): Domain[] {
  return domains.filter((each) => picked.has(each.host) && whyNot(act, each, issuerId) === null);
}

/** The writes of a run. What is on screen is what was confirmed. */
export function runRows(
  act: SeveralAct,
  domains: readonly Domain[],
  issuerId: string | null,
): RunRow[] {
  return domains.flatMap((seen): RunRow[] => {
    const { host } = seen;
    if (act === 'verify') return [{ host, act: { do: 'verify' }, seen }];
    return issuerId === null ? [] : [{ host, act: { do: 'assign', issuerId }, seen }];
  });
}

/** The account's domains as they are for one that is assigned last: the others have moved before. */
export function afterOthers(
  domains: readonly Domain[],
  moving: readonly Domain[],
  last: Domain,
  issuerId: string,
): Domain[] {
  const hosts = new Set(moving.map(({ host }) => host));
  return domains.map((each) =>
    hosts.has(each.host) && each.host !== last.host
      ? { ...each, assigned_issuer_id: issuerId }
      : each,
  );
}
