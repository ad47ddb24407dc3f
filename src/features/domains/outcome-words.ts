import { describeError } from '#api/error-words.ts';
import { ApiError } from '#api/errors.ts';
import type { DomainAct, DomainOutcome } from '#api/write-domains.ts';
import { assignedIssuer } from '#contract/domain.ts';
import type { Domain } from '#contract/domain.ts';
import { unicodeHost } from '#contract/ours/hosts.ts';
import { MAX_DOMAINS } from '#contract/ours/limits.ts';
import { isolated } from '#ui/direction.ts';
import type { Look } from '#ui/status.tsx';

/**
 * What an outcome says: its state, and what happened and what to do about it (null: nothing more).
 * `reference`: AuthPI's own name of a failure, where it has one.
 */
export type OutcomeWords = { look: Look; detail: string | null; reference: string | null };

/** An act in the forms it is said in: as a thing that is done, under way, and of what was already so. */
type ActWords = { done: string; doing: string; already: string };

/** What an act is called. `done` fits "Not …", "Perhaps …" and "3 of 5 …" when it is lower case. */
export const ACT_WORDS: { readonly [what in DomainAct['do']]: ActWords } = {
  add: { done: 'added', doing: 'Adding', already: 'Already in this account' },
  verify: {
    done: 'marked as verified',
    doing: 'Marking as verified',
    already: 'Already marked as verified',
  },
  assign: { done: 'assigned', doing: 'Assigning', already: 'Already assigned to it' },
  unassign: { done: 'unassigned', doing: 'Unassigning', already: 'Already unassigned' },
  remove: { done: 'removed', doing: 'Removing', already: 'Already removed' },
};

/**
 * The words of what became of an act on a host.
 *
 * @param nameOf the name of an issuer, where it is known; its id is said otherwise
 */
export function outcomeWords(
  host: string,
  act: DomainAct,
  outcome: DomainOutcome,
  nameOf: (issuerId: string) => string | null = () => null,
): OutcomeWords {
  const name = isolated(unicodeHost(host));
  const { done, already } = ACT_WORDS[act.do];
  const bad = (text: string, detail: string): OutcomeWords => ({
    look: { shape: 'bad', text },
    detail,
    reference: referenceOf(outcome),
  });
  const warn = (text: string, detail: string): OutcomeWords => ({
    look: { shape: 'warn', text },
    detail,
    reference: referenceOf(outcome),
  });
  switch (outcome.kind) {
    case 'done':
      return {
        look: { shape: 'ok', text: outcome.by === 'others' ? already : capital(done) },
        detail: null,
        reference: null,
      };
    case 'moved':
      return warn(
        'Changed by someone else',
        `Someone else changed ${name} meanwhile. It is now ${stateWords(outcome.domain, nameOf)}. Nothing was written.`,
      );
    case 'domain_gone':
      return act.do === 'add'
        ? warn(
            'Removed since',
            `${name} was added, and someone else removed it since. Try again to add it once more.`,
          )
        : bad(
            'Not in this account',
            `Someone else removed ${name} from this account. Nothing was written.`,
          );
    case 'issuer_gone':
      return bad(
        'No such issuer',
        'The issuer does not exist any more. Nothing was written. Choose another one.',
      );
    case 'held':
      return bad(
        'Held by another account',
        `Another account holds ${name}. If it is yours, remove it there, or ask AuthPI.`,
      );
    case 'full':
      return bad(
        'No place left',
        `An account has at most ${MAX_DOMAINS} domains, and this one has all of them. Remove one, then try again.`,
      );
    case 'refused': {
      const { error } = outcome;
      const fields = error instanceof ApiError ? error.fields : [];
      if (fields.length > 0) {
        return bad(`Not ${done}`, fields.map(({ message }) => `${message}.`).join(' '));
      }
      return bad(`Not ${done}`, refusalWords(error));
    }
    case 'unknown': {
      const { title } = describeError(outcome.error, 'unsure');
      return warn(
        `Perhaps ${done}`,
        `${title}, so it is not known whether ${name} was ${done}. Trying again looks first, and does nothing twice.`,
      );
    }
  }
}

/** Why something was surely not done. */
function refusalWords(error: unknown): string {
  if (error instanceof ApiError && error.kind === 'precondition_failed') {
    return 'Others keep changing this account. Try again.';
  }
  // A success after which it is not so (`writeDomain`).
  if (error instanceof ApiError && error.kind === 'unexpected' && isSuccess(error.status)) {
    return 'AuthPI accepted it, but the domain is as it was.';
  }
  const { title, detail } = describeError(error, 'unsaved');
  return `${title}. ${detail}`;
}

function isSuccess(status: number | null): boolean {
  return status === 200 || status === 201;
}

/** What a domain is, as far as acts on it go. */
function stateWords(domain: Domain, nameOf: (issuerId: string) => string | null): string {
  const issuerId = assignedIssuer(domain);
  const mark = domain.verified === true ? 'marked as verified' : 'without the verified mark';
  if (issuerId === null) return `${mark} and not assigned`;
  return `${mark} and assigned to ${isolated(nameOf(issuerId) ?? issuerId)}`;
}

function referenceOf(outcome: DomainOutcome): string | null {
  const error = outcome.kind === 'refused' || outcome.kind === 'unknown' ? outcome.error : null;
  return error instanceof ApiError ? error.reference : null;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
