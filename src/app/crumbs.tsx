import { Link } from '@tanstack/react-router';
import { environmentOf } from '#shared/issuer-words.ts';
import { useAccountName, useIssuerHead } from '#shared/names.ts';
import type { Crumb } from './page.tsx';

// The router takes what an address starts with for active: only the last step is the page itself.
const exact = { exact: true };

/** The way to the list of accounts. */
export function accountsCrumb(): Crumb {
  return {
    text: 'Accounts',
    link: (
      <Link to="/accounts" activeOptions={exact}>
        Accounts
      </Link>
    ),
  };
}

/** The way to an account. Its name is there when it is known. */
export function useAccountCrumb(accountId: string): Crumb {
  const text = useAccountName(accountId) ?? 'Account';
  return {
    text,
    link: (
      <Link to="/accounts/$accountId" params={{ accountId }} activeOptions={exact}>
        {text}
      </Link>
    ),
  };
}

/** The way to the domains of an account. */
export function domainsCrumb(accountId: string): Crumb {
  return {
    text: 'Domains',
    link: (
      <Link to="/accounts/$accountId/domains" params={{ accountId }} activeOptions={exact}>
        Domains
      </Link>
    ),
  };
}

/** The way to the issuers of an account. */
export function issuersCrumb(accountId: string): Crumb {
  return {
    text: 'Issuers',
    link: (
      <Link to="/accounts/$accountId/issuers" params={{ accountId }} activeOptions={exact}>
        Issuers
      </Link>
    ),
  };
}

/** The way to one issuer. */
function issuerCrumb(accountId: string, issuerId: string, name: string | null): Crumb {
  const text = name ?? 'Issuer';
  return {
    text,
    link: (
      <Link
        to="/accounts/$accountId/issuers/$issuerId"
        params={{ accountId, issuerId }}
        activeOptions={exact}
      >
        {text}
      </Link>
    ),
  };
}

/** The way to the auth methods of an issuer. */
function authMethodsCrumb(accountId: string, issuerId: string): Crumb {
  return {
    text: 'Auth methods',
    link: (
      <Link
        to="/accounts/$accountId/issuers/$issuerId/auth-methods"
        params={{ accountId, issuerId }}
        activeOptions={exact}
      >
        Auth methods
      </Link>
    ),
  };
}

/** The way to one auth method. */
export function methodCrumb(
  accountId: string,
  issuerId: string,
  methodId: string,
  name: string | null,
): Crumb {
  const text = name ?? 'Auth method';
  return {
    text,
    link: (
      <Link
        to="/accounts/$accountId/issuers/$issuerId/auth-methods/$methodId"
        params={{ accountId, issuerId, methodId }}
        activeOptions={exact}
      >
        {text}
      </Link>
    ),
  };
}

/** What a page below the auth methods of an issuer says of where it is: see `Page`. */
export function useMethodsPlace(accountId: string, issuerId: string) {
  const account = useAccountCrumb(accountId);
  const head = useIssuerHead(accountId, issuerId);
  return {
    context: [head?.name ?? 'Issuer', account.text].join(' · '),
    environment: head === null ? null : environmentOf(head.issuer),
    crumbs: [
      account,
      issuersCrumb(accountId),
      issuerCrumb(accountId, issuerId, head?.name ?? null),
      authMethodsCrumb(accountId, issuerId),
    ],
  };
}
