import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clearOthers, createDrafts } from './drafts.ts';
import type { DraftEntry, Drafts } from './drafts.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const START = Date.UTC(2026, 0, 1);
const ISSUER = 'accounts/a/issuers/i';

const NAME: DraftEntry = { path: ['name'], before: 'Shop', after: 'Store' };
const LIFETIME: DraftEntry = { path: ['sessions', 'max'], before: 60, after: 60, raw: '7 dayz' };

/** For a deep run. */
const patience = { timeout: 600_000 };

/** A storage in memory. It says no to what does not fit, and to everything once it is blocked. */
class FakeStorage implements Storage {
  readonly items = new Map<string, string>();
  room = Infinity;
  blocked = false;

  private get reached() {
    if (this.blocked) throw new DOMException('Access is denied', 'SecurityError');
    return this.items;
  }

  get length() {
    return this.reached.size;
  }

  clear() {
    this.reached.clear();
  }

  getItem(name: string) {
    return this.reached.get(name) ?? null;
  }

  key(index: number) {
    return [...this.reached.keys()][index] ?? null;
  }

  removeItem(name: string) {
    this.reached.delete(name);
  }

  setItem(name: string, value: string) {
    const others = [...this.reached].filter(([known]) => known !== name);
    const size = [...others, [name, value]].flat().join('').length;
    if (size > this.room) throw new DOMException('Full', 'QuotaExceededError');
    this.items.set(name, value);
  }
}

class FakePage extends EventTarget {
  readonly document = { visibilityState: 'visible' };
}

type Held = { readonly name: string; readonly by: FakePage };

/** A browser with tabs, of which only what drafts know of is there. */
function openBrowser({ hasLocks = true }: { hasLocks?: boolean } = {}) {
  const storage = new FakeStorage();
  let held: readonly Held[] = [];
  let count = 0;
  const clock = { now: START };

  /** Pages that no longer run: nothing is granted to them. */
  const dead = new Set<FakePage>();

  const locksOf = (page: FakePage) => ({
    query: () => Promise.resolve({ held, pending: [] }),
    request: async (
      name: string,
      _options: LockOptions,
      granted: (lock: Lock | null) => Promise<void> | undefined,
    ) => {
      await Promise.resolve();
      if (dead.has(page)) return;
      if (held.some((lock) => lock.name === name)) return granted(null);
      const lock = { name, by: page };
      held = [...held, lock];
      await granted({ name, mode: 'exclusive' });
      held = held.filter((other) => other !== lock);
    },
  });

  const tab = (session = new FakeStorage(), visibility = 'visible') => {
    let page = new FakePage();
    const load = () => {
      page = new FakePage();
      page.document.visibilityState = visibility;
    };
    const tell = (event: string) => page.dispatchEvent(new Event(event));
    const kill = () => {
      dead.add(page);
      held = held.filter(({ by }) => by !== page);
    };
    const show = (state: string) => {
      visibility = state;
      page.document.visibilityState = state;
      tell('visibilitychange');
    };
    load();
    return {
      session,
      drafts: (person = 'ada'): Drafts =>
        createDrafts({
          person,
          storage,
          session,
          page,
          locks: hasLocks ? (locksOf(page) as unknown as LockManager) : undefined,
          now: () => clock.now,
          newTab: () => {
            count += 1;
            return `tab ${count}`;
          },
        }),
      /** Without a word to the page. */
      kill,
      crash: () => {
        kill();
        load();
      },
      close: () => {
        tell('pagehide');
        kill();
      },
      reload: () => {
        tell('pagehide');
        kill();
        load();
      },
      /** Away, and back to the very same page. */
      awayAndBack: () => {
        tell('pagehide');
        tell('pageshow');
      },
      show,
      duplicate: () => {
        const copy = new FakeStorage();
        for (const [name, value] of session.items) copy.setItem(name, value);
        return tab(copy);
      },
    };
  };

  return { storage, clock, tab, heldCount: () => held.length };
}

/** A stored draft of a tab that is gone. */
async function withOrphan(entries: readonly DraftEntry[] = [NAME]) {
  const browser = openBrowser();
  const closed = browser.tab();
  closed.drafts().keep(ISSUER, entries);
  await closed.drafts().orphans(ISSUER);
  closed.kill();
  return browser;
}

const tabsOf = async (drafts: Drafts) => (await drafts.orphans(ISSUER)).map(({ tab }) => tab);

describe('one tab', () => {
  test('a reload brings the draft back, invalid text included', async () => {
    const tab = openBrowser().tab();
    expect(tab.drafts().keep(ISSUER, [NAME, LIFETIME])).toBe(true);
    tab.reload();
    expect(tab.drafts().own(ISSUER)).toStrictEqual({ at: START, entries: [NAME, LIFETIME] });
    expect(await tab.drafts().orphans(ISSUER)).toEqual([]);
  });

  test('what is kept last is what comes back', () => {
    const browser = openBrowser();
    const tab = browser.tab();
    tab.drafts().keep(ISSUER, [NAME]);
    browser.clock.now += 1000;
    tab.drafts().keep(ISSUER, [LIFETIME]);
    tab.reload();
    tab.reload();
    expect(tab.drafts().own(ISSUER)).toStrictEqual({ at: START + 1000, entries: [LIFETIME] });
  });

  test('nothing to keep removes it, of that resource only', () => {
    const browser = openBrowser();
    const tab = browser.tab();
    tab.drafts().keep(ISSUER, [NAME]);
    tab.drafts().keep('accounts/a', [NAME]);
    expect(tab.drafts().keep(ISSUER, [])).toBe(true);
    tab.reload();
    expect(tab.drafts().own(ISSUER)).toBeNull();
    expect(tab.drafts().own('accounts/a')?.entries).toEqual([NAME]);
    expect(browser.storage.length).toBe(1);
  });

  test('a page has one tab, however often it asks, and whoever is signed in', async () => {
    const browser = openBrowser();
    const tab = browser.tab();
    tab.drafts().keep(ISSUER, [NAME]);
    expect(tab.drafts('bob').own(ISSUER)).toBeNull();
    expect(tab.drafts().own(ISSUER)?.entries).toEqual([NAME]);
    await tab.drafts().orphans(ISSUER);
    expect(browser.heldCount()).toBe(1);
  });

  test('a page in use leaves no id to be copied', () => {
    const tab = openBrowser().tab();
    tab.drafts();
    expect(tab.session.length).toBe(0);
    tab.reload();
    expect(tab.session.length).toBe(1);
    tab.drafts();
    expect(tab.session.length).toBe(0);
  });

  test('a hidden tab that the browser threw away comes back as itself', async () => {
    const tab = openBrowser().tab();
    tab.drafts().keep(ISSUER, [NAME]);
    tab.show('hidden');
    tab.crash();
    tab.drafts();
    tab.crash();
    tab.show('visible');
    expect(tab.drafts().own(ISSUER)?.entries).toEqual([NAME]);
    expect(tab.session.length).toBe(0);
  });

  test('a page that comes back as it was is open again, under the same id', async () => {
    const browser = openBrowser();
    const tab = browser.tab();
    tab.drafts().keep(ISSUER, [NAME]);
    tab.awayAndBack();
    await tab.drafts().orphans(ISSUER);
    tab.awayAndBack();
    await tab.drafts().orphans(ISSUER);
    expect(tab.drafts().own(ISSUER)?.entries).toEqual([NAME]);
    expect(tab.session.length).toBe(0);
    expect(await tabsOf(browser.tab().drafts())).toEqual([]);
  });
});

describe('a tab that is gone', () => {
  test.each(['kill', 'close', 'crash'] as const)('after a %s its draft is offered', async (end) => {
    const browser = openBrowser();
    const tab = browser.tab();
    tab.drafts().keep(ISSUER, [NAME]);
    const other = browser.tab().drafts();
    expect(await other.orphans(ISSUER)).toEqual([]);
    tab[end]();
    expect(await other.orphans(ISSUER)).toEqual([
      { tab: 'tab 1', draft: { at: START, entries: [NAME] } },
    ]);
    expect(await other.orphans('accounts/a')).toEqual([]);
    expect(other.own(ISSUER)).toBeNull();
  });

  test('a crashed tab is offered what it had', async () => {
    const tab = openBrowser().tab();
    tab.drafts().keep(ISSUER, [NAME]);
    tab.crash();
    expect(tab.drafts().own(ISSUER)).toBeNull();
    expect(await tabsOf(tab.drafts())).toEqual(['tab 1']);
    expect(tab.drafts().take(ISSUER, 'tab 1')?.entries).toEqual([NAME]);
    tab.reload();
    expect(tab.drafts().own(ISSUER)?.entries).toEqual([NAME]);
  });

  test('what is taken is this tab’s, as old as it was, and offered to nobody', async () => {
    const browser = await withOrphan();
    const [first, second] = [browser.tab(), browser.tab()];
    expect(await tabsOf(first.drafts())).toEqual(['tab 1']);
    expect(await tabsOf(second.drafts())).toEqual(['tab 1']);
    browser.clock.now += DAY_MS;
    expect(first.drafts().take(ISSUER, 'tab 1')).toStrictEqual({ at: START, entries: [NAME] });
    expect(second.drafts().take(ISSUER, 'tab 1')).toBeNull();
    expect(await tabsOf(second.drafts())).toEqual([]);
    first.reload();
    expect(first.drafts().own(ISSUER)).toStrictEqual({ at: START, entries: [NAME] });
    expect(browser.storage.length).toBe(1);
  });

  test('what is dropped is gone for everybody', async () => {
    const browser = await withOrphan();
    browser.tab().drafts().drop(ISSUER, 'tab 1');
    expect(await tabsOf(browser.tab().drafts())).toEqual([]);
    expect(browser.storage.length).toBe(0);
  });

  test('of two, the newest comes first, and each is taken by itself', async () => {
    const browser = await withOrphan([NAME]);
    browser.clock.now += 1000;
    const closed = browser.tab();
    closed.drafts().keep(ISSUER, [LIFETIME]);
    closed.close();
    const drafts = browser.tab().drafts();
    expect(await tabsOf(drafts)).toEqual(['tab 2', 'tab 1']);
    expect(drafts.take(ISSUER, 'tab 2')?.entries).toEqual([LIFETIME]);
    expect(await tabsOf(drafts)).toEqual(['tab 1']);
    drafts.drop(ISSUER, 'tab 1');
    expect(drafts.own(ISSUER)?.entries).toEqual([LIFETIME]);
  });
});

describe('a duplicated tab', () => {
  test('is a tab of its own, and the draft stays with the first', async () => {
    const tab = openBrowser().tab();
    tab.drafts().keep(ISSUER, [NAME]);
    await tab.drafts().orphans(ISSUER);
    const copy = tab.duplicate();
    expect(copy.drafts().own(ISSUER)).toBeNull();
    expect(await copy.drafts().orphans(ISSUER)).toEqual([]);
    copy.drafts().keep(ISSUER, [LIFETIME]);
    tab.reload();
    copy.reload();
    expect(tab.drafts().own(ISSUER)?.entries).toEqual([NAME]);
    expect(copy.drafts().own(ISSUER)?.entries).toEqual([LIFETIME]);
  });

  test('of a hidden tab it finds out by the lock that the id is another’s', async () => {
    const tab = openBrowser().tab();
    tab.drafts().keep(ISSUER, [NAME]);
    await tab.drafts().orphans(ISSUER);
    tab.show('hidden');
    const copy = tab.duplicate();
    expect(await copy.drafts().orphans(ISSUER)).toEqual([]);
    expect(copy.drafts().own(ISSUER)).toBeNull();
    copy.drafts().keep(ISSUER, [LIFETIME]);
    copy.reload();
    tab.reload();
    expect(tab.drafts().own(ISSUER)?.entries).toEqual([NAME]);
    expect(copy.drafts().own(ISSUER)?.entries).toEqual([LIFETIME]);
  });

  test('hidden itself, it hands on the id that it got', async () => {
    const tab = openBrowser().tab();
    await tab.drafts().orphans(ISSUER);
    tab.show('hidden');
    const copy = tab.duplicate();
    copy.drafts();
    copy.show('hidden');
    await copy.drafts().orphans(ISSUER);
    copy.drafts().keep(ISSUER, [LIFETIME]);
    copy.crash();
    expect(copy.drafts().own(ISSUER)?.entries).toEqual([LIFETIME]);
  });
});

describe('without Web Locks', () => {
  test('every other tab’s draft is offered; an open one keeps its work again', async () => {
    const browser = openBrowser({ hasLocks: false });
    const tab = browser.tab();
    tab.drafts().keep(ISSUER, [NAME]);
    const other = browser.tab().drafts();
    expect(await tabsOf(tab.drafts())).toEqual([]);
    expect(await tabsOf(other)).toEqual(['tab 1']);
    expect(other.take(ISSUER, 'tab 1')?.entries).toEqual([NAME]);
    tab.drafts().keep(ISSUER, [NAME, LIFETIME]);
    tab.reload();
    expect(tab.drafts().own(ISSUER)?.entries).toEqual([NAME, LIFETIME]);
    expect(other.own(ISSUER)?.entries).toEqual([NAME]);
  });

  test('a hidden tab leaves no id to be copied, since nothing would find the copy out', () => {
    const tab = openBrowser({ hasLocks: false }).tab();
    tab.drafts();
    tab.show('hidden');
    expect(tab.session.length).toBe(0);
  });

  const refuse = () => Promise.reject(new DOMException('No', 'SecurityError'));

  test.each([
    { call: 'request', locks: { request: refuse, query: () => Promise.resolve({}) } },
    { call: 'query', locks: { request: refuse, query: refuse } },
  ])('a refused $call is no reason to fail', async ({ locks }) => {
    const { storage } = await withOrphan();
    const drafts = createDrafts({
      person: 'ada',
      storage,
      session: new FakeStorage(),
      page: new FakePage(),
      locks,
      now: () => START,
    });
    expect(drafts.keep(ISSUER, [LIFETIME])).toBe(true);
    expect(await tabsOf(drafts)).toEqual(['tab 1']);
    expect(drafts.own(ISSUER)?.entries).toEqual([LIFETIME]);
  });
});

describe('who may see a draft, and for how long', () => {
  test('nobody else is offered it, and their sign-in removes it', async () => {
    const browser = await withOrphan();
    const tab = browser.tab();
    tab.drafts('bob').keep(ISSUER, [LIFETIME]);
    expect(await tabsOf(tab.drafts('bob'))).toEqual([]);
    expect(tab.drafts('bob').take(ISSUER, 'tab 1')).toBeNull();
    browser.storage.setItem('authpi-places-1', '{}');
    clearOthers({ person: 'bob', storage: browser.storage, now: () => browser.clock.now });
    expect(await tabsOf(tab.drafts('ada'))).toEqual([]);
    expect(tab.drafts('bob').own(ISSUER)?.entries).toEqual([LIFETIME]);
    expect(browser.storage.length).toBe(2);
    clearOthers({ person: null, storage: browser.storage, now: () => browser.clock.now });
    expect([...browser.storage.items.keys()]).toEqual(['authpi-places-1']);
  });

  test('seven days, and not a moment longer', async () => {
    const browser = await withOrphan();
    const { storage, clock } = browser;
    const drafts = browser.tab().drafts();
    clock.now = START + 7 * DAY_MS;
    expect(await tabsOf(drafts)).toEqual(['tab 1']);
    clearOthers({ person: 'ada', storage, now: () => clock.now });
    expect(storage.length).toBe(1);
    clock.now += 1;
    expect(await tabsOf(drafts)).toEqual([]);
    expect(drafts.take(ISSUER, 'tab 1')).toBeNull();
    clearOthers({ person: 'ada', storage, now: () => clock.now });
    expect(storage.length).toBe(0);
  });

  test('a clock that was far ahead does not keep it for years', async () => {
    const browser = await withOrphan();
    browser.clock.now = START - 8 * DAY_MS;
    expect(await tabsOf(browser.tab().drafts())).toEqual([]);
  });

  test('nothing is stored but what the entries hold', () => {
    const browser = openBrowser();
    const extra = { ...NAME, secret: 'hunter2' };
    browser.tab().drafts().keep(ISSUER, [extra]);
    const [[name = '', text = ''] = []] = browser.storage.items;
    expect(name).toBe(`authpi-draft-1 ["ada","${ISSUER}","tab 1"]`);
    expect(JSON.parse(text)).toEqual({ at: START, entries: [NAME] });
  });
});

describe('a storage that refuses', () => {
  test('a full one says so, and what was kept before is still there', () => {
    const browser = openBrowser();
    const drafts = browser.tab().drafts();
    expect(drafts.keep(ISSUER, [NAME])).toBe(true);
    browser.storage.room = 200;
    expect(drafts.keep(ISSUER, [{ ...NAME, after: 'x'.repeat(500) }])).toBe(false);
    expect(drafts.own(ISSUER)?.entries).toEqual([NAME]);
    expect(drafts.keep(ISSUER, [])).toBe(true);
    expect(drafts.own(ISSUER)).toBeNull();
  });

  test('a full one has room for what is taken', async () => {
    const browser = await withOrphan();
    browser.storage.room = [...browser.storage.items].flat().join('').length;
    const tab = browser.tab();
    expect(tab.drafts().take(ISSUER, 'tab 1')?.entries).toEqual([NAME]);
    expect(tab.drafts().own(ISSUER)?.entries).toEqual([NAME]);
  });

  test('what has no room in this tab stays an orphan, and is not lost', async () => {
    const browser = await withOrphan();
    browser.storage.room = [...browser.storage.items].flat().join('').length;
    const drafts = createDrafts({
      person: 'ada',
      storage: browser.storage,
      session: new FakeStorage(),
      page: new FakePage(),
      locks: undefined,
      now: () => START,
      newTab: () => 'a tab with a long name',
    });
    expect(drafts.take(ISSUER, 'tab 1')?.entries).toEqual([NAME]);
    expect(drafts.own(ISSUER)).toBeNull();
    expect(await tabsOf(drafts)).toEqual(['tab 1']);
  });

  test('a blocked one holds nothing, and nothing fails', async () => {
    const browser = openBrowser();
    const tab = browser.tab();
    browser.storage.blocked = true;
    tab.session.blocked = true;
    const drafts = tab.drafts();
    expect(drafts.keep(ISSUER, [NAME])).toBe(false);
    expect(drafts.keep(ISSUER, [])).toBe(true);
    expect(drafts.own(ISSUER)).toBeNull();
    expect(await drafts.orphans(ISSUER)).toEqual([]);
    expect(drafts.take(ISSUER, 'tab 1')).toBeNull();
    drafts.drop(ISSUER, 'tab 1');
    clearOthers({ person: 'ada', storage: browser.storage });
    tab.reload();
    expect(tab.drafts().own(ISSUER)).toBeNull();
  });

  test('none at all holds nothing, and nothing fails', async () => {
    // As in Node, where the names of the browser's storage mean nothing.
    const drafts = createDrafts({ person: 'ada', page: new FakePage() });
    expect(drafts.keep(ISSUER, [NAME])).toBe(false);
    expect(drafts.own(ISSUER)).toBeNull();
    expect(await drafts.orphans(ISSUER)).toEqual([]);
    expect(() => clearOthers({ person: 'ada' })).not.toThrow();
  });

  test('what is not JSON is refused', () => {
    const drafts = openBrowser().tab().drafts();
    expect(drafts.keep(ISSUER, [{ ...NAME, after: 1n }])).toBe(false);
  });
});

describe('what is read', () => {
  const OWN = `authpi-draft-1 ["ada","${ISSUER}","tab 1"]`;

  test.each([
    '',
    '{',
    'null',
    '[]',
    '7',
    '{"at":1e999,"entries":[{"path":[]}]}',
    `{"at":"${START}","entries":[{"path":[]}]}`,
    `{"at":${START},"entries":{}}`,
    `{"at":${START},"entries":[]}`,
    `{"at":${START},"entries":[null,7,{},{"path":"name"},{"path":[1]}]}`,
  ])('%s is no draft, and is cleared away', async (text) => {
    const { storage, tab } = openBrowser();
    storage.setItem(OWN, text);
    const drafts = tab().drafts();
    expect(drafts.own(ISSUER)).toBeNull();
    clearOthers({ person: 'ada', storage, now: () => START });
    expect(storage.length).toBe(0);
  });

  test('an entry that cannot be read is left out, the rest stays', () => {
    const { storage, tab } = openBrowser();
    storage.setItem(OWN, JSON.stringify({ at: START, entries: [{ path: 'x' }, NAME], more: 1 }));
    expect(tab().drafts().own(ISSUER)).toStrictEqual({ at: START, entries: [NAME] });
  });

  test.each([
    'authpi-draft-1 ',
    'authpi-draft-1 {',
    'authpi-draft-1 ["ada"]',
    `authpi-draft-1 ["ada","${ISSUER}","gone","more"]`,
    `authpi-draft-1 ["ada", "${ISSUER}", "gone"]`,
    `authpi-draft-0 ["ada","${ISSUER}","gone"]`,
  ])('under the name %s nothing is offered, and it is cleared away', async (name) => {
    const { storage, tab } = openBrowser();
    storage.setItem(name, JSON.stringify({ at: START, entries: [NAME] }));
    expect(await tabsOf(tab().drafts())).toEqual([]);
    clearOthers({ person: 'ada', storage, now: () => START });
    expect(storage.length).toBe(0);
  });

  test('never throws', patience, async () => {
    await fc.assert(
      fc.asyncProperty(fc.string(), fc.oneof(fc.string(), fc.json()), async (name, text) => {
        const { storage, tab } = openBrowser();
        storage.setItem(`authpi-draft-1 ${name}`, text);
        storage.setItem(OWN, text);
        const drafts = tab().drafts();
        expect(drafts.own(ISSUER)?.entries.length).not.toBe(0);
        expect(await drafts.orphans(ISSUER)).toEqual([]);
        clearOthers({ person: 'bob', storage });
        expect(storage.length).toBe(0);
      }),
    );
  });
});

describe('what was kept is what is read', () => {
  const key = fc.oneof(
    fc.constantFrom('__proto__', 'constructor', 'toString', 'a.b', 'k[0]', '', '\0', '"', '\ud800'),
    fc.string({ unit: 'binary' }),
  );
  const leaf = fc.oneof(
    fc.constantFrom(null, '', 0, true, 'long'.repeat(125), '\ud800', '<script>'),
    fc.jsonValue(),
  );
  const object = fc
    .uniqueArray(fc.tuple(key, leaf), { selector: ([name]) => name, maxLength: 4 })
    .map((entries) => Object.fromEntries(entries));
  const value = fc.oneof(fc.constant(undefined), leaf, object, fc.array(object, { maxLength: 2 }));
  const entry: fc.Arbitrary<DraftEntry> = fc.record(
    { path: fc.array(key, { maxLength: 4 }), before: value, after: value, raw: value },
    { requiredKeys: ['path', 'before', 'after'] },
  );

  /** Apart from a raw that is undefined, which is none; absent, null and empty are told apart. */
  const shown = (entries: readonly DraftEntry[] = []) =>
    entries.map((each) =>
      [each.path, each.before, each.after, each.raw].map(
        (part) => JSON.stringify(part) ?? 'absent',
      ),
    );

  test('through a reload, and through another tab', patience, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(entry, { minLength: 1, maxLength: 5 }),
        fc.tuple(key, key),
        async (entries, [person, resource]) => {
          const browser = openBrowser();
          const tab = browser.tab();
          expect(tab.drafts(person).keep(resource, entries)).toBe(true);
          tab.reload();
          expect(shown(tab.drafts(person).own(resource)?.entries)).toEqual(shown(entries));
          clearOthers({ person, storage: browser.storage, now: () => START });
          tab.close();
          const other = browser.tab().drafts(person);
          const [orphan] = await other.orphans(resource);
          expect(shown(orphan?.draft.entries)).toEqual(shown(entries));
          expect(shown(other.take(resource, 'tab 1')?.entries)).toEqual(shown(entries));
          expect(await other.orphans(resource)).toEqual([]);
        },
      ),
    );
  });

  test('people, resources and tabs never meet in one name', patience, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.tuple(key, key), {
          selector: (pair) => JSON.stringify(pair),
          minLength: 2,
          maxLength: 6,
        }),
        async (pairs) => {
          const browser = openBrowser();
          const tab = browser.tab();
          for (const [person, resource] of pairs) {
            tab.drafts(person).keep(resource, [{ path: [person], before: null, after: resource }]);
          }
          expect(browser.storage.length).toBe(pairs.length);
          for (const [person, resource] of pairs) {
            const [kept] = tab.drafts(person).own(resource)?.entries ?? [];
            expect(kept).toStrictEqual({ path: [person], before: null, after: resource });
          }
        },
      ),
    );
  });
});
