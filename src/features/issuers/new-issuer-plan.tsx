import type { AuthMethod } from '#contract/auth-method.ts';
import { methodLabel, methodName } from '#shared/method-words.ts';
import { countOf } from '#shared/list-words.ts';
import { planMethods } from './new-issuer-methods.ts';

const METHODS = { one: 'auth method', many: 'auth methods' };

/** What becomes of the auth methods of the issuer that is copied. Loaded with the plan. */
export function NewIssuerPlan({
  methods,
  whole,
}: {
  methods: readonly AuthMethod[];
  whole: boolean;
}) {
  const { copies, left } = planMethods(methods);
  return (
    <div className="plan">
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

function Method({ name, method }: { name: string; method: string }) {
  const label = methodLabel(method);
  return (
    <span>
      <bdi className="font-medium">{methodName({ name })}</bdi>
      {label !== name && <span className="text-text-3"> · {label}</span>}
    </span>
  );
}
