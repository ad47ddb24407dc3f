// npm run check: the static gates, each one pass or fail, all of them whatever failed before, two at
// a time: most keep one core busy. The last line is `N passed, N failed`.

import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { command, ensureDependencies, root } from './setup.mjs';

/** @typedef {{ ok: boolean, output: string }} Verdict */

const routeTree = join(root, 'src/routeTree.gen.ts');

/** @typedef {[name: string, gate: () => Promise<Verdict>]} Gate */

/**
 * Gates of one line run one after the other. The longest lines come first.
 * @type {Gate[][]}
 */
const lines = [
  [
    ['route tree', checkRouteTree],
    // these two judge the build that the gate before them made
    ['bundle budget', () => tool('size-limit/bin.js', [])],
    ['no mock in production', checkProduction],
  ],
  [['a new auth method is one file', () => node(['scripts/check-variant.mjs'])]],
  [['lint', () => tool('oxlint/bin/oxlint', ['--deny-warnings'])]],
  [['types', () => tool('typescript/bin/tsc', [])]],
  [['unused code', () => tool('knip/bin/knip.js', ['--no-progress'])]],
  [['import direction is enforced', () => node(['scripts/check-direction.mjs'])]],
  [['format', () => tool('oxfmt/bin/oxfmt', ['--check'])]],
  [['lockfile', () => capture('npm', ['ci', '--dry-run', '--no-audit', '--no-fund'])]],
];

await command(async () => {
  await ensureDependencies();
  const count = lines.flat().length;
  let failed = 0;
  // Both take from what is left.
  const left = [...lines];
  await Promise.all([worker(), worker()]);
  console.log(`${count - failed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;

  async function worker() {
    for (let line = left.shift(); line !== undefined; line = left.shift()) {
      for (const gate of line) if (!(await judge(gate))) failed += 1;
    }
  }
});

/**
 * Runs a gate and says how it went.
 * @param {Gate} gate
 * @returns {Promise<boolean>} whether it passed
 */
async function judge([name, gate]) {
  const start = Date.now();
  const { ok, output } = await gate().catch((/** @type {unknown} */ error) => ({
    ok: false,
    output: String(error),
  }));
  if (!ok) console.log(output.trimEnd());
  console.log(`${ok ? 'pass' : 'FAIL'}  ${name} (${((Date.now() - start) / 1000).toFixed(1)} s)`);
  return ok;
}

/**
 * A build must leave the generated route tree as it is committed. The generator's own errors fail
 * no build, so its words are read too.
 * @returns {Promise<Verdict>}
 */
async function checkRouteTree() {
  const before = existsSync(routeTree) ? readFileSync(routeTree, 'utf8') : '';
  // In CI a build of the tests may have rewritten the file already: what counts is the commit.
  const commit = process.env['CI']
    ? spawnSync('git', ['show', 'HEAD:src/routeTree.gen.ts'], { cwd: root, encoding: 'utf8' })
    : null;
  const wanted = commit?.status === 0 ? commit.stdout : before;
  const { ok, output } = await node(['scripts/build.mjs']);
  if (!ok || /conflicting configuration paths|^\s*error\b/im.test(output))
    return { ok: false, output };
  const same = readFileSync(routeTree, 'utf8') === wanted;
  return { ok: same, output: 'The build changed src/routeTree.gen.ts: commit the new one.' };
}

/**
 * The page as served holds nothing of the embedded backend: no worker file, no module of `mocks/`
 * or msw in any chunk, and no word of it in any text.
 * @returns {Promise<Verdict>}
 */
async function checkProduction() {
  const dist = join(root, 'dist/client');
  const files = readdirSync(dist, { recursive: true, encoding: 'utf8' });
  /** @type {Record<string, string[]>} */
  const chunks = JSON.parse(readFileSync(join(dist, '.vite/modules.json'), 'utf8'));
  const modules = Object.values(chunks).flat();
  const found = [
    ...files.filter((file) => /mockServiceWorker/i.test(file)),
    ...modules.filter((id) => /^mocks\/|^src\/demo\.|node_modules\/(msw|@mswjs)\//.test(id)),
    ...files.filter(
      (file) =>
        /^assets.*\.js$/.test(file) &&
        /mockServiceWorker|MOCK_ACTIVATE/.test(readFileSync(join(dist, file), 'utf8')),
    ),
  ];
  // An empty list would prove nothing.
  const sound = modules.includes('src/main.tsx');
  return { ok: sound && found.length === 0, output: `In dist/client: ${found.join(', ')}` };
}

/**
 * @param {string} path of a binary below node_modules
 * @param {string[]} args
 */
function tool(path, args) {
  return node([join(root, 'node_modules', path), ...args]);
}

/** @param {string[]} args */
function node(args) {
  return capture(process.execPath, args);
}

/**
 * @param {string} program
 * @param {string[]} args
 * @returns {Promise<Verdict>}
 */
function capture(program, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (/** @type {Buffer} */ chunk) => {
        output += chunk.toString();
      });
    }
    child.on('error', reject);
    child.on('close', (code) => resolve({ ok: code === 0, output }));
  });
}
