// Before each file of unit tests. PROPERTY_RUNS is how `npm test -- --deep` looks further.

import { configureGlobal } from 'fast-check';

configureGlobal({ numRuns: Number(process.env['PROPERTY_RUNS'] ?? 100) });
