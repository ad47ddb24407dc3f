import { defineConfig } from '@playwright/test';

import { ensureBrowser } from './scripts/setup.mjs';

// Ports of the project's own; strict, so that a forgotten server is an error and not a stale pass.
const gateway = 'http://127.0.0.1:5191';
const worker = 'http://127.0.0.1:5192';

// Left out unless asked for: `npm run test:deep` and `npm run screenshots`.
const left = [
  ...(process.env['DEEP'] === '1' ? [] : ['@deep']),
  ...(process.env['SCREENSHOTS'] === '1' ? [] : ['@screenshots']),
];

// Chromium's own windows draw their address bar's list with two hidden pages in a process of their
// own, for each context anew: a fifth of what a short test costs. The last switch wins, so what
// Playwright 1.65 turns off by this switch stands here as well.
const turnedOff = [
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  'WebUIOmniboxFullPopup',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'LensOverlay',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'AimEnabled',
  'PreconnectToSearch',
];

/**
 * `gateway` is the product as served and runs every test; `worker` is the hosted demo, backend in a
 * service worker, and runs those tagged @worker (or @worker-only).
 */
export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  fullyParallel: true,
  forbidOnly: Boolean(process.env['CI']),
  workers: 2,
  retries: 0,
  reporter: 'line',
  // For a busy machine with two cores; a test that passes does not wait.
  timeout: 60_000,
  expect: { timeout: 10_000 },
  use: {
    launchOptions: {
      executablePath: await ensureBrowser(),
      args: [
        // Chromium refuses its sandbox to root, and only to root
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        `--disable-features=${turnedOff.join(',')}`,
        '--no-first-run',
      ],
    },
  },
  projects: [
    {
      name: 'gateway',
      grepInvert: new RegExp(['@worker-only', ...left].join('|')),
      use: { baseURL: gateway },
    },
    { name: 'worker', grep: /@worker/, use: { baseURL: worker } },
  ],
  webServer: [
    {
      command: 'node dist/server/gateway.js --port 5191',
      url: gateway,
      // each test opens a world of its own in the embedded backend
      env: { AUTHPI_WORLDS: '1' },
      reuseExistingServer: false,
    },
    {
      command:
        'node node_modules/vite/bin/vite.js preview --mode demo --host 127.0.0.1 --port 5192',
      url: worker,
      reuseExistingServer: false,
    },
  ],
});
