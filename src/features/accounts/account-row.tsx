import { memo } from 'react';
import type { Account } from '#contract/account.ts';
import { hasName } from '#shared/issuer-words.ts';
import { accountName } from '#shared/names.ts';
import type { RowProps } from '#shared/row-table.tsx';
import { copyButton } from '#ui/copy-button.tsx';
import { shortId } from '#ui/short-id.tsx';
import { tableRoles } from '#ui/table-roles.ts';
import { timeElement } from '#ui/time.tsx';
import { domainsWords, membersWords, orgTypeWords } from './account-words.ts';

/** One row of the list of accounts. Made of elements like a row of issuers: there may be as many. */
export const AccountTableRow = memo(function AccountTableRow({
  row,
  index,
  href,
  now,
}: RowProps<Account>) {
  const name = accountName(row);
  const named = hasName(row);
  const type = orgTypeWords(row.org_type);
  return (
    <tr {...tableRoles.row} aria-rowindex={index + 2}>
      <th {...tableRoles.rowHeader} className="col-name">
        <a
          className={named ? 'row-link' : 'row-link row-unnamed'}
          href={href}
          title={name}
          data-row={row.id}
        >
          {name}
        </a>
      </th>
      <td {...tableRoles.cell} className="col-id">
        {shortId(row.id)}
        {copyButton(row.id, `id of ${named ? name : row.id}`)}
      </td>
      <td {...tableRoles.cell} className="col-type" title={type}>
        {type}
      </td>
      <td {...tableRoles.cell} className="col-members">
        {membersWords(row)}
      </td>
      <td {...tableRoles.cell} className="col-domains">
        {domainsWords(row)}
      </td>
      <td {...tableRoles.cell} className="col-created dim">
        {timeElement(row.created_at, now)}
      </td>
      <td {...tableRoles.cell} className="col-updated dim">
        {timeElement(row.updated_at ?? row.created_at, now)}
      </td>
    </tr>
  );
});
