// Before each file of component tests: matchers, and an empty page after every test.

import '@testing-library/jest-dom/vitest';
import { cleanup, configure } from '@testing-library/react';
import { afterAll, afterEach, vi } from 'vitest';

afterEach(cleanup);

// Files share their worker: what another one left in a module is gone, and so is what it left on the
// page, in its storage, its address, or of a clock.
vi.resetModules();
// A dependency keeps what was set in it. For a busy machine; what is there is not waited for.
configure({ asyncUtilTimeout: 15_000 });
afterAll(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  document.head.replaceChildren();
  document.body.replaceChildren();
  for (const name of document.documentElement.getAttributeNames()) {
    document.documentElement.removeAttribute(name);
  }
  localStorage.clear();
  sessionStorage.clear();
  history.replaceState(null, '', '/');
});
