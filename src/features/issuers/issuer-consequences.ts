import type { AuthMethod } from '#contract/auth-method.ts';
import type { Domain } from '#contract/domain.ts';
import { unicodeHost } from '#contract/ours/hosts.ts';
import { isDoor, mayBeDoor } from '#contract/ours/rules.ts';
import type { Consequence } from '#shared/ending-lines.tsx';
import { countOf } from '#shared/list-words.ts';
import { methodName } from '#shared/method-words.ts';

/** What is about to be done with an issuer. Switched off, it can be switched on again. */
export type EndingAct = 'disable' | 'suspend' | 'delete';

const WAYS = { one: 'way to sign in', many: 'ways to sign in' };
const METHODS = { one: 'auth method', many: 'auth methods' };
const DOMAINS = { one: 'domain', many: 'domains' };

/**
 * What comes of it for an issuer's auth methods (contract §8, §9). What AuthPI did not say is not
 * taken for harmless.
 *
 * @param whole whether these are all (contract §3)
 * @param inUse false: the issuer is switched off, and nobody can sign in now either
 */
export function forMethods(
  act: EndingAct,
  methods: readonly AuthMethod[],
  { whole, inUse }: { whole: boolean; inUse: boolean },
): Consequence[] {
  if (!inUse) return act === 'delete' ? goneAlong(methods, whole) : [NOT_IN_USE];
  const [doors, unsaid] = [methods.filter(isDoor), methods.filter(mayBeDoor)];
  const others = methods.filter((method) => !doors.includes(method) && !unsaid.includes(method));
  const said: Consequence[] = [];
  if (doors.length > 0) {
    const verb = doors.length === 1 ? 'stops' : 'stop';
    said.push({ text: `${countOf(doors.length, WAYS)} ${verb} working`, names: namesOf(doors) });
  }
  if (unsaid.length > 0) {
    const verb = unsaid.length === 1 ? 'is' : 'are';
    said.push({
      text: `Perhaps in use as well: AuthPI does not say whether ${countOf(unsaid.length, METHODS)} ${verb} on for login`,
      names: namesOf(unsaid),
    });
  }
  if (act === 'delete' && others.length > 0) {
    const verb = others.length === 1 ? 'goes' : 'go';
    said.push({
      text: `${countOf(others.length, METHODS)} that nobody can begin a login with ${verb} along`,
      names: namesOf(others),
    });
  }
  if (!whole) {
    said.push(UNLISTED);
  } else if (doors.length + unsaid.length === 0) {
    said.push({ text: 'No auth method is on for login: nobody can sign in now either', names: [] });
  }
  return said;
}

const NOT_IN_USE: Consequence = {
  text: 'It is not active: nobody can sign in now either',
  names: [],
};

function goneAlong(methods: readonly AuthMethod[], whole: boolean): Consequence[] {
  const count = countOf(methods.length, METHODS);
  const text = `${count} ${methods.length === 1 ? 'goes' : 'go'} along`;
  return [
    NOT_IN_USE,
    ...(methods.length > 0 ? [{ text, names: namesOf(methods) }] : []),
    ...(whole ? [] : [UNLISTED]),
  ];
}

const UNLISTED: Consequence = {
  text: 'Perhaps more: AuthPI did not list all of its auth methods',
  names: [],
};

/**
 * What comes of it for the domains that are assigned to an issuer: deleted, they become unassigned
 * (contract §8).
 *
 * @param whole whether these are all
 */
export function forDomains(
  act: EndingAct,
  domains: readonly Domain[],
  whole: boolean,
): Consequence[] {
  const said: Consequence[] = [];
  if (domains.length > 0) {
    const one = domains.length === 1;
    const fate =
      act === 'delete'
        ? `${one ? 'becomes' : 'become'} unassigned`
        : `${one ? 'stays' : 'stay'} assigned, and nobody can sign in there`;
    said.push({
      text: `${countOf(domains.length, DOMAINS)} ${fate}`,
      names: domains.map(({ host }) => unicodeHost(host)),
    });
  }
  if (!whole) {
    said.push({ text: 'Perhaps more: AuthPI did not list all domains', names: [] });
  } else if (domains.length === 0) {
    said.push({ text: 'No domain is assigned to it', names: [] });
  }
  return said;
}

function namesOf(methods: readonly AuthMethod[]): string[] {
  return methods.map(methodName);
}
