import { issuersOf } from './domain-list.ts';
import type { AuthMethod } from '#contract/auth-method.ts';
import { assignedIssuer } from '#contract/domain.ts';
import type { Domain } from '#contract/domain.ts';
import { unicodeHost } from '#contract/ours/hosts.ts';
import { isDoor, mayBeDoor } from '#contract/ours/rules.ts';
import { issuerAddress } from '#shared/issuer-address.ts';
import { statusLook } from '#shared/issuer-words.ts';
import type { Listed } from '#shared/listed.ts';
import { methodName } from '#shared/method-words.ts';
import { hasProvider } from './callbacks.ts';
import { isWithin, pathsOf, rpIdOf, usesOf } from './host-uses.ts';
import { say } from './said.ts';
import type { Said } from './said.ts';

/** What is about to be done with a domain. */
export type DomainChange =
  | { readonly do: 'assign'; readonly to: string }
  | { readonly do: 'unassign' | 'remove' };

/** What an issuer says of itself, as far as it matters here. */
export type IssuerOwn = {
  readonly status: string;
  readonly settings: unknown;
  readonly links: unknown;
};

/** What was looked at of one issuer. */
export type IssuerFacts = {
  readonly id: string;
  /** What people know it by. */
  readonly name: string;
  /** `missing`: AuthPI knows no such issuer. */
  readonly own: IssuerOwn | 'asking' | 'failed' | 'missing';
  readonly methods: Listed<AuthMethod>;
};

/** All that consequences are computed from. */
export type DomainFacts = {
  /** As it is now. */
  readonly domain: Domain;
  /** The account's, this one among them. */
  readonly domains: readonly Domain[];
  /** Whether those are all (contract §3). */
  readonly whole: boolean;
  /** The issuer it is assigned to, the one it goes to, and all others that have a domain here. */
  readonly issuers: readonly IssuerFacts[];
};

/** One thing that comes of an act: a sentence without its full stop. */
export type DomainConsequence = {
  readonly said: Said;
  /** It is what nobody may overlook. */
  readonly isWorst?: boolean;
};

const NONE = { text: 'no issuer' };

/** Each issuer has it besides its domains. */
const SHARED_HOST = new URL(issuerAddress('i')).hostname;

/**
 * What comes of a change of a domain, over what was looked at. What could not be looked at is not
 * taken for harmless: {@link unknownsOf} names it.
 */
export function consequencesOf(change: DomainChange, facts: DomainFacts): DomainConsequence[] {
  const from = issuerOf(facts, assignedIssuer(facts.domain));
  const to = change.do === 'assign' ? issuerOf(facts, change.to) : null;
  if (to !== null && to.id === from?.id) return [];
  return [
    ...ofTraffic(change, facts, from, to),
    ...(to === null ? [] : ofTarget(to, facts.domain)),
    ...facts.issuers.flatMap((issuer) => ofMethods(issuer, change, facts, { from, to })),
    ...(to === null ? [] : ofPasskeysThere(to, from, facts.domain)),
    ...(to === null ? [] : ofCallbacks(to, facts.domain)),
    ...facts.issuers.flatMap((issuer) => ofSettings(issuer, facts.domain, to)),
    ...(from === null ? [] : ofOtherAddresses(from, facts)),
    ...(change.do === 'assign' ? [] : ofDomain(change.do, facts.domain)),
  ];
}

/** What could not be looked at: nothing is known of it, good or bad. */
export function unknownsOf({ domain, whole, issuers }: DomainFacts): Said[] {
  const said: Said[] = [];
  const without = (isMissing: (issuer: IssuerFacts) => boolean) =>
    issuers
      .filter((issuer) => issuer.own !== 'missing' && isMissing(issuer))
      .map(({ name }) => name);
  const methods = without((issuer) => issuer.methods.state === 'failed');
  if (methods.length > 0) said.push(say`The auth methods of ${methods} could not be looked at`);
  const settings = without(({ own }) => own === 'failed');
  if (settings.length > 0) said.push(say`The settings of ${settings} could not be looked at`);
  const partial = without((issuer) => issuer.methods.state === 'known' && !issuer.methods.whole);
  if (partial.length > 0) {
    said.push(
      say`AuthPI did not list all auth methods of ${partial}. Others may use ${hostOf(domain)}`,
    );
  }
  if (!whole) {
    said.push(say`AuthPI did not list all domains. Issuers that have others were not looked at`);
  }
  return said;
}

/** Whether anything is still on its way. */
export function isLooking({ issuers }: Pick<DomainFacts, 'issuers'>): boolean {
  return issuers.some(({ own, methods }) => own === 'asking' || methods.state === 'asking');
}

/** The issuers whose facts matter: of the change, and all that have a domain in the account. */
export function issuersToLookAt(change: DomainChange, domains: readonly Domain[]): string[] {
  const ids = issuersOf(domains);
  return change.do === 'assign' ? [...new Set([change.to, ...ids])] : ids;
}

type Between = { from: IssuerFacts | null; to: IssuerFacts | null };

function ofTraffic(
  change: DomainChange,
  { domain }: DomainFacts,
  from: IssuerFacts | null,
  to: IssuerFacts | null,
): DomainConsequence[] {
  const host = hostOf(domain);
  const lines: DomainConsequence[] = [];
  if (from !== null && to !== null) {
    lines.push(
      {
        said: say`Sign-ins at ${host} move from ${from.name} to ${to.name} at once`,
        isWorst: true,
      },
      {
        said: say`Users and applications belong to an issuer. Those of ${from.name} are not known at ${to.name}, so whoever signs in at ${host} needs to be there too`,
      },
    );
  } else if (from !== null) {
    lines.push({
      said: say`Sign-ins at ${host} stop at once. Nothing that arrives there reaches ${from.name} any more`,
      isWorst: true,
    });
  } else if (to !== null) {
    lines.push({ said: say`Sign-ins at ${host} go to ${to.name} at once` });
  } else {
    lines.push({ said: say`No issuer is assigned to ${host}, so no sign-in stops` });
  }
  if (from !== null && isOff(from)) {
    lines.push({ said: say`${from.name} is not active: nobody can sign in there now either` });
  }
  const edge = domain.cf_status;
  if (change.do !== 'assign' && from === null) return lines;
  if (edge == null || edge.trim() === '') {
    lines.push({
      said: say`AuthPI reports no edge status of ${host}. Whether people reach it is not known here`,
    });
  } else if (edge !== 'active') {
    lines.push({
      said: say`The edge status of ${host} is ${edge}. Whether people reach it now is not known here`,
    });
  }
  return lines;
}

/** What is wrong with the issuer that it goes to. It is said, not forbidden. */
function ofTarget(to: IssuerFacts, domain: Domain): DomainConsequence[] {
  const host = hostOf(domain);
  const lines: DomainConsequence[] = [];
  const { own, methods } = to;
  if (typeof own === 'object' && own.status !== 'active') {
    const known = isOff(to);
    lines.push({
      said: known
        ? say`${to.name} is ${{ text: statusLook(own.status).text.toLowerCase() }}: nobody can sign in at ${host} until it is active`
        : say`The status of ${to.name} is ${own.status}. Whether people can sign in there is not known here`,
      isWorst: true,
    });
  }
  if (methods.state === 'known' && !methods.rows.some(isDoor)) {
    lines.push(
      methods.whole && !methods.rows.some(mayBeDoor)
        ? {
            said: say`${to.name} has no auth method that is on for login: nobody can sign in at ${host}`,
            isWorst: true,
          }
        : {
            said: say`No auth method of ${to.name} is known to be on for login: perhaps nobody can sign in at ${host}`,
            isWorst: true,
          },
    );
  }
  return lines;
}

/** What comes of it for the auth methods of an issuer whose settings name the host. */
function ofMethods(
  issuer: IssuerFacts,
  change: DomainChange,
  facts: DomainFacts,
  { from, to }: Between,
): DomainConsequence[] {
  if (issuer.methods.state !== 'known') return [];
  const { domain } = facts;
  const uses = issuer.methods.rows.flatMap((method) =>
    usesOf(method, domain.host).map((use) => ({
      method,
      use,
      isOn: method.enabled_login !== false,
    })),
  );
  // In one line what is alike: of those that are off, nobody loses anything now.
  const back = [true, false].flatMap((isOn) => {
    const names = uses
      .filter(({ use, ...each }) => use.kind === 'redirect' && each.isOn === isOn)
      .map(({ method }) => methodName(method));
    return names.length === 0 ? [] : [sentBack(names, isOn, issuer, domain, { from, to })];
  });
  return [
    ...uses.flatMap(({ method, use, isOn }) => {
      if (issuer !== from) return [];
      if (use.kind === 'passkeys') return [passkeysLeft(method, use.rpId, issuer, facts, change)];
      if (use.kind !== 'passkeys_unsaid') return [];
      const said = say`${methodName(method)} of ${issuer.name} names no relying party id, and AuthPI has not published what it takes then. Passkeys made at ${hostOf(domain)} may work nowhere else`;
      return [{ said, isWorst: isOn }];
    }),
    ...back,
    ...uses.flatMap(({ method, use, isOn }) => {
      if (use.kind !== 'named') return [];
      const at = say`${methodName(method)} of ${issuer.name} has an address at ${hostOf(domain)} in ${use.settings}. `;
      return [
        issuer === to
          ? { said: [...at, ...say`That leads back to ${issuer.name} itself`] }
          : {
              said: [...at, ...say`It then leads to ${to?.name ?? NONE}`],
              isWorst: isOn && from !== null,
            },
      ];
    }),
  ];
}

/** Auth methods of an issuer whose providers send people back to the host. */
function sentBack(
  names: readonly string[],
  isOn: boolean,
  issuer: IssuerFacts,
  domain: Domain,
  { from, to }: Between,
): DomainConsequence {
  const host = hostOf(domain);
  const several = names.length > 1;
  if (issuer === to) {
    return {
      said: say`${names} of ${issuer.name} ${several ? 'send' : 'sends'} people back to ${host}. From then on that is an address of ${issuer.name}`,
    };
  }
  if (issuer !== from) {
    // It comes back elsewhere now, too.
    return {
      said: say`${names} of ${issuer.name} ${several ? 'send' : 'sends'} people back to ${host}, which leads to ${to?.name ?? NONE}, not to ${issuer.name}`,
    };
  }
  const [providers, uris, take] = several
    ? ['their providers send', 'Their redirect URIs cannot be changed, so they take', 'methods']
    : ['its provider sends', 'Its redirect URI cannot be changed, so it takes a', 'method'];
  return {
    said: [
      ...say`Signing in with ${names} of ${issuer.name} fails`,
      `: ${providers} people back to `,
      ...say`${host}, which then leads to ${to?.name ?? NONE}`,
      `. ${uris} new auth ${take}`,
    ],
    isWorst: isOn,
  };
}

/** Passkeys are bound to a name: where those of an issuer work once it has lost one of its hosts. */
function passkeysLeft(
  method: AuthMethod,
  rpId: string,
  issuer: IssuerFacts,
  { domain, domains, whole }: DomainFacts,
  change: DomainChange,
): DomainConsequence {
  const name = methodName(method);
  const host = hostOf(domain);
  const left = [...hostsOf(issuer.id, domains, domain), SHARED_HOST].filter((each) =>
    isWithin(each, rpId),
  );
  if (left.length > 0) {
    return {
      said: say`Passkeys of ${issuer.name} (${name}) no longer work at ${host}. They go on working at ${left.map(unicodeHost)}`,
      isWorst: true,
    };
  }
  const none = whole
    ? say`no other address of ${issuer.name} is there`
    : say`no other address of ${issuer.name} that AuthPI listed is there`;
  const tail = change.do === 'assign' ? ' nowhere any more' : ' nowhere until one is';
  return {
    said: [
      ...say`Passkeys of ${issuer.name} (${name}) work at ${rpId} and below it alone, and `,
      ...none,
      `. They work${tail}`,
    ],
    isWorst: true,
  };
}

/** What people meet who have a passkey, at the issuer that it goes to. */
function ofPasskeysThere(
  to: IssuerFacts,
  from: IssuerFacts | null,
  { host }: Domain,
): DomainConsequence[] {
  if (to.methods.state !== 'known') return [];
  const shown = unicodeHost(host);
  const passkeys = to.methods.rows.filter(
    ({ method, enabled_login: on }) => method === 'passkey' && on !== false,
  );
  const had =
    from?.methods.state === 'known' && from.methods.rows.some(({ method }) => method === 'passkey');
  const [works, fails] = [true, false].map((wanted) =>
    passkeys.filter((method) => {
      const rpId = rpIdOf(method);
      return rpId !== null && isWithin(host, rpId) === wanted;
    }),
  );
  const lines: DomainConsequence[] = (fails ?? []).map((method) => ({
    said: say`Passkeys of ${to.name} (${methodName(method)}) do not work at ${shown}: they are bound to ${rpIdOf(method) ?? ''}, and browsers refuse them elsewhere`,
    isWorst: true,
  }));
  if (!had || from === null) return lines;
  if (passkeys.length === 0) {
    if (to.methods.whole) {
      lines.push({ said: say`${to.name} has no passkeys on: at ${shown} nobody is asked for one` });
    }
  } else if (works !== undefined && works.length > 0) {
    lines.push({
      said: say`A browser may still offer passkeys of ${from.name} at ${shown}. ${to.name} does not know them and refuses them`,
    });
  }
  return lines;
}

/** What has to be registered at providers before people can come back to the host. */
function ofCallbacks(to: IssuerFacts, domain: Domain): DomainConsequence[] {
  if (to.methods.state !== 'known') return [];
  const names = to.methods.rows.filter(isSentBack).map(methodName);
  if (names.length === 0) return [];
  return [
    {
      said: say`Providers have to know the callback URLs at ${hostOf(domain)} of ${names}. The domain’s page lists them afterwards`,
    },
  ];
}

/** Whether a provider sends people back to an address that AuthPI makes of the issuer's. */
function isSentBack({ method, settings, enabled_login: on }: AuthMethod): boolean {
  return (
    on !== false &&
    hasProvider({ method }) === true &&
    typeof settings?.['redirect_uri'] !== 'string'
  );
}

function ofSettings(
  { name, own }: IssuerFacts,
  domain: Domain,
  to: IssuerFacts | null,
): DomainConsequence[] {
  if (typeof own !== 'object') return [];
  const { settings, links } = own;
  const paths = pathsOf({ settings, links }, domain.host);
  if (paths.length === 0) return [];
  return [
    {
      said: say`${name} names ${hostOf(domain)} in ${paths}. This stays as it is, and then leads to ${to?.name ?? NONE}`,
    },
  ];
}

/** Where else the issuer can be reached that loses the host. */
function ofOtherAddresses(
  { id, name }: IssuerFacts,
  { domain, domains, whole }: DomainFacts,
): DomainConsequence[] {
  const left = hostsOf(id, domains, domain);
  const own = issuerAddress(id);
  if (left.length > 0) {
    return [{ said: say`${name} keeps ${left.map(unicodeHost)} and ${own}` }];
  }
  return [
    {
      said: whole
        ? say`${name} has no other domain. People can still sign in at ${own}`
        : say`None of the other domains that AuthPI listed is assigned to ${name}. People can still sign in at ${own}`,
    },
  ];
}

/** What becomes of the domain itself. */
function ofDomain(act: 'unassign' | 'remove', domain: Domain): DomainConsequence[] {
  const host = hostOf(domain);
  if (act === 'unassign') {
    return [
      domain.verified === false
        ? {
            said: say`${host} stays in this account. It has no verified mark, and needs one to be assigned again`,
          }
        : domain.verified === true
          ? { said: say`${host} stays in this account, marked as verified` }
          : { said: say`${host} stays in this account` },
    ];
  }
  return [
    {
      said: say`${host} leaves this account, and its place is free. Added again, it has no verified mark`,
    },
    ...(domain.primary === true
      ? [
          {
            said: say`It is the account’s primary domain. AuthPI has not published what becomes of that`,
          },
        ]
      : []),
    {
      said: say`Its DNS records stay. Delete them too: while ${host} leads to AuthPI, another account can add it`,
    },
  ];
}

/** The hosts that stay an issuer's without this one. */
function hostsOf(issuerId: string, domains: readonly Domain[], without: Domain): string[] {
  return domains
    .filter((each) => each.host !== without.host && assignedIssuer(each) === issuerId)
    .map(({ host }) => host);
}

/** Whether an issuer is known to be switched off. A word that is not known may mean that it is in use. */
function isOff({ own }: IssuerFacts): boolean {
  return typeof own === 'object' && ['disabled', 'suspended', 'deleted'].includes(own.status);
}

function issuerOf({ issuers }: DomainFacts, id: string | null): IssuerFacts | null {
  if (id === null) return null;
  // One that nobody asked about is assigned all the same.
  const unseen: IssuerFacts = { id, name: id, own: 'asking', methods: { state: 'asking' } };
  return issuers.find((issuer) => issuer.id === id) ?? unseen;
}

function hostOf({ host }: Domain): string {
  return unicodeHost(host);
}
