import { expect, test } from 'vitest';
import { namesApart } from './use-domain-facts.ts';

const issuer = (name: string | null, environment?: string) => ({
  name,
  status: 'active',
  settings: null,
  links: null,
  metadata: environment === undefined ? null : { environment },
});

test('issuers that are called the same are told apart by environment, else by id', () => {
  const names = namesApart([
    { id: 'i_1', naming: issuer('Shop', 'production') },
    { id: 'i_2', naming: issuer('Shop ', 'staging') },
    { id: 'i_3', naming: issuer('Portal', 'production') },
    { id: 'i_4', naming: issuer('Portal', 'production') },
    { id: 'i_5', naming: issuer('Office', 'production') },
    { id: 'i_6', naming: issuer('Shop') },
  ]);
  expect([...names.values()]).toEqual([
    'Shop (production)',
    'Shop (staging)',
    'Portal (i_3)',
    'Portal (i_4)',
    'Office',
    'Shop (i_6)',
  ]);
});

test('what has no name, or none that is known, goes by its id', () => {
  const names = namesApart([
    { id: 'i_1', naming: issuer(null) },
    { id: '__proto__', naming: 'loading' },
    { id: 'i_3', naming: 'missing' },
    { id: 'i_4', naming: new Error('x') },
  ]);
  expect([...names.values()]).toEqual(['i_1', '__proto__', 'i_3', 'i_4']);
});
