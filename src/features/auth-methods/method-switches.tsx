import type { AuthMethod } from '#contract/auth-method.ts';
import { Fact, Facts } from '#ui/facts.tsx';
import { Status } from '#ui/status.tsx';
import { featuredState, loginState, signupState } from './method-state.ts';

/**
 * Login, signup and featured of one auth method, to be switched: facts of a list of facts. What is
 * shown follows the cache; a change goes through the guard of the last door.
 *
 * @param method as it is known now; null while nothing is
 */
export function MethodSwitches({
  method,
}: {
  accountId: string;
  issuerId: string;
  method: AuthMethod;
}) {
  return (
    <Facts>
      <Fact term="Login" name="enabled_login">
        <Status {...loginState(method).look} />
      </Fact>
      <Fact term="Signup" name="enabled_signup">
        <Status {...signupState(method).look} />
      </Fact>
      <Fact term="Featured" name="featured">
        <Status {...featuredState(method).look} />
      </Fact>
    </Facts>
  );
}
