import { Link } from '@tanstack/react-router';

/** The pages of one issuer. Links, not widgets: each tab has an address of its own. */
export function IssuerTabs({ accountId, issuerId }: { accountId: string; issuerId: string }) {
  const params = { accountId, issuerId };
  return (
    <nav aria-label="Issuer" className="tabs">
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
