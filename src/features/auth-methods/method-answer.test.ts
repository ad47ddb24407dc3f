import { expect, test } from 'vitest';
import type { AuthMethod } from '#contract/auth-method.ts';
import { settingOf, unknownSettings, withoutSecrets } from './method-answer.ts';

const of = (method: string, settings: string): AuthMethod => ({
  id: 'am_1',
  name: 'One',
  method,
  created_at: 1,
  settings: JSON.parse(settings) as { [name: string]: unknown },
});

test('a setting is read by its own name only', () => {
  expect(settingOf(of('oidc', '{"client_id":"web"}'), 'client_id')).toBe('web');
  expect(settingOf(of('oidc', '{}'), 'constructor')).toBeUndefined();
  expect(
    settingOf({ id: 'am_1', name: 'One', method: 'oidc', created_at: 1 }, 'x'),
  ).toBeUndefined();
});

test('settings no field stands for are kept, whatever they are called', () => {
  const method = of('oidc', '{"pkce":true,"__proto__":1,"a.b":[2],"constructor":null}');
  expect(JSON.stringify(unknownSettings(method))).toBe(
    '{"__proto__":1,"a.b":[2],"constructor":null}',
  );
  expect(unknownSettings(of('oidc', '{"pkce":true}'))).toBeNull();
  expect(unknownSettings(of('saml', '{"a":1}'))).toBeNull();
});

test('an answer without secrets is shown as it came', () => {
  const method = of('oidc', '{"client_id":"web"}');
  expect(withoutSecrets(method)).toEqual({ value: method, hidden: [] });
  expect(withoutSecrets(method).value).toBe(method);
});

test('a secret that came all the same is not shown, under any method', () => {
  for (const kind of ['oidc', 'password', 'saml']) {
    const { value, hidden } = withoutSecrets(of(kind, '{"client_secret":"s3cret","__proto__":1}'));
    expect(hidden).toEqual(['client_secret']);
    expect(JSON.stringify(value)).toContain(
      '"settings":{"client_secret":"(not shown)","__proto__":1}',
    );
  }
  expect(unknownSettings(of('password', '{"client_secret":"s3cret"}'))).toBeNull();
});
