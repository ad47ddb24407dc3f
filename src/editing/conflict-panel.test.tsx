import { EditRows } from './edit-rows.tsx';
import { act, fireEvent, render, screen, within } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { array, maxLength, number, regex, string } from 'zod/mini';
import { jsonObject } from '#contract/values.ts';
import { Announcer } from '#ui/announcer.tsx';
import { ConflictPanel } from './conflict-panel.tsx';
import { createEditSession } from './edit-session.ts';
import type { EditSession } from './edit-session.ts';
import { EditingProvider, useEditState } from './editing.tsx';
import { colorField, durationField, rowsField, textField, textsField, wordField } from './field.ts';
import { ATOMIC, apply, mapOf } from './merge.ts';
import type { Path } from './merge.ts';
import type { Revision } from './session.ts';

const FIELDS = [
  textField({ path: ['name'], label: 'Name', schema: string().check(maxLength(500)) }),
  wordField({
    path: ['mode'],
    label: 'Dark mode',
    schema: string(),
    words: { auto: 'Follow the device', light: 'Always light', dark: 'Always dark' },
  }),
  colorField({
    path: ['color'],
    label: 'Colour',
    schema: string().check(regex(/^#[0-9a-f]{6}$/, 'A colour has six digits, such as #ffd54f')),
  }),
  durationField({ path: ['lifetime'], label: 'Lifetime', schema: number() }),
  textsField({ path: ['origins'], label: 'Origins', schema: array(string()) }),
  rowsField({
    Rows: EditRows,
    path: ['metadata'],
    label: 'Metadata',
    schema: jsonObject(),
    keyLabel: 'Key',
    valueLabel: 'Value',
  }),
  textField({ path: ['logo'], label: 'Logo address', schema: string() }),
];
const KIND = mapOf(ATOMIC, [['metadata', mapOf(ATOMIC)]]);

/** `JSON.parse` makes a key of `__proto__`, where a literal would set the prototype. */
const BASE: unknown = JSON.parse(`{
  "name": "Northwind", "mode": "auto", "color": "#000000", "lifetime": 604800,
  "origins": ["https://a.example", "https://b.example"], "logo": "https://a.example/logo.png",
  "metadata": { "environment": "test", "__proto__": "before" }
}`);

type Changes = readonly (readonly [Path, unknown])[];

/** A session in which both changed something, drawn as a section does. */
function show(theirs: Changes, mine: Changes, base = BASE) {
  let count = 1;
  const revise = (value: unknown, changes: Changes): Revision => {
    count += 1;
    return {
      value: apply(
        changes.map(([path, after]) => ({ path, before: undefined, after })),
        value,
      ),
      tag: `"${count}"`,
      at: count * 60_000,
    };
  };
  let server = revise(base, []);
  const write = vi.fn<(body: unknown) => void>();
  const session = createEditSession(KIND, server, {
    read: () => Promise.resolve(server),
    write: (body) => {
      write(body);
      server = revise(
        server.value,
        Object.entries(body as object).map(([key, at]) => [[key], at]),
      );
      return Promise.resolve(server);
    },
    fateOf: () => 'unknown',
  });
  for (const [path, value] of mine) session.dispatch({ type: 'typed', path, mine: value });
  const change = (changes: Changes) => {
    server = revise(server.value, changes);
    act(() => session.dispatch({ type: 'received', revision: server }));
  };
  change(theirs);
  session.dispatch({ type: 'save', keys: [...session.state().edits.keys()] });
  const editing = {
    session,
    fields: FIELDS,
    noun: 'issuer',
    readOnly: null,
    refusedIn: () => [],
    renderFailure: () => null,
    openField: () => undefined,
  };
  render(
    <>
      <Announcer />
      <EditingProvider editing={editing} drafts={null} resource="issuer">
        <Section />
      </EditingProvider>
    </>,
  );
  return { session, write, change };
}

function Section() {
  const keys = useEditState(({ outcome }) => (outcome?.kind === 'asked' ? outcome.keys : null));
  return keys === null ? <p>No panel</p> : <ConflictPanel keys={keys} />;
}

const heading = () => screen.getByRole('heading', { level: 3 });
const groups = () => screen.getAllByRole('group').map((group) => group.textContent ?? '');
const field = (name: RegExp) => within(screen.getByRole('group', { name }));
const radio = (group: RegExp, name: string | RegExp) => field(group).getByRole('radio', { name });
const choose = (group: RegExp, name: string | RegExp) => fireEvent.click(radio(group, name));
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
const save = () => screen.getByRole('button', { name: 'Save' });
const sent = async ({ write }: { write: ReturnType<typeof show>['write'] }) => {
  await act(async () => fireEvent.click(save()));
  return write.mock.calls;
};
const typedIn = (session: EditSession) =>
  [...session.state().edits.values()].map(({ mine }) => mine);

test('asks for exactly what both changed, with nothing chosen, and takes the focus', () => {
  show(
    [
      [['name'], 'Northwind Trading'],
      [['mode'], 'light'],
      [['logo'], 'https://b.example/logo.png'],
      [['color'], '#ffffff'],
    ],
    [
      [['lifetime'], 3_600],
      [['mode'], 'dark'],
      [['name'], 'Northwind Store'],
      [['color'], '#ffffff'],
    ],
  );
  expect(heading()).toHaveTextContent('You both changed these 2 fields');
  expect(heading()).toHaveFocus();
  expect(screen.getByRole('status')).toHaveTextContent('Not saved yet. Choose what to keep.');
  // In the order of the fields, not of the typing.
  expect(screen.getAllByRole('group')).toHaveLength(2);
  expect(groups()[0]).toContain('Name');
  expect(groups()[1]).toContain('Dark mode');
  expect(screen.getByRole('group', { name: /^Dark mode mode$/ })).toHaveAccessibleDescription(
    /^Before: ?Follow the device$/,
  );
  for (const one of screen.getAllByRole('radio')) expect(one).not.toBeChecked();
  expect(
    field(/^Dark/)
      .getAllByRole('radio')
      .map((one) => one.getAttribute('aria-label')),
  ).toEqual(['Theirs: Always light', 'Yours: Always dark', null]);
  expect(save()).toHaveAccessibleDescription('Choose for “Name” first');
});

test('what of theirs is not in the way is told, and can be looked at', () => {
  show(
    [
      [['name'], 'A'],
      [['logo'], null],
    ],
    [[['name'], 'B']],
  );
  expect(screen.getByText(/^Someone else last changed this issuer/)).toHaveTextContent(
    'One more change of theirs does not touch yours and is already in.',
  );
  press('See it');
  expect(screen.getByRole('listitem')).toHaveTextContent(
    'Logo address logofrom https://a.example/logo.png→ to Not set',
  );
  press('Hide it');
  expect(screen.queryByRole('listitem')).toBeNull();
});

test('radios of one group, of which one is chosen; the rest is said until nothing is left', async () => {
  const shown = show(
    [
      [['name'], 'Theirs'],
      [['mode'], 'light'],
    ],
    [
      [['name'], 'Mine'],
      [['mode'], 'dark'],
    ],
  );
  const names = field(/^Name/)
    .getAllByRole<HTMLInputElement>('radio')
    .map(({ name }) => name);
  expect(new Set(names).size).toBe(1);
  expect(field(/^Dark/).getAllByRole<HTMLInputElement>('radio')[0]?.name).not.toBe(names[0]);

  choose(/^Name/, 'Yours: Mine');
  expect(radio(/^Name/, 'Yours: Mine')).toBeChecked();
  expect(save()).toHaveAccessibleDescription('Choose for “Dark mode” first');
  expect(await sent(shown)).toEqual([]);
  choose(/^Dark/, 'Theirs: Always light');
  expect(save()).not.toHaveAttribute('aria-disabled');
  expect(await sent(shown)).toEqual([[{ name: 'Mine' }]]);
  expect(screen.getByText('No panel')).toBeVisible();
});

test.each([
  ['All theirs', []],
  ['All yours', [[{ name: 'Mine', metadata: { environment: 'mine', ['__proto__']: 'before' } }]]],
])('%s', async (name, calls) => {
  const shown = show(
    [
      [['name'], 'Theirs'],
      [['metadata', 'environment'], 'theirs'],
    ],
    [
      [['name'], 'Mine'],
      [['metadata', 'environment'], 'mine'],
    ],
  );
  press(name);
  for (const group of [/^Name/, /^Metadata: environment/]) {
    expect(radio(group, name === 'All theirs' ? /^Theirs/ : /^Yours/)).toBeChecked();
  }
  expect(JSON.stringify(await sent(shown))).toBe(JSON.stringify(calls));
});

test('changed again while choosing: only what moved is asked again, and that is said', () => {
  const { change } = show(
    [
      [['name'], 'Theirs'],
      [['mode'], 'light'],
    ],
    [
      [['name'], 'Mine'],
      [['mode'], 'dark'],
    ],
  );
  choose(/^Name/, 'Theirs: Theirs');
  choose(/^Dark/, 'Theirs: Always light');
  radio(/^Name/, 'Theirs: Theirs').focus();
  change([[['name'], 'Theirs again']]);

  expect(radio(/^Name/, 'Theirs: Theirs again')).not.toBeChecked();
  expect(radio(/^Name/, 'Theirs: Theirs again')).toHaveFocus();
  expect(radio(/^Dark/, 'Theirs: Always light')).toBeChecked();
  expect(screen.getByRole('group', { name: /^Name/ })).toHaveAccessibleDescription(
    /^Before: ?Northwind Changed again by someone else$/,
  );
  expect(screen.getByRole('status')).toHaveTextContent('Changed again by someone else: Name');
  expect(save()).toHaveAccessibleDescription('Choose for “Name” first');

  choose(/^Name/, 'Yours: Mine');
  expect(screen.queryByText('Changed again by someone else')).toBeNull();
  expect(save()).not.toHaveAttribute('aria-disabled');
});

test('a third write may bring a conflict, and take one away', () => {
  const { change } = show(
    [[['name'], 'Theirs']],
    [
      [['name'], 'Mine'],
      [['mode'], 'dark'],
    ],
  );
  expect(heading()).toHaveTextContent('You both changed this field');
  change([[['mode'], 'light']]);
  expect(heading()).toHaveTextContent('You both changed these 2 fields');
  expect(screen.getByRole('status')).toHaveTextContent('You both changed this as well: Dark mode');

  radio(/^Name/, 'Yours: Mine').focus();
  change([[['name'], 'Northwind']]);
  expect(screen.getAllByRole('group')).toHaveLength(1);
  expect(heading()).toHaveFocus();
  change([[['mode'], 'auto']]);
  expect(heading()).toHaveTextContent('Nothing is left to choose');
  expect(save()).not.toHaveAttribute('aria-disabled');
});

test('another value is typed as the field is, and counts once it can be read', async () => {
  const shown = show(
    [
      [['color'], '#111111'],
      [['lifetime'], 60],
    ],
    [
      [['color'], '#222222'],
      [['lifetime'], 120],
    ],
  );
  const value = (group: RegExp) => field(group).getByRole('textbox', { name: 'Value' });
  expect(field(/^Colour/).queryByRole('textbox')).toBeNull();
  choose(/^Colour/, 'Another value');
  expect(value(/^Colour/)).toHaveValue('#000000');
  fireEvent.change(value(/^Colour/), { target: { value: '#33' } });
  choose(/^Lifetime/, 'Another value');
  fireEvent.change(value(/^Lifetime/), { target: { value: '12 h' } });
  expect(radio(/^Colour/, 'Another value')).toBeChecked();
  expect(value(/^Colour/)).toHaveAccessibleDescription('A colour has six digits, such as #ffd54f');
  expect(save()).toHaveAccessibleDescription('Put the value for “Colour” right first');

  fireEvent.change(value(/^Colour/), { target: { value: '#333333' } });
  expect(value(/^Colour/)).toBeValid();
  expect(await sent(shown)).toEqual([[{ color: '#333333', lifetime: 43_200 }]]);
});

test('another value that is being typed stays when theirs moves, and is chosen again by hand', () => {
  const { change, session } = show([[['name'], 'Theirs']], [[['name'], 'Mine']]);
  choose(/^Name/, 'Another value');
  const value = screen.getByRole('textbox', { name: 'Value' });
  fireEvent.change(value, { target: { value: 'Bot' } });
  value.focus();
  change([[['name'], 'Theirs again']]);
  expect(value).toHaveFocus();
  fireEvent.change(value, { target: { value: 'Both' } });
  expect(value).toHaveValue('Both');
  expect(radio(/^Name/, 'Another value')).not.toBeChecked();
  choose(/^Name/, 'Another value');
  expect([...session.state().choices.values()].map(({ pick }) => pick)).toEqual([
    { value: 'Both' },
  ]);
});

test('a key such as __proto__ is data, and is taken out by emptying it', async () => {
  const shown = show(
    [[['metadata', '__proto__'], 'theirs']],
    [[['metadata', '__proto__'], 'mine']],
  );
  const group = /^Metadata: __proto__ metadata\.__proto__$/;
  expect(radio(group, 'Theirs: theirs')).not.toBeChecked();
  choose(group, 'Another value');
  fireEvent.change(screen.getByRole('textbox', { name: 'Value' }), { target: { value: '' } });
  const [call] = await sent(shown);
  expect(JSON.stringify(call)).toBe('[{"metadata":{"environment":"test","__proto__":null}}]');
});

test('not set is told from an empty text', () => {
  show(
    [
      [['metadata', 'environment'], ''],
      [['name'], null],
    ],
    [
      [['metadata', 'environment'], null],
      [['name'], '  '],
    ],
  );
  expect(radio(/^Metadata/, 'Theirs: Empty text')).toBeVisible();
  expect(radio(/^Metadata/, 'Yours: Not set')).toBeVisible();
  expect(radio(/^Name/, 'Theirs: Not set')).toBeVisible();
  expect(radio(/^Name/, 'Yours: Only blanks')).toBeVisible();
});

test('a value of 500 characters is there whole, and marked where it differs', () => {
  const text = 'word '.repeat(99).concat('ends.');
  expect(text).toHaveLength(500);
  const name = text.replace('ends', 'mine');
  show([[['name'], 'word']], [[['name'], name]], { name: text });
  const mine = radio(/^Name/, /^Yours: word word/);
  expect(mine.closest('label')).toHaveTextContent(`Yours${text.replace('ends', 'endsmine')}`);
  expect(screen.getByText('mine', { selector: 'ins' })).toBeVisible();
  // What is not in it any more is for the eye: read out, it would be a part of it.
  expect(screen.getByText('ends', { selector: 'del' })).toHaveAttribute('aria-hidden', 'true');
  // A name is read out in one go: its start is enough.
  expect(mine.getAttribute('aria-label')?.length).toBeLessThan(260);
});

test('entries stand one on each line, with what came and went', () => {
  show(
    [[['origins'], ['https://a.example', 'https://c.example']]],
    [[['origins'], ['https://a.example']]],
  );
  const [before, theirs, mine] = field(/^Origins/)
    .getAllByRole('list')
    .map((list) =>
      within(list)
        .getAllByRole('listitem')
        .map(({ textContent }) => textContent),
    );
  expect(before).toEqual(['https://a.example', 'https://b.example']);
  expect(theirs).toEqual([
    'https://a.example',
    'Added: https://c.example',
    'Removed: https://b.example',
  ]);
  expect(mine).toEqual(['https://a.example', 'Removed: https://b.example']);
});

test('keeps editing with everything that is typed and chosen', () => {
  const { session } = show(
    [
      [['name'], 'Theirs'],
      [['color'], '#111111'],
    ],
    [
      [['name'], 'Mine'],
      [['color'], '#222222'],
    ],
  );
  choose(/^Name/, 'Yours: Mine');
  choose(/^Colour/, 'Another value');
  fireEvent.change(screen.getByRole('textbox', { name: 'Value' }), { target: { value: '#3' } });
  press('Keep editing');
  expect(screen.getByText('No panel')).toBeVisible();
  expect(typedIn(session)).toEqual(['Mine', '#222222']);

  act(() => session.dispatch({ type: 'save', keys: [...session.state().edits.keys()] }));
  expect(radio(/^Name/, 'Yours: Mine')).toBeChecked();
  expect(screen.getByRole('textbox', { name: 'Value' })).toHaveValue('#3');
});

test('copies what is typed; where that is refused, it can be read', async () => {
  show(
    [[['name'], 'Theirs']],
    [
      [['name'], 'Mine'],
      [['metadata', '__proto__'], 'mine'],
    ],
  );
  const json = '{\n  "name": "Mine",\n  "metadata": {\n    "__proto__": "mine"\n  }\n}';
  const writeText = vi.fn<() => Promise<void>>(() => Promise.resolve());
  vi.stubGlobal('navigator', { clipboard: { writeText } });
  await act(async () => press('Copy yours as JSON'));
  expect(writeText).toHaveBeenCalledWith(json);
  expect(screen.getByRole('button', { name: 'Copied' })).toBeVisible();

  writeText.mockReturnValue(Promise.reject(new Error('refused')));
  await act(async () => press('Copied'));
  expect(screen.getByRole('region', { name: 'Yours as JSON' })).toHaveTextContent(
    '"__proto__": "mine"',
  );
  vi.unstubAllGlobals();
});

test('why it cannot be saved, whatever is chosen', () => {
  const { session } = show([[['name'], 'Theirs']], [[['name'], 'Mine']]);
  press('All yours');
  const type = (mine: string, reason: string | null) =>
    act(() => session.dispatch({ type: 'typed', path: ['name'], mine, raw: mine, reason }));
  type('x', 'It is too short');
  expect(save()).toHaveAccessibleDescription('1 field below needs attention');
  type('Mine', null);
  expect(save()).not.toHaveAttribute('aria-disabled');
  act(() => session.dispatch({ type: 'lost' }));
  expect(save()).toHaveAccessibleDescription('This issuer was deleted');
});
