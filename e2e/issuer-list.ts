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

  /** Opens the first account's issuers, or an address of theirs, and waits for rows. */
  async open(address = '/'): Promise<void> {
    await this.page.goto(address);
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
    return this.table.locator('tbody [aria-rowindex]').evaluateAll((rows) =>
      rows.map((row) => ({
        index: Number(row.getAttribute('aria-rowindex')) - 2,
        id: row.querySelector('a')?.href.split('/').at(-1) ?? '',
      })),
    );
  }

  /**
   * Walks the list from top to foot and tells each row it met, by place. In one go, so that no frame
   * is waited for: Chromium without a screen has been seen to draw none for minutes. The page is told
   * of the scrolling as a frame would tell it; that real ones do, {@link scrollToRow} shows.
   */
  async walk(): Promise<string[]> {
    const met = await this.table.evaluate((table) => {
      const met: { index: number; id: string }[] = [];
      for (let top = 0; top < document.documentElement.scrollHeight; top += innerHeight) {
        scrollTo(0, top);
        document.dispatchEvent(new Event('scroll', { bubbles: true }));
        for (const row of table.querySelectorAll('tbody [aria-rowindex]')) {
          const id = row.querySelector('a')?.href.split('/').at(-1) ?? '';
          met.push({ index: Number(row.getAttribute('aria-rowindex')) - 2, id });
        }
      }
      return met;
    });
    const shown: string[] = [];
    for (const { index, id } of met) shown[index] = id;
    expect(met, 'each place always shows the same row').toEqual(
      met.map(({ index }) => ({ index, id: shown[index] })),
    );
    expect(
      shown.findIndex((id) => id === undefined),
      'no place is left out',
    ).toBe(-1);
    return shown;
  }

  /** The link of an issuer, by its address. */
  link(issuerId: string): Locator {
    return this.table.locator(`a[href$="/issuers/${issuerId}"]`);
  }
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

/**
 * Takes the waits before a failed read is asked for again, which are drawn by lot (src/api/retry.ts),
 * down to nothing: for what happens after the last of them.
 */
export async function dropBackOff(page: Page): Promise<void> {
  await page.addInitScript(() => {
    Math.random = () => 0;
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

/** Starts to write down what a screen reader is told politely. @returns what it was until now */
export async function recordAnnouncements(page: Page): Promise<() => Promise<string[]>> {
  await page.addInitScript(() => {
    const said: string[] = [];
    Object.assign(window, { said });
    new MutationObserver((changes) => {
      const regions = new Set<Element>();
      for (const { target } of changes) {
        const element = target instanceof Element ? target : target.parentElement;
        // A region that comes with its words is not read out: it must be there before.
        const region = element?.closest('output, [role=status], [aria-live=polite]');
        if (region != null) regions.add(region);
      }
      for (const region of regions) {
        const text = (region.textContent ?? '').trim();
        if (text !== '') said.push(text);
      }
    }).observe(document, { subtree: true, childList: true, characterData: true });
  });
  return () => page.evaluate(() => (window as unknown as { said: string[] }).said);
}

/** Fails unless what has the focus is in sight and shows it. */
export async function expectVisibleFocus(page: Page): Promise<void> {
  const { ring, seen } = await page.evaluate(() => {
    const element = document.activeElement ?? document.body;
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
    const { top, bottom, left, right } = element.getBoundingClientRect();
    return {
      ring: (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2) || boxShadow !== 'none',
      seen: bottom > 0 && top < innerHeight && right > 0 && left < innerWidth,
    };
  });
  const what = ring && seen ? 'it' : await focused(page);
  expect(ring, `${what} shows that it has the focus`).toBe(true);
  expect(seen, `${what} is in sight`).toBe(true);
}
