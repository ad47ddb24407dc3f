// npm run build: the production build of the page and of the servers, from scratch.

import { command, ensureBuild, ensureDependencies } from './setup.mjs';

await command(async () => {
  await ensureDependencies();
  await ensureBuild(['client', 'server'], { force: true });
});
