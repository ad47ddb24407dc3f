import type { AuthMethod } from '#contract/auth-method.ts';
import { password } from '#contract/auth-methods/password.ts';
import { AUTH_METHODS, isKnownMethod, secretsOf } from '#contract/auth-methods/registry.ts';
import { expiryDistance, expiryKey, expiryOf } from '#contract/ours/credential-expiry.ts';
import { unicodeHost } from '#contract/ours/hosts.ts';
import { isDoor } from '#contract/ours/rules.ts';
import { dayWords } from '#ui/time-words.ts';
import { listWords, quoted, settingOf, toMethod, toMethods } from './findings-parts.ts';
import type { Answer, Cure, Looked } from './findings-parts.ts';
import { issuerAddress } from './issuer-address.ts';
import { countOf } from './list-words.ts';
import { methodLabel } from './method-words.ts';

const DAYS = { one: 'day', many: 'days' };
const METHODS = { one: 'auth method', many: 'auth methods' };

/** What is to be said of how auth methods are set up. One that is off harms nobody. */
export function settingAnswers(looked: Looked): Answer[] {
  const used = looked.rows.filter(
    (row) => row.enabled_login !== false || row.enabled_signup !== false,
  );
  return [
    ...used.flatMap((row) => expiryAnswers(looked, row)),
    ...used.flatMap((row) => redirectAnswers(looked, row)),
    ...used.flatMap((row) => passwordAnswers(looked, row)),
    ...clientAnswers(looked),
  ];
}

/** Credentials that expire, by this dashboard's own convention. */
function expiryAnswers(looked: Looked, row: AuthMethod): Answer[] {
  if (isKnownMethod(row.method) && secretsOf(row.method).length === 0) return [];
  const expiry = expiryOf(looked.issuer.metadata, row.id);
  if (expiry === null) return [];
  const name = quoted([row]);
  const of = { id: `expiry ${row.id}`, cure: toMethod(looked, row) };
  if (expiry.kind === 'unreadable') {
    const { value } = expiry;
    const shown = typeof value === 'string' ? `“${value}”` : JSON.stringify(value);
    return [
      {
        ...of,
        tone: 'unknown',
        title: `Not known when the credentials of ${name} expire`,
        why: `The issuer’s metadata says ${shown} under ${expiryKey(row.id)}. A day is written like 2027-03-31.`,
      },
    ];
  }
  const day = dayWords(expiry.day);
  const { state, days } = expiryDistance(expiry.day, looked.now);
  switch (state) {
    case 'far':
      return [];
    case 'soon':
      return [
        {
          ...of,
          tone: 'warn',
          title: `The credentials of ${name} expire ${soonWords(days)}`,
          why: `Their last day is ${day}, as the issuer’s metadata has it. Credentials cannot change: new ones take a new auth method.`,
        },
      ];
    case 'over':
      return [
        {
          ...of,
          tone: 'bad',
          title: `The credentials of ${name} have expired`,
          why: `Their last day was ${day}, as the issuer’s metadata has it. Nobody can sign in with it once the provider refuses them.`,
        },
      ];
  }
}

function soonWords(days: number): string {
  if (days === 0) return 'today';
  return days === 1 ? 'tomorrow' : `in ${countOf(days, DAYS)}`;
}

/** Where a provider sends people back to: over https, and to this issuer. */
function redirectAnswers(looked: Looked, row: AuthMethod): Answer[] {
  const { method } = row;
  if (!isKnownMethod(method) || !Object.hasOwn(AUTH_METHODS[method].core, 'redirect_uri'))
    return [];
  const address = settingOf(row, 'redirect_uri');
  if (typeof address !== 'string' || !URL.canParse(address)) return [];
  const { protocol, hostname } = new URL(address);
  const name = quoted([row]);
  const cure = toMethod(looked, row);
  const isWeb = protocol === 'https:' || protocol === 'http:';
  if (isWeb && isLocal(hostname)) {
    return [
      {
        id: `redirect-local ${row.id}`,
        tone: 'note',
        title: `${name} sends people back to their own computer`,
        why: `The redirect URI is ${address}: on any computer but one it leads nowhere.`,
        cure,
      },
    ];
  }
  const insecure: Answer[] =
    protocol === 'https:'
      ? []
      : [
          {
            id: `redirect-http ${row.id}`,
            tone: 'bad',
            title: `The redirect URI of ${name} is not https`,
            why: `It is ${address}: what the provider sends back can be read and changed on its way.`,
            cure,
          },
        ];
  return isWeb ? [...insecure, ...hostAnswers(looked, row, hostname)] : insecure;
}

/** An address of the computer it is opened on (RFC 6761 §6.3, RFC 5735 §3). */
function isLocal(hostname: string): boolean {
  return (
    hostname === 'localhost' ||
    hostname.endsWith('.localhost') ||
    hostname === '[::1]' ||
    /^127\.\d+\.\d+\.\d+$/.test(hostname)
  );
}

/** Whether an issuer answers at a host: at AuthPI's own, and at the domains assigned to it. */
function hostAnswers({ issuer, domains }: Looked, row: AuthMethod, hostname: string): Answer[] {
  const host = hostname.replace(/\.$/, '');
  if (host === new URL(issuerAddress(issuer.id)).hostname || domains.state === 'asking') return [];
  const shown = unicodeHost(host);
  const name = quoted([row]);
  const cure: Cure = { text: 'Domains', to: { page: 'issuer-domains', issuerId: issuer.id } };
  const known =
    domains.state === 'known'
      ? domains.rows.find((domain) => domain.host.toLowerCase() === host)
      : undefined;
  if (known === undefined && (domains.state === 'failed' || !domains.whole)) {
    return [
      {
        open: `whether ${name} sends people back to this issuer`,
        because:
          domains.state === 'failed'
            ? 'The domains did not load.'
            : 'AuthPI did not list all domains of the account.',
        cure: domains.state === 'failed' ? null : cure,
      },
    ];
  }
  const assigned = known?.assigned_issuer_id ?? '';
  if (known !== undefined && assigned === issuer.id) return [];
  return [
    {
      id: `redirect-host ${row.id}`,
      tone: 'warn',
      title: `${name} sends people back to a host that is not assigned to this issuer`,
      why:
        known === undefined
          ? `It is ${shown}, which is none of this account’s domains.`
          : `It is ${shown}, ${assigned === '' ? 'a domain of this account that is assigned to no issuer' : 'which is assigned to another issuer of this account'}.`,
      cure,
    },
  ];
}

/** From here on NIST SP 800-63B-4, section 3.1.1.2, takes a password at all. */
const SHORTEST = 8;

const COMPOSITION = {
  require_lowercase: 'a lower-case letter',
  require_uppercase: 'a capital letter',
  require_digit: 'a digit',
  require_symbol: 'a symbol',
} as const;

/** Rules of passwords that are weaker than NIST SP 800-63B-4, section 3.1.1.2, lets them be. */
function passwordAnswers(looked: Looked, row: AuthMethod): Answer[] {
  if (row.method !== 'password') return [];
  const { min_length: shortest, breach_check: check } = password.other;
  const answers: Answer[] = [];
  const name = quoted([row]);
  const cure = toMethod(looked, row);
  const length = settingOf(row, 'min_length') ?? shortest.default;
  if (typeof length === 'number' && length < SHORTEST) {
    answers.push({
      id: `password-short ${row.id}`,
      tone: 'warn',
      title: `${name} takes passwords of fewer than ${SHORTEST} characters`,
      why: `The minimum is ${length}. NIST SP 800-63B-4, section 3.1.1.2, asks for at least 8 beside a second factor, and for 15 without one.`,
      cure,
    });
  }
  const asked = Object.entries(COMPOSITION)
    .filter(([rule]) => settingOf(row, rule) === true)
    .map(([, words]) => words);
  if (asked.length > 0 && (settingOf(row, 'breach_check') ?? check.default) === false) {
    answers.push({
      id: `password-rules ${row.id}`,
      tone: 'warn',
      title: `${name} has composition rules and no breach check`,
      why: `It asks for ${listWords(asked)} and takes passwords known from breaches. NIST SP 800-63B-4, section 3.1.1.2, rules out both.`,
      cure,
    });
  }
  return answers;
}

/** Where a client id is valid, by the setting that says so. */
const PROVIDED_BY: ReadonlyMap<string, string> = new Map([
  ['oauth2', 'provider'],
  ['oidc', 'issuer_url'],
  ['apple', 'team_id'],
  ['github', 'base_url'],
  ['oauth2_manual', 'token_endpoint'],
]);

/** The provider of a method's client, as far as one can be told from another; null: it is not known. */
function providerOf(row: AuthMethod): string | null {
  const setting = PROVIDED_BY.get(row.method);
  const provider = setting === undefined ? undefined : settingOf(row, setting);
  // Not set, it is github.com.
  if (provider === undefined && row.method === 'github') return '';
  return typeof provider === 'string' ? provider : null;
}

/** Methods that are one client at one provider. */
function clientAnswers(looked: Looked): Answer[] {
  const clients = new Map<string, { client: string; same: AuthMethod[] }>();
  for (const row of looked.rows) {
    const provider = providerOf(row);
    const client = settingOf(row, 'client_id');
    if (provider === null || typeof client !== 'string' || client.trim() === '') continue;
    const key = JSON.stringify([row.method, provider, client]);
    const held = clients.get(key);
    if (held === undefined) clients.set(key, { client, same: [row] });
    else held.same.push(row);
  }
  return [...clients.values()].flatMap(({ client, same }): Answer[] => {
    const [first] = same;
    if (first === undefined || same.length === 1) return [];
    const twice = same.filter(isDoor).length > 1;
    const fate = twice
      ? 'The login page offers them side by side. Whether a user is the same one through each is not published.'
      : 'That is so while credentials are rotated. In the end one of them can go.';
    return [
      {
        id: `same-client ${first.id}`,
        tone: twice ? 'warn' : 'note',
        title: `${countOf(same.length, METHODS)} have one client id`,
        why: `${quoted(same)} (${methodLabel(first.method)}) use ${client} at the same provider. ${fate}`,
        cure: toMethods(looked.issuer.id),
      },
    ];
  });
}
