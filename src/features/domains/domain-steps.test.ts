import { describe, expect, test } from 'vitest';
import type { Domain } from '#contract/domain.ts';
import type { AliasFinding, Finding } from '#dns/finding.ts';
import type { Subject } from '#dns/subject.ts';
import { domainSteps, isOfRecords, isOfUse, STEP_IDS } from './domain-steps.ts';
import type { CallbacksState, StepFacts, StepId } from './domain-steps.ts';

const HOST = 'auth.example.com';
const SUBJECT: Subject = {
  host: HOST,
  zone: 'example.com',
  target: 'edge.authpi.example',
  authorities: ['letsencrypt.org'],
  resolvers: ['one.dns.example', 'two.dns.example'],
  ownership: null,
};

const BY = { by: [1, 2] } as const;
const RIGHT: AliasFinding = {
  ...BY,
  kind: 'right',
  chain: ['edge.authpi.example'],
  ttl: 300,
  silent: false,
};
const NOTHING: AliasFinding = { ...BY, kind: 'nothing', ttl: 60, exists: false };
const ELSEWHERE: AliasFinding = {
  ...BY,
  kind: 'elsewhere',
  chain: ['shops.example.net'],
  ttl: 300,
  end: 'name',
};
const ADDRESSES: AliasFinding = {
  ...BY,
  kind: 'addresses',
  addresses: ['192.0.2.1'],
  ttl: 300,
  compared: true,
};
const FLATTENED: AliasFinding = {
  ...BY,
  kind: 'flattened',
  addresses: ['192.0.2.1'],
  ttl: 300,
};
const SPREADING: Finding = { ...BY, kind: 'spreading', ttl: 60, sees: [RIGHT, NOTHING] };
const SEEN: AliasFinding = {
  ...BY,
  kind: 'seen',
  chain: ['x.example.net'],
  addresses: [],
  ttl: 300,
  end: 'name',
};
const CAA: Finding = { ...BY, kind: 'caa_allows', at: null };
const FORBIDS: Finding = {
  ...BY,
  kind: 'caa_forbids',
  at: 'example.com',
  allowed: ['digicert.com'],
  missing: ['letsencrypt.org'],
  critical: null,
};
const NOT_ASKED: Finding = {
  by: [2],
  kind: 'could_not_ask',
  about: 'everything',
  why: 'timeout',
  retryAfterMs: null,
};
const NONE_ASKED: Finding = { ...NOT_ASKED, ...BY };

/** What the DNS may come to. */
const DNS = {
  asking: null,
  right: [RIGHT, CAA],
  nothing: [NOTHING, CAA],
  elsewhere: [ELSEWHERE, CAA],
  dangling: [{ ...ELSEWHERE, end: 'dangling' }, CAA],
  addresses: [ADDRESSES, CAA],
  flattened: [FLATTENED, CAA],
  spreading: [SPREADING, CAA],
  forbids: [RIGHT, FORBIDS],
  unasked: [NONE_ASKED],
  half: [{ ...RIGHT, by: [1] }, CAA, NOT_ASKED],
  seen: [SEEN, CAA],
} satisfies { [name: string]: readonly Finding[] | null };

type Case = {
  dns?: keyof typeof DNS;
  verified?: boolean | null;
  assigned?: boolean;
  inUse?: boolean | null;
  callbacks?: CallbacksState;
};

function factsOf({
  dns = 'asking',
  verified = false,
  assigned = false,
  inUse = null,
  callbacks = 'open',
}: Case): StepFacts {
  const domain: Domain = { host: HOST, verified, assigned_issuer_id: assigned ? 'i_1' : null };
  return { domain, subject: SUBJECT, findings: DNS[dns], inUse, callbacks };
}

const judged = (each: Case) => domainSteps(factsOf(each));
const stateOf = (each: Case, id: StepId) => {
  const step = judged(each).steps.find((one) => one.id === id);
  return [step?.state, step?.words];
};

describe('the step a domain is at', () => {
  test.each<[StepId, Case]>([
    // Published first, where nothing is moved by it.
    ['records', { dns: 'asking' }],
    ['records', { dns: 'nothing' }],
    ['records', { dns: 'elsewhere', inUse: false }],
    ['records', { dns: 'spreading' }],
    ['records', { dns: 'flattened' }],
    ['records', { dns: 'forbids' }],
    ['records', { dns: 'unasked' }],
    ['records', { dns: 'seen' }],
    ['mark', { dns: 'right' }],
    ['mark', { dns: 'right', verified: null }],
    ['assign', { dns: 'right', verified: true }],
    ['callbacks', { dns: 'right', verified: true, assigned: true }],
    ['assign', { dns: 'right', verified: true, assigned: true, callbacks: 'registered' }],
    ['assign', { dns: 'right', verified: true, assigned: true, callbacks: 'none' }],
    ['assign', { dns: 'right', verified: true, assigned: true, callbacks: 'unknown' }],

    // Whoever marked it saw enough: what may be right holds nobody up, what is wrong does.
    ['assign', { dns: 'asking', verified: true }],
    ['assign', { dns: 'unasked', verified: true }],
    ['assign', { dns: 'half', verified: true }],
    ['assign', { dns: 'seen', verified: true }],
    ['assign', { dns: 'flattened', verified: true }],
    ['assign', { dns: 'spreading', verified: true }],
    ['records', { dns: 'nothing', verified: true }],
    ['records', { dns: 'elsewhere', verified: true, assigned: true, callbacks: 'none' }],
    ['records', { dns: 'forbids', verified: true, assigned: true, callbacks: 'none' }],

    // Assigned before it was marked: met in the wild (contract §10).
    ['records', { dns: 'elsewhere', assigned: true }],
    ['mark', { dns: 'right', assigned: true }],
    ['callbacks', { dns: 'right', verified: null, assigned: true }],
    ['assign', { dns: 'right', verified: null, assigned: true, callbacks: 'none' }],

    // The records move traffic, so they come last.
    ['mark', { dns: 'asking', inUse: true }],
    ['mark', { dns: 'elsewhere', inUse: true }],
    ['mark', { dns: 'right', inUse: true, verified: null }],
    ['assign', { dns: 'elsewhere', inUse: true, verified: true }],
    ['callbacks', { dns: 'elsewhere', inUse: true, verified: true, assigned: true }],
    ['mark', { dns: 'elsewhere', inUse: true, assigned: true }],
    [
      'records',
      { dns: 'elsewhere', inUse: true, verified: true, assigned: true, callbacks: 'registered' },
    ],
    [
      'assign',
      { dns: 'right', inUse: true, verified: true, assigned: true, callbacks: 'registered' },
    ],
  ])('%s: %o', (step, each) => {
    expect(judged(each).current).toBe(step);
  });
});

/** Every combination of what can be the case. */
const ALL = [null, false, true].flatMap((inUse) =>
  [null, false, true].flatMap((verified) =>
    [false, true].flatMap((assigned) =>
      (['registered', 'open', 'none', 'unknown'] as const).flatMap((callbacks) =>
        (Object.keys(DNS) as (keyof typeof DNS)[]).map((dns): Required<Case> => {
          return { inUse, verified, assigned, callbacks, dns };
        }),
      ),
    ),
  ),
);

test('whatever is the case: each step once, in the safe order, and one to go on at', () => {
  for (const each of ALL) {
    const { steps, current, expectsElsewhere } = judged(each);
    const at = steps.find(({ id }) => id === current)?.state;
    const done = steps.filter(({ state }) => state === 'done').map(({ id }) => id);
    const isOpen = steps.some(({ state }) => state === 'open');
    const isAnyLeft = ['mark', 'assign', 'callbacks'].some((id) => !done.some((one) => one === id));
    // Nothing is called back by what may be right, once somebody marked it.
    const isForgiven = each.verified === true && ['flattened', 'spreading'].includes(each.dns);
    expect({
      each,
      ids: steps.map(({ id }) => id),
      done: done.toSorted(),
      goesToWhatWaits: current !== 'records' && at === 'later',
      goesToWhatIsOver: at === 'done' && isOpen && !isForgiven,
      expectsTooMuch: expectsElsewhere && (each.inUse !== true || !isAnyLeft),
    }).toEqual({
      each,
      ids: each.inUse === true ? ['add', 'mark', 'assign', 'callbacks', 'records'] : STEP_IDS,
      done: [
        'add',
        ...(each.assigned ? ['assign'] : []),
        ...(each.assigned && ['registered', 'none'].includes(each.callbacks) ? ['callbacks'] : []),
        ...(each.verified === true ? ['mark'] : []),
        ...(each.dns === 'right' ? ['records'] : []),
      ],
      goesToWhatWaits: false,
      goesToWhatIsOver: false,
      expectsTooMuch: false,
    });
  }
});

test('the records say in a few words what the DNS says', () => {
  expect(stateOf({ dns: 'asking' }, 'records')).toEqual(['unknown', 'Asking the DNS']);
  expect(stateOf({ dns: 'right' }, 'records')).toEqual(['done', 'Right at both resolvers']);
  expect(stateOf({ dns: 'nothing' }, 'records')).toEqual(['open', 'Nothing there yet']);
  expect(stateOf({ dns: 'spreading' }, 'records')).toEqual(['open', 'Spreading']);
  expect(stateOf({ dns: 'elsewhere' }, 'records')).toEqual(['open', '1 wrong']);
  expect(stateOf({ dns: 'forbids' }, 'records')).toEqual(['open', '1 wrong']);
  expect(stateOf({ dns: 'flattened' }, 'records')).toEqual(['open', '1 warning']);
  expect(stateOf({ dns: 'unasked' }, 'records')).toEqual(['unknown', 'Could not ask']);
  expect(stateOf({ dns: 'half' }, 'records')).toEqual(['unknown', 'Could not ask all']);
  expect(stateOf({ dns: 'seen' }, 'records')).toEqual(['unknown', 'Seen, not judged']);
});

test('of a host in use it is no fault that the DNS leads elsewhere, until all else is ready', () => {
  for (const dns of ['elsewhere', 'addresses'] as const) {
    const before = { dns, inUse: true, verified: true } as const;
    expect(stateOf(before, 'records')).toEqual(['later', 'Not moved yet']);
    const ready = { ...before, assigned: true, callbacks: 'none' } as const;
    expect(stateOf(ready, 'records')).toEqual(['open', '1 wrong']);
    expect(stateOf({ dns, inUse: false }, 'records')).toEqual(['open', '1 wrong']);
  }
  // What forbids certificates is a fault at any time.
  expect(stateOf({ dns: 'forbids', inUse: true }, 'records')).toEqual(['open', '1 wrong']);
});

test('what ends nowhere is no traffic that is in use, and no reason to expect nothing else', () => {
  const of = (finding: Finding) => [isOfUse(finding), isOfRecords(finding)];
  const apex: AliasFinding = { ...ADDRESSES, kind: 'apex' };
  expect(of(ELSEWHERE)).toEqual([true, false]);
  expect(of({ ...ELSEWHERE, end: 'fork' })).toEqual([true, false]);
  expect(of(ADDRESSES)).toEqual([true, false]);
  expect(of(apex)).toEqual([true, false]);
  expect(of({ ...ELSEWHERE, end: 'dangling' })).toEqual([false, true]);
  expect(of({ ...ELSEWHERE, end: 'loop' })).toEqual([false, true]);
  expect(of({ ...apex, addresses: [] })).toEqual([false, true]);
  expect(of(NOTHING)).toEqual([false, true]);
  expect(of(RIGHT)).toEqual([false, false]);
  expect(of(FORBIDS)).toEqual([false, false]);
  expect(stateOf({ dns: 'dangling', inUse: true }, 'records')).toEqual(['open', '1 wrong']);
});

test('mark, assignment and callback URLs say what they wait for', () => {
  expect(stateOf({}, 'mark')).toEqual(['open', 'Your decision']);
  expect(stateOf({ verified: null }, 'mark')).toEqual(['unknown', 'Not known']);
  expect(stateOf({ verified: true }, 'mark')).toEqual(['done', 'Marked as verified']);
  expect(stateOf({ assigned: true }, 'mark')).toEqual(['open', 'Assigned without it']);
  expect(stateOf({}, 'assign')).toEqual(['later', 'No issuer yet']);
  expect(stateOf({ verified: true }, 'assign')).toEqual(['open', 'No issuer yet']);
  expect(stateOf({ verified: null }, 'assign')).toEqual(['open', 'No issuer yet']);
  expect(stateOf({ callbacks: 'registered' }, 'callbacks')).toEqual(['later', 'Once assigned']);
  expect(stateOf({ assigned: true }, 'callbacks')).toEqual(['open', 'To register']);
});
