import { randomUUID } from 'node:crypto';

import { test as base } from '@playwright/test';
import type {
  APIRequestContext,
  BrowserContext,
  ConsoleMessage,
  Page,
  Request,
} from '@playwright/test';

import type { AuthMethod } from '#contract/auth-method.ts';
import type { Domain } from '#contract/domain.ts';
import type { IssuerRow } from '#contract/issuer.ts';
import type { Page as ListPage } from '#contract/page.ts';
import type { DnsSetting } from '#mocks/dns/settings.ts';
import type { Act, Fault } from '#mocks/faults.ts';
import type { FreshWorld, SettingsChange, SimulatorState } from '#mocks/simulator.ts';

/** What a test may ask of the backend behind its page, whichever adapter that is. */
export type Simulator = {
  /** A world that starts anew. Call it before the page is opened. */
  reset: (fresh: FreshWorld) => Promise<void>;
  /** Changes how the world behaves; rows stay. */
  change: (settings: SettingsChange) => Promise<void>;
  /**
   * Puts a fault in force, and allows the line Chromium itself writes for such an answer.
   * @returns its id
   */
  fault: (fault: Fault) => Promise<void>;
  /** Ends every fault. */
  endFaults: () => Promise<void>;
  /** Another administrator does something. @returns the body they were answered */
  act: (act: Act) => Promise<unknown>;
  /** The account a person lands in. */
  accountId: () => Promise<string>;
  /** Another administrator adds issuers, one after another. @returns their ids, newest first */
  insert: (...names: string[]) => Promise<string[]>;
  /** Another administrator deletes an issuer. */
  remove: (issuerId: string) => Promise<void>;
  /** Another administrator renames an issuer. */
  rename: (issuerId: string, name: string) => Promise<void>;
  /** The first account's issuer that the API lists first. */
  newest: (query?: Record<string, string>) => Promise<{ id: string; name: string }>;
  /** All issuers of the first account, as the API lists them. */
  issuers: (query?: Record<string, string>) => Promise<IssuerRow[]>;
  /** Those of the first account's 100 newest issuers that are meant. */
  firstIssuers: (meant: (row: IssuerRow) => boolean) => Promise<IssuerRow[]>;
  /** The auth methods of an issuer of the first account, as the API lists them. */
  methods: (issuerId: string) => Promise<AuthMethod[]>;
  /** The domains of the first account, as the API lists them. */
  domains: () => Promise<Domain[]>;
  /** What the DNS says of a host from now on. Allows the line for the statuses named. */
  dns: (setting: DnsSetting, ...statuses: number[]) => Promise<void>;
  /** Cuts the page's own network, or gives it back. */
  setOffline: (offline: boolean) => Promise<void>;
  /** Allows Chromium's lines for answers with these statuses, 0 for a lost connection. */
  allow: (...statuses: number[]) => void;
};

/** A request that left the page, with when it did (Unix ms). */
export type Sent = { at: number; method: string; path: string; query: Record<string, string> };

/** Every request to the API that leaves the page. */
export type Wire = {
  all: () => readonly Sent[];
  /** Those to the issuer list alone. */
  lists: () => readonly Sent[];
  /** Forgets what was sent until now. */
  clear: () => void;
  /** Waits until everything is answered and the page has nothing left to do. */
  quiet: () => Promise<void>;
};

type Fixtures = {
  simulator: Simulator;
  wire: Wire;
  /** Statuses whose "Failed to load resource" line is expected; 0: a connection that failed. */
  allowed: Set<number>;
  /** Fails the test on anything said on the console, any uncaught error, any policy violation. */
  silence: void;
};

/**
 * Each test has a world of its own: behind the gateway one that a header names, in the demo the
 * browser context's own storage.
 */
export const test = base.extend<Fixtures>({
  extraHTTPHeaders: async ({ extraHTTPHeaders }, use, { project }) => {
    const world = project.name === 'gateway' ? { 'x-simulator-world': randomUUID() } : {};
    await use({ ...extraHTTPHeaders, ...world });
  },

  // oxlint-disable-next-line no-empty-pattern -- Playwright reads from it what a fixture needs
  allowed: async ({}, use) => use(new Set()),

  silence: [
    async ({ context, allowed }, use) => {
      const said = await listen(context);
      await use();
      const unexpected = said.filter((line) => !allowed.has(line.status)).map(({ text }) => text);
      base.expect(unexpected, 'console, uncaught errors, policy violations').toEqual([]);
    },
    { auto: true },
  ],

  wire: async ({ page }, use) => {
    const sent: Sent[] = [];
    const underWay = new Set<Request>();
    page.on('requestfinished', (request) => underWay.delete(request));
    page.on('requestfailed', (request) => underWay.delete(request));
    page.on('request', (request) => {
      const url = new URL(request.url());
      if (!url.pathname.startsWith('/v1/')) return;
      underWay.add(request);
      const query = Object.fromEntries(url.searchParams);
      sent.push({ at: Date.now(), method: request.method(), path: url.pathname, query });
    });
    await use({
      all: () => sent,
      lists: () => sent.filter(({ path }) => path.endsWith('/issuers')),
      clear: () => sent.splice(0),
      quiet: async () => {
        // An answer can lead to the next request, but not once nothing was under way twice.
        for (let calm = 0; calm < 2; calm = underWay.size === 0 ? calm + 1 : 0) {
          await base.expect.poll(() => underWay.size).toBe(0);
          await page.evaluate(
            () =>
              new Promise((resolve) => {
                requestAnimationFrame(() => requestIdleCallback(resolve));
              }),
          );
        }
      },
    });
  },

  simulator: async ({ page, request, context, allowed }, use, { project }) => {
    const ask = project.name === 'gateway' ? overHttp(request) : fromInside(page);
    await use(createSimulator(ask, context, allowed));
  },
});

type Ask = (method: string, path: string, body?: unknown) => Promise<unknown>;

function overHttp(request: APIRequestContext): Ask {
  return async (method, path, body) => {
    const answer = await request.fetch(path, {
      method,
      ...(body !== undefined && { data: body, headers: { 'content-type': 'application/json' } }),
    });
    const text = await answer.text();
    if (!answer.ok()) throw new Error(`${method} ${path}: ${answer.status()} ${text}`);
    return parse(text);
  };
}

/** From the page itself, because only there does the worker answer. Opens it if nobody has. */
function fromInside(page: Page): Ask {
  return async (method, path, body) => {
    if (page.url() === 'about:blank') {
      await page.goto('/');
      await page.getByRole('rowheader').first().waitFor();
    }
    const { ok, text } = await page.evaluate(
      async ([method, path, json]) => {
        const answer = await fetch(path, { method, ...(json !== null && { body: json }) });
        return { ok: answer.ok, text: await answer.text() };
      },
      [method, path, body === undefined ? null : JSON.stringify(body)] as const,
    );
    if (!ok) throw new Error(`${method} ${path}: ${text}`);
    return parse(text);
  };
}

function parse(text: string): unknown {
  return text === '' ? null : JSON.parse(text);
}

function createSimulator(ask: Ask, context: BrowserContext, allowed: Set<number>): Simulator {
  let account: string | undefined;
  const accountId = async () => {
    account ??= ((await ask('GET', '/_simulator')) as SimulatorState).credentials.account_id;
    return account;
  };
  const act = async (wanted: Act) => {
    const account_id = await accountId();
    const params = { account_id, ...wanted.params };
    const done = (await ask('POST', '/_simulator/acts', { ...wanted, params })) as {
      status: number;
      body: unknown;
    };
    if (done.status >= 300) {
      throw new Error(`${wanted.operation}: ${done.status} ${JSON.stringify(done.body)}`);
    }
    return done.body;
  };
  const settled = (settings: SettingsChange) => {
    if (settings.dead_cursor === '400' || settings.dead_cursor === '404') {
      allowed.add(Number(settings.dead_cursor));
    }
  };
  return {
    reset: async (fresh) => {
      account = undefined;
      settled(fresh);
      await ask('POST', '/_simulator/reset', fresh);
    },
    change: async (settings) => {
      settled(settings);
      await ask('PATCH', '/_simulator', settings);
    },
    fault: async (fault) => {
      const status = statusOf(fault);
      if (status !== null) allowed.add(status);
      await ask('POST', '/_simulator/faults', fault);
    },
    endFaults: async () => void (await ask('DELETE', '/_simulator/faults')),
    act,
    accountId,
    insert: async (...names) => {
      const ids: string[] = [];
      for (const name of names) {
        const { data } = (await act({ operation: 'createIssuer', body: { name } })) as {
          data: { id: string };
        };
        ids.unshift(data.id);
      }
      return ids;
    },
    remove: async (issuer_id) =>
      void (await act({ operation: 'deleteIssuer', params: { issuer_id } })),
    rename: async (issuer_id, name) =>
      void (await act({ operation: 'updateIssuer', params: { issuer_id }, body: { name } })),
    newest: async (query = {}) => {
      const asked = new URLSearchParams({ ...query, limit: '1' });
      const path = `/v1/accounts/${await accountId()}/issuers?${asked.toString()}`;
      const [row] = ((await ask('GET', path)) as ListPage<IssuerRow>).data;
      if (row === undefined) throw new Error('There is no issuer');
      return { id: row.id, name: row.name ?? 'Unnamed issuer' };
    },
    issuers: async (query = {}) => {
      const path = `/v1/accounts/${await accountId()}/issuers`;
      const rows: IssuerRow[] = [];
      for (let cursor: string | null = ''; cursor !== null;) {
        const asked = new URLSearchParams({ ...query, limit: '100', ...(cursor && { cursor }) });
        const page = (await ask('GET', `${path}?${asked.toString()}`)) as ListPage<IssuerRow>;
        rows.push(...page.data);
        cursor = page.next_cursor ?? null;
      }
      return rows;
    },
    firstIssuers: async (meant) => {
      const path = `/v1/accounts/${await accountId()}/issuers?limit=100`;
      return ((await ask('GET', path)) as ListPage<IssuerRow>).data.filter(meant);
    },
    methods: async (issuerId) => {
      const path = `/v1/accounts/${await accountId()}/issuers/${issuerId}/auth-methods`;
      return ((await ask('GET', path)) as ListPage<AuthMethod>).data;
    },
    domains: async () => {
      const path = `/v1/accounts/${await accountId()}/domains`;
      return ((await ask('GET', path)) as ListPage<Domain>).data;
    },
    dns: async (setting, ...statuses) => {
      for (const status of statuses) allowed.add(status);
      await ask('POST', '/_simulator/dns', setting);
    },
    setOffline: async (offline) => {
      allowed.add(0);
      await context.setOffline(offline);
    },
    allow: (...statuses) => {
      for (const status of statuses) allowed.add(status);
    },
  };
}

function statusOf(fault: Fault): number | null {
  switch (fault.kind) {
    case 'status':
      return fault.status;
    case 'expired':
      return 401;
    case 'request_lost':
    case 'answer_lost':
    case 'offline':
      return 0;
    default:
      return null;
  }
}

/** One thing that was said; `status` only where Chromium itself tells of a failed request. */
type Line = { text: string; status: number };

const NO_REQUEST = -1;

async function listen(context: BrowserContext): Promise<Line[]> {
  const said: Line[] = [];
  context.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') said.push(lineOf(message));
  });
  context.on('weberror', (failure) => {
    const error = failure.error();
    said.push({ text: `uncaught: ${error.stack ?? error.message}`, status: NO_REQUEST });
  });
  // Chromium tells of most violations by itself, but not of one that is only reported.
  await context.addInitScript(() => {
    addEventListener('securitypolicyviolation', (event) => {
      // oxlint-disable-next-line no-console -- heard above
      console.error(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
    });
  });
  return said;
}

function lineOf(message: ConsoleMessage): Line {
  const text = message.text();
  const place = message.location().url;
  const line = `${message.type()}: ${text} (${place})`;
  const answered = /^Failed to load resource: the server responded with a status of (\d+)/.exec(
    text,
  );
  if (answered !== null) return { text: line, status: Number(answered[1]) };
  if (text.startsWith('Failed to load resource: net::ERR_')) return { text: line, status: 0 };
  return { text: line, status: NO_REQUEST };
}
