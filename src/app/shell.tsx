import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useRef } from 'react';
import type { ReactNode } from 'react';
import { accountQuery } from '#api/accounts.ts';
import { MAX_DOMAINS } from '#contract/ours/limits.ts';
import { AccountSwitcher } from '#features/accounts/account-switcher.tsx';
import { JumpButton } from '#features/jump/jump-button.tsx';
import { ConsoleLink } from '#shared/console-link.tsx';
import { Announcer } from '#ui/announcer.tsx';
import { Icon } from '#ui/icon.tsx';
import { Notice } from '#ui/notice.tsx';
import { useOnline } from '#ui/use-online.ts';
import { readConfig } from './config.ts';

const config = readConfig(document);

/** What stands around every page: whose account it is, where to go, and what the page talks to. */
export function Shell({ children }: { children: ReactNode }) {
  const { accountId } = useParams({ strict: false });
  const main = useRef<HTMLElement>(null);
  return (
    <div className="shell">
      <a
        href="#main"
        className="skip"
        onClick={(event) => {
          // The address is the router's: no fragment in it.
          event.preventDefault();
          main.current?.focus();
        }}
      >
        Skip to content
      </a>
      <header className="side">
        <Link to="/" className="mark" aria-label="AuthPI dashboard">
          <span>AuthPI dashboard</span>
        </Link>
        <AccountSwitcher accountId={accountId} />
        <JumpButton accountId={accountId} />
        {accountId !== undefined && <MainNav accountId={accountId} />}
      </header>
      <main className="main" id="main" ref={main} tabIndex={-1}>
        <OfflineLine />
        {children}
      </main>
      <footer className="foot">
        <p className="foot-note">
          Users, clients and sessions are managed in <ConsoleLink />, not here.
        </p>
        {config.backend === 'sample' ? (
          <div className="backend" data-backend="sample">
            <b>Sample data</b> <span>Nothing here reaches AuthPI.</span>
          </div>
        ) : (
          <div className="backend" data-backend="live">
            <b>Live</b> <span>Connected to {config.host}.</span>
          </div>
        )}
      </footer>
      <Announcer />
    </div>
  );
}

function MainNav({ accountId }: { accountId: string }) {
  const { data } = useQuery({ ...accountQuery(accountId), throwOnError: false });
  const domains = data?.account.domains ?? null;
  const params = { accountId };
  return (
    <nav aria-label="Main">
      <ul>
        <li>
          <Link
            to="/accounts/$accountId"
            params={params}
            activeOptions={{ exact: true }}
            className="nav-link"
          >
            <Icon name="home" />
            Overview
          </Link>
        </li>
        <li>
          <Link to="/accounts/$accountId/issuers" params={params} className="nav-link">
            <Icon name="key" />
            Issuers
          </Link>
        </li>
        <li>
          <Link to="/accounts/$accountId/domains" params={params} className="nav-link">
            <Icon name="globe" />
            Domains
            {domains !== null && (
              <span className="nav-count">
                {domains.length} of {MAX_DOMAINS}
              </span>
            )}
          </Link>
        </li>
        <li>
          <Link to="/accounts/$accountId/sign-in-check" params={params} className="nav-link">
            <Icon name="pulse" />
            Sign-in check
          </Link>
        </li>
      </ul>
    </nav>
  );
}

/** Said once for every page: what it shows stays. */
function OfflineLine() {
  const online = useOnline();
  // In the page before its words are, or they would not be read out.
  return (
    <output className="block">
      {!online && (
        <div className="mb-3">
          <Notice tone="warn">
            You are offline. What is shown may be out of date; loading goes on by itself.
          </Notice>
        </div>
      )}
    </output>
  );
}
