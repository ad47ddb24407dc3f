import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useCallback, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { ApiError } from '#api/errors.ts';
import { issuerQuery } from '#api/issuers.ts';
import { issuerResource } from '#api/write-issuers.ts';
import type { ETag } from '#contract/etag.ts';
import type { Issuer } from '#contract/issuer.ts';
import { pathOf } from '#contract/operations.ts';
import { useEditing } from '#editing/editing.tsx';
import { EditingLines } from '#editing/editing-lines.tsx';
import type { FieldSpec } from '#editing/field.ts';
import { dirtyKeys, shownAt } from '#editing/session.ts';
import { FailureLine } from '#shared/failure.tsx';
import { issuerName } from '#shared/issuer-words.ts';
import { Load } from '#shared/load.tsx';
import { ResourceEditing, useWatched } from '#shared/resource-editing.tsx';
import { Button } from '#ui/button.tsx';
import { ISSUER, sectionOf } from './issuer-editable.ts';
import { SettingsNav, UnsavedSettingsNav } from './issuer-settings-nav.tsx';
import { LoadingSection } from './issuer-settings-loading.tsx';
import { IssuerSettingsSection } from './issuer-settings-section.tsx';
import { handOver } from './new-issuer-start.ts';
import type { SectionWord } from './setting-sections.ts';
import { unconfirmedOf } from './unconfirmed.ts';

type Place = { accountId: string; issuerId: string; section: SectionWord };

/**
 * How an issuer is set, section by section. One editing session holds them all, and outlives going
 * from one to the next.
 *
 * @param isLive AuthPI itself answers: what it is not known to keep stands apart
 */
export function IssuerSettings({
  isLive,
  children,
  ...place
}: Place & { isLive: boolean; children: ReactNode }) {
  const { accountId, issuerId, section } = place;
  return (
    <Load
      query={issuerQuery(accountId, issuerId)}
      missing="There is no such issuer"
      loading={
        <div className="settings" aria-busy="true">
          <SettingsNav {...place} />
          <LoadingSection section={section} isLive={isLive} />
        </div>
      }
    >
      {(loaded) => (
        <Forms key={`${accountId} ${issuerId}`} {...place} {...loaded} isLive={isLive}>
          {children}
        </Forms>
      )}
    </Load>
  );
}

function Forms({
  issuer,
  tag,
  isLive,
  children,
  ...place
}: Place & { issuer: Issuer; tag: ETag | null; isLive: boolean; children: ReactNode }) {
  const { accountId, issuerId, section } = place;
  const router = useRouter();
  const queryClient = useQueryClient();
  const resource = useMemo(
    () => issuerResource(queryClient, accountId, issuerId),
    [queryClient, accountId, issuerId],
  );
  const { error } = useWatched(issuerQuery(accountId, issuerId));
  const [opened, setOpened] = useState<FieldSpec | null>(null);
  const openField = useCallback(
    (spec: FieldSpec) => {
      const section = sectionOf(spec) ?? 'general';
      setOpened(spec);
      const params = { accountId, issuerId };
      void (section === 'general'
        ? router.navigate({ to: '/accounts/$accountId/issuers/$issuerId/settings', params })
        : router.navigate({
            to: '/accounts/$accountId/issuers/$issuerId/settings/$section',
            params: { ...params, section },
          }));
    },
    [router, accountId, issuerId],
  );
  // Of what was there when the forms opened: a field is not to move away from under the cursor.
  const [unconfirmed] = useState(() => (isLive ? unconfirmedOf(ISSUER.fields, issuer) : NONE));
  const { pathname: home } = router.buildLocation({
    to: '/accounts/$accountId/issuers/$issuerId/settings',
    params: { accountId, issuerId },
  });
  return (
    <ResourceEditing
      editable={ISSUER}
      resource={resource}
      path={pathOf('getIssuer', { account_id: accountId, issuer_id: issuerId })}
      accountId={accountId}
      name={issuerName(issuer)}
      latest={{ value: issuer, tag, at: issuer.updated_at ?? issuer.created_at }}
      failure={error}
      keeps={(path) => path === home || path.startsWith(`${home}/`)}
      onOpenField={openField}
    >
      <div className="settings">
        <UnsavedSettingsNav {...place} />
        <div className="settings-forms">
          {error instanceof ApiError && error.kind === 'forbidden' && (
            <FailureLine
              what="This issuer is not shown to you any more. What you typed is still here."
              error={error}
              onRetry={() => void queryClient.refetchQueries(issuerQuery(accountId, issuerId))}
            />
          )}
          <EditingLines createAnew={<CreateAnew accountId={accountId} />} />
          <IssuerSettingsSection
            key={section}
            {...place}
            unconfirmed={unconfirmed}
            isLive={isLive}
            opened={opened}
            onOpened={() => setOpened(null)}
          />
          {children}
        </div>
      </div>
    </ResourceEditing>
  );
}

const NONE: ReadonlySet<FieldSpec> = new Set();

/** For an issuer that was deleted while somebody worked on it: what is on screen begins a new one. */
function CreateAnew({ accountId }: { accountId: string }) {
  const { session } = useEditing();
  const router = useRouter();
  return (
    <Button
      onClick={() => {
        handOver({ from: 'values', values: shownAt(session.state(), []) });
        // It goes along, so that it is not asked about.
        session.dispatch({ type: 'discarded', keys: dirtyKeys(session.state()) });
        void router.navigate({ to: '/accounts/$accountId/issuers/new', params: { accountId } });
      }}
    >
      Create a new one from these values
    </Button>
  );
}
