import { useQuery, useQueryClient } from '@tanstack/react-query';
import { createFileRoute, Link, Outlet, useChildMatches } from '@tanstack/react-router';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { ApiError } from '#api/errors.ts';
import { issuerQuery } from '#api/issuers.ts';
import { issuersCrumb, useAccountCrumb } from '#app/crumbs.tsx';
import { refuseOddIds } from '#app/odd-ids.ts';
import { Page } from '#app/page.tsx';
import { IssuerTabs } from '#features/issuers/issuer-tabs.tsx';
import { isSectionWord, SECTION_TITLES } from '#features/issuers/setting-sections.ts';
import { Failure } from '#shared/failure.tsx';
import { environmentOf, issuerName, statusLook } from '#shared/issuer-words.ts';
import { PinButton } from '#shared/pin-button.tsx';
import { rememberPlace } from '#shared/places.ts';
import { CopyButton } from '#ui/copy-button.tsx';
import { ShortId } from '#ui/short-id.tsx';
import { Status } from '#ui/status.tsx';

export const Route = createFileRoute('/accounts/$accountId/issuers/$issuerId/_tabs')({
  beforeLoad: ({ params }) => refuseOddIds(params),
  loader: ({ context, params, preload }) => {
    if (preload) return;
    context.queryClient
      .query(issuerQuery(params.accountId, params.issuerId))
      .catch(() => undefined);
  },
  component: IssuerLayout,
});

/** What the pages of one issuer share. It stays while one goes from tab to tab, and so the focus. */
function IssuerLayout() {
  const { accountId, issuerId } = Route.useParams();
  const [outer, inner] = useChildMatches({ select: (matches) => partsOf(matches).join('\n') })
    .split('\n')
    .filter((part) => part !== '');
  const account = useAccountCrumb(accountId);
  const { data, error } = useQuery(issuerQuery(accountId, issuerId));
  const name = data === undefined ? null : issuerName(data.issuer);
  // What is being edited stays, with what is to be said of it: somebody may have typed something.
  const [edited, setEdited] = useState<string | null>(null);
  const refused = refusalOf(error);
  const isKept = outer === 'Settings' && data !== undefined && edited === issuerId;
  const refusal = isKept ? null : refused;
  const opens = outer === 'Settings' && data !== undefined && refusal === null ? issuerId : null;
  if (edited !== opens) setEdited(opens);
  useEffect(() => {
    if (name !== null) rememberPlace({ kind: 'issuer', accountId, id: issuerId, name });
  }, [accountId, issuerId, name]);

  const frame = { context: account.text, crumbs: [account, issuersCrumb(accountId)] };
  const id = (
    <span className="page-id">
      <ShortId id={issuerId} />
      <CopyButton text={issuerId} what="issuer id" />
    </span>
  );
  // Not one failure per tab: without the issuer there is nothing to go to from here. Whatever else
  // may fail stays in its tab, since the others ask other questions.
  if (refusal !== null) {
    return (
      <Page {...frame} title={REFUSED[refusal]} aside={id}>
        <Refusal
          accountId={accountId}
          issuerId={issuerId}
          error={error}
          wasShown={data !== undefined}
        />
      </Page>
    );
  }
  return (
    <Page
      {...frame}
      title={name}
      placeholder="Issuer"
      parts={[outer, inner].filter((part) => part !== undefined)}
      environment={data === undefined ? null : environmentOf(data.issuer)}
      aside={
        <>
          {data !== undefined && (
            <Status {...statusLook(refused === 'not_found' ? 'deleted' : data.issuer.status)} />
          )}
          {id}
          {name !== null && <PinButton place={{ kind: 'issuer', accountId, id: issuerId, name }} />}
        </>
      }
    >
      <IssuerTabs accountId={accountId} issuerId={issuerId} section={outer ?? null} />
      <Outlet />
    </Page>
  );
}

/** Which part of the issuer is shown, from the outside in. */
function partsOf(
  matches: readonly { staticData: { section?: string }; params: object }[],
): readonly string[] {
  return matches.flatMap(({ staticData, params }) => {
    const word: unknown = 'section' in params ? params.section : undefined;
    return staticData.section ?? (isSectionWord(word) ? SECTION_TITLES[word] : []);
  });
}

const REFUSED = { not_found: 'Issuer not found', forbidden: 'No access to this issuer' } as const;

/** Whether AuthPI refused to show the issuer at all, also one that was shown a moment ago. */
function refusalOf(error: Error | null): keyof typeof REFUSED | null {
  if (!(error instanceof ApiError)) return null;
  return error.kind === 'not_found' || error.kind === 'forbidden' ? error.kind : null;
}

function Refusal({
  accountId,
  issuerId,
  error,
  wasShown,
}: {
  accountId: string;
  issuerId: string;
  error: unknown;
  /** Whether the issuer itself was on screen until now. */
  wasShown: boolean;
}) {
  const queryClient = useQueryClient();
  const card = useRef<HTMLDivElement>(null);
  // What had the focus went with it. A page that one arrives at keeps its focus where it is.
  const lost = useRef(wasShown);
  useLayoutEffect(() => {
    if (lost.current && document.activeElement === document.body) card.current?.focus();
  }, []);
  return (
    <div className="card" ref={card} tabIndex={-1}>
      <Failure
        error={error}
        missing="There is no such issuer"
        onRetry={() => void queryClient.resetQueries(issuerQuery(accountId, issuerId))}
        actions={
          <Link
            to="/accounts/$accountId/issuers"
            params={{ accountId }}
            activeOptions={{ exact: true }}
            className="btn"
          >
            Go to the issuers
          </Link>
        }
      />
    </div>
  );
}
