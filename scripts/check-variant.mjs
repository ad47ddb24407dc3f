// Proves what the registry of auth methods promises: a new one that lacks anything does not
// compile, and a complete one is everywhere with no other change. In a copy of the project, a file
// and the lines that list it are added, as a developer would.

import { spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { root } from './setup.mjs';

const METHODS = 'src/contract/auth-methods';

/** What each part of the new method says. A second factor would need a word in `rules.ts` too. */
const PARTS = {
  label: `'Kerberos'`,
  group: `'social'`,
  icon: `'M3 8h10'`,
  help: `'Sign-in with the ticket of a company network.'`,
  atLogin: `'Nothing: the browser sends the ticket.'`,
  firstFactorOnly: 'true',
  settings: `'required'`,
  perIssuer: `'many'`,
  core: `{
    realm: { schema: text(), kind: 'code', label: 'Realm' },
    keytab: { schema: text(), kind: 'secret', label: 'Keytab' },
  }`,
  other: `{
    clock_skew: { schema: wholeNumber(1, 600), kind: 'seconds', label: 'Clock skew', default: 300 },
    etypes: { schema: setOf(text()), kind: 'codes', label: 'Encryption types' },
  }`,
};

/** Entries that are whole and wrong: the field of a setting does not stand for its values. */
const WRONG = [
  { ...PARTS, core: `{ realm: { schema: text(), kind: 'flag', label: 'Realm' } }` },
  { ...PARTS, other: `{ skew: { schema: wholeNumber(1, 9), kind: 'count', label: 'Skew' } }` },
  {
    ...PARTS,
    other: `{ mode: { schema: oneOf(['a', 'b']), kind: 'choice', label: 'Mode', options: { a: 'A' } } }`,
  },
  { ...PARTS, other: `{ skew: { schema: text(), kind: 'text', label: 'Skew', default: 3 } }` },
  { ...PARTS, other: `{ keytab: { schema: text(), kind: 'secret', label: 'Keytab' } }` },
];

/** @param {Record<string, string>} parts */
const source = (parts) => `import { oneOf, setOf, wholeNumber } from '../values.ts';
import { text } from './parts.ts';
import { variant } from './variant.ts';
import type { Example } from './variant.ts';

/** Schemas that not every entry uses. */
export const used = [oneOf, setOf, text, wholeNumber];

/** A method nobody has yet. */
export const kerberos = variant({
${Object.entries(parts)
  .map(([name, value]) => `  ${name}: ${value},`)
  .join('\n')}
});

/** A believable one. */
export const kerberosExample: Example = () => ({
  name: 'Company network',
  settings: { realm: 'NORTHWIND.EXAMPLE' },
});
`;

const folder = mkdtempSync(join(tmpdir(), 'variant-'));
try {
  for (const part of [
    'src',
    'mocks',
    'gateway',
    'scripts',
    'index.html',
    'package.json',
    'tsconfig.json',
    'vite.config.ts',
    'vitest.config.ts',
  ]) {
    cpSync(join(root, part), join(folder, part), { recursive: true });
  }
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  const config = JSON.parse(readFileSync(join(root, 'tsconfig.json'), 'utf8'));
  // Tests hold expectations of each method, written by hand: they have to be told.
  const parts = {
    include: ['src', 'mocks', 'gateway'],
    exclude: ['**/*.test.ts', '**/*.test.tsx'],
  };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ ...config, ...parts }));

  const planted = [
    ...Object.keys(PARTS).map((gone) => ({
      name: `without-${gone.toLowerCase()}.ts`,
      parts: Object.fromEntries(Object.entries(PARTS).filter(([name]) => name !== gone)),
    })),
    ...WRONG.map((parts, index) => ({ name: `wrong-${index}.ts`, parts })),
  ];
  for (const { name, parts } of planted) {
    writeFileSync(join(folder, METHODS, name), source(parts));
  }
  writeFileSync(join(folder, METHODS, 'kerberos.ts'), source(PARTS));
  list('registry.ts', `import { kerberos } from './kerberos.ts';`, '  oauth2,', '  kerberos,');
  const refused = run('typescript/bin/tsc', ['--pretty', 'false']);
  for (const { name } of planted) {
    if (!refused.output.includes(`${METHODS}/${name}(`)) throw new Error(`${name} compiles`);
    unlinkSync(join(folder, METHODS, name));
  }
  if (!refused.output.includes(`${METHODS}/examples.ts(`)) throw new Error('It needs no example');

  list(
    'examples.ts',
    `import { kerberosExample } from './kerberos.ts';`,
    '  oauth2: oauth2Example,',
    '  kerberos: kerberosExample,',
  );
  const compiled = run('typescript/bin/tsc', ['--pretty', 'false']);
  if (!compiled.ok) throw new Error(`The complete one does not compile:\n${compiled.output}`);
  const shown = run('vitest/vitest.mjs', ['run', 'every-method', '-t', '^kerberos: ']);
  // A run of no test at all would pass as well.
  if (!shown.ok || !/Tests +1 passed/.test(shown.output)) {
    throw new Error(`The complete one is not everywhere:\n${shown.output}`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/**
 * Adds the new method to one of the lists of all.
 * @param {string} file
 * @param {string} line that imports it
 * @param {string} after
 * @param {string} entry
 */
function list(file, line, after, entry) {
  const path = join(folder, METHODS, file);
  const text = readFileSync(path, 'utf8');
  if (!text.includes(`${after}\n`)) throw new Error(`${file} does not list its methods as it did`);
  writeFileSync(path, `${line}\n${text.replace(`${after}\n`, `${after}\n${entry}\n`)}`);
}

/**
 * @param {string} path of a binary below node_modules
 * @param {string[]} args
 */
function run(path, args) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(root, 'node_modules', path), ...args],
    { cwd: folder, encoding: 'utf8', env: { ...process.env, NO_COLOR: '1' } },
  );
  return { ok: status === 0, output: `${stdout}${stderr}` };
}
