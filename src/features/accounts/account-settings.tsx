import { useQueryClient } from '@tanstack/react-query';
import { useLocation } from '@tanstack/react-router';
import { useMemo } from 'react';
import { accountQuery } from '#api/accounts.ts';
import { accountResource } from '#api/write-accounts.ts';
import type { Account } from '#contract/account.ts';
import type { ETag } from '#contract/etag.ts';
import { pathOf } from '#contract/operations.ts';
import { EditSection } from '#editing/edit-section.tsx';
import { EditingLines } from '#editing/editing-lines.tsx';
import { Load } from '#shared/load.tsx';
import { accountName } from '#shared/names.ts';
import { ResourceEditing, useWatched } from '#shared/resource-editing.tsx';
import { Section } from '#ui/section.tsx';
import { Skeleton } from '#ui/skeleton.tsx';
import { ACCOUNT, ACCOUNT_SECTIONS } from './account-editable.ts';

/** What of an account can be changed here. */
export function AccountSettings({ accountId }: { accountId: string }) {
  return (
    <div className="account-settings">
      <Load
        query={accountQuery(accountId)}
        missing="There is no such account"
        loading={<Loading />}
      >
        {(loaded) => <Forms accountId={accountId} loaded={loaded} />}
      </Load>
    </div>
  );
}

function Forms({
  accountId,
  loaded: { account, tag },
}: {
  accountId: string;
  loaded: { account: Account; tag: ETag | null };
}) {
  const queryClient = useQueryClient();
  const pathname = useLocation({ select: ({ pathname }) => pathname });
  const { error } = useWatched(accountQuery(accountId));
  const resource = useMemo(() => accountResource(queryClient, accountId), [queryClient, accountId]);
  return (
    <ResourceEditing
      editable={ACCOUNT}
      resource={resource}
      path={pathOf('getAccount', { account_id: accountId })}
      accountId={accountId}
      name={accountName(account)}
      latest={{ value: account, tag, at: account.updated_at ?? account.created_at }}
      failure={error}
      keeps={(path) => path === pathname}
      onOpenField={nothing}
    >
      <EditingLines />
      {Object.values(ACCOUNT_SECTIONS).map((section) => (
        <EditSection key={section.noun} section={section} />
      ))}
    </ResourceEditing>
  );
}

/** Every field is on screen. */
function nothing() {}

function Loading() {
  return (
    <div aria-busy="true">
      {Object.values(ACCOUNT_SECTIONS).map(({ title, fields }) => (
        <Section key={title} title={title}>
          {fields.map(({ label }) => (
            <p key={label}>
              {label} <Skeleton width="100%" />
            </p>
          ))}
        </Section>
      ))}
    </div>
  );
}
