import { Fragment } from 'react';
import type { AuthMethod } from '#contract/auth-method.ts';
import { methodLabel, methodName } from '#shared/method-words.ts';
import { countOf } from '#shared/list-words.ts';
import { Notice } from '#ui/notice.tsx';
import { planMethods, waysIn } from './new-issuer-methods.ts';
import type { WaysIn } from './new-issuer-methods.ts';

const METHODS = { one: 'auth method', many: 'auth methods' };

/** What becomes of the auth methods of the issuer that is copied. Loaded with the plan. */
export function NewIssuerPlan({
  methods,
  whole,
}: {
  methods: readonly AuthMethod[];
  whole: boolean;
}) {
  const plan = planMethods(methods);
  const { copies, left } = plan;
  return (
    <div className="plan">
      <NobodyIn ways={waysIn(plan, methods)} />
      {copies.length > 0 && (
        <>
          <p>{countOf(copies.length, METHODS)} will be copied:</p>
          <ul>
            {copies.map(({ name, method, note }, index) => (
              <li key={index}>
                <Method name={name} method={method} />
                {note !== null && <span className="plan-why">{note}</span>}
              </li>
            ))}
          </ul>
        </>
      )}
      {left.length > 0 && (
        <>
          <p>{countOf(left.length, METHODS)} cannot be copied, and will be left to do:</p>
          <ul>
            {left.map(({ name, method, why }, index) => (
              <li key={index}>
                <Method name={name} method={method} />
                <span className="plan-why">{why}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      {methods.length === 0 && whole && <p>It has no auth methods.</p>}
      {!whole && <p>AuthPI did not list all of them. Those that it did not list are not copied.</p>}
    </div>
  );
}

/** Said before the copy is there: it is created all the same, and nobody can use it. */
function NobodyIn({ ways: { kind, names } }: { ways: WaysIn }) {
  if (kind === 'some') return null;
  const list = names.map((name, index) => (
    <Fragment key={index}>
      {index > 0 && ', '}
      <bdi className="font-medium">{name}</bdi>
    </Fragment>
  ));
  return (
    <Notice tone="warn">
      {kind === 'unsaid' ? (
        <>
          Perhaps nobody can sign in to the copy. AuthPI does not say whether these are on for
          login, and nothing else that is copied starts one: {list}.
        </>
      ) : (
        <>
          Nobody can sign in to the copy until it has an auth method that starts a login and is on.
          {names.length > 0 && <> What does that in the original cannot be copied: {list}.</>} The
          copy is created all the same.
        </>
      )}
    </Notice>
  );
}

function Method({ name, method }: { name: string; method: string }) {
  const label = methodLabel(method);
  return (
    <span>
      <bdi className="font-medium">{methodName({ name })}</bdi>
      {label !== name && <span className="text-text-3"> · {label}</span>}
    </span>
  );
}
