// npm run screenshots: every page in light, dark and narrow, as PNG files in screenshots/; those the
// README shows go to docs/ as well.

import { rmSync } from 'node:fs';
import { join } from 'node:path';

import {
  command,
  ensureBrowser,
  ensureBuild,
  ensureDependencies,
  root,
  runModule,
} from './setup.mjs';

await command(async () => {
  await ensureDependencies();
  const chromium = await ensureBrowser();
  await ensureBuild(['client', 'server', 'demo']);
  rmSync(join(root, 'screenshots'), { recursive: true, force: true });
  return runModule(
    '@playwright/test/cli.js',
    ['test', '--project=gateway', '--grep=@screenshots', '--reporter=line'],
    { CHROMIUM_PATH: chromium, SCREENSHOTS: '1' },
  );
});
