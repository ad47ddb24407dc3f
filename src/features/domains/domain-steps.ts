import { assignedIssuer } from '#contract/domain.ts';
import type { Domain } from '#contract/domain.ts';
import { findingWords } from '#dns/finding-words.ts';
import type { Finding, FindingKind } from '#dns/finding.ts';
import { isGreen } from '#dns/judge.ts';
import type { Subject } from '#dns/subject.ts';

/** The steps from a host that was added to one that people sign in at. */
export const STEP_IDS = ['add', 'records', 'mark', 'assign', 'callbacks'] as const;

/** See {@link STEP_IDS}. */
export type StepId = (typeof STEP_IDS)[number];

/**
 * How far a step is.
 *
 * - `open`: it can be done, and is not. `later`: something else comes first.
 * - `unknown`: it could not be told.
 */
type StepState = 'done' | 'open' | 'later' | 'unknown';

/** `words`: its state; null: whoever shows it knows better words for it (a time, a name). */
export type DomainStep = { readonly id: StepId; readonly state: StepState; words: string | null };

/**
 * How far the callback URLs of a domain are.
 *
 * - `registered`: a person said so. `none`: nothing has to be registered for this host.
 * - `unknown`: the auth methods are not known.
 */
export type CallbacksState = 'registered' | 'open' | 'none' | 'unknown';

/** What the steps are judged by. */
export type StepFacts = {
  domain: Domain;
  /** What the DNS is asked about; null: not known yet. */
  subject: Subject | null;
  /** What it says; null: not asked yet. */
  findings: readonly Finding[] | null;
  /** Whether the host has traffic today; null: nobody said so. */
  inUse: boolean | null;
  callbacks: CallbacksState;
};

/** The steps in the order that is safe, and the one the domain is at. */
type DomainSteps = {
  steps: readonly DomainStep[];
  current: StepId;
  /** The host has traffic that the records will move: that it leads elsewhere today is no fault. */
  expectsElsewhere: boolean;
};

/**
 * Where a domain is, from facts alone: in whatever order they came, and whoever brought them about.
 *
 * A host with traffic has everything else ready before its records move that traffic. One without is
 * published first, so that the mark stands on something.
 */
export function domainSteps(facts: StepFacts): DomainSteps {
  const { inUse } = facts;
  const others = [addStep(), markStep(facts), assignStep(facts), callbacksStep(facts)];
  // Auth methods that are still on their way are no reason to call the records late.
  const ready = others.every(
    ({ id, state }) => state === 'done' || (id === 'mark' && state === 'unknown'),
  );
  const expectsElsewhere = inUse === true && !ready;
  const records = recordsStep(facts, expectsElsewhere);
  const steps = inUse === true ? [...others, records] : others.toSpliced(1, 0, records);
  // All is done: where it leads is what one comes for.
  const current = steps.find((step) => waits(step, facts))?.id ?? 'assign';
  return { steps, current, expectsElsewhere };
}

/** Whether a step is where one goes on. */
function waits({ id, state }: DomainStep, { domain, findings, subject }: StepFacts): boolean {
  const isMarked = domain.verified === true;
  switch (id) {
    case 'records':
      if (state === 'done') return false;
      // Whoever marked it had seen enough: what may be right holds nobody up then.
      return !isMarked || (findings !== null && subject !== null && isWrong(findings, subject));
    case 'mark':
      // Where it is assigned, it was taken for verified, whatever the answer leaves out.
      return state === 'open' || (state === 'unknown' && assignedIssuer(domain) === null);
    case 'add':
    case 'assign':
    case 'callbacks':
      return state === 'open';
  }
}

function addStep(): DomainStep {
  return { id: 'add', state: 'done', words: null };
}

function markStep({ domain }: StepFacts): DomainStep {
  const { verified } = domain;
  if (verified === true) return { id: 'mark', state: 'done', words: 'Marked as verified' };
  if (verified == null) return { id: 'mark', state: 'unknown', words: 'Not known' };
  return {
    id: 'mark',
    state: 'open',
    words: assignedIssuer(domain) === null ? 'Your decision' : 'Assigned without it',
  };
}

function assignStep({ domain }: StepFacts): DomainStep {
  if (assignedIssuer(domain) !== null) return { id: 'assign', state: 'done', words: null };
  const isMarked = domain.verified !== false;
  return { id: 'assign', state: isMarked ? 'open' : 'later', words: 'No issuer yet' };
}

function callbacksStep({ domain, callbacks }: StepFacts): DomainStep {
  const id = 'callbacks';
  if (assignedIssuer(domain) === null) return { id, state: 'later', words: 'Once assigned' };
  switch (callbacks) {
    case 'registered':
      return { id, state: 'done', words: 'Registered, as you said' };
    case 'none':
      return { id, state: 'done', words: 'None to register' };
    case 'open':
      return { id, state: 'open', words: 'To register' };
    case 'unknown':
      return { id, state: 'unknown', words: 'Not known' };
  }
}

function recordsStep({ findings, subject }: StepFacts, expectsElsewhere: boolean): DomainStep {
  const id = 'records';
  if (findings === null || subject === null) {
    return { id, state: 'unknown', words: 'Asking the DNS' };
  }
  if (isGreen(findings)) return { id, state: 'done', words: 'Right at both resolvers' };
  if (expectsElsewhere && findings.some(isOfUse)) {
    return { id, state: 'later', words: 'Not moved yet' };
  }
  const shapes = findings.map((finding) => findingWords(finding, subject).shape);
  const wrong = shapes.filter((shape) => shape === 'bad').length;
  const warnings = shapes.filter((shape) => shape === 'warn').length;
  const has = (kind: FindingKind) => findings.some((finding) => finding.kind === kind);
  if (wrong + warnings === 0) {
    const isAnyAsked = findings.some(({ kind }) => kind !== 'could_not_ask');
    const notAsked = isAnyAsked ? 'Could not ask all' : 'Could not ask';
    return { id, state: 'unknown', words: has('seen') ? 'Seen, not judged' : notAsked };
  }
  if (wrong === 0 && has('nothing')) return { id, state: 'open', words: 'Nothing there yet' };
  if (wrong === 0 && has('spreading')) return { id, state: 'open', words: 'Spreading' };
  const counts = [
    ...(wrong > 0 ? [`${wrong} wrong`] : []),
    ...(warnings > 0 ? [`${warnings} ${warnings === 1 ? 'warning' : 'warnings'}`] : []),
  ];
  return { id, state: 'open', words: counts.join(', ') };
}

/** Whether the DNS of a host in use says this for as long as its records were not changed. */
export function isOfUse(finding: Finding): boolean {
  switch (finding.kind) {
    case 'elsewhere':
      // What ends nowhere brings nobody anywhere.
      return finding.end !== 'dangling' && finding.end !== 'loop';
    case 'apex':
      return finding.addresses.length > 0;
    default:
      return finding.kind === 'addresses';
  }
}

/**
 * Whether the cure of a finding is to have the records right, though nobody reaches anything there now.
 * Of a host in use, that comes after the other steps.
 */
export function isOfRecords(finding: Finding): boolean {
  const { kind } = finding;
  if (kind === 'elsewhere' || kind === 'apex') return !isOfUse(finding);
  return kind === 'nothing' || kind === 'doubled';
}

/** Whether people cannot reach the target: the mark does not mend that. */
function isWrong(findings: readonly Finding[], subject: Subject): boolean {
  return findings.some(
    (finding) => finding.kind === 'nothing' || findingWords(finding, subject).shape === 'bad',
  );
}
