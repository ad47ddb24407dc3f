import type { Domain } from '#contract/domain.ts';
import { unicodeHost } from '#contract/ours/hosts.ts';
import { MAX_DOMAINS } from '#contract/ours/limits.ts';
import { isWhole } from '#contract/page.ts';
import type { Page } from '#contract/page.ts';
import { countOf } from '#shared/list-words.ts';
import { scriptWarning } from './host-scripts.ts';
import { withoutPasted } from './pasted-hosts.ts';
import type { PastedHost } from './pasted-hosts.ts';

/**
 * What would become of one thing of what was pasted.
 *
 * - `add`: it would be added. `place` counts from 1; null where not all domains were listed.
 * - `here`: the account has it. `repeated`: it stands further up.
 * - `no_place`: all places are taken, by what the account has and by what stands further up.
 * - `unjudged`: whether it is a host is not known yet.
 */
export type AddVerdict =
  | { readonly kind: 'add'; readonly host: string; readonly place: number | null }
  | { readonly kind: 'here' | 'repeated' | 'no_place'; readonly host: string }
  | { readonly kind: 'refused'; readonly words: string }
  | { readonly kind: 'unjudged' };

/** See {@link planAdds}. */
export type AddRow = {
  readonly pasted: PastedHost;
  readonly verdict: AddVerdict;
  /** What to look at twice in a name that would be added; null: nothing. */
  readonly warning: string | null;
};

/** What adding would come to. */
export type AddPlan = {
  /** As pasted, in its order. */
  readonly rows: readonly AddRow[];
  /** The hosts that would be added, in the order of their rows: the first ones take the places. */
  readonly hosts: readonly string[];
  /** Places that are free before; at most so many where `isWhole` is false. */
  readonly left: number;
  /** All domains of the account were listed. */
  readonly isWhole: boolean;
};

/** What adding what was pasted to an account would come to, done in the order pasted. */
export function planAdds(pasted: readonly PastedHost[], page: Page<Domain>): AddPlan {
  const here = new Set(page.data.map(({ host }) => host));
  const unreadable = page.invalid_count ?? 0;
  const taken = page.data.length + unreadable;
  const left = Math.max(0, MAX_DOMAINS - taken);
  const isAll = isWhole(page);
  const seen = new Set<string>();
  const hosts: string[] = [];
  const verdictOf = ({ verdict }: PastedHost): AddVerdict => {
    if (verdict.kind !== 'host') return verdict;
    const { host } = verdict;
    if (here.has(host)) return { kind: 'here', host };
    if (seen.has(host)) return { kind: 'repeated', host };
    seen.add(host);
    if (hosts.length >= left) return { kind: 'no_place', host };
    hosts.push(host);
    return { kind: 'add', host, place: isAll ? taken + hosts.length : null };
  };
  const rows = pasted.map((each): AddRow => {
    const verdict = verdictOf(each);
    const warning = verdict.kind === 'add' ? scriptWarning(unicodeHost(verdict.host)) : null;
    return { pasted: each, verdict, warning };
  });
  return { rows, hosts, left, isWhole: isAll };
}

/** How many places there are: "7 of 20 places left". */
export function leftWords({ left, isWhole }: Pick<AddPlan, 'left' | 'isWhole'>): string {
  return isWhole
    ? `${left} of ${MAX_DOMAINS} places left`
    : 'Not all domains were listed, so how many places are left is not known';
}

/** What the rows come to: "5 will be added, 2 are here already". Empty where there are none. */
export function planWords({ rows }: Pick<AddPlan, 'rows'>): string {
  const count = (kind: AddVerdict['kind']) =>
    rows.filter(({ verdict }) => verdict.kind === kind).length;
  const words: string[] = [];
  const say = (number: number, one: string, many = one) => {
    if (number > 0) words.push(`${number} ${number === 1 ? one : many}`);
  };
  say(count('add'), 'will be added');
  say(count('no_place'), 'finds no place', 'find no place');
  say(count('here'), 'is here already', 'are here already');
  say(count('repeated'), 'is repeated', 'are repeated');
  say(count('refused'), 'cannot be added');
  say(count('unjudged'), 'is being checked', 'are being checked');
  return words.join(', ');
}

/** "Add 5 domains". */
export function addWords(count: number): string {
  if (count === 0) return 'Add domains';
  return count === 1 ? 'Add domain' : `Add ${countOf(count, DOMAINS)}`;
}

/** What a domain is called, and several. */
const DOMAINS = { one: 'domain', many: 'domains' };

/** The text without what is done with: hosts that the account has by now, however often they stand there. */
export function withoutHosts(
  text: string,
  pasted: readonly PastedHost[],
  done: ReadonlySet<string>,
): string {
  return pasted
    .filter(({ verdict }) => verdict.kind === 'host' && done.has(verdict.host))
    .reduceRight((rest, each) => withoutPasted(rest, each), text);
}
