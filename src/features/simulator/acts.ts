import { isJsonObject } from '#contract/values.ts';
import type { Act, Answered } from './simulator.ts';

/** What the page is about, as its address says. */
export type Place = {
  accountId: string;
  issuerId: string | null;
  methodId: string | null;
  /** Whether it shows domains, or one. */
  domains: boolean;
  /** The domain it is about; null where it is about several. */
  host: string | null;
};

/** Names the page knows, for what is offered to be typed. */
export type Known = { account: string | null; issuer: string | null };

/** Something another administrator can do here. */
export type Offer = {
  /** On its button. */
  text: string;
  /** What it is done with, to be typed; the nth time something new stands there. */
  field?: { label: string; initial: (time: number) => string };
  act: (typed: string) => Act;
  /** What to say when it was done. */
  done: (typed: string) => string;
};

/** What can be done with one thing. */
export type OfferGroup = { title: string; id: string; offers: readonly Offer[] };

/** Tells what a page is about. One that names no account is about `home`. */
export function placeOf(
  params: { accountId?: string; issuerId?: string; methodId?: string; host?: string },
  pathname: string,
  home: string,
): Place {
  const { accountId = home, issuerId = null, methodId = null, host = null } = params;
  const domains = /^\/accounts\/[^/]+\/(issuers\/[^/]+\/)?domains(\/|$)/.test(pathname);
  return { accountId, issuerId, methodId, domains, host };
}

/**
 * What another administrator can do with what the page shows, nearest first. Domains are offered
 * apart, because one has to be chosen.
 */
export function offersAt({ accountId, issuerId, methodId }: Place, known: Known): OfferGroup[] {
  const groups: OfferGroup[] = [];
  const account = { account_id: accountId };
  if (issuerId !== null) {
    const issuer = { ...account, issuer_id: issuerId };
    if (methodId !== null) groups.push(methodOffers(methodId, { ...issuer, method_id: methodId }));
    groups.push(issuerOffers(issuerId, issuer, known.issuer));
  } else {
    groups.push(accountOffers(accountId, account, known.account));
  }
  return groups;
}

/** Says what came of an act. */
export function answerWords({ status, body }: Answered, done: string): string {
  if (status < 400) return `Done: ${done}.`;
  const words = isJsonObject(body) ? body['error_description'] : null;
  return `Refused with ${status}${typeof words === 'string' ? `: ${words}` : '.'}`;
}

type Params = { [name: string]: string };

function accountOffers(id: string, params: Params, name: string | null): OfferGroup {
  return {
    title: 'This account',
    id,
    offers: [
      {
        text: 'Add the issuer',
        field: { label: 'Name of a new issuer', initial: numbered('Added by someone else') },
        act: (name) => ({ operation: 'createIssuer', params, body: { name } }),
        done: (name) => `added “${name}”`,
      },
      {
        text: 'Rename the account',
        field: { label: 'New name of the account', initial: renamed(name ?? 'Account') },
        act: (name) => ({ operation: 'updateAccount', params, body: { name } }),
        done: (name) => `renamed to “${name}”`,
      },
    ],
  };
}

function issuerOffers(id: string, params: Params, name: string | null): OfferGroup {
  const status = (text: string, status: string): Offer => ({
    text,
    act: () => ({ operation: 'updateIssuer', params, body: { status } }),
    done: () => `its status is ${status}`,
  });
  return {
    title: 'This issuer',
    id,
    offers: [
      {
        text: 'Rename the issuer',
        field: { label: 'New name of the issuer', initial: renamed(name ?? 'Issuer') },
        act: (name) => ({ operation: 'updateIssuer', params, body: { name } }),
        done: (name) => `renamed to “${name}”`,
      },
      status('Disable', 'disabled'),
      status('Activate', 'active'),
      {
        text: 'Delete the issuer',
        act: () => ({ operation: 'deleteIssuer', params }),
        done: () => 'deleted the issuer',
      },
    ],
  };
}

function methodOffers(id: string, params: Params): OfferGroup {
  const login = (text: string, enabled_login: boolean): Offer => ({
    text,
    act: () => ({ operation: 'updateAuthMethod', params, body: { enabled_login } }),
    done: () => `its login is ${enabled_login ? 'on' : 'off'}`,
  });
  return {
    title: 'This auth method',
    id,
    offers: [
      login('Switch login off', false),
      login('Switch login on', true),
      {
        text: 'Delete the auth method',
        act: () => ({ operation: 'deleteAuthMethod', params }),
        done: () => 'deleted the auth method',
      },
    ],
  };
}

/** A text that differs each time: the same name twice would change nothing. */
function numbered(text: string) {
  return (time: number) => (time === 1 ? text : `${text} ${time}`);
}

function renamed(name: string) {
  // Room for the rest within the 100 characters a name may have.
  const start = Array.from(name).slice(0, 80).join('');
  return (time: number) => `${start} (renamed${time === 1 ? '' : ` ${time}`})`;
}
