import { Link } from '@tanstack/react-router';
import type { AuthMethod } from '#contract/auth-method.ts';
import { methodName } from '#shared/method-words.ts';
import { Blank } from '#ui/notice.tsx';
import { rotationWay } from './rotation.ts';

type Place = { accountId: string; issuerId: string; methodId: string };

/** Why there is no rotation of a method. */
export function RotateNone({ method, ...place }: Place & { method: AuthMethod }) {
  const link = <MethodLink {...place}>its page</MethodLink>;
  return (
    <div className="card">
      {rotationWay(method) === 'nothing' ? (
        <Blank
          title="There is nothing to rotate"
          detail={
            <>
              “{methodName(method)}” has no credentials. Its settings are changed on {link}.
            </>
          }
        />
      ) : (
        <Blank
          title="Not possible here"
          detail={
            <>
              This dashboard does not know the method <code>{method.method}</code>, so it does not
              know which of its settings are credentials, nor what a new one needs. What AuthPI sent
              is shown on {link}.
            </>
          }
        />
      )}
    </div>
  );
}

function MethodLink({ children, ...params }: Place & { children: string }) {
  return (
    <Link
      className="text-accent underline"
      to="/accounts/$accountId/issuers/$issuerId/auth-methods/$methodId"
      params={params}
    >
      {children}
    </Link>
  );
}
