import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { REVIEW_FILTERS } from '#api/issuers.ts';
import type { AuthMethodKind } from '#contract/auth-methods/registry.ts';
import { ConsoleLink } from './console-link.tsx';

/** Where something can be looked at or seen to: a page of one account, or AuthPI's console. */
export type Destination =
  | { page: 'issuers' | 'issuers-to-review' | 'domains' | 'console' }
  | { page: 'issuer' | 'auth-methods' | 'settings' | 'issuer-domains'; issuerId: string }
  | { page: 'access-settings'; issuerId: string }
  | { page: 'auth-method'; issuerId: string; methodId: string }
  /** `method`: which to add; null: whichever. */
  | { page: 'new-auth-method'; issuerId: string; method: AuthMethodKind | null }
  /** `step`: which of its page; left out: the one it is at. */
  | { page: 'domain'; host: string; step?: 'records' }
  | { page: 'sign-in-check'; host: string };

/** The way to a destination that a judgement names. The console's has words of its own. */
export function WayTo({
  accountId,
  to,
  className = 'link',
  title,
  children,
}: {
  accountId: string;
  to: Destination;
  className?: string;
  title?: string | undefined;
  children: ReactNode;
}) {
  const look = { className, title };
  switch (to.page) {
    case 'issuers':
    case 'issuers-to-review':
      return (
        <Link
          to="/accounts/$accountId/issuers"
          params={{ accountId }}
          search={to.page === 'issuers' ? {} : REVIEW_FILTERS}
          {...look}
        >
          {children}
        </Link>
      );
    case 'domains':
      return (
        <Link to="/accounts/$accountId/domains" params={{ accountId }} {...look}>
          {children}
        </Link>
      );
    case 'domain':
      return (
        <Link
          to="/accounts/$accountId/domains/$host"
          params={{ accountId, host: to.host }}
          search={to.step === undefined ? {} : { step: to.step }}
          {...look}
        >
          {children}
        </Link>
      );
    case 'sign-in-check':
      return (
        <Link
          to="/accounts/$accountId/sign-in-check"
          params={{ accountId }}
          search={{ q: to.host }}
          {...look}
        >
          {children}
        </Link>
      );
    case 'console':
      return <ConsoleLink />;
    case 'access-settings':
      return (
        <Link
          to="/accounts/$accountId/issuers/$issuerId/settings/$section"
          params={{ accountId, issuerId: to.issuerId, section: 'access' }}
          {...look}
        >
          {children}
        </Link>
      );
    case 'auth-method':
      return (
        <Link
          to="/accounts/$accountId/issuers/$issuerId/auth-methods/$methodId"
          params={{ accountId, issuerId: to.issuerId, methodId: to.methodId }}
          {...look}
        >
          {children}
        </Link>
      );
    case 'new-auth-method':
      return (
        <Link
          to="/accounts/$accountId/issuers/$issuerId/auth-methods/new"
          params={{ accountId, issuerId: to.issuerId }}
          search={to.method === null ? {} : { method: to.method }}
          {...look}
        >
          {children}
        </Link>
      );
    default:
      return (
        <Link to={ISSUER_PAGES[to.page]} params={{ accountId, issuerId: to.issuerId }} {...look}>
          {children}
        </Link>
      );
  }
}

const ISSUER_PAGES = {
  issuer: '/accounts/$accountId/issuers/$issuerId',
  'auth-methods': '/accounts/$accountId/issuers/$issuerId/auth-methods',
  settings: '/accounts/$accountId/issuers/$issuerId/settings',
  'issuer-domains': '/accounts/$accountId/issuers/$issuerId/domains',
} as const;
