import * as fc from 'fast-check';
import type { ETag } from '#contract/etag.ts';
import { isJsonObject } from '#contract/values.ts';
import { apply, ATOMIC, diff, isSame, kindOf, mapOf, SET, valueAt } from './merge.ts';
import type { Change, Path } from './merge.ts';
import type * as real from './session.ts';
import { isInside, keyOf } from './session.ts';
import type { Edit, EditEvent, EditState, Revision, Taken, Writing } from './session.ts';

// The edit session among others: several clients and one server that obeys If-Match, in any order of
// events that a network and people can bring about. What must never happen is checked after each
// event, by rules that know nothing of how the session does it.

/** The session under test: the real one, or one with a fault planted. */
export type Session = Pick<
  typeof real,
  | 'openSession'
  | 'step'
  | 'conflictsOf'
  | 'dirtyKeys'
  | 'shownAt'
  | 'hasMoved'
  | 'movedSince'
  | 'canUndo'
>;

/** What the server makes of a PATCH's body. */
type Patch = (value: unknown, body: unknown) => unknown;

const KIND = mapOf(ATOMIC, [
  ['scopes', SET],
  ['meta', mapOf(ATOMIC)],
  ['settings', mapOf(mapOf(ATOMIC), [['access', mapOf(ATOMIC, [['domains', SET]])]])],
]);

// Those that many meet on come first: a smaller number is drawn more often.
const LEAVES: readonly Path[] = [
  ['name'],
  ['scopes'],
  ['meta', 'a'],
  ['settings', 'access', 'mode'],
  ['settings', 'access', 'domains'],
  ['meta', '__proto__'],
  ['settings', 'branding', 'logo'],
  ['meta', 'constructor'],
  ['title'],
  ['meta', 'a.b'],
  ['meta', 'k[0]'],
  ['settings', 'branding', 'constructor'],
];

const FIRST: unknown = JSON.parse(`{
  "name": "n", "title": null, "scopes": ["s1", "s2"], "untouched": { "x": [1] },
  "meta": { "a": "m", "__proto__": "p", "a.b": "d", "rest": "r" },
  "settings": {
    "access": { "mode": "o", "domains": ["d1", "d2"], "unknown": { "deep": null } },
    "branding": { "logo": "l" }
  }
}`);

/** What is saved together. */
const SECTIONS: readonly (readonly Path[])[] = [
  [['name'], ['title']],
  [['settings', 'access']],
  [['scopes']],
  [['meta']],
  [[]],
  [['settings', 'branding']],
  [['settings']],
  [['meta', 'a']],
];

/** What is also edited as one, as JSON. */
const ROOTS: readonly Path[] = [['meta'], ['settings', 'access'], ['settings'], []];

type Who = { readonly who: number };
type OnLeaf = Who & { readonly leaf: number };

/** What somebody does, or what happens on the way; what makes no sense just then does nothing. */
type Command =
  | (Who & { readonly does: 'open' })
  | (OnLeaf & {
      readonly does: 'type';
      readonly how: 'text' | 'unreadable' | 'back' | 'less' | 'theirs';
    })
  /** On: in what is changed already. */
  | (Who & {
      readonly does: 'type on';
      readonly which: number;
      readonly how: 'text' | 'back' | 'unreadable';
    })
  | (OnLeaf & { readonly does: 'hold' | 'release' | 'discard' })
  | (Who & { readonly does: 'save'; readonly section: number })
  /** Again: what the last save was of. */
  | (Who & { readonly does: 'save again' | 'discard all' | 'undo' | 'resume' })
  /** What becomes of the request under way. `late`: it arrives when its sender gave it up. */
  | (Who & { readonly does: 'deliver' | 'answer' | 'lose answer' | 'refuse' })
  | (Who & { readonly does: 'lose request'; readonly late: boolean })
  | { readonly does: 'late arrival' }
  /** A read that nobody waits for: what it brings is as old as its asking. */
  | (Who & { readonly does: 'ask' | 'refresh' })
  | (Who & { readonly does: 'brought'; readonly which: number })
  | (Who & {
      readonly does: 'choose';
      readonly which: number;
      readonly pick: 'mine' | 'theirs' | 'third' | 'none';
    })
  | (Who & { readonly does: 'fold' | 'unfold'; readonly root: number })
  | (Who & { readonly does: 'see'; readonly what: 'outcome' | 'notKept' })
  /** Somebody without a session of ours. `told`: every page reads it at once. */
  | {
      readonly does: 'other writes';
      readonly leaf: number;
      readonly less: boolean;
      readonly told: boolean;
    }
  /** Where the last write changed something, or where a client has something unsaved. */
  | { readonly does: 'other writes on'; readonly less: boolean; readonly told: boolean }
  | (Who & { readonly does: 'other clashes'; readonly which: number; readonly told: boolean })
  | { readonly does: 'other deletes' | 'restored' }
  /** The server does not keep what is sent for a leaf: it keeps what it had, or makes it its own. */
  | { readonly does: 'fault'; readonly leaf: number; readonly keeps: 'old' | 'own' | 'all' }
  /** Something on the way takes the tags away, or not any more. */
  | { readonly does: 'tags'; readonly are: boolean };

const who = fc.nat(3);
const leaf = fc.oneof(
  { arbitrary: fc.nat(3), weight: 3 },
  { arbitrary: fc.nat(LEAVES.length - 1), weight: 1 },
);
const does = <const D extends string>(...words: D[]) => fc.constantFrom(...words);
const weighted = (weight: number, arbitrary: fc.Arbitrary<Command>) => ({ arbitrary, weight });

const command: fc.Arbitrary<Command> = fc.oneof(
  weighted(
    20,
    fc.record({
      does: does('type'),
      who,
      leaf,
      how: does('text', 'text', 'text', 'text', 'text', 'less', 'back', 'unreadable', 'theirs'),
    }),
  ),
  weighted(16, fc.record({ does: does('save'), who, section: fc.nat(SECTIONS.length - 1) })),
  weighted(6, fc.record({ does: does('save again'), who })),
  weighted(
    10,
    fc.record({
      does: does('type on'),
      who,
      which: fc.nat(3),
      how: does('text', 'text', 'back', 'unreadable'),
    }),
  ),
  weighted(20, fc.record({ does: does('answer'), who })),
  weighted(4, fc.record({ does: does('deliver'), who })),
  weighted(6, fc.record({ does: does('lose answer'), who })),
  weighted(3, fc.record({ does: does('refuse'), who })),
  weighted(3, fc.record({ does: does('lose request'), who, late: fc.boolean() })),
  weighted(1, fc.record({ does: does('late arrival') })),
  weighted(4, fc.record({ does: does('ask'), who })),
  weighted(6, fc.record({ does: does('refresh'), who })),
  weighted(6, fc.record({ does: does('brought'), who, which: fc.nat(2) })),
  weighted(
    12,
    fc.record({
      does: does('choose'),
      who,
      which: fc.nat(3),
      pick: does('mine', 'theirs', 'third', 'mine', 'theirs', 'none'),
    }),
  ),
  weighted(5, fc.record({ does: does('undo'), who })),
  weighted(5, fc.record({ does: does('resume'), who })),
  weighted(3, fc.record({ does: does('hold', 'release', 'discard'), who, leaf })),
  weighted(1, fc.record({ does: does('discard all'), who })),
  weighted(5, fc.record({ does: does('fold', 'unfold'), who, root: fc.nat(ROOTS.length - 1) })),
  weighted(1, fc.record({ does: does('see'), who, what: does('outcome', 'notKept') })),
  weighted(
    4,
    fc.record({ does: does('other writes'), leaf, less: fc.boolean(), told: fc.boolean() }),
  ),
  weighted(6, fc.record({ does: does('other writes on'), less: fc.boolean(), told: fc.boolean() })),
  weighted(
    8,
    fc.record({ does: does('other clashes'), who, which: fc.nat(3), told: fc.boolean() }),
  ),
  weighted(1, fc.record({ does: does('other deletes', 'restored', 'restored') })),
  weighted(1, fc.record({ does: does('fault'), leaf, keeps: does('old', 'own', 'all') })),
  weighted(1, fc.record({ does: does('tags'), are: fc.constantFrom(true, true, false) })),
  weighted(2, fc.record({ does: does('open'), who })),
);

// What one person does in a row. By chance alone it is rare, and it is where things go wrong.
const phrase: fc.Arbitrary<readonly Command[]> = fc
  .record({
    who,
    leaf,
    elsewhere: leaf,
    pick: does('mine', 'theirs', 'third'),
    how: does('text', 'back', 'unreadable'),
    keeps: does('old', 'own'),
    told: fc.boolean(),
    which: fc.nat(8),
  })
  .map(({ who: one, leaf: there, elsewhere, pick, how, keeps, told, which: index }): Command[] => {
    const type: Command = { does: 'type', who: one, leaf: there, how: 'text' };
    const typeOn: Command = { does: 'type on', who: one, which: 0, how };
    const clash: Command = { does: 'other clashes', who: one, which: 0, told };
    const save: Command = { does: 'save', who: one, section: 4 };
    const again: Command = { does: 'save again', who: one };
    const answer: Command = { does: 'answer', who: one };
    const choose: Command = { does: 'choose', who: one, which: 0, pick };
    const phrases: Command[][] = [
      [type, save, typeOn, answer],
      [type, clash, save, answer, answer, choose, typeOn, again],
      [type, clash, save, answer, answer, choose, again, typeOn, answer],
      [{ does: 'fault', leaf: there, keeps }, type, save, answer],
      [
        type,
        save,
        answer,
        { does: 'other writes on', less: false, told },
        { does: 'undo', who: one },
      ],
      [
        type,
        save,
        { does: 'lose answer', who: one },
        typeOn,
        { does: 'other writes on', less: false, told },
        answer,
      ],
      [
        type,
        { does: 'other writes', leaf: there, less: false, told },
        save,
        typeOn,
        answer,
        answer,
        answer,
      ],
      [
        type,
        save,
        { does: 'lose answer', who: one },
        { does: 'other writes', leaf: elsewhere, less: false, told },
        answer,
      ],
      [type, save, { does: 'refuse', who: one }, typeOn, { does: 'resume', who: one }, answer],
    ];
    return phrases[index] ?? [];
  });

/** How many clients, and what happens to them. */
export const schedule = fc.record({
  clients: fc.constantFrom(2, 2, 2, 3, 4),
  commands: fc
    .array(
      fc.oneof(
        { arbitrary: command.map((one) => [one]), weight: 5 },
        { arbitrary: phrase, weight: 1 },
      ),
      { minLength: 1, maxLength: 40, size: 'max' },
    )
    .map((parts) => parts.flat()),
});

/** What the server holds at one moment. The tag is a number here, and the time as well. */
type Version = { readonly value: unknown; readonly tag: number; readonly gone: boolean };

/** What the session of a page set out to do with a save, as those around it saw it begin. */
type Save = {
  /** What was to be saved, as it was then. */
  readonly edits: readonly Edit[];
  readonly undoes: Written | null;
  /** What it did to the server's value, once it did. */
  written: Written | null;
  /** When it did, by the world's clock. */
  writtenAt: number;
};

type Written = { readonly before: unknown; readonly after: unknown };

/** A request on its way, and the answer on its way back. */
type Flight = {
  readonly save: Save;
  readonly writing: Writing;
  answer: { readonly event: EditEvent; readonly at: number } | null;
};

type Chosen = {
  readonly path: Path;
  readonly mine: unknown;
  readonly theirs: unknown;
  readonly pick: Taken;
};

type Client = {
  readonly name: string;
  state: EditState;
  save: Save | null;
  /** The save that `state.unsure` is of. */
  unsureSave: Save | null;
  flight: Flight | null;
  /** Answers to reads that nobody waits for. */
  readonly reads: Version[];
  /** What the screen showed of each leaf at any time. */
  readonly seen: Map<string, unknown[]>;
  /** Every text that was typed here, and those given up on purpose. */
  readonly tokens: Set<string>;
  readonly discarded: Set<string>;
  readonly chosen: Map<string, Chosen>;
  /** What changed since is to be noted as moved. */
  baseline: unknown;
  /** What was typed while something was on its way, leaf by leaf. */
  readonly typed: Map<string, { readonly path: Path; readonly value: unknown }>;
  /** A write of unknown fate was in this page: what it changed may look like another's. */
  hadDoubt: boolean;
  /** What the last save did, to be taken back. */
  undoable: Written | null;
};

const isSameAt = (path: Path, a: unknown, b: unknown) => isSame(kindOf(KIND, path), a, b);
const isSet = (path: Path) => kindOf(KIND, path).kind === 'set';
const doMeet = (a: Path, b: Path) => isInside(a, b) || isInside(b, a);
const tokensIn = (value: unknown): string[] => JSON.stringify(value)?.match(/<\w+>/g) ?? [];

function entriesOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

/** What differs at a path, as paths from the root. */
function changesAt(path: Path, before: unknown, after: unknown): Change[] {
  return diff(kindOf(KIND, path), before, after).map((change) => ({
    ...change,
    path: [...path, ...change.path],
  }));
}

function without(list: readonly unknown[], taken: readonly unknown[]): unknown[] {
  return list.filter((entry) => !taken.includes(entry));
}

/** Stops the run: something happened that must not. */
function rule(name: string, holds: boolean, facts: () => unknown): asserts holds {
  if (!holds) throw new Error(`${name}: ${JSON.stringify(facts())}`);
}

/** Clients, a server, and the way between them. */
class World {
  readonly #session: Session;
  readonly #patch: Patch;
  #now: Version = { value: FIRST, tag: 1, gone: false };
  readonly #versions = new Map<number, unknown>([[1, FIRST]]);
  readonly #ever = new Set<string>();
  readonly #clients: Client[] = [];
  #late: Flight[] = [];
  #fault: { readonly path: Path; readonly keeps: 'old' | 'own' } | null = null;
  #areTagged = true;
  #changed: readonly Path[] = [];
  #clock = 0;
  #count = 0;

  /** @param patch how the server takes an object in a body */
  constructor(session: Session, patch: Patch, clients: number) {
    this.#session = session;
    this.#patch = patch;
    for (let index = 0; index < clients; index += 1) {
      const state = session.openSession(KIND, this.#revision(this.#now));
      this.#clients.push({
        name: `c${index}x`,
        state,
        save: null,
        unsureSave: null,
        flight: null,
        reads: [],
        seen: new Map(),
        tokens: new Set(),
        discarded: new Set(),
        chosen: new Map(),
        baseline: state.theirs.value,
        typed: new Map(),
        hadDoubt: false,
        undoable: null,
      });
    }
    for (const client of this.#clients) this.#look(client);
  }

  /** What the server holds. */
  get value(): unknown {
    return this.#now.value;
  }

  /** What each client has unsaved. */
  get unsaved(): readonly (readonly string[])[] {
    return this.#clients.map(({ state }) => this.#session.dirtyKeys(state).toSorted());
  }

  /** @throws when what must hold does not */
  run(command: Command): void {
    this.#clock += 1;
    switch (command.does) {
      case 'late arrival': {
        const [flight, ...rest] = this.#late;
        this.#late = rest;
        if (flight !== undefined) this.#arrive(flight);
        return;
      }
      case 'other writes':
        return this.#otherWrites(LEAVES[command.leaf] ?? [], command);
      case 'other writes on': {
        const [last] = this.#changed;
        if (last !== undefined) this.#otherWrites(last, command);
        return;
      }
      case 'other deletes':
        this.#now = { ...this.#now, gone: true };
        return;
      case 'restored':
        if (this.#now.gone) this.#put(this.#now.value);
        return;
      case 'fault': {
        const path = LEAVES[command.leaf] ?? [];
        this.#fault = command.keeps === 'all' ? null : { path, keeps: command.keeps };
        return;
      }
      case 'tags':
        this.#areTagged = command.are;
        return;
      default: {
        const client = this.#clients[command.who % this.#clients.length];
        if (client !== undefined) this.#act(client, command);
      }
    }
  }

  /** Everything calms down: whatever is unsaved and can be read is saved, and nothing is lost. */
  end(): void {
    this.#fault = null;
    this.#areTagged = true;
    if (this.#now.gone) this.#put(this.#now.value);
    for (const client of this.#clients) {
      for (let round = 0; ; round += 1) {
        rule('it comes to an end', round < 30, () => client.state.outcome);
        if (client.flight !== null) this.#answer(client);
        else if (!this.#saveRest(client)) break;
      }
    }
  }

  /** Whether there was something to save. */
  #saveRest(client: Client): boolean {
    const { state } = client;
    const edits = [...state.edits.values()].filter((edit) => edit.reason === null);
    const keys = edits.flatMap(({ path }) => {
      const key = keyOf(path);
      return this.#session.dirtyKeys(state).includes(key) ? [key] : [];
    });
    if (keys.length === 0) return false;
    if (state.gone) {
      this.#send(client, { type: 'received', revision: this.#revision(this.#now) });
    }
    this.#save(client, keys);
    // The panel shows what there is to choose.
    if (client.state.outcome?.kind === 'asked') {
      const open = this.#session.conflictsOf(client.state, keys);
      for (const { path, pick } of open) if (pick === null) this.#choose(client, path, 'mine');
    }
    return true;
  }

  #act(client: Client, command: Extract<Command, Who>): void {
    const { state, flight } = client;
    switch (command.does) {
      case 'open':
        return this.#open(client);
      case 'type':
        return this.#type(client, LEAVES[command.leaf] ?? [], command.how);
      case 'hold':
      case 'release': {
        const type = command.does === 'hold' ? 'held' : 'released';
        return this.#send(client, { type, path: fieldOf(state, LEAVES[command.leaf] ?? []) });
      }
      case 'discard':
        return this.#discard(client, [keyOf(fieldOf(state, LEAVES[command.leaf] ?? []))]);
      case 'discard all':
        return this.#discard(client, [...state.edits.keys()]);
      case 'save': {
        const section = SECTIONS[command.section] ?? [];
        return this.#save(
          client,
          section.flatMap((within) => this.#session.dirtyKeys(state, within)),
        );
      }
      case 'other clashes': {
        const on = this.#unsavedLeaf(client, command.which);
        if (on !== undefined) this.#otherWrites(on, { less: false, told: command.told });
        return;
      }
      case 'save again':
        return this.#save(client, state.outcome?.keys ?? []);
      case 'type on': {
        const on = this.#unsavedLeaf(client, command.which);
        if (on !== undefined) this.#type(client, on, command.how);
        return;
      }
      case 'undo':
        return this.#undo(client);
      case 'resume':
        return this.#resume(client);
      case 'deliver':
        if (flight !== null) this.#deliver(flight);
        return;
      case 'answer':
        return this.#answer(client);
      case 'lose answer':
        if (flight === null) return;
        this.#deliver(flight);
        return this.#send(client, { type: 'failed', error: 'no answer', written: 'unknown' });
      case 'lose request':
        if (flight === null || flight.answer !== null) return;
        if (command.late && flight.writing.step === 'send') this.#late.push(flight);
        return this.#send(client, { type: 'failed', error: 'no network', written: 'unknown' });
      case 'refuse':
        if (flight === null || flight.answer !== null) return;
        return this.#send(client, { type: 'failed', error: 'refused', written: 'no' });
      case 'ask':
        client.reads.push(this.#now);
        return;
      case 'refresh':
        return this.#bring(client, this.#now);
      case 'brought': {
        const [version] = client.reads.splice(command.which % (client.reads.length || 1), 1);
        if (version !== undefined) this.#bring(client, version);
        return;
      }
      case 'choose': {
        const open = sorted(this.#session.conflictsOf(state, this.#session.dirtyKeys(state)));
        const conflict = open[command.which % (open.length || 1)];
        // Only where the panel is open is there something to choose.
        if (conflict === undefined || state.outcome?.kind !== 'asked') return;
        if (!state.outcome.keys.some((key) => isOf(key, conflict.path))) return;
        return this.#choose(client, conflict.path, command.pick);
      }
      case 'fold':
        return this.#send(client, { type: 'folded', root: ROOTS[command.root] ?? [] });
      case 'unfold': {
        const root = ROOTS[command.root] ?? [];
        return this.#send(client, { type: 'unfolded', root, paths: LEAVES });
      }
      case 'see':
        if (command.what === 'notKept') this.#giveUp(client, [...state.notKept.values()]);
        return this.#send(client, { type: 'seen', what: command.what });
    }
  }

  #unsavedLeaf({ state }: Client, which: number): Path | undefined {
    const changes = sorted(
      [...state.edits.values()].flatMap(({ path, base, mine }) => changesAt(path, base, mine)),
    );
    return changes[which % (changes.length || 1)]?.path;
  }

  #bring(client: Client, version: Version): void {
    const revision = this.#revision(version);
    this.#send(client, version.gone ? { type: 'lost' } : { type: 'received', revision });
  }

  /** The page anew, with what it had unsaved. A request under way is on its own from here. */
  #open(client: Client): void {
    if (this.#now.gone) return;
    const { state } = client;
    if (client.flight !== null) this.#late.push(client.flight);
    const unsaved = this.#session.dirtyKeys(state).flatMap((key) => state.edits.get(key) ?? []);
    const edits: Omit<Edit, 'held'>[] = unsaved.map(({ path, base, mine, raw, reason }) => ({
      path,
      base: kept(base),
      mine: kept(mine),
      raw: kept(raw),
      reason,
    }));
    this.#giveUp(client, [[...state.choices.values()], [...state.notKept.values()]]);
    client.chosen.clear();
    client.typed.clear();
    client.save = null;
    client.unsureSave = null;
    client.flight = null;
    client.undoable = null;
    client.hadDoubt = false;
    client.state = this.#session.openSession(KIND, this.#revision(this.#now));
    // What moved since a draft was kept has moved as well.
    client.baseline = apply(
      edits.map(({ path, base }) => ({ path, before: undefined, after: base })),
      client.state.theirs.value,
    );
    this.#look(client);
    this.#send(client, { type: 'restored', edits });
  }

  #type(client: Client, leaf: Path, how: Extract<Command, { does: 'type' }>['how']): void {
    const { state } = client;
    const path = fieldOf(state, leaf);
    const edit = state.edits.get(keyOf(path));
    const inner = leaf.slice(path.length);
    if (how === 'unreadable') {
      // As one who types on: what was there stays in the text.
      const raw = [edit?.raw, this.#session.shownAt(state, path), this.#token(client)];
      client.typed.clear();
      return this.#typed(client, {
        type: 'typed',
        path,
        mine: undefined,
        raw,
        reason: 'unreadable',
      });
    }
    const shown = this.#session.shownAt(state, path);
    const now = valueAt(shown, inner);
    const base = edit === undefined ? valueAt(state.theirs.value, leaf) : valueAt(edit.base, inner);
    const after = (): unknown => {
      if (how === 'back') return base;
      if (how === 'theirs') return valueAt(state.theirs.value, leaf);
      if (isSet(leaf)) {
        return how === 'less' ? entriesOf(now).slice(1) : [...entriesOf(now), this.#token(client)];
      }
      if (how !== 'less') return this.#token(client);
      // A key that is taken out, or a field that is cleared.
      return leaf.length > 1 ? undefined : null;
    };
    const value = after();
    const mine = apply([{ path: inner, before: now, after: value }], shown);
    if (state.writing !== null) client.typed.set(keyOf(leaf), { path: leaf, value });
    this.#typed(client, { type: 'typed', path, mine });
  }

  #typed(client: Client, event: Extract<EditEvent, { type: 'typed' }>): void {
    const edit = client.state.edits.get(keyOf(event.path));
    const stays = tokensIn([event.mine, event.raw]);
    const over = tokensIn([edit?.mine, edit?.raw]).filter((token) => !stays.includes(token));
    this.#giveUp(client, over);
    this.#giveUp(client, choicesIn(client, event.path));
    this.#send(client, event);
  }

  #discard(client: Client, keys: readonly string[]): void {
    for (const key of keys) {
      const edit = client.state.edits.get(key);
      if (edit === undefined) continue;
      this.#giveUp(client, [edit.mine, edit.raw, choicesIn(client, edit.path)]);
    }
    client.typed.clear();
    this.#send(client, { type: 'discarded', keys });
  }

  #save(client: Client, keys: readonly string[]): void {
    const edits = keys.flatMap((key) => client.state.edits.get(key) ?? []);
    this.#begin(client, edits, { type: 'save', keys });
  }

  #begin(client: Client, edits: readonly Edit[], event: EditEvent): void {
    const { state } = client;
    // What was not kept of it is decided anew.
    const again = [...state.notKept.values()].filter(({ path }) =>
      edits.some((edit) => doMeet(path, edit.path)),
    );
    this.#giveUp(client, again);
    const before = client.save;
    client.save = { edits, undoes: null, written: null, writtenAt: 0 };
    this.#send(client, event);
    // Nothing began.
    if (client.state === state) client.save = before;
    else
      rule(
        '(g) nothing unreadable is saved',
        edits.every((e) => e.reason === null),
        () => edits,
      );
  }

  /** What was to be written goes out as it was then; what was typed since is no part of it. */
  #resume(client: Client): void {
    const { outcome, edits } = client.state;
    const sent = outcome?.kind === 'failed' ? [...outcome.sent.values()] : [];
    this.#begin(
      client,
      sent.filter((was) => [...edits.values()].some(({ path }) => doMeet(path, was.path))),
      { type: 'resume' },
    );
  }

  #undo(client: Client): void {
    const { state, undoable } = client;
    const canUndo = this.#session.canUndo(state);
    if (!canUndo) return this.#send(client, { type: 'undo' });
    client.save = { edits: [], undoes: undoable, written: null, writtenAt: 0 };
    this.#send(client, { type: 'undo' });
  }

  #choose(client: Client, path: Path, how: Extract<Command, { does: 'choose' }>['pick']): void {
    const third = () => ({ value: this.#token(client) });
    const pick = how === 'none' ? null : how === 'third' ? third() : how;
    const mine = this.#session.shownAt(client.state, path);
    const theirs = valueAt(client.state.theirs.value, path);
    this.#giveUp(client, client.state.choices.get(keyOf(path))?.pick);
    if (pick === null) client.chosen.delete(keyOf(path));
    else client.chosen.set(keyOf(path), { path, mine, theirs, pick });
    this.#send(client, { type: 'chosen', path, pick });
  }

  #token(client: Client): string {
    this.#count += 1;
    const token = `<${client.name}${this.#count}>`;
    client.tokens.add(token);
    return token;
  }

  #giveUp(client: Client, what: unknown): void {
    for (const token of tokensIn(what)) client.discarded.add(token);
  }

  // The server.

  #revision({ value, tag }: Version): Revision {
    const name: ETag = `"${tag}"`;
    return { value, tag: this.#areTagged ? name : null, at: tag };
  }

  #put(value: unknown): void {
    const changes = changesAt([], this.#now.value, value);
    this.#changed = sorted(changes).map(({ path }) => path);
    this.#now = { value, tag: this.#now.tag + 1, gone: false };
    this.#versions.set(this.#now.tag, value);
    for (const token of tokensIn(value)) this.#ever.add(token);
  }

  #otherWrites(path: Path, { less, told }: { less: boolean; told: boolean }): void {
    if (this.#now.gone) return;
    this.#count += 1;
    const token = `<o${this.#count}>`;
    const now = valueAt(this.#now.value, path);
    const after = isSet(path)
      ? less
        ? entriesOf(now).slice(1)
        : [...entriesOf(now), token]
      : less
        ? undefined
        : token;
    this.#put(apply([{ path, before: now, after }], this.#now.value));
    if (told) for (const client of this.#clients) this.#bring(client, this.#now);
  }

  /** The request reaches the server; once. */
  #deliver(flight: Flight): void {
    if (flight.answer !== null) return;
    const event = this.#arrive(flight);
    flight.answer = { event, at: this.#clock };
  }

  #arrive({ writing, save }: Flight): EditEvent {
    if (this.#now.gone) return { type: 'missing' };
    if (writing.step === 'read') {
      return { type: 'answered', revision: this.#revision(this.#now) };
    }
    if (writing.tag !== `"${this.#now.tag}"`) return { type: 'outdated' };
    const before = this.#now.value;
    const after = this.#keptOf(before, this.#patch(before, writing.body));
    save.written = { before, after };
    save.writtenAt = this.#clock;
    this.#put(after);
    return { type: 'answered', revision: this.#revision(this.#now) };
  }

  #keptOf(before: unknown, after: unknown): unknown {
    if (this.#fault === null) return after;
    const { path, keeps } = this.#fault;
    const [was, is] = [valueAt(before, path), valueAt(after, path)];
    if (isSameAt(path, was, is)) return after;
    const own = isSet(path) ? [...entriesOf(is), 'own'] : ['own', is];
    return apply([{ path, before: is, after: keeps === 'old' ? was : own }], after);
  }

  #answer(client: Client): void {
    const { flight } = client;
    if (flight === null) return;
    this.#deliver(flight);
    if (flight.answer !== null) this.#send(client, flight.answer.event);
  }

  // What happens to a session, and what must hold then.

  #send(client: Client, event: EditEvent): void {
    const before = client.state;
    const { flight } = client;
    const state = this.#session.step(before, event);
    if (state === before) return;
    const idle = this.#idle(before);
    client.state = state;
    if (before.writing === null) client.typed.clear();
    if (state.writing !== before.writing) this.#follow(client);
    if (state.unsure !== before.unsure)
      client.unsureSave = state.unsure === null ? client.unsureSave : (flight?.save ?? null);
    if (state.unsure !== null) client.hadDoubt = true;
    this.#giveUp(client, idle);
    this.#checkEdits(client);
    const isNewer = (state.theirs.at ?? 0) >= (before.theirs.at ?? 0);
    rule('what is known does not get older', isNewer, () => [before.theirs, state.theirs]);
    if (state.outcome !== before.outcome && state.outcome !== null) {
      if (state.outcome.kind === 'saved') this.#checkSaved(client, before, event, flight);
      if (state.outcome.kind === 'failed') this.#checkFailed(client, flight);
    }
    // What was typed back is no conflict, and a new one at its place is another.
    for (const [key, { path }] of client.chosen) {
      if (![...state.edits.values()].some((edit) => doMeet(edit.path, path)))
        client.chosen.delete(key);
    }
    if (state.theirs !== before.theirs || state.moved !== before.moved) this.#checkMoved(client);
    this.#look(client);
    this.#checkTokens(client, event);
  }

  /** Third values for what is no conflict any more: they decide nothing. */
  #idle(state: EditState): string[] {
    if (state.choices.size === 0) return [];
    const open = this.#session.conflictsOf(state, [...state.edits.keys()]);
    const offered = open.map(({ pick, earlier }) => [pick, earlier]);
    return tokensIn([...state.choices.values()].map(({ pick }) => pick)).filter(
      (token) => !tokensIn(offered).includes(token),
    );
  }

  /** A step of a save begins. */
  #follow(client: Client): void {
    const { state, save } = client;
    const { writing } = state;
    client.flight = null;
    if (writing === null) return;
    rule('(g) what is sent was to be saved', save !== null, () => writing);
    client.flight = { save, writing, answer: null };
    if (writing.step === 'send') this.#checkSent(client, save, writing);
  }

  #checkSent(
    client: Client,
    save: Save,
    { tag, body, sent }: Extract<Writing, { step: 'send' }>,
  ): void {
    const { theirs } = client.state;
    const before = this.#versions.get(Number(tag.slice(1, -1)));
    const rightTag = tag === theirs.tag && isSame(KIND, before, theirs.value);
    rule('(d) the tag is of what it was merged on', rightTag, () => [tag, theirs]);
    const after = this.#patch(before, body);
    const changes = changesAt([], before, after);
    rule('(f) what is held already is not sent', changes.length > 0, () => body);
    for (const [field] of fieldsOf(body)) {
      const isNeeded = changes.some(({ path }) => path[0] === field);
      rule('(c) no field goes out that is not changed', isNeeded, () => [field, body]);
    }
    for (const change of changes) {
      const facts = () => ({ change, client: client.name, edits: save.edits, body });
      if (save.undoes !== null) {
        rule('an undo takes back what its save did', isUndone(change, save.undoes), facts);
      } else if (save.edits.length > 0) {
        const edit = save.edits.find(({ path }) => isInside(change.path, path));
        rule('(c) only what is to be saved is sent', edit !== undefined, facts);
        rule('(c) what is sent is what was wanted', isWanted(change, edit, client), facts);
      }
      rule('(a) nothing is replaced unseen', hasSeen(client, change), facts);
    }
    rule('(c) something of it is sent', sent.size > 0, () => body);
  }

  #checkEdits({ state }: Client): void {
    const edits = [...state.edits];
    for (const [key, { path }] of edits) {
      rule('(g) an edit is kept under its path', key === keyOf(path), () => [key, path]);
      const isInAnother = edits.some(([other, edit]) => other !== key && isInside(path, edit.path));
      rule('(g) no edit lies inside another', !isInAnother, () => edits.map(([each]) => each));
    }
    rule('what is gone is not written', !state.gone || state.writing === null, () => state.outcome);
  }

  #checkSaved(client: Client, before: EditState, event: EditEvent, flight: Flight | null): void {
    const { state } = client;
    const { theirs, outcome, notKept } = state;
    const save = event.type === 'received' ? client.unsureSave : client.save;
    if (save === null || outcome?.kind !== 'saved') return;
    const tag = theirs.at ?? 0;
    rule(
      '(e) what is known is what the server held',
      isSame(KIND, theirs.value, this.#versions.get(tag)),
      () => theirs,
    );
    // Of this save: what an earlier one did not bring about is still said.
    const refused = [...notKept.values()].filter(({ path }) =>
      save.edits.some((edit) => doMeet(edit.path, path)),
    );
    for (const { path, value } of client.typed.values()) {
      if (refused.some((each) => doMeet(each.path, path))) continue;
      const sent = save.edits.find((edit) => isInside(path, edit.path));
      if (sent === undefined) continue;
      // What was typed is just what was sent: it is saved, with what others made of it.
      if (isSameAt(path, value, valueAt(sent.mine, path.slice(sent.path.length)))) continue;
      const shown = this.#session.shownAt(state, path);
      rule('(b) what was typed last is shown', isSameAt(path, shown, value), () => [
        path,
        value,
        shown,
      ]);
    }
    client.typed.clear();
    const wanted = save.edits.flatMap(({ path, base, mine }) => changesAt(path, base, mine));
    for (const change of wanted) {
      const isKept =
        isHeld(change, valueAt(theirs.value, change.path), client.chosen) ||
        refused.some(({ path }) => doMeet(path, change.path));
      rule('(e) saved is saved', isKept, () => ({ change, client: client.name, theirs }));
    }
    for (const { path, before: sent } of refused) {
      if (!wanted.some((change) => doMeet(change.path, path))) continue;
      const isTrue = !isSameAt(path, sent, valueAt(theirs.value, path));
      rule('(e) what is said not to be kept is not', isTrue, () => refused);
    }
    const own = flight?.writing.step === 'send' ? save.written : null;
    for (const conflict of this.#session.conflictsOf(state, [...state.edits.keys()])) {
      const { path } = conflict;
      const isOwn =
        (own !== null &&
          changesAt([], own.before, own.after).some((each) => doMeet(each.path, path))) ||
        (own !== null && refused.some((each) => doMeet(each.path, path)));
      rule('(h) a save does not conflict with the one before', !isOwn, () => conflict);
    }
    if (!client.hadDoubt) {
      for (const { path } of changesAt([], client.baseline, theirs.value)) {
        if (save.edits.length === 0 || wanted.some((each) => doMeet(each.path, path))) continue;
        if (refused.some((each) => doMeet(each.path, path))) continue;
        const isTold = outcome.merged.some((each) => doMeet(each.path, path));
        rule('what someone else changed is told', isTold, () => [path, outcome]);
      }
    }
    rule('what was moved is told once', state.moved.size === 0, () => [...state.moved.keys()]);
    for (const [key, { path, mine, pick }] of client.chosen) {
      if (!save.edits.some((edit) => isInside(path, edit.path))) continue;
      if (pick !== 'mine') this.#giveUp(client, mine);
      client.chosen.delete(key);
    }
    client.undoable = save.written;
    client.baseline = theirs.value;
    client.hadDoubt = false;
    rule(
      'there is an undo only for what was written',
      save.written !== null ||
        outcome.undo.length === 0 ||
        before.unsure !== null ||
        flight?.writing.step === 'read',
      () => outcome,
    );
  }

  #checkFailed(client: Client, flight: Flight | null): void {
    const { outcome } = client.state;
    if (outcome?.kind !== 'failed' || flight === null) return;
    const { save, answer } = flight;
    const isWritten = save.written !== null && save.writtenAt <= (answer?.at ?? this.#clock);
    rule('(j) not written is not written', !outcome.settled || !isWritten, () => save.written);
    rule('a save that failed is over', client.state.writing === null, () => outcome);
    if (!outcome.settled) client.hadDoubt = true;
  }

  #checkMoved(client: Client): void {
    const { state, baseline, hadDoubt } = client;
    if (hadDoubt || state.writing !== null) return;
    for (const { path, before, after } of this.#session.movedSince(state)) {
      rule('what moved differs', !isSameAt(path, before, after), () => [path, before, after]);
    }
    for (const { path } of changesAt([], baseline, state.theirs.value)) {
      const facts = () => ({ path, client: client.name, moved: [...state.moved.keys()] });
      rule('what moved is noted', this.#session.hasMoved(state, path), facts);
    }
  }

  /** What is on the screen now has been seen. */
  #look(client: Client): void {
    const { state, seen } = client;
    const see = (path: Path, value: unknown) => {
      const values = seen.get(keyOf(path)) ?? [];
      if (!values.some((each) => isSameAt(path, each, value)))
        seen.set(keyOf(path), [...values, value]);
    };
    const edits = [...state.edits.values()];
    for (const { path, after } of changesAt([], null, state.theirs.value)) {
      const edit = edits.find((each) => doMeet(each.path, path));
      if (edit === undefined) see(path, after);
    }
    for (const { path, mine } of edits) {
      for (const each of changesAt(path, null, mine)) see(each.path, each.after);
    }
    for (const { path, after } of state.notKept.values()) see(path, after);
    for (const { path, pick } of state.choices.values()) {
      if (typeof pick === 'object') see(path, pick.value);
    }
    if (state.outcome?.kind !== 'asked') return;
    for (const { path, theirs } of this.#session.conflictsOf(state, state.outcome.keys))
      see(path, theirs);
  }

  #checkTokens(client: Client, event: EditEvent): void {
    const { state } = client;
    const here = new Set(
      tokensIn([
        [...state.edits.values()],
        [...state.choices.values()].map(({ pick }) => pick),
        [...state.notKept.values()],
      ]),
    );
    const setAside = new Set(
      [...client.chosen.values()].flatMap(({ mine, pick }) =>
        pick === 'mine' ? [] : tokensIn(mine),
      ),
    );
    for (const token of client.tokens) {
      const isSafe =
        here.has(token) ||
        this.#ever.has(token) ||
        setAside.has(token) ||
        client.discarded.has(token);
      rule('(b) nothing typed is lost', isSafe, () => ({ token, event }));
    }
  }
}

/** The field that shows a leaf: of its own, or of the root that is edited as one. */
function fieldOf({ edits }: EditState, leaf: Path): Path {
  return [...edits.values()].find(({ path }) => isInside(leaf, path))?.path ?? leaf;
}

/** Whether a key is that of an edit around a path. */
function isOf(key: string, path: Path): boolean {
  const root: unknown = JSON.parse(key);
  return Array.isArray(root) && isInside(path, root);
}

function fieldsOf(body: unknown): [string, unknown][] {
  return isJsonObject(body) ? Object.entries(body) : [];
}

/** In an order that does not depend on that of keys, which servers see to differently. */
function sorted<T extends { readonly path: Path }>(list: readonly T[]): T[] {
  return list.toSorted((a, b) => (keyOf(a.path) < keyOf(b.path) ? -1 : 1));
}

/** As kept in a draft. */
function kept(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}

function choicesIn({ state }: Client, path: Path): readonly Taken[] {
  return [...state.choices.values()].flatMap((each) =>
    isInside(each.path, path) ? each.pick : [],
  );
}

/** Whether what a write replaces stood on the screen of who wrote. */
function hasSeen({ seen }: Client, { path, before, after }: Change): boolean {
  const values = seen.get(keyOf(path)) ?? [];
  if (isSet(path)) {
    return without(entriesOf(before), entriesOf(after)).every((entry) =>
      values.some((value) => entriesOf(value).includes(entry)),
    );
  }
  return isSameAt(path, before, null) || values.some((value) => isSameAt(path, value, before));
}

/** Whether a change that is sent is one that an edit asks for, or what was chosen instead. */
function isWanted({ path, before, after }: Change, edit: Edit, client: Client): boolean {
  const inner = path.slice(edit.path.length);
  const [base, mine] = [valueAt(edit.base, inner), valueAt(edit.mine, inner)];
  // A write of unknown fate turns out to have happened: what stands there is one's own.
  const isOwn = (value: unknown) =>
    client.hadDoubt && tokensIn(value).some((token) => client.tokens.has(token));
  if (isSet(path)) {
    const [was, is, from, to] = [before, after, base, mine].map(entriesOf);
    if (was === undefined || is === undefined || from === undefined || to === undefined)
      return false;
    return (
      without(is, was).every((entry) => to.includes(entry) && !from.includes(entry)) &&
      without(was, is).every(
        (entry) => (from.includes(entry) || isOwn(entry)) && !to.includes(entry),
      )
    );
  }
  const choice = client.chosen.get(keyOf(path));
  if (
    choice !== undefined &&
    isSameAt(path, choice.theirs, before) &&
    typeof choice.pick === 'object'
  ) {
    return isSameAt(path, after, choice.pick.value);
  }
  return isSameAt(path, after, mine) && (!isSameAt(path, base, mine) || isOwn(before));
}

/** Whether a change that was wanted stands there, or what was chosen instead. */
function isHeld({ path, before, after }: Change, now: unknown, chosen: Client['chosen']): boolean {
  if (isSet(path)) {
    const [was, is, held] = [before, after, now].map(entriesOf);
    if (was === undefined || is === undefined || held === undefined) return false;
    return (
      without(is, was).every((entry) => held.includes(entry)) &&
      without(was, is).every((entry) => !held.includes(entry))
    );
  }
  if (isSameAt(path, after, now)) return true;
  const choice = chosen.get(keyOf(path));
  if (choice === undefined || choice.pick === 'mine') return false;
  // Left to them: so is what they made of it since.
  return choice.pick === 'theirs' || isSameAt(path, now, choice.pick.value);
}

/** Whether a change brings back what a save replaced, and replaces nothing but what it wrote. */
function isUndone({ path, before, after }: Change, save: Written): boolean {
  const [was, is] = [valueAt(save.before, path), valueAt(save.after, path)];
  if (isSet(path)) {
    const [from, to, old, young] = [before, after, was, is].map(entriesOf);
    if (from === undefined || to === undefined || old === undefined || young === undefined)
      return false;
    return (
      without(to, from).every((entry) => old.includes(entry) && !young.includes(entry)) &&
      without(from, to).every((entry) => young.includes(entry) && !old.includes(entry))
    );
  }
  return isSameAt(path, after, was) && isSameAt(path, before, is);
}

/** @throws when the same schedule came to something else with another server */
function compare(a: World, b: World): void {
  rule('(i) both servers hold the same', isSame(KIND, a.value, b.value), () => [a.value, b.value]);
  const [one, other] = [a.unsaved, b.unsaved].map((each) => JSON.stringify(each));
  rule('(i) the same is unsaved', one === other, () => [one, other]);
}

/**
 * Runs a schedule against several servers in step.
 *
 * @param patches how each takes an object that it is given for a field (contract §8)
 * @throws when something happens that must not, or they come to hold different things
 */
export function runSchedule(
  session: Session,
  patches: readonly ((held: unknown, given: unknown) => unknown)[],
  { clients, commands }: { readonly clients: number; readonly commands: readonly Command[] },
): void {
  const worlds = patches.map((patch) => {
    const takes: Patch = (value, body) =>
      apply(
        fieldsOf(body).map(([field, given]) => {
          const before = valueAt(value, [field]);
          return { path: [field], before, after: patch(before, given) };
        }),
        value,
      );
    return new World(session, takes, clients);
  });
  const all = (act: (world: World) => void) => {
    for (const world of worlds) act(world);
    const [first, ...others] = worlds;
    for (const other of others) if (first !== undefined) compare(first, other);
  };
  for (const command of commands) all((world) => world.run(command));
  all((world) => world.end());
}
