import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';

import type { OperationId } from '#contract/operations.ts';
import type { Scenario } from '#mocks/seed/seed.ts';

import type { Simulator } from './fixtures.ts';
import { hold } from './issuer-list.ts';
import { freshIdsOf } from './pages.ts';
import type { Amount, Ids, PageCase } from './pages.ts';

/** What a state is brought about with. */
export type Kit = {
  page: Page;
  simulator: Simulator;
  each: PageCase;
  /** Lets requests go that the state holds back. */
  release?: () => void;
};

/** A state every page can be in. */
export type State = {
  name: string;
  /** Brings it about, and expects that the page says it. */
  set: (kit: Kit) => Promise<void>;
  /** How the page gets out of it. */
  leave?: (kit: Kit) => Promise<void>;
};

/** The one request without which there is nothing to show; the sign-in check begins with domains. */
function operationOf({ operation }: PageCase): OperationId {
  return operation ?? 'listDomains';
}

async function open(
  { page, simulator, each }: Kit,
  scenario: Scenario = 'default',
  address: (ids: Ids) => string = each.address,
): Promise<void> {
  await simulator.reset({ scenario });
  // Where there is nothing, there is nothing to ask for either.
  const bare = scenario === 'nobody' || scenario === 'empty';
  const ids = bare
    ? {
        account: await simulator.accountId(),
        issuer: '',
        method: '',
        bareMethod: '',
        bareIssuer: '',
      }
    : await freshIdsOf(simulator, scenario);
  await page.goto(address(ids));
}

/** Opens the page while its request is answered with a status. */
async function refused(kit: Kit, status: number, retry_after?: number): Promise<void> {
  const { page, simulator, each } = kit;
  await simulator.reset({ scenario: 'default' });
  const address = each.address(await freshIdsOf(simulator, 'default'));
  await simulator.fault({
    kind: 'status',
    status,
    operation: operationOf(each),
    times: retry_after === undefined ? null : 1,
    ...(retry_after !== undefined && { retry_after }),
  });
  await page.goto(address);
}

async function expectContent({ page, each }: Kit): Promise<void> {
  await expect(each.content(page.getByRole('main'))).toBeVisible();
  await expect(page.getByRole('alert')).toHaveCount(0);
}

function amount(name: 'empty' | 'one' | 'many'): State {
  return {
    name,
    set: async (kit) => {
      const { scenario, address, words }: Amount = kit.each[name];
      await open(kit, scenario, address ?? kit.each.address);
      await expect(kit.page.getByRole('main')).toContainText(words);
      await expect(kit.page.getByRole('alert')).toHaveCount(0);
    },
  };
}

/** What the sign-in check says instead of failing. */
async function expectNotAsked({ page }: Kit): Promise<void> {
  const main = page.getByRole('main');
  await expect(main).toContainText('1 question could not be asked');
  await expect(main.getByText('Could not ask', { exact: true })).toBeVisible();
  await expect(main.getByText('Wrong', { exact: true })).toHaveCount(0);
}

async function expectFailure(kit: Kit, title: string): Promise<void> {
  if (kit.each.missing === null) {
    await expectNotAsked(kit);
    return;
  }
  const alert = kit.page.getByRole('main').getByRole('alert');
  await expect(alert.getByRole('heading')).toHaveText(title);
  await expect(alert).toContainText(/Reference ref_\w+/);
  // The shell stays, so there is a way on.
  await expect(kit.page.getByRole('banner').getByRole('link').first()).toBeVisible();
}

/** The states of a page. */
export function statesOf({ asksNothing }: PageCase): readonly State[] {
  return asksNothing === true ? STATES.filter(({ name }) => !OF_LOADING.includes(name)) : STATES;
}

/** Seconds a 429 asks for: none of them is waited for, and nobody is too slow to see it. */
const PAUSE_S = 120;

const OF_LOADING: readonly string[] = ['loading', 'error', '403', '404', '429'];

/** Every state. Each page must have words for each of them. */
const STATES: readonly State[] = [
  {
    name: 'loading',
    set: async (kit) => {
      const { page, simulator, each } = kit;
      await simulator.reset({ scenario: 'default' });
      const address = each.address(await freshIdsOf(simulator, 'default'));
      kit.release = await hold(page, /\/v1\//);
      await page.goto(address);
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(/\S/);
      await expect(page.getByRole('main')).toContainText(/Loading|Asking/);
    },
    leave: async (kit) => {
      kit.release?.();
      await expectContent(kit);
      await kit.page.unrouteAll({ behavior: 'wait' });
    },
  },
  amount('empty'),
  amount('one'),
  amount('many'),
  {
    name: 'error',
    set: async (kit) => {
      await refused(kit, 500);
      await expectFailure(kit, 'AuthPI met an error');
    },
    leave: async (kit) => {
      await kit.simulator.endFaults();
      const again = kit.page.getByRole('main').getByRole('button', { name: /^(Try|Check) again$/ });
      await again.first().click();
      await expectContent(kit);
    },
  },
  {
    name: '403',
    set: async (kit) => {
      await refused(kit, 403);
      await expectFailure(kit, 'You do not have access to this');
    },
  },
  {
    name: '404',
    set: async (kit) => {
      await refused(kit, 404);
      await expectFailure(kit, kit.each.missing ?? '');
    },
  },
  {
    name: '429',
    set: async (kit) => {
      // Time runs, until it is told to leap over the pause.
      await kit.page.clock.install();
      await refused(kit, 429, PAUSE_S);
      await expect(kit.page.getByRole('main')).toContainText('AuthPI asked for a pause');
    },
    leave: async (kit) => {
      await kit.page.clock.fastForward(PAUSE_S * 1000);
      await expectContent(kit);
    },
  },
  {
    name: 'offline',
    set: async (kit) => {
      // After the pause before, the page is there already.
      if (kit.page.url() === 'about:blank') await open(kit);
      await expectContent(kit);
      await kit.simulator.setOffline(true);
      await expect(kit.page.getByRole('main')).toContainText('You are offline');
      await expect(kit.each.content(kit.page.getByRole('main'))).toBeVisible();
    },
    leave: async (kit) => {
      await kit.simulator.setOffline(false);
      await expect(kit.page.getByRole('main')).not.toContainText('You are offline');
    },
  },
  {
    name: 'viewer',
    set: async (kit) => {
      await open(kit, 'viewer');
      await expectContent(kit);
    },
  },
];
