import type { AuthMethod } from '#contract/auth-method.ts';
import { SWITCHES } from '#contract/auth-method.ts';
import { methodName } from '#shared/method-words.ts';
import { Fact, Facts } from '#ui/facts.tsx';
import { Status } from '#ui/status.tsx';
import { Switch } from '#ui/switch.tsx';
import { featuredState, loginState, signupState } from './method-state.ts';
import { busyIn, reasonIn, SWITCH_WORDS } from './switch-state.ts';
import { Switching, SwitchLine, useSwitching } from './switching.tsx';

const STATES = { enabled_login: loginState, enabled_signup: signupState, featured: featuredState };

/**
 * Login, signup and featured of one auth method, to be switched: a list of facts, and a line about
 * the last change. What is shown follows the cache; a change goes through the guard of the last door.
 */
export function MethodSwitches({
  accountId,
  issuerId,
  method,
}: {
  accountId: string;
  issuerId: string;
  method: AuthMethod;
}) {
  return (
    <Switching accountId={accountId} issuerId={issuerId} shown={method}>
      <Switches method={method} />
    </Switching>
  );
}

function Switches({ method }: { method: AuthMethod }) {
  const { ask, run, readOnly, preload } = useSwitching();
  const name = methodName(method);
  return (
    <>
      <Facts>
        {SWITCHES.map((what) => {
          const { look, meaning } = STATES[what](method);
          return (
            <Fact key={what} term={SWITCH_WORDS[what]} name={what}>
              {readOnly === null ? (
                <span onPointerEnter={preload} onFocus={preload}>
                  <Switch
                    label={SWITCH_WORDS[what]}
                    of={name}
                    on={method[what] ?? null}
                    busy={busyIn(run, method.id, what)}
                    reason={reasonIn(run)}
                    onSwitch={(to) => ask([{ id: method.id, set: { [what]: to } }])}
                  />
                </span>
              ) : (
                <Status {...look} />
              )}
              <span className="fact-meaning">{meaning}</span>
            </Fact>
          );
        })}
      </Facts>
      {readOnly !== null && <p className="switch-read-only">{readOnly}.</p>}
      <SwitchLine of={method.id} />
    </>
  );
}
