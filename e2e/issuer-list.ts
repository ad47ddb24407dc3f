import type { Locator, Page } from '@playwright/test';
import { expect } from '@playwright/test';

/** One row as it is drawn: its place in the list, from 0, and whose it is. */
export type DrawnRow = { index: number; id: string };

/** The issuers page, as a person finds their way in it. */
export class IssuerList {
  readonly page: Page;
  readonly heading: Locator;
  readonly table: Locator;
  readonly links: Locator;
  readonly count: Locator;
  readonly search: Locator;
  readonly status: Locator;
  readonly access: Locator;
  readonly readiness: Locator;
  readonly clear: Locator;
  readonly loadMore: Locator;
  readonly alert: Locator;

  constructor(page: Page) {
    const main = page.getByRole('main');
    this.page = page;
    this.heading = page.getByRole('heading', { level: 1, name: 'Issuers' });
    this.table = main.getByRole('table', { name: 'Issuers' });
    this.links = this.table.getByRole('rowheader').getByRole('link');
    this.count = main.getByRole('status').filter({ hasText: /loaded/ });
    this.search = main.getByRole('searchbox', { name: 'Search issuers' });
    this.status = main.getByRole('combobox', { name: 'Status' });
    this.access = main.getByRole('combobox', { name: 'Access mode' });
    this.readiness = main.getByRole('combobox', { name: 'Readiness' });
    this.clear = main.getByRole('button', { name: 'Clear filters' });
    this.loadMore = main.getByRole('button', { name: 'Load more' });
    this.alert = main.getByRole('alert');
  }

  /** Opens the first account's issuers and waits for rows. */
  async open(): Promise<void> {
    await this.page.goto('/');
    await expect(this.links.first()).toBeVisible();
  }

  /** Goes to the foot of what is loaded, where the next page is asked for. */
  async scrollToFoot(): Promise<void> {
    await this.page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  }

  /** Scrolls until the count says so. Each step waits for the rows of the one before. */
  async loadUntil(words: string | RegExp): Promise<void> {
    const reached = (text: string) =>
      typeof words === 'string' ? text === words : words.test(text);
    for (;;) {
      const before = (await this.count.textContent()) ?? '';
      if (reached(before)) return;
      if (!before.includes('more to come')) throw new Error(`The list ends with "${before}"`);
      await this.scrollToFoot();
      await expect(this.count).not.toHaveText(before);
    }
  }

  /** Scrolls a row, counted from 0, to the middle of the viewport. */
  async scrollToRow(index: number): Promise<void> {
    await this.table.locator('tbody').evaluate((body, index) => {
      const height = body.querySelector('[aria-rowindex]')?.getBoundingClientRect().height ?? 0;
      const { top } = body.getBoundingClientRect();
      scrollTo(0, scrollY + top + index * height - innerHeight / 2);
    }, index);
    await expect(this.table.locator(`[aria-rowindex="${index + 2}"]`)).toBeInViewport();
  }

  /** The rows in the page now, in the order of the page. */
  drawn(): Promise<DrawnRow[]> {
    return this.table.evaluate(drawnRows);
  }

  /** Walks the loaded list from top to foot and tells each row it met, by place. */
  async walk(): Promise<string[]> {
    const steps = await this.page.evaluate(() => {
      scrollTo(0, 0);
      return Math.ceil(document.documentElement.scrollHeight / innerHeight);
    });
    const met = new Map<number, string>();
    for (let step = 0; step <= steps; step += 1) {
      await this.page.evaluate(async (step) => {
        scrollTo(0, step * innerHeight);
        // A scroll event is dispatched in the next frame.
        await new Promise(requestAnimationFrame);
        await new Promise(requestAnimationFrame);
      }, step);
      for (const { index, id } of await this.drawn()) {
        expect(met.get(index) ?? id, `row ${index} is always the same`).toBe(id);
        met.set(index, id);
      }
    }
    const indexes = [...met.keys()].toSorted((a, b) => a - b);
    expect(indexes, 'no row is left out').toEqual(indexes.map((_, place) => place));
    return indexes.map((index) => met.get(index) ?? '');
  }

  /** The link of an issuer, by its address. */
  link(issuerId: string): Locator {
    return this.table.locator(`a[href$="/issuers/${issuerId}"]`);
  }
}

function drawnRows(table: Element): DrawnRow[] {
  return Array.from(table.querySelectorAll('tbody [aria-rowindex]'), (row) => ({
    index: Number(row.getAttribute('aria-rowindex')) - 2,
    id: row.querySelector('a')?.href.split('/').at(-1) ?? '',
  }));
}

/** Comes back to the window, as after a look at another one. */
export async function refocus(page: Page): Promise<void> {
  await page.evaluate(() => {
    dispatchEvent(new Event('focus'));
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
  });
}

/** What has the focus, in words: `link "Storefront"`. */
export function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (element === null || element === document.body) return 'nothing';
    const name = element.getAttribute('aria-label') ?? element.textContent ?? '';
    return `${element.localName} "${name.trim()}"`;
  });
}

/** Keeps requests from leaving. @returns lets them go */
export async function hold(page: Page, url: RegExp): Promise<() => void> {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(url, async (route) => {
    await released;
    await route.continue();
  });
  return release;
}
