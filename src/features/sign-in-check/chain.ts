import { issuerAddress } from '#shared/issuer-address.ts';
import type { Facts, Subject } from './facts.ts';
import { LINKS } from './links.ts';
import type { Judgement, LinkDefinition, Verdict } from './links.ts';
import { plainText } from './words.ts';

/** One link of the chain, judged. */
export type ChainLink = Pick<LinkDefinition, 'id' | 'name' | 'title'> & Judgement;

/** What a verdict is called. */
export const VERDICT_WORDS: { readonly [verdict in Verdict]: string } = {
  right: 'Right',
  wrong: 'Wrong',
  doubtful: 'Doubtful',
  could_not_ask: 'Could not ask',
  not_judged: 'Not judged',
  not_reached: 'Not reached',
  asking: 'Asking',
};

/** Said with every result: no verdict here covers these. */
export const NOT_SEEN =
  'This check cannot see the login page itself or OAuth clients. Nobody can sign in without an OAuth client, which is created in AuthPI’s console.';

/** Every link of the chain that has a meaning for what was asked, judged by the facts alone. */
export function chainOf(facts: Facts): ChainLink[] {
  return LINKS.filter(({ about }) => about === 'issuer' || facts.subject.kind === 'host').map(
    ({ id, name, title, judge }) => ({ id, name, title, ...judge(facts) }),
  );
}

/** A whole chain in one verdict and one sentence, and a second one where there is more to say. */
export type Summary = {
  verdict: Exclude<Verdict, 'not_reached' | 'not_judged'>;
  title: string;
  /** Null where the title says it all. {@link NOT_SEEN} is said besides. */
  detail: string | null;
};

/** The worst first; while anything is still asked, no more than that. */
export function summaryOf(links: readonly ChainLink[]): Summary {
  const of = (verdict: Verdict) => links.filter((link) => link.verdict === verdict);
  const [wrong, unasked, doubtful] = [of('wrong'), of('could_not_ask'), of('doubtful')];
  const asking = of('asking');
  if (asking.length > 0) {
    const isDns = asking.every(({ id }) => id === 'dns');
    return {
      verdict: 'asking',
      title: isDns ? 'Asking the DNS' : 'Asking AuthPI',
      detail: null,
    };
  }

  const looks =
    doubtful.length === 1 ? '1 point to look at' : `${doubtful.length} points to look at`;
  const questions = unasked.length === 1 ? '1 question' : `${unasked.length} questions`;
  const besides = [
    ...(wrong.length > 0 && unasked.length > 0 ? [`${questions} could not be asked.`] : []),
    ...(doubtful.length > 0 && wrong.length + unasked.length > 0 ? [`${looks}.`] : []),
    ...notReachedWords(of('not_reached').length),
    ...of('not_judged').map(({ name }) => `The ${name} was not judged.`),
  ];
  const detail = besides.length === 0 ? null : besides.join(' ');

  // Nothing of this account was found by what was asked: sign-in may well work, of another account.
  if (links[0]?.verdict === 'wrong') {
    return { verdict: 'wrong', title: `This account has no such ${links[0].name}`, detail };
  }
  if (wrong.length > 0) {
    const where = wrong.map(({ name }) => name).join(', ');
    const points = wrong.length === 1 ? '1 point' : `${wrong.length} points`;
    return { verdict: 'wrong', title: `Sign-in is broken at ${points}: ${where}`, detail };
  }
  if (unasked.length > 0) {
    const title = `Nothing wrong was found, but ${questions} could not be asked`;
    return { verdict: 'could_not_ask', title, detail };
  }
  if (doubtful.length > 0) {
    return { verdict: 'doubtful', title: `Nothing is certainly wrong. ${looks}`, detail };
  }
  return { verdict: 'right', title: 'Everything this dashboard can see is right', detail };
}

function notReachedWords(count: number): string[] {
  if (count === 0) return [];
  return [`${count === 1 ? '1 link' : `${count} links`} could not be judged because of that.`];
}

/** What a check is about, in a word: the host, or AuthPI's own address of the issuer. */
export function subjectText(subject: Subject): string {
  return subject.kind === 'host' ? subject.host : issuerAddress(subject.issuerId);
}

/**
 * The result as plain text, for a ticket or a mail.
 *
 * @param at when it was checked, in Unix milliseconds
 */
export function textOf(subject: Subject, links: readonly ChainLink[], at: number): string {
  const { title, detail } = summaryOf(links);
  return [
    `Sign-in check of ${subjectText(subject)}`,
    `Checked ${new Date(at).toISOString()}`,
    '',
    `${title}.${detail === null ? '' : ` ${detail}`}`,
    '',
    ...links.flatMap((link, index) => [
      `${index + 1}. ${VERDICT_WORDS[link.verdict]}: ${link.title}`,
      ...(link.detail.length === 0 ? [] : [`   ${plainText(link.detail, at)}`]),
    ]),
    '',
    NOT_SEEN,
    '',
  ].join('\n');
}
