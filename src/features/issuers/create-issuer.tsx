import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { callerQuery } from '#api/caller.ts';
import { lacksScope } from '#shared/lacks-scope.ts';
import { Button } from '#ui/button.tsx';

/** The way to a new issuer; for those who may not create one, why. */
export function CreateIssuer({ accountId }: { accountId: string }) {
  const { data: caller } = useQuery({ ...callerQuery(), throwOnError: false });
  return (
    <div className="page-act">
      {lacksScope(caller, accountId, 'issuers:write') ? (
        <Button
          look="primary"
          reason="You cannot create issuers in this account: that takes the scope issuers:write"
          onClick={() => undefined}
        >
          Create issuer
        </Button>
      ) : (
        <Link
          to="/accounts/$accountId/issuers/new"
          params={{ accountId }}
          className="btn btn-primary"
        >
          Create issuer
        </Link>
      )}
    </div>
  );
}
