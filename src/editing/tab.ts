/** A tab of this browser that shows the dashboard. See {@link tabOf}. */
export type Tab = {
  /** Its id: the same after a reload, and no other open tab's. */
  readonly id: () => string;
  /** The ids of all tabs that are open; null where this browser cannot tell. */
  readonly open: () => Promise<ReadonlySet<string> | null>;
};

/** The window, or what stands for it. */
export type PageEvents = EventTarget & { readonly document: { readonly visibilityState: string } };

/** In the session's storage: the id, on its way to the tab's next document. */
const HANDED_ON = 'authpi-tab';

/** Before the id, the name of the lock that says that the tab is open. */
const LOCK = 'authpi-tab ';

const tabs = new WeakMap<PageEvents, Tab>();

/**
 * The tab that a page is in; each page is told the same one however often it asks.
 *
 * The session's storage is no place to keep an id: a duplicated tab starts with a copy of it. So the
 * id is in memory, and is left in that storage only when the page goes or is hidden (a hidden page
 * may be thrown away without a word), for the next document of the tab to find. What is copied from
 * a page in use holds none.
 *
 * While it is open a tab holds a Web Lock named after its id. It tells others that it is, and a copy
 * that found an id all the same (made of a hidden tab) that it needs one of its own, a moment after it
 * started. A crash hands nothing on: the tab is a new one then, and the one before it is gone.
 *
 * Without Web Locks (plain http, an old browser) nobody can tell which tabs are open, and ids are
 * handed on only when a page goes, since nothing would find a copy out.
 */
export function tabOf(options: {
  page: PageEvents;
  session: Storage | undefined;
  locks: LockManager | undefined;
  newTab: () => string;
}): Tab {
  const { page, session, locks, newTab } = options;
  const known = tabs.get(page);
  if (known !== undefined) return known;

  let id = handedOn(session) ?? newTab();
  let gone = false;
  let letGo: (() => void) | null = null;
  let settled = Promise.resolve();

  const note = () => {
    const handsOn = gone || (locks !== undefined && page.document.visibilityState === 'hidden');
    try {
      if (handsOn) session?.setItem(HANDED_ON, id);
      else session?.removeItem(HANDED_ON);
    } catch {
      // Storage is full or switched off: after a reload this is another tab.
    }
  };

  const request = (manager: LockManager): Promise<void> =>
    new Promise((settle) => {
      const answered = (lock: Lock | null): Promise<void> | undefined => {
        if (lock === null) {
          id = newTab();
          note();
          settle(request(manager));
          return;
        }
        settle();
        return new Promise((done) => {
          letGo = done;
        });
      };
      // Refused: others take this tab for closed, which costs an offer too many.
      manager.request(LOCK + id, { ifAvailable: true }, answered).catch(() => settle());
    });

  const hold = () => {
    if (locks !== undefined) settled = request(locks);
  };

  note();
  hold();
  page.addEventListener('visibilitychange', note);
  page.addEventListener('pagehide', () => {
    gone = true;
    note();
    // The next document of the tab asks for the lock, perhaps before this one has been cleared away.
    letGo?.();
  });
  page.addEventListener('pageshow', () => {
    // Also said once when the page was loaded; what matters is a page that was kept and comes back.
    if (!gone) return;
    gone = false;
    note();
    // Not yet granted when the page went, it still comes.
    if (letGo === null) return;
    letGo = null;
    hold();
  });

  const tab: Tab = {
    id: () => id,
    open: async () => {
      await settled;
      return locks === undefined ? null : openTabs(locks);
    },
  };
  tabs.set(page, tab);
  return tab;
}

function handedOn(session: Storage | undefined): string | null {
  try {
    return session?.getItem(HANDED_ON) ?? null;
  } catch {
    return null;
  }
}

async function openTabs(locks: LockManager): Promise<ReadonlySet<string> | null> {
  try {
    const { held = [], pending = [] } = await locks.query();
    const names = [...held, ...pending].map(({ name = '' }) => name);
    return new Set(
      names.filter((name) => name.startsWith(LOCK)).map((name) => name.slice(LOCK.length)),
    );
  } catch {
    return null;
  }
}
