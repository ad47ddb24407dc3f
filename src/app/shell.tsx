import { useQuery } from '@tanstack/react-query';
import { Link, useParams, useRouter } from '@tanstack/react-router';
import { Fragment, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { accountQuery } from '#api/accounts.ts';
import { MAX_DOMAINS } from '#contract/ours/limits.ts';
import { AccountSwitcher } from '#features/accounts/account-switcher.tsx';
import { DoorAlarms } from '#features/auth-methods/door-alarms.tsx';
import { JumpButton } from '#features/jump/jump-button.tsx';
import { SimulatorButton } from '#features/simulator/simulator-button.tsx';
import { useStartedOver } from '#features/simulator/started-over.ts';
import { ConsoleLink } from '#shared/console-link.tsx';
import { preloadCode } from '#shared/preload-code.ts';
import { Announcer } from '#ui/announcer.tsx';
import { Icon } from '#ui/icon.tsx';
import { Notice } from '#ui/notice.tsx';
import { useOnline } from '#ui/use-online.ts';
import { readConfig } from './config.ts';
import { SessionGuard, SessionLine } from './session-guard.tsx';
import { ThemeSwitch } from './theme.tsx';

const config = readConfig(document);

/** What stands around every page: whose account it is, where to go, and what the page talks to. */
export function Shell({ children }: { children: ReactNode }) {
  const { accountId } = useParams({ strict: false });
  const main = useRef<HTMLElement>(null);
  const foot = useRef<HTMLElement>(null);
  const more = useRef<HTMLButtonElement>(null);
  const [footOpen, setFootOpen] = useState(false);
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
        <Mark accountId={accountId} />
        <AccountSwitcher accountId={accountId} />
        <JumpButton accountId={accountId} />
        {/* Narrow only: there the foot is a sheet of its own, since a list may have no end. */}
        <button
          ref={more}
          type="button"
          className="backend-button"
          data-backend={config.backend}
          aria-label={`${config.backend === 'sample' ? 'Sample' : 'Live'}: theme and more`}
          aria-expanded={footOpen}
          aria-controls="foot"
          onClick={() => {
            flushSync(() => setFootOpen(!footOpen));
            if (!footOpen) foot.current?.focus();
          }}
        >
          {config.backend === 'sample' ? 'Sample' : 'Live'}
        </button>
        {accountId !== undefined && <MainNav accountId={accountId} />}
      </header>
      <main className="main" id="main" ref={main} tabIndex={-1}>
        <OfflineLine />
        <SessionLine />
        <Fragment key={useStartedOver()}>{children}</Fragment>
      </main>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape closes the sheet, from anything in it */}
      <footer
        className="foot"
        id="foot"
        ref={foot}
        tabIndex={-1}
        data-open={footOpen || undefined}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || !footOpen) return;
          setFootOpen(false);
          more.current?.focus();
        }}
      >
        <p className="foot-note">
          Users, clients and sessions are managed in <ConsoleLink />, not here.
        </p>
        <ThemeSwitch />
        {config.backend === 'sample' ? (
          <div className="backend" data-backend="sample">
            <b>Sample data</b> <span>Nothing here reaches AuthPI.</span>
            <SimulatorButton />
          </div>
        ) : (
          <div className="backend" data-backend="live">
            <b>Live</b> <span>Connected to {config.host}.</span>
          </div>
        )}
      </footer>
      <DoorAlarms />
      <SessionGuard />
      <Announcer />
    </div>
  );
}

/** The way home: never to another account than the one a person is in. */
function Mark({ accountId }: { accountId: string | undefined }) {
  const router = useRouter();
  // The start leads on to a list, which the router cannot know beforehand.
  const preload = () => preloadCode(router, '/accounts/$accountId/issuers/');
  const look = { className: 'mark', 'aria-label': 'AuthPI dashboard' };
  const words = <span>AuthPI dashboard</span>;
  return accountId === undefined ? (
    <Link to="/" {...look} onPointerEnter={preload} onFocus={preload}>
      {words}
    </Link>
  ) : (
    <Link
      to="/accounts/$accountId/issuers"
      params={{ accountId }}
      activeOptions={{ exact: true }}
      {...look}
    >
      {words}
    </Link>
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
