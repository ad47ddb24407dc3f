import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { authMethodsQuery } from '#api/auth-methods.ts';
import { AUTH_METHODS } from '#contract/auth-methods/registry.ts';
import type { AuthMethodKind } from '#contract/auth-methods/registry.ts';
import type { AuthMethod } from '#contract/auth-method.ts';
import { startsLogin } from '#contract/ours/rules.ts';
import { ConsequenceLines } from '#shared/ending-lines.tsx';
import type { Consequence } from '#shared/ending-lines.tsx';
import { FailureLine } from '#shared/failure.tsx';
import { listedOf } from '#shared/listed.ts';
import { methodLabel, methodName } from '#shared/method-words.ts';
import { Button } from '#ui/button.tsx';
import { copyText } from '#ui/copy-button.tsx';
import { Notice } from '#ui/notice.tsx';
import { Section } from '#ui/section.tsx';
import { Skeleton } from '#ui/skeleton.tsx';
import { judgeDeletion } from './delete-method-run.ts';
import { configurationOf, doorLines } from './delete-method-words.ts';
import { waysOf } from './switch-plan.ts';

/**
 * What it takes to have a method anew of which an issuer can have one: it goes before it comes, and
 * what that means meanwhile.
 */
export function RotateInstead({
  accountId,
  issuerId,
  methodId,
  method,
  kind,
}: {
  accountId: string;
  issuerId: string;
  methodId: string;
  method: AuthMethod;
  kind: AuthMethodKind;
}) {
  const params = { accountId, issuerId, methodId };
  const label = methodLabel(kind);
  const hasCore = Object.keys(AUTH_METHODS[kind].core).length > 0;
  const asked = useQuery({ ...authMethodsQuery(accountId, issuerId), throwOnError: false });
  const list = listedOf(asked);
  const ways = asked.data === undefined ? null : waysOf(asked.data, method);
  return (
    <>
      {!hasCore && (
        <div className="mb-4">
          <Notice
            tone="info"
            actions={
              <Link
                className="btn"
                to="/accounts/$accountId/issuers/$issuerId/auth-methods/$methodId"
                params={params}
              >
                Go to its settings
              </Link>
            }
          >
            There is nothing to rotate: “{methodName(method)}” has no credentials, and all of its
            settings can be changed.
          </Notice>
        </div>
      )}
      <Section
        title="What it takes to have it anew"
        detail={`An issuer can have ${label} once, so the old one goes before the new one comes. In between it is missing.`}
      >
        <div className="rotation-body">
          {list.state === 'asking' ? (
            <p aria-busy="true">
              <Skeleton width="24rem" />
            </p>
          ) : (
            <ConsequenceLines
              lines={[
                ...gap(method),
                ...(startsLogin(method) ? doorLines(judgeDeletion(method, ways)) : []),
              ]}
            />
          )}
          {list.state === 'failed' && (
            <FailureLine
              what="It is not known which other ways to sign in there are."
              error={list.error}
              onRetry={() => void asked.refetch()}
            />
          )}
        </div>
      </Section>
      <ol className="rotation-steps">
        <li className="rotation-step">
          <h2 className="rotation-title text-section font-semibold">1. Keep its configuration</h2>
          <p>Should something come between, you can type it in again.</p>
          <p>
            <Button onClick={() => void copyText(configurationOf(method))}>
              Copy configuration
            </Button>
          </p>
        </li>
        <li className="rotation-step">
          <h2 className="rotation-title text-section font-semibold">2. Delete it</h2>
          <p>From here on it is missing. What comes of it is shown once more before.</p>
          <p>
            <Link
              className="btn btn-danger"
              to="/accounts/$accountId/issuers/$issuerId/auth-methods/$methodId/delete"
              params={params}
              search={{ next: 'anew' }}
            >
              Delete, then create anew
            </Link>
          </p>
        </li>
        <li className="rotation-step">
          <h2 className="rotation-title text-section font-semibold">3. Create it anew</h2>
          <p>
            Once it is deleted, the form of a new one opens, filled in as this one is. It is missing
            until the new one is created with login on.
          </p>
        </li>
      </ol>
    </>
  );
}

/** What the gap means for people. */
function gap(method: AuthMethod): Consequence[] {
  return startsLogin(method)
    ? [
        {
          text: 'It is deleted first. From then on nobody signs in with it until the new one is there',
          names: [],
        },
        { text: 'Users with only this method are locked out meanwhile', names: [] },
        {
          text: 'Whether users find their account through the new one, with what they had set up, is not published',
          names: [],
        },
      ]
    : [
        {
          text: 'It is deleted first. From then on nobody is asked for it until the new one is there',
          names: [],
        },
        {
          text: 'Whether what users had set up works with the new one is not published',
          names: [],
        },
      ];
}
