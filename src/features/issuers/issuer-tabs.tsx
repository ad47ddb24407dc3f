import { Link } from '@tanstack/react-router';
import { useLayoutEffect, useRef } from 'react';

/** The pages of one issuer. Links, not widgets: each tab has an address of its own. */
export function IssuerTabs({
  accountId,
  issuerId,
  section,
}: {
  accountId: string;
  issuerId: string;
  /** The part that is shown; null for the overview. */
  section: string | null;
}) {
  const params = { accountId, issuerId };
  const row = useRef<HTMLElement>(null);
  // On a phone the row is wider than the screen. Only the row is moved: the page keeps its place.
  useLayoutEffect(() => {
    const tab = [...(row.current?.querySelectorAll('a') ?? [])].find(
      ({ textContent }) => textContent === (section ?? 'Overview'),
    );
    if (row.current === null || tab === undefined) return;
    const middle = tab.offsetLeft + tab.offsetWidth / 2;
    row.current.scrollLeft = middle - row.current.clientWidth / 2;
    // Back from tab to tab: the focus stays in the row, and goes to what is shown.
    if (row.current.contains(document.activeElement)) tab.focus({ preventScroll: true });
  }, [section]);
  return (
    <nav aria-label="Issuer" className="tabs" ref={row}>
      <Link
        to="/accounts/$accountId/issuers/$issuerId"
        params={params}
        activeOptions={{ exact: true }}
        className="tab"
      >
        Overview
      </Link>
      <Link
        to="/accounts/$accountId/issuers/$issuerId/auth-methods"
        params={params}
        className="tab"
      >
        Auth methods
      </Link>
      <Link to="/accounts/$accountId/issuers/$issuerId/settings" params={params} className="tab">
        Settings
      </Link>
      <Link to="/accounts/$accountId/issuers/$issuerId/domains" params={params} className="tab">
        Domains
      </Link>
      <Link to="/accounts/$accountId/issuers/$issuerId/json" params={params} className="tab">
        JSON
      </Link>
    </nav>
  );
}
