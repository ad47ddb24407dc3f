import { parseArgs } from 'node:util';
import { createHandlers } from '../handlers.ts';
import { PATCH_MODES } from '../merge.ts';
import { SCENARIOS } from '../seed/seed.ts';
import { changeSettings, readSimulator } from '../simulator.ts';
import { createFileStore } from '../store/file.ts';
import { createMemoryStore } from '../store/memory.ts';
import { createWorld } from '../world.ts';
import type { Settings } from '../world.ts';
import { serve } from './http.ts';
import type { Served } from './http.ts';

/** The options, for people. */
export const USAGE =
  'Options: --port N, --seed N, --scenario NAME, --strict, --latency MS, --patch=merge|replace, --state FILE.';

/** What the command line asks for. @throws with a sentence about what is wrong. */
function readOptions(args: string[]) {
  const { values } = parseArgs({
    args,
    options: {
      port: { type: 'string', default: '4010' },
      seed: { type: 'string' },
      scenario: { type: 'string' },
      strict: { type: 'boolean' },
      latency: { type: 'string' },
      patch: { type: 'string' },
      state: { type: 'string' },
    },
  });
  const whole = (option: string, text: string | undefined, max: number) => {
    if (text === undefined) return undefined;
    const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
    if (value <= max) return value;
    throw new Error(`--${option} takes a whole number from 0 to ${max}, not "${text}".`);
  };
  const word = <const Word extends string>(
    option: string,
    text: string | undefined,
    words: readonly Word[],
  ) => {
    const found = words.find((each) => each === text);
    if (text === undefined || found !== undefined) return found;
    throw new Error(`--${option} takes one of ${words.join(', ')}, not "${text}".`);
  };
  const asked = {
    seed: whole('seed', values.seed, Number.MAX_SAFE_INTEGER),
    scenario: word('scenario', values.scenario, SCENARIOS),
    strict: values.strict,
    latency_ms: whole('latency', values.latency, 600_000),
    patch: word('patch', values.patch, PATCH_MODES),
  };
  const settings: Partial<Settings> = Object.fromEntries(
    Object.entries(asked).filter(([, value]) => value !== undefined),
  );
  return { port: whole('port', values.port, 65_535) ?? 0, settings, file: values.state };
}

/**
 * The `api` command: serves a world over HTTP. Prints, once it listens, one JSON line with the
 * address and the credentials.
 *
 * @throws with a sentence about what is wrong with the options.
 */
export async function runApi(args: string[], print: (line: string) => void): Promise<Served> {
  const { port, settings, file } = readOptions(args);
  const store = file === undefined ? createMemoryStore() : createFileStore(file);
  const world = createWorld({ store, settings });
  const kept = (await readSimulator(world)).settings;
  for (const fixed of ['seed', 'scenario'] as const) {
    if (settings[fixed] !== undefined && kept[fixed] !== settings[fixed]) {
      throw new Error(`${file} holds a world of ${fixed} ${kept[fixed]}. Delete it for another.`);
    }
  }
  const { seed: _, scenario: __, ...changeable } = settings;
  const { credentials } = await changeSettings(world, changeable);
  const served = await serve(createHandlers(world), port);
  print(JSON.stringify({ url: served.url, ...credentials }));
  return served;
}
