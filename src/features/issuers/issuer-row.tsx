import { memo } from 'react';
import type { IssuerRow } from '#contract/issuer.ts';
import {
  accessWords,
  environmentOf,
  hasName,
  issuerName,
  signInLook,
  statusLook,
} from '#shared/issuer-words.ts';
import type { RowProps } from '#shared/row-table.tsx';
import { copyButton } from '#ui/copy-button.tsx';
import { shortId } from '#ui/short-id.tsx';
import { statusClass } from '#ui/status.tsx';
import { tableRoles } from '#ui/table-roles.ts';
import { Tag } from '#ui/tag.tsx';
import { timeElement } from '#ui/time.tsx';

/**
 * One row of the list. Drawn again only when the row itself, its place or the minute changes; no
 * handlers of its own: the table listens for all of its rows.
 *
 * It is the dearest thing in the app, because there are so many: its parts are elements, not
 * components, which halves what React does for it, and a state is drawn by its cell.
 */
export const IssuerTableRow = memo(function IssuerTableRow({
  row,
  index,
  href,
  now,
}: RowProps<IssuerRow>) {
  const name = issuerName(row);
  const environment = environmentOf(row);
  const status = statusLook(row.status);
  const signIn = signInLook(row);
  const link = (
    <a
      className={hasName(row) ? 'row-link' : 'row-link row-unnamed'}
      href={href}
      title={name}
      data-row={row.id}
    >
      {name}
    </a>
  );
  return (
    <tr {...tableRoles.row} aria-rowindex={index + 2}>
      <th {...tableRoles.rowHeader} className="col-name">
        {environment === null ? (
          link
        ) : (
          <div className="row-name">
            {link}
            <Tag text={environment} />
          </div>
        )}
      </th>
      <td {...tableRoles.cell} className="col-id">
        {shortId(row.id)}
        {copyButton(row.id, `id of ${hasName(row) ? name : row.id}`)}
      </td>
      <td
        {...tableRoles.cell}
        className={`col-status ${statusClass(status.shape)}`}
        title={status.text}
      >
        {status.text}
      </td>
      <td {...tableRoles.cell} className="col-access">
        {accessWords(row.access_mode)}
      </td>
      <td
        {...tableRoles.cell}
        className={`col-sign-in ${statusClass(signIn.shape)}`}
        title={signIn.text}
      >
        {signIn.text}
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
