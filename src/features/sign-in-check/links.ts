import { describeError } from '#api/error-words.ts';
import { ApiError } from '#api/errors.ts';
import type { AuthMethod } from '#contract/auth-method.ts';
import { assignedIssuer } from '#contract/domain.ts';
import type { Domain } from '#contract/domain.ts';
import type { Issuer } from '#contract/issuer.ts';
import { accessModeOf, isDoor, mayBeDoor, startsLogin } from '#contract/ours/rules.ts';
import { isJsonObject } from '#contract/values.ts';
import { issuerName } from '#shared/issuer-words.ts';
import { methodLabel } from '#shared/method-words.ts';
import { isoTime } from '#ui/time-words.ts';
import { judgeFindings } from './dns-link.ts';
import { domainOf, issuerIdOf } from './facts.ts';
import type { Destination } from '#shared/way-to.tsx';
import type { Fact, Facts } from './facts.ts';
import { nameList } from './words.ts';
import type { Words } from './words.ts';

/**
 * What can be said of one link.
 *
 * - `could_not_ask`: its own question got no answer. That is never `wrong`.
 * - `not_judged`: it is known, and what it should be is not.
 * - `not_reached`: an earlier link is wrong or unknown, so there is nothing to judge it by.
 * - `asking`: the answer is on its way.
 */
export type Verdict =
  | 'right'
  | 'wrong'
  | 'doubtful'
  | 'could_not_ask'
  | 'not_judged'
  | 'not_reached'
  | 'asking';

/** Where to go about a link, and what the way there is called. */
export type Cure = { text: string; to: Destination };

/** A verdict with its reason. `detail` is empty while asking. */
export type Judgement = { verdict: Verdict; detail: Words; cure: Cure | null };

/** One question of the chain. It is judged by the facts alone, so others can stand beside it. */
export type LinkDefinition = {
  id: string;
  /** Its name in a summary. */
  name: string;
  /** The question, in plain words. */
  title: string;
  /** `domain`: of no meaning where a check starts at an issuer. */
  about: 'domain' | 'issuer';
  judge: (facts: Facts) => Judgement;
};

/** A change is recent for this long (ms): a day covers "since yesterday". */
const RECENT_MS = 24 * 3_600_000;

const ASKING: Judgement = { verdict: 'asking', detail: [], cure: null };

const DOMAINS: Cure = { text: 'Open domains', to: { page: 'domains' } };
/** Where what is wrong with one domain is seen to. */
const openDomain = ({ host }: Domain): Cure => ({
  text: 'Open domain',
  to: { page: 'domain', host },
});
const openRecords = (host: string): Cure => ({
  text: 'Open DNS records',
  to: { page: 'domain', host, step: 'records' },
});
const ISSUERS: Cure = { text: 'Open issuers', to: { page: 'issuers' } };

/** The chain from the address to the person, in the order a sign-in runs through it. */
export const LINKS: readonly LinkDefinition[] = [
  {
    id: 'domain',
    name: 'domain',
    title: 'Is the domain known to this account?',
    about: 'domain',
    judge: judgeDomain,
  },
  {
    id: 'verified',
    name: 'verified mark',
    title: 'Is the domain marked as verified?',
    about: 'domain',
    judge: (facts) => withDomain(facts, judgeVerified),
  },
  {
    id: 'dns',
    name: 'DNS',
    title: 'Does the DNS lead to AuthPI?',
    about: 'domain',
    judge: judgeDns,
  },
  {
    id: 'edge',
    name: 'edge status',
    title: 'Does the edge serve the domain?',
    about: 'domain',
    judge: (facts) => withDomain(facts, judgeEdge),
  },
  {
    id: 'assigned',
    name: 'assignment',
    title: 'Is the domain assigned to an issuer?',
    about: 'domain',
    judge: (facts) => withDomain(facts, judgeAssigned),
  },
  {
    id: 'issuer',
    name: 'issuer',
    title: 'Does the issuer exist?',
    about: 'issuer',
    judge: judgeIssuer,
  },
  {
    id: 'active',
    name: 'issuer status',
    title: 'Is the issuer active?',
    about: 'issuer',
    judge: (facts) => withIssuer(facts, judgeActive),
  },
  {
    id: 'doors',
    name: 'auth methods',
    title: 'Can an auth method start a login?',
    about: 'issuer',
    judge: judgeDoors,
  },
  {
    id: 'access',
    name: 'access',
    title: 'Who can sign in, and who can sign up?',
    about: 'issuer',
    judge: (facts) => withIssuer(facts, judgeAccess),
  },
  {
    id: 'changed',
    name: 'last change',
    title: 'What changed last?',
    about: 'issuer',
    judge: judgeChanged,
  },
];

function right(...detail: Words): Judgement {
  return { verdict: 'right', detail, cure: null };
}

function wrong(cure: Cure | null, ...detail: Words): Judgement {
  return { verdict: 'wrong', detail, cure };
}

function doubtful(cure: Cure | null, ...detail: Words): Judgement {
  return { verdict: 'doubtful', detail, cure };
}

function notReached(...detail: Words): Judgement {
  return { verdict: 'not_reached', detail, cure: null };
}

function couldNotAsk(error: unknown): Judgement {
  const { title } = describeError(error);
  const reference = error instanceof ApiError ? error.reference : null;
  return {
    verdict: 'could_not_ask',
    detail: [
      `${title}. This says nothing about sign-in.`,
      ...(reference === null ? [] : [' ', { reference }]),
    ],
    cure: null,
  };
}

function judgeDomain(facts: Facts): Judgement {
  const { subject, domains } = facts;
  if (domains.state === 'asking') return ASKING;
  if (domains.state === 'failed') return couldNotAsk(domains.error);
  const host = { code: subject.kind === 'host' ? subject.host : '' };
  if (domainOf(facts) !== null) return right(host, ' is a domain of this account.');
  return domains.value.whole
    ? wrong(
        DOMAINS,
        'No domain of this account is ',
        host,
        '. It may be spelt differently, or belong to another account.',
      )
    : doubtful(
        DOMAINS,
        host,
        ' is not among the domains that were listed. AuthPI did not list them all.',
      );
}

/** Judges by the domain, or says why there is none to judge by. */
function withDomain(facts: Facts, judge: (domain: Domain, facts: Facts) => Judgement): Judgement {
  const domain = domainOf(facts);
  if (domain !== null) return judge(domain, facts);
  return noDomain(facts.domains);
}

function noDomain(domains: Fact<unknown>): Judgement {
  switch (domains.state) {
    case 'asking':
      return ASKING;
    case 'failed':
      return notReached('The domains of this account were not loaded.');
    case 'known':
      return notReached('Nothing is known of this domain.');
  }
}

function judgeVerified(domain: Domain): Judgement {
  const { verified, cf_status: edge } = domain;
  if (verified === true) return right('It is marked as verified. The mark is set by hand.');
  if (verified == null) {
    return doubtful(openDomain(domain), 'AuthPI did not say whether it is marked as verified.');
  }
  // Met in the wild: one published text has the verification follow the assignment (contract §10).
  return assignedIssuer(domain) !== null
    ? doubtful(
        openDomain(domain),
        edge === 'active'
          ? 'It is not marked as verified, yet it is assigned and the edge serves it. It may work.'
          : 'It is not marked as verified, yet it is assigned. It may work.',
      )
    : wrong(openDomain(domain), 'It is not marked as verified, and so cannot be assigned.');
}

/** Asked by itself: what it says holds whether this account has the domain or not. */
function judgeDns(facts: Facts): Judgement {
  const { subject, domains, dns } = facts;
  if (dns.state === 'asking') return ASKING;
  if (dns.state === 'failed') return couldNotAsk(dns.error);
  const { verdict, detail, curable } = judgeFindings(dns.value);
  if (!curable || subject.kind !== 'host') return { verdict, detail, cure: null };
  const domain = domainOf(facts);
  const isUnlisted = domain === null && domains.state === 'known';
  return {
    verdict,
    detail,
    cure: isUnlisted ? DOMAINS : openRecords(domain?.host ?? subject.host),
  };
}

/** Cloudflare's words for a custom hostname but `active` (contract §10), and what they come to. */
const EDGE_WORDS: ReadonlyMap<string, { verdict: 'wrong' | 'doubtful'; meaning: string }> = new Map(
  Object.entries({
    pending: { verdict: 'doubtful', meaning: 'it may not be served yet' },
    provisioned: { verdict: 'doubtful', meaning: 'it may not be served yet' },
    pending_provisioned: { verdict: 'doubtful', meaning: 'it may not be served yet' },
    pending_migration: { verdict: 'doubtful', meaning: 'it is being moved' },
    active_redeploying: { verdict: 'doubtful', meaning: 'it is served while a change rolls out' },
    pending_blocked: { verdict: 'doubtful', meaning: 'the edge may be about to refuse it' },
    blocked: { verdict: 'wrong', meaning: 'the edge refuses it' },
    moved: { verdict: 'wrong', meaning: 'its DNS leads elsewhere' },
    pending_deletion: { verdict: 'wrong', meaning: 'the edge is giving it up' },
    deleted: { verdict: 'wrong', meaning: 'the edge has given it up' },
  }),
);

function judgeEdge(domain: Domain): Judgement {
  const { cf_status: status } = domain;
  if (status == null || status === '') {
    return doubtful(openDomain(domain), 'AuthPI did not say what the edge makes of it.');
  }
  const said: Words = ['AuthPI says ', { code: status }];
  if (status === 'active') return right(...said, '.');
  const known = EDGE_WORDS.get(status);
  if (known === undefined) {
    return doubtful(openDomain(domain), ...said, '. What that means is not known here.');
  }
  const { verdict, meaning } = known;
  return { verdict, detail: [...said, `: ${meaning}.`], cure: openDomain(domain) };
}

function judgeAssigned(domain: Domain): Judgement {
  const issuerId = assignedIssuer(domain);
  return issuerId === null
    ? wrong(openDomain(domain), 'No issuer is assigned to it, so it leads to no login page.')
    : right('It is assigned to ', { code: issuerId }, '.');
}

/** Why there is no issuer to ask about; null where there is one. */
function noIssuer(facts: Facts): Judgement | null {
  if (issuerIdOf(facts) !== null) return null;
  return domainOf(facts) === null ? noDomain(facts.domains) : notReached('No issuer is assigned.');
}

function judgeIssuer(facts: Facts): Judgement {
  const none = noIssuer(facts);
  if (none !== null) return none;
  const { issuer } = facts;
  if (issuer.state === 'asking') return ASKING;
  if (issuer.state === 'failed') return couldNotAsk(issuer.error);
  const id = { code: issuerIdOf(facts) ?? '' };
  if (issuer.value !== null) return right(`${issuerName(issuer.value)}, `, id, '.');
  const domain = domainOf(facts);
  return wrong(
    domain === null ? ISSUERS : openDomain(domain),
    'This account has no issuer ',
    id,
    '. It was deleted, or belongs to another account.',
  );
}

/** Judges by the issuer, or says why there is none to judge by. */
function withIssuer(facts: Facts, judge: (issuer: Issuer, facts: Facts) => Judgement): Judgement {
  const none = noIssuer(facts);
  if (none !== null) return none;
  const { issuer } = facts;
  if (issuer.state === 'asking') return ASKING;
  if (issuer.state === 'failed') return notReached('The issuer was not loaded.');
  return issuer.value === null ? MISSING : judge(issuer.value, facts);
}

const MISSING = notReached('The issuer does not exist.');

const INACTIVE = ['disabled', 'suspended', 'deleted'];

function judgeActive({ id, status, status_at: at }: Issuer): Judgement {
  if (status === 'active') return right('It is active.');
  const said: Words = [
    'Its status is ',
    { code: status },
    ...(isTime(at) ? [', set ', { time: at }] : []),
    '. ',
  ];
  return INACTIVE.includes(status)
    ? wrong(overviewOf(id), ...said, 'Nobody can sign in through it.')
    : doubtful(overviewOf(id), ...said, 'What that means is not known here.');
}

function judgeDoors(facts: Facts): Judgement {
  const none = noIssuer(facts);
  if (none !== null) return none;
  const { issuer, methods } = facts;
  if (issuer.state === 'known' && issuer.value === null) return MISSING;
  if (methods.state === 'asking') return ASKING;
  if (methods.state === 'failed') return couldNotAsk(methods.error);

  const { rows, whole } = methods.value;
  const cure = methodsOf(issuerIdOf(facts) ?? '');
  const doors = rows.filter(isDoor);
  const certain = doors.filter((method) => isKnownMethod(method.method));
  if (certain.length > 0) {
    return right(
      certain.length === 1
        ? `${namesOf(certain)} can start a login.`
        : `${certain.length} auth methods can start a login: ${namesOf(certain)}.`,
    );
  }
  if (doors.length > 0) {
    const kinds = nameList([...new Set(doors.map(({ method }) => method))]);
    return doubtful(
      cure,
      `On for login is only ${namesOf(doors)}, of a kind that is not known here: `,
      { code: kinds },
      '.',
    );
  }
  const unsaid = rows.filter(mayBeDoor);
  if (unsaid.length > 0) {
    return doubtful(cure, `AuthPI did not say whether login is on for ${namesOf(unsaid)}.`);
  }
  if (!whole) {
    return doubtful(
      cure,
      'None of the auth methods that were listed can. AuthPI did not list all.',
    );
  }
  if (rows.length === 0) return wrong(cure, 'The issuer has no auth methods.');
  return rows.some((method) => method.enabled_login === true)
    ? wrong(cure, `Only second factors are on: ${namesOf(rows.filter(isOnForLogin))}.`)
    : wrong(cure, 'No auth method is on for login.');
}

function isOnForLogin(method: AuthMethod): boolean {
  return method.enabled_login === true;
}

/** A method without a word of its own is not one of the thirteen (contract §9). */
function isKnownMethod(method: string): boolean {
  return methodLabel(method) !== method;
}

function namesOf(methods: readonly AuthMethod[]): string {
  return nameList(methods.map(methodName));
}

function methodName({ name, method }: AuthMethod): string {
  return name.trim() === '' ? methodLabel(method) : name;
}

function judgeAccess({ id, settings }: Issuer, { methods }: Facts): Judgement {
  const mode = accessModeOf(settings);
  if (mode === null || mode === '') {
    return doubtful(settingsOf(id), 'No access mode is set. Who can sign up is not known.');
  }
  const known = methods.state === 'known' ? methods.value : null;
  const signup = known?.rows.filter((row) => row.enabled_signup === true && startsLogin(row)) ?? [];
  const unsaid = known?.rows.some((row) => row.enabled_signup == null && startsLogin(row)) === true;
  const noSignup = known !== null && known.whole && signup.length === 0 && !unsaid;
  switch (mode) {
    case 'open':
      return judgeOpen(id, settings, methods, signup);
    case 'invite_only':
      return right(
        'Existing users may sign in. New people need an invitation',
        noSignup ? ', and no auth method is on for signup.' : '.',
      );
    case 'approval':
      return right(
        'Existing users may sign in. New people wait until an administrator approves them',
        noSignup ? ', and no auth method is on for signup.' : '.',
      );
    case 'closed':
      return right(
        'Existing users may sign in. Nobody new can sign up.',
        signup.length === 0
          ? ''
          : ` Signup is on for ${namesOf(signup)}, without effect while access is closed.`,
      );
    default:
      return doubtful(
        settingsOf(id),
        'The access mode is ',
        { code: mode },
        '. What that means is not known here.',
      );
  }
}

function judgeOpen(
  issuerId: string,
  settings: Issuer['settings'],
  methods: Facts['methods'],
  signup: readonly AuthMethod[],
): Judgement {
  if (methods.state === 'asking') return ASKING;
  if (methods.state === 'failed') {
    return notReached('Access is open. Which auth methods let people sign up was not loaded.');
  }
  if (signup.length > 0) {
    const limits = emailDomainsOf(settings);
    return right(
      `Existing users may sign in. New people can sign up with ${namesOf(signup)}`,
      limits.length === 0 ? '.' : `, with an e-mail address at ${nameList(limits)}.`,
    );
  }
  const cure = methodsOf(issuerId);
  const { rows, whole } = methods.value;
  const unsaid = rows.filter((row) => row.enabled_signup == null && startsLogin(row));
  if (unsaid.length > 0) {
    return doubtful(
      cure,
      `Existing users may sign in. AuthPI did not say whether signup is on for ${namesOf(unsaid)}.`,
    );
  }
  return doubtful(
    cure,
    whole
      ? 'Existing users may sign in. New people cannot sign up: access is open, but no auth method is on for signup.'
      : 'Existing users may sign in. None of the auth methods that were listed is on for signup. AuthPI did not list all.',
  );
}

/** `settings.access.allowed_email_domains`, ours (contract §8). */
function emailDomainsOf(settings: Issuer['settings']): string[] {
  const access = settings?.['access'];
  const domains = isJsonObject(access) ? access['allowed_email_domains'] : null;
  return Array.isArray(domains) ? domains.filter((name) => typeof name === 'string') : [];
}

type Change = { what: string; at: number; cure: Cure };

/** Never wrong. What was removed leaves no date behind, so no change is ever ruled out. */
function judgeChanged(facts: Facts): Judgement {
  const { issuer, methods, now } = facts;
  const domain = domainOf(facts);
  const none = noIssuer(facts);
  const missing = issuer.state === 'known' && issuer.value === null;

  const changes: Change[] = domain === null ? [] : changesOfDomain(domain);
  if (none === null && !missing) {
    if (issuer.state === 'asking' || methods.state === 'asking') return ASKING;
    if (issuer.state === 'known' && issuer.value !== null) {
      changes.push(changeOfIssuer(issuer.value));
    }
    const cure = methodsOf(issuerIdOf(facts) ?? '');
    if (methods.state === 'known') {
      for (const method of methods.value.rows) changes.push(changeOfMethod(method, cure));
    }
  }

  const newest = newestOf(changes);
  // Enough is known to point at it, whatever else is not.
  if (newest !== null && now - newest.at < RECENT_MS) {
    return doubtful(
      newest.cure,
      `${newest.what} `,
      { time: newest.at },
      '. If it worked before, look here first.',
    );
  }
  if (none !== null) return none;
  if (missing) return MISSING;
  if (issuer.state !== 'known') return notReached('The issuer was not loaded.');
  if (methods.state !== 'known') return notReached('The auth methods were not loaded.');
  if (newest === null) return doubtful(null, 'AuthPI did not say.');
  const said: Words = [`${newest.what} `, { time: newest.at }, '. '];
  return methods.value.whole
    ? right(...said, 'What was removed leaves no date.')
    : doubtful(null, ...said, 'AuthPI did not list all auth methods, so there may be newer ones.');
}

function newestOf(changes: readonly Change[]): Change | null {
  let newest: Change | null = null;
  for (const change of changes) {
    if (isTime(change.at) && (newest === null || change.at > newest.at)) newest = change;
  }
  return newest;
}

function changesOfDomain(domain: Domain): Change[] {
  const { host, added_at, assigned_at } = domain;
  const cure = openDomain(domain);
  const changes: Change[] = [];
  // The date of an assignment that was undone would name something that no longer is.
  if (isTime(assigned_at) && assignedIssuer(domain) !== null) {
    changes.push({ what: `${host} was assigned`, at: assigned_at, cure });
  }
  if (isTime(added_at)) changes.push({ what: `${host} was added`, at: added_at, cure });
  return changes;
}

function changeOfIssuer(issuer: Issuer): Change {
  const { created_at, updated_at } = issuer;
  const name = issuerName(issuer);
  const cure = overviewOf(issuer.id);
  return updated_at == null || updated_at <= created_at
    ? { what: `Issuer ${name} was created`, at: created_at, cure }
    : { what: `Issuer ${name} was changed`, at: updated_at, cure };
}

function changeOfMethod(method: AuthMethod, cure: Cure): Change {
  const { created_at, updated_at } = method;
  const name = methodName(method);
  return updated_at == null || updated_at <= created_at
    ? { what: `Auth method ${name} was added`, at: created_at, cure }
    : { what: `Auth method ${name} was changed`, at: updated_at, cure };
}

function isTime(time: number | null | undefined): time is number {
  return time != null && isoTime(time) !== null;
}

function methodsOf(issuerId: string): Cure {
  return { text: 'Open auth methods', to: { page: 'auth-methods', issuerId } };
}

/** The status stands there, and no setting. */
function overviewOf(issuerId: string): Cure {
  return { text: 'Open issuer', to: { page: 'issuer', issuerId } };
}

function settingsOf(issuerId: string): Cure {
  return { text: 'Open settings', to: { page: 'settings', issuerId } };
}
