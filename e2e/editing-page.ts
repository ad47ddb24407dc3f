import { expect } from '@playwright/test';
import type { Locator, Page, Request } from '@playwright/test';

import type { Issuer } from '#contract/issuer.ts';
import { isJsonObject } from '#contract/values.ts';
import type { Simulator } from './fixtures.ts';

/** A page with forms, as a person finds their way in it. */
export class EditingPage {
  readonly page: Page;
  readonly main: Locator;
  /** Where both changed the same. */
  readonly panel: Locator;
  /** Asks before unsaved work is left. */
  readonly question: Locator;
  readonly alert: Locator;

  constructor(page: Page) {
    const main = page.getByRole('main');
    this.page = page;
    this.main = main;
    this.panel = main.getByRole('region', { name: /^You both changed/ });
    this.question = page.getByRole('dialog', { name: 'Leave without saving?' });
    this.alert = main.getByRole('alert');
  }

  /** Opens a page of forms and waits for the section that is on it. */
  async open(address: string, section: string): Promise<void> {
    await this.page.goto(address);
    await expect(this.discard(section)).toBeVisible();
  }

  /** Goes to another section of an issuer's settings. */
  async goTo(section: string): Promise<void> {
    await this.main
      .getByRole('navigation', { name: 'Settings' })
      .getByRole('link', { name: new RegExp(`^${section}\\b`) })
      .click();
    await expect(this.section(section)).toBeVisible();
  }

  section(title: string): Locator {
    return this.main.getByRole('region', { name: title, exact: true });
  }

  /** What is typed into. */
  text(label: string): Locator {
    return this.main.getByRole('textbox', { name: label, exact: true });
  }

  /** What is chosen from a few values. */
  choice(label: string): Locator {
    return this.main.getByRole('combobox', { name: label, exact: true });
  }

  saveButton(section: string): Locator {
    return this.main.getByRole('button', { name: `Save ${section.toLowerCase()}`, exact: true });
  }

  discard(section: string): Locator {
    return this.section(section).getByRole('button', { name: 'Discard changes' });
  }

  /** Saves a section; what comes of it is for whoever asks. */
  async save(section: string): Promise<void> {
    await this.saveButton(section).click();
  }

  /** Waits until a section says that it is saved, in these words. */
  async expectSaved(section: string, words = 'Saved.'): Promise<void> {
    await expect(this.section(section).getByText(words, { exact: true })).toBeVisible();
  }

  /** Saves a section and waits until it is. */
  async saved(section: string): Promise<void> {
    await this.save(section);
    await this.expectSaved(section);
  }

  /** One of the fields that both changed. */
  conflict(label: string): Locator {
    return this.panel.getByRole('group').filter({ hasText: label });
  }

  /** Presses Tab until something has the focus, in sight and marked. */
  async tabTo(target: Locator, key = 'Tab'): Promise<void> {
    for (let stop = 0; stop < 60; stop += 1) {
      await this.page.keyboard.press(key);
      if (await target.evaluate((element) => element === document.activeElement)) {
        await expectFocusShown(target);
        return;
      }
    }
    throw new Error(`${target.toString()} is not reached by ${key}`);
  }
}

/** Fails unless what has the focus is in sight, and it or the label around it shows that. */
async function expectFocusShown(target: Locator): Promise<void> {
  await expect(target).toBeInViewport();
  const ringed = await target.evaluate((element) =>
    [element, element.closest('label'), element.closest('label')?.parentElement].some((each) => {
      if (each == null) return false;
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(each);
      return (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2) || boxShadow !== 'none';
    }),
  );
  expect(ringed, `${target.toString()} shows that it has the focus`).toBe(true);
}

/** A write that left a page. */
type Write = { method: string; path: string; body: unknown; ifMatch: string | null };

/** Every write to the API that leaves a page from now on. */
export function recordWrites(page: Page): Write[] {
  const writes: Write[] = [];
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (!pathname.startsWith('/v1/') || request.method() === 'GET') return;
    writes.push({
      method: request.method(),
      path: pathname,
      body: bodyOf(request),
      ifMatch: request.headers()['if-match'] ?? null,
    });
  });
  return writes;
}

function bodyOf(request: Request): unknown {
  const text = request.postData();
  return text === null ? null : JSON.parse(text);
}

/** An issuer of the first account to edit, and where. */
type Edited = { account: string; id: string; address: string };

/** Makes an issuer to edit. */
export async function makeIssuer(
  simulator: Simulator,
  body: { name: string } & Record<string, unknown>,
): Promise<Edited> {
  const account = await simulator.accountId();
  const made = (await simulator.act({ operation: 'createIssuer', body })) as { data: Issuer };
  const { id } = made.data;
  return { account, id, address: `/accounts/${account}/issuers/${id}/settings` };
}

/** Someone else changes an issuer. */
export async function change(
  simulator: Simulator,
  { id }: Edited,
  body: Record<string, unknown>,
): Promise<void> {
  await simulator.act({ operation: 'updateIssuer', params: { issuer_id: id }, body });
}

/** An issuer as it is stored, without what is null anywhere in it: null means absent. */
export async function storedIssuer(simulator: Simulator, { id }: Edited): Promise<Issuer> {
  const read = await simulator.act({ operation: 'getIssuer', params: { issuer_id: id } });
  return withoutNulls((read as { data: unknown }).data) as Issuer;
}

/** A copy without what is null, at any depth. */
export function withoutNulls(value: unknown): unknown {
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) =>
      inner === null ? [] : [[key, withoutNulls(inner)]],
    ),
  );
}

/** What this browser keeps of what was typed: each draft as text, by name. */
export function draftsIn(page: Page): Promise<Record<string, string>> {
  return page.evaluate(() =>
    Object.fromEntries(
      Object.entries(localStorage as unknown as Record<string, string>).filter(([name]) =>
        name.startsWith('authpi-draft-'),
      ),
    ),
  );
}
