import { runApi, USAGE } from './http-command.ts';

try {
  const { close } = await runApi(process.argv.slice(2), (line) => {
    process.stdout.write(`${line}\n`);
  });
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      void close().then(() => process.exit(0));
    });
  }
} catch (error) {
  const words = error instanceof Error ? error.message : String(error);
  process.stderr.write(`${words}\n${USAGE}\n`);
  process.exitCode = 1;
}
