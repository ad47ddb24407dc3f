// What every command needs before it can start: dependencies, a build, a browser. Free of
// dependencies, because it runs before there are any; `ignore-scripts=true` also silences
// `prestart` and `pretest`, so the commands call this instead. All chatter goes to stderr.

import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/** The project's folder, with no slash at the end. */
export const root = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '');

/** Where commands keep what they remember; git-ignored. */
export const cache = join(root, '.cache');

/** A failure whose message is all a person needs: shown without a stack. */
export class SetupError extends Error {}

/**
 * Says a sentence on stderr, so that stdout stays the command's own.
 * @param {string} text
 */
export function say(text) {
  process.stderr.write(`${text}\n`);
}

/**
 * Runs a program in the project's folder with its output on stderr; resolves with the exit code.
 * @param {string} program
 * @param {string[]} args
 * @param {Record<string, string>} [env]
 * @returns {Promise<number>}
 */
export function run(program, args, env) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: root,
      stdio: ['ignore', 2, 2],
      env: { ...process.env, ...env },
      // npm and npx are .cmd files there
      shell: process.platform === 'win32' && !program.includes('node'),
    });
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

/**
 * Runs the binary of a dependency with this very Node, whatever the PATH says.
 * @param {string} name path of the file below node_modules
 * @param {string[]} args
 * @param {Record<string, string>} [env]
 */
export function runModule(name, args, env) {
  return run(process.execPath, [join(root, 'node_modules', name), ...args], env);
}

/**
 * Fails with a sentence when `work` does not exit with 0.
 * @param {Promise<number>} work
 * @param {string} sentence
 */
async function must(work, sentence) {
  const code = await work.catch((/** @type {unknown} */ error) => {
    throw new SetupError(`${sentence} ${error instanceof Error ? error.message : ''}`);
  });
  if (code !== 0) throw new SetupError(sentence);
}

/** @param {string | Buffer} content */
function sha256(content) {
  return createHash('sha256').update(content).digest('hex');
}

/**
 * @param {string} path
 * @returns {string | null} the file's text, null when there is none
 */
function readIfThere(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : null;
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/**
 * Creates a file that must not exist yet; false when it does.
 * @param {string} path
 * @param {string} content
 */
function createFile(path, content) {
  try {
    writeFileSync(path, content, { flag: 'wx' });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

/**
 * Runs `work` while no other command of this checkout runs it: two `npm ci` at once delete each
 * other's files. The lock of a process that has died is taken over.
 * @template T
 * @param {string} name
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
async function withLock(name, work) {
  mkdirSync(cache, { recursive: true });
  const lock = join(cache, `${name}.lock`);
  const me = String(process.pid);
  for (let said = false; !createFile(lock, me);) {
    const owner = readIfThere(lock);
    if (owner !== null && owner !== '' && !isAlive(Number(owner))) {
      // Of all who see this dead owner one may take over; whoever comes late finds another owner.
      const claim = `${lock}.${owner}`;
      if (createFile(claim, me)) {
        const mine = readIfThere(lock) === owner;
        if (mine) renameSync(claim, lock);
        else rmSync(claim, { force: true });
        if (mine) break;
      }
    }
    if (!said) say(`Waiting for another command (${name}, process ${owner ?? '?'}) …`);
    said = true;
    await sleep(200);
  }
  const release = () => {
    if (readIfThere(lock) === me) rmSync(lock, { force: true });
  };
  process.once('exit', release);
  try {
    return await work();
  } finally {
    process.off('exit', release);
    release();
  }
}

/**
 * Whether npm's own record of node_modules already agrees with the lockfile, as after a person's
 * `npm install`. Optional packages may be missing: they are other platforms' builds.
 * @param {string} lockfile
 */
function isInstalled(lockfile) {
  const record = readIfThere(join(root, 'node_modules/.package-lock.json'));
  if (record === null) return false;
  /** @typedef {Record<string, { version?: string, optional?: boolean }>} Packages */
  const wanted = /** @type {{ packages: Packages }} */ (JSON.parse(lockfile)).packages;
  const present = /** @type {{ packages: Packages }} */ (JSON.parse(record)).packages;
  return Object.entries(wanted).every(
    ([path, { version, optional }]) =>
      path === '' ||
      present[path]?.version === version ||
      (optional === true && present[path] === undefined),
  );
}

/** Installs the locked dependencies when node_modules is missing or older than the lockfile. */
export async function ensureDependencies() {
  const lockfile = readFileSync(join(root, 'package-lock.json'), 'utf8');
  const stamp = join(root, 'node_modules/.lockfile-hash');
  const isFresh = () => readIfThere(stamp) === sha256(lockfile);
  if (isFresh()) return;
  await withLock('install', async () => {
    if (isFresh()) return;
    if (!isInstalled(lockfile)) {
      say('Installing dependencies …');
      // NODE_ENV=production would leave out the tools that build
      await must(
        run('npm', ['ci', '--include=dev', '--no-audit', '--no-fund']),
        'npm ci failed: its messages stand above.',
      );
    }
    writeFileSync(stamp, sha256(lockfile));
  });
}

/** Everything a build reads; a test changes no build, and the route tree follows from the routes. */
const inputs = [
  'src',
  'public',
  'mocks',
  'gateway',
  'index.html',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'tailwind.config.ts',
  'vite.config.ts',
  'vite.server.config.ts',
];

/** @typedef {'client' | 'server' | 'demo'} Target */

/** @type {Record<Target, string[]>} arguments of `vite build` */
const builds = {
  client: [],
  server: ['--config', 'vite.server.config.ts'],
  demo: ['--mode', 'demo'],
};

/**
 * @param {string} path below the root
 * @returns {string[]} the files at or below it, sorted
 */
function filesAt(path) {
  const full = join(root, path);
  if (!existsSync(full)) return [];
  if (!statSync(full).isDirectory()) return [path];
  return readdirSync(full)
    .toSorted()
    .flatMap((name) => filesAt(`${path}/${name}`));
}

function hashInputs() {
  const hash = createHash('sha256').update(process.version);
  for (const file of inputs.flatMap(filesAt)) {
    if (/\.test\.tsx?$|\.gen\.ts$|\.md$/.test(file)) continue;
    hash.update(`\0${file}\0`).update(readFileSync(join(root, file)));
  }
  return hash.digest('hex');
}

/**
 * Builds the targets whose sources changed, judged by content. The stamp lies inside the output,
 * so whatever empties the folder also forgets it.
 * @param {Target[]} targets
 * @param {{ force?: boolean }} [options]
 */
export async function ensureBuild(targets = ['client', 'server'], { force = false } = {}) {
  await withLock('build', async () => {
    for (const target of targets) {
      const stamp = join(root, 'dist', target, '.inputs');
      const hash = hashInputs();
      if (!force && readIfThere(stamp) === hash) continue;
      say(`Building ${target} …`);
      rmSync(stamp, { force: true });
      await must(
        runModule('vite/bin/vite.js', ['build', '--logLevel', 'warn', ...builds[target]]),
        `The build of ${target} failed: its messages stand above.`,
      );
      writeFileSync(stamp, hash);
    }
  });
}

/** Where Chromium and Chrome usually lie. */
const browserPaths = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/**
 * The browser to test with: CHROMIUM_PATH, a usual place, or Playwright's own download.
 * @returns {string | null}
 */
export function findBrowser() {
  const named = process.env['CHROMIUM_PATH'];
  if (named !== undefined && named !== '') {
    if (!existsSync(named)) throw new SetupError(`CHROMIUM_PATH names no file: ${named}`);
    return named;
  }
  const usual = browserPaths.find((path) => existsSync(path) && starts(path));
  if (usual !== undefined) return usual;
  const { chromium } = /** @type {typeof import('@playwright/test')} */ (
    createRequire(import.meta.url)('@playwright/test')
  );
  const own = chromium.executablePath();
  return existsSync(own) ? own : null;
}

/**
 * Ubuntu's `chromium-browser` may be a stub that only asks for a snap, so ask it.
 * @param {string} path
 */
function starts(path) {
  return spawnSync(path, ['--version'], { stdio: 'ignore', timeout: 20_000 }).status === 0;
}

/**
 * Finds a browser or installs one; resolves with its path. Needs the dependencies.
 * @returns {Promise<string>}
 */
export async function ensureBrowser() {
  const found = findBrowser();
  if (found !== null) return found;
  return withLock('browser', async () => {
    if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
      say('Installing Chromium with apt-get …');
      const quiet = { DEBIAN_FRONTEND: 'noninteractive' };
      await run('apt-get', ['update', '-qq'], quiet);
      await run(
        'apt-get',
        // without recommended packages there would be no font to draw with
        ['install', '-qq', '-y', '--no-install-recommends', 'chromium', 'fonts-liberation'],
        quiet,
      );
    }
    if (findBrowser() === null) {
      say("Downloading Playwright's Chromium …");
      await runModule('playwright/cli.js', ['install', 'chromium']);
    }
    const installed = findBrowser();
    if (installed !== null) return installed;
    throw new SetupError(
      'No Chromium found and none could be installed. Install Chromium or Chrome, or name one in CHROMIUM_PATH.',
    );
  });
}

/**
 * Runs a command's main function; a failure that explains itself is shown without a stack.
 * @param {() => Promise<number | void>} main resolves with the exit code, 0 when it names none
 */
export async function command(main) {
  try {
    const code = await main();
    if (code !== undefined) process.exitCode = code;
  } catch (error) {
    say(
      error instanceof SetupError
        ? error.message
        : String(error instanceof Error ? error.stack : error),
    );
    process.exitCode = 1;
  }
}
