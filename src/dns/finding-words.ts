import { unicodeHost } from '#contract/ours/hosts.ts';
import { isolated } from '#ui/direction.ts';
import { durationWords } from '#ui/duration-words.ts';
import type { Shape } from '#ui/status.tsx';
import type { AliasFinding, Finding, FindingKind } from './finding.ts';
import { APEX_TYPE, relativeName } from './records.ts';
import type { Subject } from './subject.ts';

/** A part of a sentence: plain text, or a value in monospace. */
type Part = string | { readonly code: string };

/** A sentence or several, in parts. */
export type Words = readonly Part[];

/** What a finding looks like and says. */
type FindingWords = {
  shape: Shape;
  /** The shape in a word or two: "Wrong". */
  state: string;
  /** Of finding-glyph.tsx. */
  icon: FindingKind;
  title: string;
  detail: Words;
  /** What to do about it; null where there is nothing to do. */
  cure: Words | null;
  /** The same for who listens, without figures that run down. */
  announcement: string;
};

/** What each kind says. `kept`: what runs down, shown and never announced. */
type Said = {
  look: keyof typeof LOOKS;
  title: string;
  detail: Words;
  kept?: Words;
  cure: Words | null;
};

const LOOKS = {
  right: { shape: 'ok', state: 'Right' },
  waiting: { shape: 'warn', state: 'Not yet' },
  warning: { shape: 'warn', state: 'Warning' },
  wrong: { shape: 'bad', state: 'Wrong' },
  unjudged: { shape: 'off', state: 'Not judged' },
  optional: { shape: 'off', state: 'Optional' },
  unknown: { shape: 'off', state: 'Not known' },
} as const satisfies { [look: string]: { shape: Shape; state: string } };

/** A finding in words, each kind in its own. */
export function findingWords(finding: Finding, subject: Subject): FindingWords {
  const { look, title, detail, kept = [], cure } = said(finding, subject);
  // Who listens is told at length only of what wants something from them.
  const isBrief = look === 'right' || look === 'optional';
  const spoken = isBrief ? saidBy(finding, subject) : [' ', ...detail];
  return {
    ...LOOKS[look],
    icon: finding.kind,
    title,
    detail: [...detail, ...kept],
    cure,
    announcement: `${title}.${plainWords(spoken)}`,
  };
}

/** What to announce after a check that found something else: what is new, or all where nothing is. */
export function findingNews(
  before: readonly Finding[] | null,
  now: readonly Finding[],
  subject: Subject,
): string {
  const announced = (findings: readonly Finding[]) =>
    findings.map((finding) => findingWords(finding, subject).announcement);
  const old = announced(before ?? []);
  const all = announced(now);
  const news = all.filter((text) => !old.includes(text));
  return `DNS. ${(news.length > 0 ? news : all).join(' ')}`;
}

/** Words as plain text. */
export function plainWords(words: Words): string {
  return words.map((part) => (typeof part === 'string' ? part : part.code)).join('');
}

function said(finding: Finding, subject: Subject): Said {
  switch (finding.kind) {
    case 'could_not_ask':
      return couldNotAskWords(finding, subject);
    case 'spreading':
      return spreadingWords(finding, subject);
    case 'caa_forbids':
    case 'caa_allows':
    case 'caa_seen':
    case 'caa_servfail':
      return caaWords(finding, subject);
    case 'ownership_right':
    case 'ownership_wrong':
    case 'ownership_absent':
      return ownershipWords(finding, subject);
    default:
      return aliasWords(finding, subject);
  }
}

function aliasWords(finding: AliasFinding, subject: Subject): Said {
  const host = named(subject.host);
  const target = code(subject.target ?? 'the target');
  const sees = saidBy(finding, subject);
  switch (finding.kind) {
    case 'right': {
      const via = finding.chain.slice(0, -1);
      return {
        look: 'right',
        title: 'The CNAME leads to the target',
        detail: [
          ...host,
          ' leads to ',
          target,
          ...(via.length === 0 ? [] : [' by way of ', ...codes(via)]),
          '. ',
          ...seenBy(finding, subject),
          finding.silent ? ' The target itself has no address now. That is no fault of yours.' : '',
        ],
        cure: null,
      };
    }
    case 'nothing':
      return {
        look: 'waiting',
        title: 'Nothing is there yet',
        detail: finding.exists
          ? [...host, ' has neither a CNAME nor an address, only other records.', ...sees]
          : ['The DNS knows no name ', ...host, '.', ...sees],
        kept: keptWords(finding.ttl),
        cure: [
          'Publish a CNAME named ',
          ...typedName(subject.host, subject),
          ' with the value ',
          target,
          '. If it is published, see that it was saved, and in the right zone.',
        ],
      };
    case 'elsewhere':
      return {
        look: 'wrong',
        title: 'The CNAME points elsewhere',
        detail: [...elsewhereWords(finding, host), ...sees],
        kept: keptWords(finding.ttl),
        cure:
          finding.end === 'fork'
            ? ['Keep one CNAME, with the value ', target, '.']
            : ['Change its value to ', target, '.'],
      };
    case 'addresses':
      return {
        look: finding.compared ? 'wrong' : 'warning',
        title: 'Addresses instead of a CNAME',
        detail: [
          ...host,
          ' has no CNAME. It answers with ',
          ...codes(finding.addresses),
          finding.compared
            ? ', which is not where the target is.'
            : '. Whether that is where the target is could not be asked.',
          ...sees,
        ],
        kept: keptWords(finding.ttl),
        cure: [
          'Replace its A and AAAA records by a CNAME to ',
          target,
          '. If it is a CNAME already, a proxy answers in its place: switch that off for this record (at Cloudflare, the orange cloud).',
        ],
      };
    case 'flattened':
      return {
        look: 'warning',
        title: 'The target’s addresses, without a CNAME',
        detail: [
          ...host,
          ' answers with ',
          ...codes(finding.addresses),
          ', where ',
          target,
          ' is today. This works for as long as the provider follows the target. Addresses copied by hand look the same, and do not follow.',
          ...sees,
        ],
        cure: [
          'Have a plain CNAME there. Where the zone allows none, make sure that the record is an ',
          `${APEX_TYPE}, and not typed addresses.`,
        ],
      };
    case 'doubled':
      return {
        look: 'wrong',
        title: 'The zone is in the name twice',
        detail: [
          'The CNAME stands at ',
          code(finding.name),
          ', and nothing at ',
          ...host,
          '. The provider puts the zone behind each name by itself.',
          ...sees,
        ],
        cure: [
          'Change the record’s name to ',
          ...typedName(subject.host, subject),
          ', or end the full name with a dot.',
        ],
      };
    case 'apex':
      return {
        look: finding.compared ? 'wrong' : 'warning',
        title: 'No CNAME can stand at this name',
        detail: [
          ...host,
          ' is the top of its zone, which has records that a CNAME cannot stand beside. ',
          ...apexAddresses(finding),
          ...sees,
        ],
        kept: keptWords(finding.ttl),
        cure: [
          `If the provider has one, publish an ${APEX_TYPE} to `,
          target,
          '. If not, take a host below it, such as ',
          code(`auth.${subject.host}`),
          '.',
        ],
      };
    case 'servfail':
      return servfailWords(finding, subject);
    case 'seen':
      return {
        look: 'unjudged',
        title: 'What the DNS has today',
        detail: [
          ...seenWords(finding, host),
          ...sees,
          ' Where it has to lead is not set for this dashboard, so it is not judged.',
        ],
        cure: ['Ask AuthPI where it has to lead, and compare.'],
      };
  }
}

function apexAddresses({ addresses, compared }: Extract<AliasFinding, { kind: 'apex' }>): Words {
  if (addresses.length === 0) return ['It has no address.'];
  return [
    'It answers with ',
    ...codes(addresses),
    compared
      ? ', which is not where the target is.'
      : '. Whether that is where the target is could not be asked.',
  ];
}

function elsewhereWords({ chain, end }: Chained, host: Words): Words {
  const [first = ''] = chain;
  if (end === 'fork') {
    return [...host, ' comes to several CNAMEs where one may be: ', ...codes(chain), '.'];
  }
  if (end === 'loop') return [...host, ' leads to ', code(first), ', and from there in a circle.'];
  const last = chain.at(-1) ?? first;
  return [
    ...host,
    ' leads to ',
    code(first),
    ...(last === first ? [] : [', and from there to ', code(last)]),
    end === 'dangling' ? ', which has no address.' : '.',
  ];
}

type Chained = { readonly chain: readonly string[]; readonly end: string };

function seenWords(finding: Extract<AliasFinding, { kind: 'seen' }>, host: Words): Words {
  const { chain, addresses } = finding;
  if (chain.length > 0) return elsewhereWords(finding, host);
  return addresses.length > 0
    ? [...host, ' has no CNAME. It answers with ', ...codes(addresses), '.']
    : [...host, ' has neither a CNAME nor an address.'];
}

function servfailWords(
  { by, dnssec, chain, addresses }: Extract<AliasFinding, { kind: 'servfail' }>,
  subject: Subject,
): Said {
  const host = named(subject.host);
  const who = resolverWords(by, subject);
  const manager: Words = [
    'whoever manages ',
    subject.zone === null ? 'the zone' : code(subject.zone),
  ];
  const leads = chain.length > 0 ? chain.slice(0, 1) : addresses;
  if (dnssec === true) {
    return {
      look: 'wrong',
      title: 'The DNSSEC signatures do not hold',
      detail: [
        ...who,
        ' answered SERVFAIL for ',
        ...host,
        '. Without the check of signatures there is ',
        ...(leads.length > 0 ? codes(leads) : ['an answer']),
        '. Most people’s resolvers do check.',
      ],
      cure: [
        'Have ',
        ...manager,
        ' sign it anew, or take the DS record away at the registrar until it is signed right.',
      ],
    };
  }
  return {
    look: 'wrong',
    title: 'The DNS gives no answer for this host',
    detail: [
      ...who,
      ' answered SERVFAIL for ',
      ...host,
      dnssec === false
        ? ', without the check of DNSSEC as well. Its name servers do not answer, or its CNAMEs lead in a circle.'
        : '. Whether DNSSEC is the reason could not be asked.',
    ],
    cure: [
      'Have ',
      ...manager,
      ' look at its name servers, and at the NS',
      dnssec === null ? ' and DS' : '',
      ' records at the registrar.',
    ],
  };
}

function spreadingWords(
  { sees, ttl }: Extract<Finding, { kind: 'spreading' }>,
  subject: Subject,
): Said {
  const isRight = sees.some(({ kind }) => kind === 'right');
  return {
    look: 'waiting',
    title: 'The resolvers do not agree yet',
    detail: sees.flatMap((seen, index) => [
      index === 0 ? '' : ' ',
      ...resolverWords(seen.by, subject),
      ...shortly(seen),
      '.',
    ]),
    kept:
      ttl === null
        ? [' How long an older answer is kept is not known.']
        : [` An older answer is kept for ${durationWords(ttl)} at most.`],
    cure: isRight
      ? ['Nothing to change: wait until the older answer runs out.']
      : ['Wait until the older answer runs out, then see to what is left.'],
  };
}

/** What a resolver sees, to follow its name. */
function shortly(finding: AliasFinding): Words {
  switch (finding.kind) {
    case 'right':
      return [' sees the right CNAME'];
    case 'nothing':
      return [' sees nothing there'];
    case 'elsewhere':
      return [' sees a CNAME to ', ...codes(finding.chain.slice(0, 1))];
    case 'addresses':
      return [' sees ', ...codes(finding.addresses)];
    case 'flattened':
      return [' sees the target’s addresses'];
    case 'doubled':
      return [' sees it at ', code(finding.name)];
    case 'apex':
      return finding.addresses.length === 0
        ? [' sees no address']
        : [' sees ', ...codes(finding.addresses)];
    case 'servfail':
      return [' gets no usable answer'];
    case 'seen': {
      const values = finding.chain.length > 0 ? finding.chain.slice(0, 1) : finding.addresses;
      return values.length === 0 ? [' sees nothing there'] : [' sees ', ...codes(values)];
    }
  }
}

type Unasked = Extract<Finding, { kind: 'could_not_ask' }>;

const WHY_NOT: { readonly [why in Unasked['why']]: string } = {
  timeout: 'No answer came in time.',
  network: 'The server of this dashboard was not reached.',
  failed: 'The server of this dashboard could not ask.',
  refused: 'The resolver refused to answer.',
  rate_limited: 'The resolver was asked too often and wants a pause.',
  truncated: 'The answer was cut off.',
  malformed: 'The answer could not be read.',
  servfail: 'The resolver got no usable answer itself (SERVFAIL).',
};

function couldNotAskWords({ by, about, why, retryAfterMs }: Unasked, subject: Subject): Said {
  const who = resolverNames(by, subject);
  return {
    look: 'unknown',
    title: `Could not ask ${who === null ? 'the resolvers' : who}${ABOUT[about]}`,
    detail: [`${WHY_NOT[why]} This says nothing about your records.`],
    cure: [
      retryAfterMs === null
        ? 'Nothing to do: it is asked again with the next check.'
        : 'Nothing to do: it is asked again when the pause is over.',
    ],
  };
}

const ABOUT: { readonly [about in Unasked['about']]: string } = {
  everything: '',
  alias: ' about the host',
  caa: ' about CAA records',
  ownership: ' about the ownership record',
};

type Caa = Extract<Finding, { kind: 'caa_forbids' | 'caa_allows' | 'caa_seen' | 'caa_servfail' }>;

function caaWords(finding: Caa, subject: Subject): Said {
  const at = finding.at === null ? [] : named(finding.at);
  const sees = saidBy(finding, subject);
  switch (finding.kind) {
    case 'caa_forbids':
      return {
        look: 'wrong',
        title: 'A CAA record forbids the certificate',
        detail: [...limitWords(finding, at), ...neededWords(finding.missing), ...sees],
        cure: forbiddenCure(finding, at),
      };
    case 'caa_allows':
      return {
        look: 'right',
        title: 'Certificates may be issued',
        detail:
          finding.at === null
            ? ['No CAA record limits who may issue them.', ...sees]
            : [
                'The CAA records at ',
                ...at,
                ' allow ',
                ...codes(subject.authorities ?? []),
                '.',
                ...sees,
              ],
        cure: null,
      };
    case 'caa_seen':
      if (finding.allowed === null && finding.critical === null) {
        return {
          look: 'unjudged',
          title: 'No CAA record limits certificates',
          detail: ['Any authority may issue them.', ...sees],
          cure: null,
        };
      }
      return {
        look: 'warning',
        title: 'A CAA record limits certificates',
        detail: [...limitWords(finding, at), ...sees],
        cure: ['Ask AuthPI which authority it uses, and have that one allowed.'],
      };
    case 'caa_servfail':
      return {
        look: 'warning',
        title: 'The question for CAA records fails',
        detail: [
          'The name servers of ',
          ...at,
          ' answer it with SERVFAIL. An authority that gets no answer may not issue.',
          ...sees,
        ],
        cure: [
          'Have whoever manages ',
          subject.zone === null ? 'the zone' : code(subject.zone),
          ' see to it that its name servers answer questions of type CAA.',
        ],
      };
  }
}

function limitWords(
  { allowed, critical }: { allowed: readonly string[] | null; critical: string | null },
  at: Words,
): Words {
  if (critical !== null) {
    return [
      'At ',
      ...at,
      ' a critical CAA property ',
      code(critical),
      ' keeps every authority that does not know it from issuing.',
    ];
  }
  return allowed === null || allowed.length === 0
    ? ['At ', ...at, ' nobody may issue.']
    : ['At ', ...at, ' only ', ...codes(allowed), ' may issue.'];
}

function neededWords(missing: readonly string[]): Words {
  if (missing.length === 0) return [];
  return [' ', ...codes(missing), missing.length === 1 ? ' is needed.' : ' are needed.'];
}

function forbiddenCure(
  { critical, missing }: Extract<Caa, { kind: 'caa_forbids' }>,
  at: Words,
): Words {
  const add: Words =
    missing.length === 0
      ? []
      : [
          'Add CAA records at ',
          ...at,
          ': ',
          ...listed(missing.map((name) => code(`0 issue "${name}"`))),
          '.',
        ];
  if (critical === null) return add;
  return ['Take the property ', code(critical), ' away, or its critical flag. ', ...add];
}

type Ownership = Extract<
  Finding,
  { kind: 'ownership_right' | 'ownership_wrong' | 'ownership_absent' }
>;

function ownershipWords(finding: Ownership, subject: Subject): Said {
  const { name = '', value = '' } = subject.ownership ?? {};
  const sees = saidBy(finding, subject);
  switch (finding.kind) {
    case 'ownership_right':
      return {
        look: 'right',
        title: 'The ownership record is right',
        detail: [...seenBy(finding, subject), ' AuthPI never reads it: it is your own proof.'],
        cure: null,
      };
    case 'ownership_wrong':
      return {
        look: 'warning',
        title: 'The ownership record says something else',
        detail: [
          code(name),
          ' says ',
          ...codes(finding.values),
          '. It may be that of another account.',
          ...sees,
        ],
        cure: ['Change its value to ', code(value), ', or leave it out: it is optional.'],
      };
    case 'ownership_absent':
      return {
        look: 'optional',
        title: 'There is no ownership record',
        detail: ['It is optional, and AuthPI never reads it.', ...sees],
        cure: [
          'To have a proof of your own, publish a TXT record named ',
          ...typedName(name, subject),
          ' with the value ',
          code(value),
          '.',
        ],
      };
  }
}

/** Who sees what is right, as a sentence. */
function seenBy({ by }: Pick<Finding, 'by'>, subject: Subject): Words {
  const name = resolverNames(by, subject);
  return name === null ? ['Both resolvers see it.'] : ['Only ', code(name), ' sees it.'];
}

/** Who says it, as a sentence with a blank before it; nothing where both do, as is usual. */
function saidBy({ by }: Pick<Finding, 'by'>, subject: Subject): Words {
  const name = resolverNames(by, subject);
  return name === null ? [] : [' Only ', code(name), ' says so.'];
}

/** Who found it, at the start of a sentence. */
function resolverWords(by: Finding['by'], subject: Subject): Words {
  const name = resolverNames(by, subject);
  return name === null ? ['Both resolvers'] : [code(name)];
}

/** The name of the one who found it; null: both did. */
function resolverNames(by: Finding['by'], { resolvers }: Subject): string | null {
  const [only, ...others] = by;
  if (only === undefined || others.length > 0) return null;
  return resolvers[only - 1] ?? `resolver ${only}`;
}

/** Seconds for which resolvers may go on saying what they say. */
function keptWords(ttl: number | null): Words {
  return ttl === null || ttl === 0
    ? []
    : [` A resolver may keep this answer for ${durationWords(ttl)}.`];
}

/** A name as it stands in the DNS, and in the letters people read where those are others. */
function named(name: string): Words {
  const read = unicodeHost(name);
  return read === name ? [code(name)] : [code(name), ` (${isolated(read)})`];
}

/** A name as it is typed where the zone is managed. */
function typedName(name: string, { zone }: Subject): Words {
  return [code(relativeName(name, zone) ?? name)];
}

function code(text: string): Part {
  return { code: text };
}

/** How many values are named before the rest is counted. */
const NAMED = 4;

function codes(values: readonly string[]): Words {
  const shown = values.length <= NAMED + 1 ? values : values.slice(0, NAMED);
  const rest = values.length - shown.length;
  return listed([...shown.map(code), ...(rest === 0 ? [] : [`${rest} more`])]);
}

/** "a", "a and b", "a, b and c". */
function listed(parts: readonly Part[]): Words {
  return parts.flatMap((part, index) => {
    if (index === 0) return [part];
    return [index === parts.length - 1 ? ' and ' : ', ', part];
  });
}
