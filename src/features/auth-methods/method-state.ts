import { isKnownMethod, secretsOf } from '#contract/auth-methods/registry.ts';
import type { AuthMethod } from '#contract/auth-method.ts';
import { startsLogin } from '#contract/ours/rules.ts';
import type { Look } from '#ui/status.tsx';

/** A state, and what it means for people. */
export type State = { look: Look; meaning: string };

/** As much of an auth method as says what is on. */
type Switchable = Pick<AuthMethod, 'method' | 'enabled_login' | 'enabled_signup' | 'featured'>;

const UNTOLD: State = {
  look: { shape: 'off', text: 'Unknown' },
  meaning: 'AuthPI did not say.',
};

const on: Look = { shape: 'ok', text: 'On' };
const off: Look = { shape: 'off', text: 'Off' };

/** Whether users can sign in with a method. */
export function loginState(method: Switchable): State {
  const starts = startsLogin(method);
  switch (method.enabled_login) {
    case true:
      return {
        look: on,
        meaning: starts
          ? 'Users can sign in with this method.'
          : 'Users can be asked for it after another method.',
      };
    case false:
      return {
        look: off,
        meaning: starts ? 'Nobody can sign in with this method.' : 'Nobody is asked for it.',
      };
    case null:
    case undefined:
      return UNTOLD;
  }
}

/** Whether new people can sign up with a method. One that starts no login starts no signup. */
export function signupState(method: Switchable): State {
  const { enabled_signup } = method;
  if (enabled_signup == null) return UNTOLD;
  if (!startsLogin(method)) {
    return {
      look: enabled_signup ? on : off,
      meaning: 'A second factor starts no signup: on or off, nobody signs up with it.',
    };
  }
  return enabled_signup
    ? {
        look: on,
        meaning: 'New people can sign up with this method, where the issuer lets them.',
      }
    : { look: off, meaning: 'Nobody can sign up with this method.' };
}

/** Whether the login page puts a method first. */
export function featuredState({ featured }: Switchable): State {
  if (featured == null) return UNTOLD;
  return featured
    ? { look: on, meaning: 'The login page highlights this method.' }
    : { look: off, meaning: 'The login page shows this method among the others.' };
}

/** At which step of a login a method serves. Text only: it is no switch. */
export function factorWords(method: AuthMethod): { text: string; meaning: string } {
  if (method.first_factor_only == null) return { text: 'Unknown', meaning: UNTOLD.meaning };
  if (method.first_factor_only) {
    return {
      text: 'First factor only',
      meaning: 'It starts a login, and is never asked for after another method.',
    };
  }
  return startsLogin(method)
    ? {
        text: 'Also a second factor',
        meaning: 'It starts a login, and can be asked for after another method.',
      }
    : {
        text: 'Second factor',
        meaning: 'It is asked for after another method, and cannot start a login.',
      };
}

/** Whether a method may hold credentials that expire: one that is not known may. */
export function mayHoldCredentials({ method }: AuthMethod): boolean {
  return !isKnownMethod(method) || secretsOf(method).length > 0;
}
