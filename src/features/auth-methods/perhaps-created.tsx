import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { readAuthMethods } from '#api/write-auth-methods.ts';
import { AUTH_METHODS, isKnownMethod } from '#contract/auth-methods/registry.ts';
import type { AuthMethod } from '#contract/auth-method.ts';
import { isWhole } from '#contract/page.ts';
import type { Page } from '#contract/page.ts';
import { FailureLine } from '#shared/failure.tsx';
import { methodName } from '#shared/method-words.ts';
import { Button } from '#ui/button.tsx';
import { Notice } from '#ui/notice.tsx';
import { ShortId } from '#ui/short-id.tsx';
import { Time, useNow } from '#ui/time.tsx';
import { candidatesOf } from './creating-marker.ts';
import type { CreatingMarker } from './creating-marker.ts';

type Looked =
  | { readonly step: 'looking' }
  | { readonly step: 'failed'; readonly error: unknown }
  | { readonly step: 'seen'; readonly page: Page<AuthMethod> };

/**
 * Reads the list anew and asks whether one in it is what was being created.
 *
 * @param onDone it is settled: seen to be there, or not
 * @param onLooked what there is to say, or to ask, is on screen. The same function each time
 */
export function PerhapsCreated({
  marker,
  onDone,
  onFound,
  onLooked,
  children,
}: {
  marker: CreatingMarker;
  onDone: () => void;
  /** Opens the one that it was; without, a link does. */
  onFound?: (method: AuthMethod) => void;
  onLooked?: () => void;
  /** What happened, as sentences. */
  children: ReactNode;
}) {
  const { accountId, issuerId, method } = marker;
  const queryClient = useQueryClient();
  const now = useNow();
  const [looked, setLooked] = useState<Looked>({ step: 'looking' });
  const [others, setOthers] = useState<readonly string[]>([]);
  const isLooking = looked.step === 'looking';
  useEffect(() => {
    if (!isLooking) return;
    let current = true;
    const look = async () => {
      let seen: Looked;
      try {
        seen = { step: 'seen', page: await readAuthMethods(queryClient, accountId, issuerId) };
      } catch (error) {
        seen = { step: 'failed', error };
      }
      if (current) setLooked(seen);
    };
    void look();
    return () => {
      current = false;
    };
  }, [queryClient, accountId, issuerId, isLooking]);
  useEffect(() => {
    if (!isLooking) onLooked?.();
  }, [isLooking, onLooked]);
  const again = () => setLooked({ step: 'looking' });

  if (looked.step === 'failed') {
    return (
      <>
        <Notice tone="warn">{children}</Notice>
        <FailureLine
          what="It could not be looked at whether it was created."
          error={looked.error}
          onRetry={again}
        />
      </>
    );
  }
  if (looked.step === 'looking') {
    return (
      <Notice tone="info">
        {children} <output>Looking whether it was created…</output>
      </Notice>
    );
  }
  const { page } = looked;
  const onlyOne = isKnownMethod(method) && AUTH_METHODS[method].perIssuer === 'one';
  const found = candidatesOf(marker, page.data, onlyOne).filter(({ id }) => !others.includes(id));
  const isAll = isWhole(page);
  if (found.length === 0) {
    return (
      <Notice
        tone={isAll ? 'info' : 'warn'}
        actions={
          <>
            {/* What was answered went away with the focus on it. */}
            <Button {...(others.length > 0 && { ref: focusOn })} onClick={again}>
              Look again
            </Button>
            <Button look="quiet" onClick={onDone}>
              Dismiss
            </Button>
          </>
        }
      >
        {children}{' '}
        <output>
          {isAll
            ? `It was not created: nothing ${others.length > 0 ? 'else that is ' : ''}new of that name is there.`
            : 'It is not among the auth methods that could be read, and not all could.'}
        </output>
      </Notice>
    );
  }
  return (
    <Notice tone="warn">
      <p>{children}</p>
      <output className="block font-medium">
        {found.length === 1
          ? 'Is this the one you were creating?'
          : 'Is one of these the one you were creating?'}
      </output>
      <ul className="candidates">
        {found.map((each) => (
          <li key={each.id}>
            <span>
              {methodName(each)} <ShortId id={each.id} />, added{' '}
              <Time at={each.created_at} now={now} />
            </span>
            {onFound === undefined ? (
              <Link
                to="/accounts/$accountId/issuers/$issuerId/auth-methods/$methodId"
                params={{ accountId, issuerId, methodId: each.id }}
                className="btn"
                onClick={onDone}
              >
                Yes, open it
              </Link>
            ) : (
              <Button onClick={() => onFound(each)}>Yes, open it</Button>
            )}
            <Button look="quiet" onClick={() => setOthers([...others, each.id])}>
              No, it is another
            </Button>
          </li>
        ))}
      </ul>
    </Notice>
  );
}

/** Kept outside, so that it is called once for each element. */
function focusOn(element: HTMLElement | null) {
  element?.focus();
}
