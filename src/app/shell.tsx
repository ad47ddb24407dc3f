import { Link, useParams } from '@tanstack/react-router';
import { useRef } from 'react';
import type { ReactNode } from 'react';
import { AccountBox } from '#features/accounts/account-box.tsx';
import { Announcer } from '#ui/announcer.tsx';
import { Icon } from '#ui/icon.tsx';
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
        <p className="mark">
          <span>AuthPI dashboard</span>
        </p>
        {accountId === undefined ? <span /> : <AccountBox accountId={accountId} />}
        {accountId !== undefined && (
          <nav aria-label="Main">
            <ul>
              <li>
                <Link to="/accounts/$accountId/issuers" params={{ accountId }} className="nav-link">
                  <Icon name="key" />
                  Issuers
                </Link>
              </li>
            </ul>
          </nav>
        )}
        {config.backend === 'sample' ? (
          <p className="backend" data-backend="sample">
            <b>Sample data</b> <span>Nothing here reaches AuthPI.</span>
          </p>
        ) : (
          <p className="backend" data-backend="live">
            <b>Live</b> <span>Connected to {config.host}.</span>
          </p>
        )}
      </header>
      <main className="main" id="main" ref={main} tabIndex={-1}>
        {children}
      </main>
      <Announcer />
    </div>
  );
}
