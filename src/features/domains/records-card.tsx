import { useId, useState } from 'react';
import { messageOf, recordsOf, zoneFileOf } from '#dns/records.ts';
import type { PublishedRecord } from '#dns/records.ts';
import type { Subject } from '#dns/subject.ts';
import { Button } from '#ui/button.tsx';
import { CopyButton, copyText } from '#ui/copy-button.tsx';
import { breakable, NoValue } from '#ui/facts.tsx';
import { TextArea } from '#ui/inputs.tsx';
import { Notice } from '#ui/notice.tsx';
import { Skeleton } from '#ui/skeleton.tsx';
import { tableRoles } from '#ui/table-roles.ts';
import { Tag } from '#ui/tag.tsx';

/**
 * The records to publish, each part to copy, and all of them for whoever runs the DNS.
 *
 * @param subject null: on its way
 */
export function RecordsCard({ subject }: { subject: Subject | null }) {
  const records = subject === null ? null : recordsOf(subject);
  const lacksTarget = subject !== null && subject.target === null;
  return (
    <>
      <div className="card table-card" aria-busy={records === null || undefined}>
        <table className="table records" {...tableRoles.table} aria-label="Records to publish">
          <thead {...tableRoles.rowGroup}>
            <tr {...tableRoles.row}>
              {['Type', 'Name', 'Value', 'TTL'].map((heading) => (
                <th key={heading} {...tableRoles.columnHeader}>
                  {heading}
                </th>
              ))}
            </tr>
          </thead>
          <tbody {...tableRoles.rowGroup}>
            {records === null ? (
              <RecordsSkeleton />
            ) : (
              records.map((record) => <RecordRow key={record.name} record={record} />)
            )}
          </tbody>
        </table>
        {subject !== null && records !== null && (
          <Handing subject={subject} records={records} lacksTarget={lacksTarget} />
        )}
      </div>
      {lacksTarget && (
        <div className="mt-3">
          <Notice tone="warn">
            Where the record has to lead is not known here, and AuthPI does not publish it. Ask
            AuthPI for it. Whoever runs this dashboard can have it shown here: the setting is{' '}
            <code>AUTHPI_DNS_TARGET</code>. Until then the DNS is reported below, not judged.
          </Notice>
        </div>
      )}
    </>
  );
}

function RecordRow({ record }: { record: PublishedRecord }) {
  const { type, name, relative, value, ttl, optional } = record;
  const what = type === 'TXT' ? 'ownership record' : 'record';
  return (
    <tr {...tableRoles.row}>
      <th {...tableRoles.rowHeader} className="record-type">
        {type} {optional && <Tag text="optional" />}
      </th>
      <td {...tableRoles.cell} className="record-name">
        <CellLabel>Name</CellLabel>
        {relative !== null && relative !== name && (
          <div className="record-line">
            <code>{breakable(relative)}</code>
            <CopyButton text={relative} what={`name of the ${what} in its zone`} />
          </div>
        )}
        <div className="record-line">
          <code>{breakable(name)}</code>
          <CopyButton text={name} what={`full name of the ${what}`} />
        </div>
      </td>
      <td {...tableRoles.cell} className="record-value">
        <CellLabel>Value</CellLabel>
        {value === null ? (
          <NoValue>Not known</NoValue>
        ) : (
          <div className="record-line">
            <code>{value}</code>
            <CopyButton text={value} what={`value of the ${what}`} />
          </div>
        )}
      </td>
      <td {...tableRoles.cell} className="record-ttl">
        <CellLabel>TTL</CellLabel>
        {ttl}
      </td>
    </tr>
  );
}

/** Where a layout leaves the column's heading out of sight. */
function CellLabel({ children }: { children: string }) {
  return (
    <span className="cell-label" aria-hidden="true">
      {children}
    </span>
  );
}

function RecordsSkeleton() {
  return ['CNAME', 'TXT'].map((type) => (
    <tr key={type} {...tableRoles.row}>
      <th {...tableRoles.rowHeader} className="record-type">
        {type}
      </th>
      <td {...tableRoles.cell} className="record-name">
        <div className="record-line">
          <Skeleton width="6rem" />
        </div>
        <div className="record-line">
          <Skeleton width="14rem" />
        </div>
      </td>
      <td {...tableRoles.cell} className="record-value">
        <Skeleton width="9rem" />
      </td>
      <td {...tableRoles.cell} className="record-ttl">
        <Skeleton width="2rem" />
      </td>
    </tr>
  ));
}

/** All of it at once, for the DNS or for who runs it. */
function Handing({
  subject,
  records,
  lacksTarget,
}: {
  subject: Subject;
  records: readonly PublishedRecord[];
  lacksTarget: boolean;
}) {
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const reason = lacksTarget ? 'The value to publish is not known' : null;
  const message = messageOf(subject, records);
  return (
    <div className="records-foot">
      <Button reason={reason} onClick={() => void copyText(zoneFileOf(records))}>
        Copy as zone file
      </Button>
      {reason === null ? (
        <button
          type="button"
          className="btn btn-quiet"
          aria-expanded={isOpen}
          aria-controls={isOpen ? id : undefined}
          onClick={() => setOpen(!isOpen)}
        >
          Message for whoever runs the DNS
        </button>
      ) : (
        <Button look="quiet" reason={reason} onClick={() => undefined}>
          Message for whoever runs the DNS
        </Button>
      )}
      {isOpen && reason === null && (
        <div id={id} className="records-message">
          <TextArea
            mono
            readOnly
            rows={8}
            value={message}
            aria-label="Message for whoever runs the DNS"
          />
          <Button onClick={() => void copyText(message)}>Copy the message</Button>
        </div>
      )}
    </div>
  );
}
