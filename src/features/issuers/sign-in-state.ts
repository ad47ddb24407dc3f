import type { AuthMethod } from '#contract/auth-method.ts';
import type { Issuer } from '#contract/issuer.ts';
import { ISSUER_STATUSES } from '#contract/issuer.ts';
import { accessModeOf, isDoor, mayBeDoor, startsLogin } from '#contract/ours/rules.ts';
import { isJsonObject } from '#contract/values.ts';
import { accessWords, statusLook } from '#shared/issuer-words.ts';
import { countOf } from '#shared/list-words.ts';
import type { Listed } from '#shared/listed.ts';
import type { Shape } from '#ui/status.tsx';

/** Whether people can sign in, and why. `unknown` is never `bad`. */
type SignInState = { tone: 'ok' | 'bad' | 'unknown'; title: string; detail: string };

/** Who can sign up, and through what. The detail may be empty. */
type SignUpState = { shape: Shape; title: string; detail: string };

const METHODS = { one: 'auth method', many: 'auth methods' };
const CAN_START = { one: 'auth method can start a login', many: 'auth methods can start a login' };
const ON_FOR_SIGNUP = {
  one: 'auth method is on for signup',
  many: 'auth methods are on for signup',
};
const NOT_WHOLE = 'AuthPI did not list all of its auth methods.';

/** Whether a status is one whose meaning is published. */
export function isKnownStatus(status: string): boolean {
  return ISSUER_STATUSES.some((known) => known === status);
}

/**
 * Whether people can sign in, as far as the issuer and its auth methods tell; null while that is
 * still asked. OAuth clients cannot be seen from here, so the best that is said is that it is on.
 */
export function signInState(
  { status }: Pick<Issuer, 'status'>,
  methods: Listed<AuthMethod>,
): SignInState | null {
  if (status !== 'active') {
    return isKnownStatus(status)
      ? {
          tone: 'bad',
          title: 'Nobody can sign in',
          detail: `The issuer is ${statusLook(status).text.toLowerCase()}.`,
        }
      : {
          tone: 'unknown',
          title: 'Not known whether people can sign in',
          detail: `The status is “${status}”, a word this dashboard does not know.`,
        };
  }
  if (methods.state === 'asking') return null;
  if (methods.state === 'failed') {
    return {
      tone: 'unknown',
      title: 'Not known whether people can sign in',
      detail: 'The issuer is active, but its auth methods did not load.',
    };
  }
  const { rows, whole } = methods;
  const doors = rows.filter(isDoor).length;
  const unsaid = rows.filter(mayBeDoor).length;
  if (doors > 0) {
    return {
      tone: 'ok',
      title: 'Sign-in is on',
      detail: `The issuer is active and ${whole && unsaid === 0 ? '' : 'at least '}${countOf(doors, CAN_START)}.`,
    };
  }
  if (!whole) {
    return {
      tone: 'unknown',
      title: 'Not known whether people can sign in',
      detail: `None of the listed auth methods can start a login. ${NOT_WHOLE}`,
    };
  }
  if (unsaid > 0) {
    return {
      tone: 'unknown',
      title: 'Not known whether people can sign in',
      detail: unsaidWords(unsaid, 'login'),
    };
  }
  return { tone: 'bad', title: 'Nobody can sign in', detail: noDoorWords(rows) };
}

/** Why a whole list of auth methods holds no way in. */
function noDoorWords(rows: readonly AuthMethod[]): string {
  if (rows.length === 0) return 'The issuer has no auth method.';
  return rows.length === 1
    ? 'Its only auth method is off for login or cannot start one.'
    : `Each of its ${countOf(rows.length, METHODS)} is off for login or cannot start one.`;
}

/** That AuthPI left out whether some auth methods are on. */
function unsaidWords(count: number, what: 'login' | 'signup'): string {
  return `AuthPI did not say whether ${what} is on for ${countOf(count, METHODS)}.`;
}

const SIGN_UP: ReadonlyMap<string, string> = new Map([
  ['open', 'Anybody can sign up'],
  ['invite_only', 'Only people who were invited can sign up'],
  ['approval', 'Anybody can ask to sign up; an administrator approves'],
  ['closed', 'Nobody can sign up'],
]);

/**
 * Who can sign up, from the access mode and the e-mail domains, and through how many auth methods.
 * The detail is empty where the title says it all, or where the methods are not known.
 */
export function signUpState(
  { status, settings }: Pick<Issuer, 'status' | 'settings'>,
  methods: Listed<AuthMethod>,
): SignUpState {
  const mode = accessModeOf(settings);
  if (mode === null || mode === '') {
    return {
      shape: 'off',
      title: 'Not known who can sign up',
      detail: 'The access mode is not set. AuthPI has not published what it does then.',
    };
  }
  const words = SIGN_UP.get(mode);
  if (words === undefined) {
    return {
      shape: 'off',
      title: 'Not known who can sign up',
      detail: `The access mode is “${accessWords(mode)}”, a word this dashboard does not know.`,
    };
  }
  if (mode === 'closed') return { shape: 'off', title: words, detail: '' };
  const limits = allowedDomains(settings);
  const title = limits.length === 0 ? words : `${words}, with an address at ${limits.join(', ')}`;
  if (status !== 'active') return { shape: 'off', title, detail: 'Once the issuer is active.' };
  if (methods.state === 'asking') return { shape: 'off', title, detail: '' };
  if (methods.state === 'failed') {
    const detail = 'Not known whether an auth method is on for signup: they did not load.';
    return { shape: 'off', title, detail };
  }
  // A second factor brings nobody in, whatever it is set to.
  const ways = methods.rows.filter(startsLogin);
  const count = ways.filter((method) => method.enabled_signup === true).length;
  const unsaid = ways.filter((method) => method.enabled_signup == null).length;
  if (count > 0) {
    const prefix = methods.whole && unsaid === 0 ? '' : 'At least ';
    return { shape: 'ok', title, detail: `${prefix}${countOf(count, ON_FOR_SIGNUP)}.` };
  }
  if (unsaid > 0) return { shape: 'off', title, detail: unsaidWords(unsaid, 'signup') };
  return methods.whole
    ? {
        shape: 'warn',
        title: 'Nobody can sign up',
        detail: `The access mode is ${accessWords(mode)}, but no auth method is on for signup.`,
      }
    : { shape: 'off', title, detail: `No listed auth method is on for signup. ${NOT_WHOLE}` };
}

function allowedDomains(settings: Issuer['settings']): string[] {
  const access = settings?.['access'];
  const domains = isJsonObject(access) ? access['allowed_email_domains'] : null;
  return Array.isArray(domains) ? domains.filter((domain) => typeof domain === 'string') : [];
}
