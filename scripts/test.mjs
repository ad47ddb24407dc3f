// npm test: unit tests, then browser tests; both run even when one fails. The last line is
// `N passed, N failed` over both. `npm run test:deep` gives every property ten times the runs, and
// puts every page in every state before axe.

import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import {
  cache,
  command,
  ensureBrowser,
  ensureBuild,
  ensureDependencies,
  runModule,
  say,
} from './setup.mjs';

/** @typedef {{ passed: number, failed: number }} Count */

const results = join(cache, 'results');
const unitFile = join(results, 'vitest.json');
const browserFile = join(results, 'playwright.json');

await command(async () => {
  const deep = process.argv.includes('--deep');
  rmSync(results, { recursive: true, force: true });
  mkdirSync(results, { recursive: true });

  /** @type {Count[]} */
  const counts = [];
  try {
    await ensureDependencies();
    const chromium = await ensureBrowser();
    await ensureBuild(['client', 'server', 'demo']);

    const unit = await runModule(
      'vitest/vitest.mjs',
      ['run', '--reporter=dot', '--reporter=json', `--outputFile.json=${unitFile}`],
      deep ? { PROPERTY_RUNS: '1000' } : {},
    );
    counts.push(judge('unit tests', unit, unitFile, countUnit));

    const browser = await runModule('@playwright/test/cli.js', ['test', '--reporter=line,json'], {
      CHROMIUM_PATH: chromium,
      ...(deep && { DEEP: '1' }),
      PLAYWRIGHT_JSON_OUTPUT_NAME: browserFile,
    });
    counts.push(judge('browser tests', browser, browserFile, countBrowser));
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    counts.push({ passed: 0, failed: 1 });
  }

  const passed = counts.reduce((sum, count) => sum + count.passed, 0);
  const failed = counts.reduce((sum, count) => sum + count.failed, 0);
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
});

/**
 * What a runner's report is worth: a runner that crashed, left no report, or ran nothing has
 * failed once even if its report names no failure.
 * @param {string} name
 * @param {number} exitCode
 * @param {string} file
 * @param {(report: any) => Count} count
 * @returns {Count}
 */
function judge(name, exitCode, file, count) {
  /** @type {Count} */
  let { passed, failed } = { passed: 0, failed: 0 };
  if (existsSync(file)) ({ passed, failed } = count(JSON.parse(readFileSync(file, 'utf8'))));
  if (passed + failed === 0) say(`No ${name} ran.`);
  if (failed === 0 && (exitCode !== 0 || passed === 0)) failed = 1;
  say(`${name}: ${passed} passed, ${failed} failed`);
  return { passed, failed };
}

/**
 * @param {{ numPassedTests: number, numFailedTests: number, testResults: { status: string, assertionResults: { status: string }[] }[] }} report
 * @returns {Count}
 */
function countUnit(report) {
  // A file that does not even load has no tests to count, only its own status.
  const broken = report.testResults.filter(
    (file) =>
      file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  );
  return { passed: report.numPassedTests, failed: report.numFailedTests + broken.length };
}

/**
 * @param {{ stats: { expected: number, unexpected: number, flaky: number }, errors: unknown[] }} report
 * @returns {Count}
 */
function countBrowser({ stats, errors }) {
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + errors.length };
}
