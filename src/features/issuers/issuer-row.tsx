import { memo } from 'react';
import type { IssuerRow } from '#contract/issuer.ts';
import { CopyableId } from '#ui/short-id.tsx';
import { Status } from '#ui/status.tsx';
import { Tag } from '#ui/tag.tsx';
import { tableRoles } from '#ui/table-roles.ts';
import { Time } from '#ui/time.tsx';
import {
  accessWords,
  environmentOf,
  hasName,
  issuerName,
  signInLook,
  statusLook,
} from './words.ts';

/**
 * One row of the list. Drawn again only when the row itself, its place or the minute changes; no
 * handlers of its own: the table listens for all of its rows.
 *
 * The roles are said because the narrow layout takes the table's own display away, and with it, in
 * some browsers, what rows and cells mean.
 */
export const IssuerTableRow = memo(function IssuerTableRow({
  row,
  index,
  href,
  now,
}: {
  row: IssuerRow;
  index: number;
  href: string;
  now: number;
}) {
  const name = issuerName(row);
  const environment = environmentOf(row);
  const status = statusLook(row.status);
  const signIn = signInLook(row);
  const link = (
    <a
      className={hasName(row) ? 'row-link' : 'row-link row-unnamed'}
      href={href}
      title={name}
      data-issuer={row.id}
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
        <CopyableId id={row.id} what={`id of ${hasName(row) ? name : row.id}`} />
      </td>
      <td {...tableRoles.cell} className="col-status">
        <Status shape={status.shape} text={status.text} />
      </td>
      <td {...tableRoles.cell} className="col-access">
        {accessWords(row.access_mode)}
      </td>
      <td {...tableRoles.cell} className="col-sign-in">
        <Status shape={signIn.shape} text={signIn.text} />
      </td>
      <td {...tableRoles.cell} className="col-created dim">
        <Time at={row.created_at} now={now} />
      </td>
      <td {...tableRoles.cell} className="col-updated dim">
        <Time at={row.updated_at ?? row.created_at} now={now} />
      </td>
    </tr>
  );
});
