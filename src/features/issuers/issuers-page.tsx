import { useState } from 'react';
import { IssuerFilters } from './issuer-filters.tsx';
import type { OnFilter } from './issuer-filters.tsx';
import { IssuerList } from './issuer-list.tsx';
import type { IssuerSearch } from './issuer-search.ts';

/** The issuers of an account: filters and list. */
export function IssuersPage({
  accountId,
  search,
  onFilter,
}: {
  accountId: string;
  search: IssuerSearch;
  onFilter: OnFilter;
}) {
  const [filtered, setFiltered] = useState(false);
  const filter: OnFilter = (next, how) => {
    setFiltered(true);
    onFilter(next, how);
  };
  return (
    <>
      <IssuerFilters search={search} onFilter={filter} />
      <IssuerList
        accountId={accountId}
        search={search}
        announces={filtered}
        onClear={() => filter({}, 'push')}
      />
    </>
  );
}
