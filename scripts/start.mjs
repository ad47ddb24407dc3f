// npm start: the built page behind the gateway. Arguments go to the gateway.

import { spawn } from 'node:child_process';
import { join } from 'node:path';

import { command, ensureBuild, ensureDependencies, root } from './setup.mjs';

const openers = { darwin: 'open', win32: 'explorer', linux: 'xdg-open' };

await command(async () => {
  await ensureDependencies();
  await ensureBuild();
  const opensBrowser = process.stdout.isTTY && !process.env['CI'];
  const child = spawn(
    process.execPath,
    [join(root, 'dist/server/gateway.js'), ...process.argv.slice(2)],
    { stdio: ['inherit', opensBrowser ? 'pipe' : 'inherit', 'inherit'] },
  );
  if (opensBrowser) {
    let seen = '';
    child.stdout?.on('data', (/** @type {Buffer} */ chunk) => {
      process.stdout.write(chunk);
      if (seen === 'done') return;
      // The gateway alone knows its address; it prints it once it listens.
      seen += chunk.toString();
      const url = /https?:\/\/[^\s"]+/.exec(seen)?.[0];
      if (url === undefined) return;
      seen = 'done';
      open(url);
    });
  }
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
    process.on(signal, () => child.kill(signal));
  }
  return new Promise((resolve) => {
    child.on('exit', (code) => resolve(code ?? 1));
  });
});

/** @param {string} url */
function open(url) {
  const opener = openers[/** @type {keyof typeof openers} */ (process.platform)] ?? 'xdg-open';
  const browser = spawn(opener, [url], { stdio: 'ignore', detached: true });
  // A machine without a desktop has no opener: the printed address is enough.
  browser.on('error', () => {});
  browser.unref();
}
