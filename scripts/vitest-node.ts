// Before each file of unit tests. PROPERTY_RUNS is how `npm test -- --deep` looks further.

import { configureGlobal } from 'fast-check';
import { afterAll, vi } from 'vitest';

// Files share their worker: what another one left in a module, or of a clock, is gone.
vi.resetModules();
afterAll(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

configureGlobal({ numRuns: Number(process.env['PROPERTY_RUNS'] ?? 100) });
