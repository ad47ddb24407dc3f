import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { PATCH_MODES, patched } from '#mocks/merge.ts';
import * as session from './session.ts';
import { runSchedule, schedule } from './session-model.ts';

/** Schedules; a deep run has 20,000. */
const RUNS = (fc.readConfigureGlobal().numRuns ?? 100) >= 1_000 ? 20_000 : 500;

/** The server under each mode of PATCH (contract §8). */
const PATCHES = PATCH_MODES.map(
  (mode) => (held: unknown, given: unknown) => patched(mode, held, given),
);

test(
  'several people at once, over a bad network: no update and no keystroke is lost',
  { timeout: 1_200_000 },
  () => {
    const found = fc.check(
      fc.property(schedule, (given) => runSchedule(session, PATCHES, given)),
      { numRuns: RUNS },
    );
    expect(fc.defaultReportMessage(found)).toBeUndefined();
  },
);
