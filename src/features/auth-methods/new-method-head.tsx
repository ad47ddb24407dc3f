import { Link } from '@tanstack/react-router';
import type { Ref } from 'react';
import { AUTH_METHODS } from '#contract/auth-methods/registry.ts';
import type { AuthMethodKind } from '#contract/auth-methods/registry.ts';
import { MethodIcon } from './method-icon.tsx';

/** Which auth method is being set up, what it is, and the way back to the choice. */
export function NewMethodHead({
  accountId,
  issuerId,
  kind,
  ref,
}: {
  accountId: string;
  issuerId: string;
  kind: AuthMethodKind;
  ref: Ref<HTMLHeadingElement>;
}) {
  const { label, help, atLogin } = AUTH_METHODS[kind];
  return (
    <div className="card method-chosen">
      <MethodIcon method={kind} />
      <div>
        <h2 ref={ref} tabIndex={-1} className="text-section font-semibold">
          {label} <code>{kind}</code>
        </h2>
        <p>{help}</p>
        <p className="text-text-2">
          <span className="font-medium">At login:</span> {atLogin}
        </p>
      </div>
      <Link
        to="/accounts/$accountId/issuers/$issuerId/auth-methods/new"
        params={{ accountId, issuerId }}
        search={{}}
        activeOptions={{ exact: true, includeSearch: true }}
        className="btn"
        aria-label="Change the kind of auth method"
      >
        Change
      </Link>
    </div>
  );
}
