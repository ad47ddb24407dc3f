// Proves that the lint rules hold the rooms apart: plants one import of each forbidden kind, and
// some allowed ones, in a copy of the folder layout, and expects exactly the forbidden reported.
// Without this a typing error in a pattern would let everything through in silence.

import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { root } from './setup.mjs';

/** @type {[file: string, specifier: string][]} */
const forbidden = [
  ['src/contract/a.ts', 'react'],
  ['src/contract/a.ts', '#api/x.ts'],
  ['src/contract/ours/a.ts', '../../api/x.ts'],
  ['src/api/a.ts', '#ui/x.ts'],
  ['src/api/a.ts', '#editing/x.ts'],
  ['src/api/a.ts', '#mocks/x.ts'],
  ['src/api/deep/er/a.ts', '../../../../mocks/x.ts'],
  ['src/contract/a.ts', 'tldts-core'],
  ['src/api/a.ts', '#dns/x.ts'],
  ['src/dns/a.ts', '#api/x.ts'],
  ['src/dns/a.ts', '#shared/x.ts'],
  ['src/dns/a.ts', '#mocks/x.ts'],
  ['src/ui/a.tsx', '#dns/x.ts'],
  ['src/editing/a.ts', '#dns/x.ts'],
  ['mocks/a.ts', '#dns/x.ts'],
  ['src/ui/a.tsx', '#api/x.ts'],
  ['src/ui/a.tsx', '../api/x.ts'],
  ['src/ui/a.tsx', '#contract/../api/x.ts'],
  ['src/editing/a.ts', '#api/x.ts'],
  ['src/editing/a.ts', '#contract/issuer.ts'],
  ['src/editing/a.ts', '#features/issuers/x.ts'],
  ['src/shared/a.tsx', '#features/issuers/x.ts'],
  ['src/shared/a.tsx', '../features/issuers/x.ts'],
  ['src/ui/a.tsx', '#shared/x.ts'],
  ['src/api/a.ts', '#shared/x.ts'],
  ['src/editing/a.ts', '#shared/x.ts'],
  ['src/features/issuers/a.tsx', '../../shared/x.ts'],
  ['src/features/issuers/a.tsx', '#features/domains/x.ts'],
  ['src/features/issuers/a.tsx', '../domains/x.ts'],
  ['src/features/issuers/list/a.tsx', '../../domains/x.ts'],
  ['src/features/issuers/a.tsx', '#app/x.ts'],
  ['src/features/issuers/a.tsx', '../../routes/index.tsx'],
  ['src/features/issuers/a.tsx', '#mocks/x.ts'],
  ['src/app/a.tsx', '../routes/index.tsx'],
  ['src/app/a.tsx', '../routeTree.gen.ts'],
  ['src/app/a.tsx', '../demo.ts'],
  ['src/app/a.tsx', '#mocks/x.ts'],
  ['src/routes/a.tsx', '#mocks/x.ts'],
  ['src/routes/a.tsx', '#gateway/x.ts'],
  ['src/main.tsx', '#mocks/x.ts'],
  ['src/main.tsx', '../mocks/x.ts'],
  ['mocks/a.ts', '#api/x.ts'],
  ['mocks/a.ts', '../src/api/x.ts'],
  ['mocks/adapters/a.ts', '#gateway/x.ts'],
  ['gateway/a.ts', '#api/x.ts'],
  ['gateway/a.ts', '../src/ui/x.ts'],
  ['e2e/a.spec.ts', '#api/x.ts'],
  ['src/api/a.test.ts', '../ui/x.ts'],
];

/** @type {[file: string, specifier: string][]} */
const allowed = [
  ['src/contract/a.ts', 'zod/mini'],
  ['src/contract/ours/a.ts', '../x.ts'],
  ['src/contract/ours/a.ts', 'tldts'],
  ['src/dns/a.tsx', '#ui/x.tsx'],
  ['src/dns/a.ts', '#contract/x.ts'],
  ['src/shared/a.tsx', '#dns/x.ts'],
  ['src/features/domains/a.tsx', '#dns/x.ts'],
  ['src/api/a.ts', '#contract/issuer.ts'],
  ['src/editing/a.ts', '#ui/x.ts'],
  ['src/shared/a.tsx', '#editing/x.ts'],
  ['src/ui/a.tsx', 'react'],
  ['src/features/issuers/a.tsx', '#api/x.ts'],
  ['src/features/issuers/a.tsx', '#shared/x.ts'],
  ['src/shared/a.tsx', '#api/x.ts'],
  ['src/shared/a.tsx', '#ui/x.tsx'],
  ['src/features/issuers/list/a.tsx', '../x.ts'],
  ['src/app/a.tsx', '#features/accounts/x.ts'],
  ['src/routes/a.tsx', '#app/x.ts'],
  ['src/routes/$id/a.tsx', '#features/issuers/x.ts'],
  ['src/demo.ts', '#mocks/x.ts'],
  ['mocks/a.ts', '#contract/issuer.ts'],
  ['gateway/a.ts', '#mocks/x.ts'],
  ['src/api/a.test.ts', '#mocks/x.ts'],
];

/**
 * The three ways in which one module names another.
 * @param {string} specifier
 * @param {number} n keeps names apart when one file holds several
 */
const ways = (specifier, n) => [
  `import { x as x${n} } from '${specifier}';\nconsole.log(x${n});\n`,
  `export { x as y${n} } from '${specifier}';\n`,
  `export const load${n} = () => import('${specifier}');\n`,
];

const folder = mkdtempSync(join(tmpdir(), 'direction-'));
try {
  /** @type {{ options?: unknown }} */
  const config = JSON.parse(readFileSync(join(root, '.oxlintrc.json'), 'utf8'));
  // type-aware rules need a project around the files; the rule under test does not
  delete config.options;
  writeFileSync(join(folder, '.oxlintrc.json'), JSON.stringify(config));
  /** @type {{ name: string, specifier: string, source: string, wanted: boolean }[]} */
  const planted = [];
  /**
   * @param {[string, string][]} pairs
   * @param {boolean} wanted whether a report is wanted
   */
  const plant = (pairs, wanted) => {
    for (const [file, specifier] of pairs) {
      const n = planted.length;
      for (const source of ways(specifier, n)) {
        // one file each, so that a report names the way; main.tsx and demo.ts hold all theirs
        const name = file.replace(/\ba\./, `a${planted.length}.`);
        const path = join(folder, name);
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, source, { flag: 'a' });
        planted.push({ name, specifier, source, wanted });
      }
    }
  };
  plant(forbidden, true);
  plant(allowed, false);

  /** @type {{ diagnostics: { code?: string, filename: string, message: string }[] }} */
  const report = JSON.parse(lint(folder));
  const found = report.diagnostics.filter(({ code }) => code?.includes('no-restricted-imports'));
  const wrong = planted.filter(({ name, specifier, wanted }) => {
    const reports = found.filter(
      ({ filename, message }) => filename === name && message.includes(`'${specifier}'`),
    );
    const expected = planted.filter(
      (other) => other.name === name && other.specifier === specifier,
    ).length;
    return reports.length !== (wanted ? expected : 0);
  });
  for (const { name, source, wanted } of wrong) {
    console.log(`${wanted ? 'let through' : 'refused although allowed'} in ${name}: ${source}`);
  }
  console.log(`${planted.length} planted imports, ${wrong.length} judged wrongly`);
  process.exitCode = wrong.length === 0 && planted.length > 0 ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true });
}

/**
 * @param {string} cwd
 * @returns {string} the linter's report
 */
function lint(cwd) {
  const oxlint = join(root, 'node_modules/oxlint/bin/oxlint');
  const args = [oxlint, '--format=json', '.'];
  // its exit code is 1 whenever it reports something
  return spawnSync(process.execPath, args, { cwd, encoding: 'utf8' }).stdout;
}
