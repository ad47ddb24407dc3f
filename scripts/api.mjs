// npm run --silent api -- --port 4010: the embedded backend over HTTP, for any client. stdout is
// the server's alone, because programs read its first line; set-up chatter goes to stderr.

import { command, ensureBuild, ensureDependencies } from './setup.mjs';

await command(async () => {
  await ensureDependencies();
  await ensureBuild(['server']);
  // In this process, so that signals and the exit code are the server's own.
  const server = new URL('../dist/server/api.js', import.meta.url);
  await import(server.href);
});
