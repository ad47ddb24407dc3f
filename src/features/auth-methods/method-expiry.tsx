import { useQuery } from '@tanstack/react-query';
import { issuerQuery } from '#api/issuers.ts';
import { EXPIRY_WARNING_DAYS, expiryKey, expiryOf } from '#contract/ours/credential-expiry.ts';
import type { Expiry } from '#contract/ours/credential-expiry.ts';
import { FailureLine } from '#shared/failure.tsx';
import { CopyButton } from '#ui/copy-button.tsx';
import { Fact, NoValue } from '#ui/facts.tsx';
import { Skeleton } from '#ui/skeleton.tsx';
import { Status } from '#ui/status.tsx';
import { useNow } from '#ui/time.tsx';
import { expiryLook } from './credential-words.ts';

/**
 * When the credentials expire. Without `hint` it is there only where the issuer's metadata has a
 * date for this method; with it, it says how to set one.
 */
export function ExpiryFact({
  accountId,
  issuerId,
  methodId,
  hint,
}: {
  accountId: string;
  issuerId: string;
  methodId: string;
  hint: boolean;
}) {
  const now = useNow();
  const { data, error, refetch } = useQuery({
    ...issuerQuery(accountId, issuerId),
    throwOnError: false,
  });
  const expiry = expiryOf(data?.issuer.metadata, methodId);
  if (!hint && expiry === null) return null;
  const key = expiryKey(methodId);
  return (
    <Fact term="Expiry of the credentials">
      {data === undefined && error === null && <Skeleton width="12rem" />}
      {data === undefined && error !== null && (
        <FailureLine
          what="The date stands in the issuer’s metadata, and the issuer did not load."
          error={error}
          onRetry={() => void refetch()}
        />
      )}
      {data !== undefined && (
        <>
          {expiry === null ? (
            <NoValue>Not set. AuthPI does not publish when credentials expire.</NoValue>
          ) : (
            <ExpiryValue expiry={expiry} now={now} />
          )}
          <span className="fact-meaning">
            {expiry?.kind === 'day' ? (
              'It ends with that day, UTC. AuthPI does not know of it. From the issuer’s metadata: '
            ) : (
              <>
                {expiry === null
                  ? `To be warned here ${EXPIRY_WARNING_DAYS} days ahead, put their last day, such as `
                  : 'A day is written as '}
                <code>2027-01-31</code>
                {expiry === null
                  ? ', into the issuer’s metadata as '
                  : '. From the issuer’s metadata: '}
              </>
            )}
            <code className="break-all">{key}</code>
            <CopyButton text={key} what="metadata key" />
          </span>
        </>
      )}
    </Fact>
  );
}

function ExpiryValue({ expiry, now }: { expiry: Expiry; now: number }) {
  if (expiry.kind === 'day') {
    return <Status {...expiryLook(expiry, now)} />;
  }
  const { value } = expiry;
  return (
    <>
      <Status shape="warn" text="This is no date" />
      <code className="block wrap-anywhere">
        {typeof value === 'string' && value.trim() !== '' ? value : JSON.stringify(value)}
      </code>
    </>
  );
}
