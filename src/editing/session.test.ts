import { describe, expect, test } from 'vitest';
import { ATOMIC, mapOf, SET } from './merge.ts';
import type { Path } from './merge.ts';
import {
  canUndo,
  conflictsOf,
  dirtyKeys,
  hasMoved,
  keyOf,
  MAX_ROUNDS,
  movedSince,
  openSession,
  shownAt,
  step,
  typedOnly,
} from './session.ts';
import type { Edit, EditEvent, EditState, Revision } from './session.ts';

const KIND = mapOf(ATOMIC, [
  ['scopes', SET],
  ['links', mapOf(ATOMIC)],
]);
const FIRST = {
  name: 'Acme',
  description: 'Old',
  scopes: ['openid', 'email'],
  links: { website: 'https://a', support: 'https://b' },
};
const NAME = ['name'];
const DESCRIPTION = ['description'];
const SCOPES = ['scopes'];
const LINKS = ['links'];
const WEBSITE = ['links', 'website'];
const SUPPORT = ['links', 'support'];

/** What the server holds at some second. */
const revision = (
  at: number,
  changes: Partial<typeof FIRST> | Record<string, unknown> = {},
): Revision => ({
  value: { ...FIRST, ...changes },
  tag: `"${at}"`,
  at,
});

const typed = (path: Path, mine: unknown): EditEvent => ({ type: 'typed', path, mine });
const save = (...paths: Path[]): EditEvent => ({ type: 'save', keys: paths.map(keyOf) });
const answered = (of: Revision): EditEvent => ({ type: 'answered', revision: of });
const received = (of: Revision): EditEvent => ({ type: 'received', revision: of });
const lost: EditEvent = { type: 'failed', error: 'no answer', written: 'unknown' };
const refused: EditEvent = { type: 'failed', error: 'refused', written: 'no' };

const after = (...events: EditEvent[]): EditState =>
  events.reduce(step, openSession(KIND, revision(1)));
const on = (state: EditState, ...events: EditEvent[]): EditState => events.reduce(step, state);

const edit = (path: Path, base: unknown, mine: unknown, rest: Partial<Edit> = {}): Edit => ({
  path,
  base,
  mine,
  raw: undefined,
  reason: null,
  held: false,
  ...rest,
});

/** The edits by name, as they are to be. */
const edits = (...list: Edit[]) => new Map(list.map((each) => [keyOf(each.path), each]));

/** A state in which nothing is under way, with what is said of it. */
const calm = (theirs: Revision, rest: Partial<EditState> = {}): EditState => ({
  ...openSession(KIND, theirs),
  ...rest,
});

const undo = (path: Path, value: unknown, written: unknown) => ({ path, value, written });

describe('typing', () => {
  test('what is typed is kept on what was on screen', () => {
    const state = after(typed(NAME, 'Beta'));
    expect(state).toEqual(calm(revision(1), { edits: edits(edit(NAME, 'Acme', 'Beta')) }));
    expect([shownAt(state, NAME), shownAt(state, DESCRIPTION)]).toEqual(['Beta', 'Old']);
    expect(dirtyKeys(state)).toEqual([keyOf(NAME)]);
    expect(dirtyKeys(state, LINKS)).toEqual([]);
  });

  test('typed back is not changed', () => {
    expect(after(typed(NAME, 'Beta'), typed(NAME, 'Acme'))).toEqual(calm(revision(1)));
    expect(after(typed(SCOPES, ['email', 'openid']))).toEqual(calm(revision(1)));
  });

  test('text that cannot be read is kept, shows the old value, and is not saved', () => {
    const unreadable: EditEvent = {
      type: 'typed',
      path: NAME,
      mine: 1,
      raw: '7 x',
      reason: 'Unit',
    };
    const kept = edit(NAME, 'Acme', 'Acme', { raw: '7 x', reason: 'Unit' });
    const state = after(unreadable, typed(DESCRIPTION, 'New'));
    expect(state.edits).toEqual(edits(kept, edit(DESCRIPTION, 'Old', 'New')));
    expect(step(state, save(NAME, DESCRIPTION))).toEqual(state);
    expect(typedOnly(state)).toEqual({ name: '7 x', description: 'New' });
  });

  test('under the focus nothing moves; without it a clean field follows', () => {
    const held = after({ type: 'held', path: NAME }, received(revision(2, { name: 'Other' })));
    expect(held.edits).toEqual(edits(edit(NAME, 'Acme', 'Acme', { held: true })));
    expect(shownAt(held, NAME)).toBe('Acme');
    const released = step(held, { type: 'released', path: NAME });
    expect(released.edits).toEqual(edits());
    expect(shownAt(released, NAME)).toBe('Other');
  });

  test('what is discarded is gone, with what was chosen for it', () => {
    const asked = after(typed(NAME, 'Beta'), received(revision(2, { name: 'Other' })), save(NAME));
    const chosen = step(asked, { type: 'chosen', path: NAME, pick: 'mine' });
    const state = step(chosen, { type: 'discarded', keys: [keyOf(NAME)] });
    expect([state.edits, state.choices]).toEqual([new Map(), new Map()]);
    expect(shownAt(state, NAME)).toBe('Other');
  });

  test('an earlier visit is brought back on its own base, and what moved since is noted', () => {
    const draft = edit(NAME, 'Before', 'Beta');
    const state = after({ type: 'restored', edits: [draft] });
    expect(state.edits).toEqual(edits(draft));
    expect(movedSince(state)).toEqual([{ path: NAME, before: 'Before', after: 'Acme' }]);
  });

  test('what is typed by now is not overwritten by an earlier visit', () => {
    const state = after(typed(WEBSITE, 'https://mine'), {
      type: 'restored',
      edits: [edit(LINKS, {}, { website: 'https://draft' }), edit(NAME, 'Acme', 'Draft')],
    });
    expect(state.edits).toEqual(
      edits(edit(WEBSITE, 'https://a', 'https://mine'), edit(NAME, 'Acme', 'Draft')),
    );
  });
});

describe('someone else', () => {
  test('a change is noted once, and is none when it is taken back', () => {
    const moved = after(received(revision(2, { name: 'B' })), received(revision(3, { name: 'C' })));
    expect(movedSince(moved)).toEqual([{ path: NAME, before: 'Acme', after: 'C' }]);
    expect([hasMoved(moved, NAME), hasMoved(moved, [])]).toEqual([true, true]);
    expect(hasMoved(moved, LINKS)).toBe(false);
    expect(step(moved, received(revision(4)))).toEqual(calm(revision(4)));
  });

  test('an answer that was overtaken is ignored', () => {
    const state = after(received(revision(3, { name: 'C' })));
    expect(step(state, received(revision(2, { name: 'B' })))).toBe(state);
  });

  test('it is gone: what was typed stays, nothing is sent; and it may come back', () => {
    const state = after(typed(NAME, 'Beta'), { type: 'lost' });
    expect(state).toEqual(
      calm(revision(1), { gone: true, edits: edits(edit(NAME, 'Acme', 'Beta')) }),
    );
    expect(step(state, save(NAME))).toBe(state);
    expect(step(state, received(revision(2))).gone).toBe(false);
  });
});

describe('saving', () => {
  test('one section goes out alone, with the tag, and its answer is the new base', () => {
    const sending = after(typed(WEBSITE, 'https://c'), typed(NAME, 'Beta'), save(WEBSITE));
    expect(sending.writing).toMatchObject({
      step: 'send',
      tag: '"1"',
      body: { links: { website: 'https://c', support: 'https://b' } },
      round: 1,
    });
    const links = { website: 'https://c', support: 'https://b' };
    expect(step(sending, answered(revision(2, { links })))).toEqual(
      calm(revision(2, { links }), {
        edits: edits(edit(NAME, 'Acme', 'Beta')),
        outcome: {
          kind: 'saved',
          keys: [keyOf(WEBSITE)],
          merged: [],
          undo: [undo(WEBSITE, 'https://a', 'https://c')],
        },
      }),
    );
  });

  test('of two in one object, only the one that is saved goes out', () => {
    const { writing } = after(typed(WEBSITE, 'https://c'), typed(SUPPORT, ''), save(WEBSITE));
    expect(writing).toMatchObject({
      body: { links: { website: 'https://c', support: 'https://b' } },
      fields: ['links'],
    });
  });

  test('nothing changed sends nothing', () => {
    const state = after();
    expect(step(state, save(NAME))).toBe(state);
  });

  test('what the server holds by now is saved without a request, with nothing to undo', () => {
    const theirs = revision(2, { name: 'Beta' });
    expect(after(typed(NAME, 'Beta'), received(theirs), save(NAME))).toEqual(
      calm(theirs, { outcome: { kind: 'saved', keys: [keyOf(NAME)], merged: [], undo: [] } }),
    );
  });

  test('the whole as one edit is sent, field by field', () => {
    const { writing } = after(typed([], { ...FIRST, name: 'Beta', description: null }), save([]));
    expect(writing).toMatchObject({ body: { name: 'Beta', description: null }, tag: '"1"' });
  });

  test('what is typed while it is sent stays, on what was sent', () => {
    const state = after(
      typed(NAME, 'Beta'),
      save(NAME),
      typed(NAME, 'Beta 2'),
      answered(revision(2, { name: 'Beta' })),
    );
    expect(state.edits).toEqual(edits(edit(NAME, 'Beta', 'Beta 2')));
    expect(conflictsOf(state, [keyOf(NAME)])).toEqual([]);
    expect(step(state, save(NAME)).writing).toMatchObject({ body: { name: 'Beta 2' }, tag: '"2"' });
  });

  test('what is typed back while it is sent is a change once that is written', () => {
    const back = after(typed(NAME, 'Beta'), save(NAME), typed(NAME, 'Acme'));
    expect(dirtyKeys(back)).toEqual([]);
    const state = step(back, answered(revision(2, { name: 'Beta' })));
    expect(state.edits).toEqual(edits(edit(NAME, 'Beta', 'Acme')));
    expect(shownAt(state, NAME)).toBe('Acme');
    // Nothing was written, so nothing is left of it.
    expect(step(back, refused).edits).toEqual(edits());
  });

  test('text that cannot be read, typed while it is sent, stays', () => {
    const state = after(
      typed(NAME, 'Beta'),
      save(NAME),
      { type: 'typed', path: NAME, mine: null, raw: '?', reason: 'No' },
      answered(revision(2, { name: 'Beta' })),
    );
    expect(state.edits).toEqual(edits(edit(NAME, 'Beta', 'Beta', { raw: '?', reason: 'No' })));
  });

  test('under the focus a saved field stays held, and clean', () => {
    const state = after(
      { type: 'held', path: NAME },
      typed(NAME, 'Beta'),
      save(NAME),
      answered(revision(2, { name: 'Beta' })),
    );
    expect(state.edits).toEqual(edits(edit(NAME, 'Beta', 'Beta', { held: true })));
    expect(dirtyKeys(state)).toEqual([]);
  });

  test('while it is sent, what reads bring is left for later', () => {
    const sending = after(typed(NAME, 'Beta'), save(NAME));
    expect(step(sending, received(revision(2)))).toBe(sending);
    expect(step(sending, { type: 'lost' })).toBe(sending);
    expect(step(sending, save(NAME))).toBe(sending);
  });

  test('a refusal leaves everything as it was', () => {
    expect(after(typed(NAME, 'Beta'), save(NAME), refused)).toEqual(
      calm(revision(1), {
        edits: edits(edit(NAME, 'Acme', 'Beta')),
        outcome: {
          kind: 'failed',
          keys: [keyOf(NAME)],
          error: 'refused',
          settled: true,
          sent: edits(edit(NAME, 'Acme', 'Beta')),
        },
      }),
    );
  });

  test('what goes on by itself is what was to be saved, not what was typed since', () => {
    const failed = after(typed(NAME, 'Beta'), save(NAME), refused);
    const since = on(failed, typed(NAME, 'Beta and'), typed(DESCRIPTION, 'New'));
    const resumed = step(since, { type: 'resume' });
    expect(resumed.writing).toMatchObject({ step: 'send', body: { name: 'Beta' }, round: 1 });
    const saved = step(resumed, answered(revision(2, { name: 'Beta' })));
    expect(saved.edits).toEqual(
      edits(edit(NAME, 'Beta', 'Beta and'), edit(DESCRIPTION, 'Old', 'New')),
    );
    expect(saved.outcome).toMatchObject({ kind: 'saved' });
  });

  test('what was given up since does not go on by itself', () => {
    const failed = after(typed(NAME, 'Beta'), save(NAME), refused);
    const given = step(failed, { type: 'discarded', keys: [keyOf(NAME)] });
    expect(step(given, { type: 'resume' })).toEqual(calm(revision(1)));
    expect(step(given, { type: 'undo' })).toEqual(given);
  });

  test('only a save that failed goes on', () => {
    const saved = after(typed(NAME, 'Beta'), save(NAME), answered(revision(2, { name: 'Beta' })));
    expect(step(saved, { type: 'resume' })).toBe(saved);
  });

  test('a 404 is not saved: it is gone, and the text is there', () => {
    expect(after(typed(NAME, 'Beta'), save(NAME), { type: 'missing' })).toEqual(
      calm(revision(1), { gone: true, edits: edits(edit(NAME, 'Acme', 'Beta')) }),
    );
  });

  test('without a tag it reads first', () => {
    const bare = { ...revision(2), tag: null };
    const state = after(received(bare), typed(NAME, 'Beta'), save(NAME));
    expect(state.writing).toMatchObject({ step: 'read', doubt: null });
    expect(step(state, answered(revision(2))).writing).toMatchObject({ step: 'send', tag: '"2"' });
    // A way that takes every tag away is given up on.
    const never = Array.from({ length: MAX_ROUNDS }, () => answered(bare));
    expect(on(state, ...never)).toMatchObject({ writing: null, outcome: { kind: 'outrun' } });
  });

  test('what is not kept is said, until it is sent again or seen', () => {
    const state = after(typed(NAME, 'Beta'), save(NAME), answered(revision(2)));
    const notKept = new Map([[keyOf(NAME), { path: NAME, before: 'Beta', after: 'Acme' }]]);
    expect(state.notKept).toEqual(notKept);
    expect(state.edits).toEqual(edits());
    expect(step(state, { type: 'seen', what: 'notKept' }).notKept).toEqual(new Map());
    const other = on(
      state,
      typed(DESCRIPTION, 'New'),
      save(DESCRIPTION),
      answered(revision(3, { description: 'New' })),
    );
    expect(other.notKept).toEqual(notKept);
    const again = on(other, typed(NAME, 'Beta'), save(NAME));
    expect(step(again, answered(revision(4, { name: 'Beta' }))).notKept).toEqual(new Map());
  });

  test('what is not kept of a set takes nobody else’s entry out of it', () => {
    const theirs = { scopes: ['openid', 'email', 'theirs'] };
    const state = after(
      typed(SCOPES, ['openid', 'email', 'mine']),
      received(revision(2, theirs)),
      save(SCOPES),
      typed(SCOPES, ['openid', 'email', 'mine', 'more']),
      answered(revision(3, theirs)),
      save(SCOPES),
    );
    expect(state.writing).toMatchObject({
      body: { scopes: ['openid', 'email', 'theirs', 'mine', 'more'] },
    });
  });
});

describe('412', () => {
  const sent = after(typed(NAME, 'Beta'), save(NAME));

  test('apart: it is read, sent again, and what was kept is told', () => {
    const read = step(sent, { type: 'outdated' });
    expect(read.writing).toMatchObject({ step: 'read', doubt: null, round: 1 });
    const again = step(read, answered(revision(2, { description: 'Theirs' })));
    expect(again.writing).toMatchObject({
      step: 'send',
      body: { name: 'Beta' },
      tag: '"2"',
      round: 2,
    });
    const both = revision(3, { name: 'Beta', description: 'Theirs' });
    expect(step(again, answered(both))).toEqual(
      calm(both, {
        outcome: {
          kind: 'saved',
          keys: [keyOf(NAME)],
          merged: [{ path: DESCRIPTION, before: 'Old', after: 'Theirs' }],
          undo: [undo(NAME, 'Acme', 'Beta')],
        },
      }),
    );
  });

  test('the same: it asks, and nothing is sent until it is chosen', () => {
    const asked = on(sent, { type: 'outdated' }, answered(revision(2, { name: 'Theirs' })));
    expect(asked.outcome).toEqual({ kind: 'asked', keys: [keyOf(NAME)] });
    expect(conflictsOf(asked, [keyOf(NAME)])).toEqual([
      { path: NAME, base: 'Acme', mine: 'Beta', theirs: 'Theirs', pick: null, earlier: null },
    ]);
    expect(step(asked, save(NAME)).writing).toBeNull();
    const pick = (taken: 'mine' | 'theirs' | { value: unknown }) =>
      on(asked, { type: 'chosen', path: NAME, pick: taken }, save(NAME));
    expect(pick('mine').writing).toMatchObject({ body: { name: 'Beta' }, tag: '"2"' });
    expect(pick({ value: 'Both' }).writing).toMatchObject({ body: { name: 'Both' } });
    expect(pick('theirs')).toMatchObject({ writing: null, outcome: { kind: 'saved', undo: [] } });
    expect(pick('theirs').edits).toEqual(edits());
  });

  test('a third write while choosing asks again only for what moved', () => {
    const asked = after(
      typed(NAME, 'Beta'),
      typed(DESCRIPTION, 'Mine'),
      received(revision(2, { name: 'T', description: 'T' })),
      save(NAME, DESCRIPTION),
      { type: 'chosen', path: NAME, pick: 'mine' },
      { type: 'chosen', path: DESCRIPTION, pick: { value: 'Third' } },
      received(revision(3, { name: 'T', description: 'T2' })),
    );
    const conflicts = conflictsOf(asked, [keyOf(NAME), keyOf(DESCRIPTION)]);
    expect(conflicts.map(({ path, pick, earlier }) => ({ path, pick, earlier }))).toEqual([
      { path: NAME, pick: 'mine', earlier: 'mine' },
      { path: DESCRIPTION, pick: null, earlier: { value: 'Third' } },
    ]);
    expect(step(asked, save(NAME, DESCRIPTION)).writing).toBeNull();
  });

  test('what is typed after a choice against it is not set aside by it', () => {
    const chosen = on(sent, { type: 'outdated' }, answered(revision(2, { name: 'Theirs' })), {
      type: 'chosen',
      path: NAME,
      pick: 'theirs',
    });
    const state = on(chosen, typed(NAME, 'Later'), save(NAME));
    expect(state.outcome).toMatchObject({ kind: 'asked' });
    expect(conflictsOf(state, [keyOf(NAME)])).toMatchObject([{ mine: 'Later', pick: null }]);
  });

  test('what is typed while a choice is sent is typed over what was chosen', () => {
    const state = on(
      sent,
      { type: 'outdated' },
      answered(revision(2, { name: 'Theirs' })),
      { type: 'chosen', path: NAME, pick: { value: 'Both' } },
      save(NAME),
      typed(NAME, 'Later'),
      answered(revision(3, { name: 'Both' })),
    );
    expect(state.edits).toEqual(edits(edit(NAME, 'Both', 'Later')));
    expect(conflictsOf(state, [keyOf(NAME)])).toEqual([]);
  });

  test('a choice can be taken back', () => {
    const asked = on(sent, { type: 'outdated' }, answered(revision(2, { name: 'Theirs' })));
    const none = on(
      asked,
      { type: 'chosen', path: NAME, pick: 'mine' },
      { type: 'chosen', path: NAME, pick: null },
    );
    expect(none).toEqual(asked);
  });

  test('a set is merged while it is typed in, entry by entry', () => {
    const state = after(
      typed(SCOPES, ['openid', 'email', 'mine']),
      save(SCOPES),
      { type: 'outdated' },
      typed(SCOPES, ['openid', 'email', 'mine', 'more']),
      answered(revision(2, { scopes: ['openid', 'theirs'] })),
    );
    expect(state.writing).toMatchObject({ body: { scopes: ['openid', 'theirs', 'mine'] } });
    const next = on(
      state,
      answered(revision(3, { scopes: ['openid', 'theirs', 'mine'] })),
      save(SCOPES),
    );
    expect(next.writing).toMatchObject({
      body: { scopes: ['openid', 'theirs', 'mine', 'more'] },
      tag: '"3"',
    });
  });

  test('others who keep writing outrun it, and nothing is lost', () => {
    let state = sent;
    for (let round = 1; round <= MAX_ROUNDS; round += 1) {
      expect(state.writing).toMatchObject({ step: 'send', round });
      const theirs = revision(round + 1, { description: `${round}` });
      state = on(state, { type: 'outdated' }, answered(theirs));
    }
    expect(state).toMatchObject({
      writing: null,
      outcome: { kind: 'outrun', keys: [keyOf(NAME)] },
    });
    expect(state.edits).toEqual(edits(edit(NAME, 'Acme', 'Beta')));
  });

  test('a read that fails after it leaves the text, and surely wrote nothing', () => {
    const state = on(sent, { type: 'outdated' }, lost);
    expect(state).toMatchObject({ writing: null, unsure: null, outcome: { settled: true } });
    expect(state.edits).toEqual(edits(edit(NAME, 'Acme', 'Beta')));
  });
});

describe('an answer that got lost', () => {
  const doubtful = after(typed(NAME, 'Beta'), save(NAME), lost);

  test('it reads, and finds it written', () => {
    expect(doubtful.writing).toMatchObject({ step: 'read', doubt: { error: 'no answer' } });
    expect(step(doubtful, answered(revision(2, { name: 'Beta' })))).toEqual(
      calm(revision(2, { name: 'Beta' }), {
        outcome: {
          kind: 'saved',
          keys: [keyOf(NAME)],
          merged: [],
          undo: [undo(NAME, 'Acme', 'Beta')],
        },
      }),
    );
  });

  test('it reads, and finds that nothing happened', () => {
    expect(step(doubtful, answered(revision(1)))).toEqual(
      calm(revision(1), {
        edits: edits(edit(NAME, 'Acme', 'Beta')),
        outcome: {
          kind: 'failed',
          keys: [keyOf(NAME)],
          error: 'no answer',
          settled: true,
          sent: edits(edit(NAME, 'Acme', 'Beta')),
        },
      }),
    );
  });

  test('where another tag stands, nobody knows whether it was there in between', () => {
    const state = step(doubtful, answered(revision(3, { name: 'Theirs' })));
    expect(state.outcome).toMatchObject({ kind: 'failed', settled: false });
    expect(state.edits).toEqual(edits(edit(NAME, 'Acme', 'Beta')));
  });

  test('written, and added to by someone else, is written', () => {
    const state = after(
      typed(SCOPES, ['openid', 'email', 'mine']),
      save(SCOPES),
      lost,
      answered(revision(3, { scopes: ['theirs', 'openid', 'email', 'mine'] })),
    );
    expect(state.outcome).toMatchObject({ kind: 'saved', merged: [{ path: SCOPES }] });
    // Undone, only what was mine goes.
    expect(step(state, { type: 'undo' }).writing).toMatchObject({
      body: { scopes: ['theirs', 'openid', 'email'] },
    });
  });

  test('what cannot be read either is settled by a read later on', () => {
    const unsure = step(doubtful, lost);
    expect(unsure).toMatchObject({
      writing: null,
      outcome: { kind: 'failed', error: 'no answer', settled: false },
    });
    expect(unsure.unsure).not.toBeNull();
    // One that left before it is no proof of anything.
    expect(step(unsure, received(revision(1))).unsure).not.toBeNull();
    const written = on(unsure, typed(NAME, 'Beta 2'), received(revision(2, { name: 'Beta' })));
    expect(written).toMatchObject({ unsure: null, outcome: { kind: 'saved' } });
    expect(written.edits).toEqual(edits(edit(NAME, 'Beta', 'Beta 2')));
    const other = step(unsure, received(revision(2, { name: 'Theirs' })));
    expect([other.unsure, movedSince(other)]).toEqual([
      null,
      [{ path: NAME, before: 'Acme', after: 'Theirs' }],
    ]);
  });

  test('the next save does not conflict with it', () => {
    const state = on(
      step(doubtful, lost),
      typed(NAME, 'Beta 2'),
      save(NAME),
      { type: 'outdated' },
      answered(revision(2, { name: 'Beta', description: 'Theirs' })),
    );
    expect(state.writing).toMatchObject({ step: 'send', body: { name: 'Beta 2' }, tag: '"2"' });
    const both = revision(3, { name: 'Beta 2', description: 'Theirs' });
    expect(step(state, answered(both)).outcome).toMatchObject({
      kind: 'saved',
      merged: [{ path: DESCRIPTION, before: 'Old', after: 'Theirs' }],
    });
  });
});

describe('undo', () => {
  const saved = after(typed(NAME, 'Beta'), save(NAME), answered(revision(2, { name: 'Beta' })));

  test('writes back what stood there, with the tag just received, and can be undone', () => {
    expect(canUndo(saved)).toBe(true);
    const state = step(saved, { type: 'undo' });
    expect(state.writing).toMatchObject({ step: 'send', body: { name: 'Acme' }, tag: '"2"' });
    expect(step(state, answered(revision(3))).outcome).toEqual({
      kind: 'saved',
      keys: [keyOf(NAME)],
      merged: [],
      undo: [undo(NAME, 'Beta', 'Acme')],
    });
  });

  test('what someone else wrote since is asked about', () => {
    const state = on(saved, received(revision(3, { name: 'Theirs' })), { type: 'undo' });
    expect(state).toMatchObject({ writing: null, outcome: { kind: 'asked' } });
    expect(conflictsOf(state, [keyOf(NAME)])).toMatchObject([
      { base: 'Beta', mine: 'Acme', theirs: 'Theirs' },
    ]);
  });

  test('not over what is typed by now, nor once it is gone', () => {
    const typing = step(saved, typed(NAME, 'Beta 2'));
    expect([canUndo(typing), step(typing, { type: 'undo' })]).toEqual([false, typing]);
    const gone = step(saved, { type: 'lost' });
    expect([canUndo(gone), step(gone, { type: 'undo' })]).toEqual([false, gone]);
    expect(canUndo(step(saved, { type: 'seen', what: 'outcome' }))).toBe(false);
  });
});

describe('two views of the same', () => {
  const apart = after(typed(WEBSITE, 'https://c'), typed(NAME, 'Beta'));
  const mine = { website: 'https://c', support: 'https://b' };

  test('edits inside become one, and one becomes several again', () => {
    const one = step(apart, { type: 'folded', root: LINKS });
    expect(one.edits).toEqual(edits(edit(NAME, 'Acme', 'Beta'), edit(LINKS, FIRST.links, mine)));
    const several = step(one, { type: 'unfolded', root: LINKS, paths: [WEBSITE, SUPPORT] });
    expect(several.edits).toEqual(apart.edits);
  });

  test('what others changed inside stays theirs', () => {
    const theirs = { links: { website: 'https://a', support: 'https://theirs' } };
    const { writing } = on(
      apart,
      received(revision(2, theirs)),
      { type: 'folded', root: LINKS },
      save(LINKS),
    );
    expect(writing).toMatchObject({
      body: { links: { website: 'https://c', support: 'https://theirs' } },
    });
  });

  test('what cannot be read stays as it is', () => {
    const bad: EditEvent = { type: 'typed', path: SUPPORT, mine: null, raw: '{', reason: 'No' };
    const state = step(apart, bad);
    expect(step(state, { type: 'folded', root: LINKS })).toBe(state);
    const whole = after({ type: 'typed', path: LINKS, mine: null, raw: '{', reason: 'No' });
    expect(step(whole, { type: 'unfolded', root: LINKS, paths: [WEBSITE] })).toBe(whole);
  });

  test('folded while it is sent, it is saved all the same', () => {
    const state = on(apart, save(WEBSITE), { type: 'folded', root: LINKS });
    expect(step(state, answered(revision(2, { links: mine }))).edits).toEqual(
      edits(edit(NAME, 'Acme', 'Beta')),
    );
    const theirs = { links: { website: 'https://theirs', support: 'https://b' } };
    const asked = on(state, { type: 'outdated' }, answered(revision(2, theirs)));
    expect(asked.outcome).toEqual({ kind: 'asked', keys: [keyOf(LINKS)] });
    expect(conflictsOf(asked, [keyOf(LINKS)])).toMatchObject([{ path: WEBSITE }]);
  });

  test('what was chosen stays chosen', () => {
    const theirs = { links: { website: 'https://theirs', support: 'https://b' } };
    const state = on(
      apart,
      received(revision(2, theirs)),
      save(WEBSITE),
      { type: 'chosen', path: WEBSITE, pick: 'mine' },
      { type: 'folded', root: LINKS },
    );
    expect(state.outcome).toEqual({ kind: 'asked', keys: [keyOf(LINKS)] });
    expect(step(state, save(LINKS)).writing).toMatchObject({ body: { links: mine } });
  });
});
