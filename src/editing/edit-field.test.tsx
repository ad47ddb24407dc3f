import { EditRows } from './edit-rows.tsx';
import { fireEvent, render, screen } from '@testing-library/react';
import { Profiler } from 'react';
import { beforeEach, expect, test } from 'vitest';
import { array, string } from 'zod/mini';
import { jsonObject } from '#contract/values.ts';
import { EditField } from './edit-field.tsx';
import { EditSection } from './edit-section.tsx';
import { createEditSession } from './edit-session.ts';
import { EditingProvider } from './editing.tsx';
import { colorField, flagField, nameOf, rowsField, textField, textsField } from './field.ts';
import { ATOMIC, mapOf, SET } from './merge.ts';

const FIELDS = [
  textField({ path: ['name'], label: 'Name', schema: string() }),
  textField({ path: ['logo'], label: 'Logo address', schema: string() }),
  colorField({ path: ['color'], label: 'Colour', schema: string() }),
  flagField({ path: ['enabled'], label: 'Enabled', schema: string() }),
  textsField({ path: ['origins'], label: 'Origins', schema: array(string()) }),
  rowsField({
    Rows: EditRows,
    path: ['metadata'],
    label: 'Metadata',
    schema: jsonObject(),
    keyLabel: 'Key',
    valueLabel: 'Value',
  }),
];

const VALUE = {
  name: 'Northwind',
  logo: 'https://a.example/logo.png',
  color: '#000000',
  origins: ['https://a.example'],
  metadata: { region: 'eu' },
};

/** How often each part was drawn since the last look. */
const drawn = new Map<string, number>();

function count(id: string) {
  drawn.set(id, (drawn.get(id) ?? 0) + 1);
}

/** Which parts were drawn since the last look. */
function look(): string[] {
  const parts = [...drawn.keys()].toSorted();
  drawn.clear();
  return parts;
}

beforeEach(() => {
  const kind = mapOf(ATOMIC, [
    ['origins', SET],
    ['metadata', mapOf(ATOMIC)],
  ]);
  const opened = { value: VALUE, tag: null, at: null };
  const session = createEditSession(kind, opened, {
    read: () => Promise.resolve(opened),
    write: () => Promise.resolve(opened),
    fateOf: () => 'unknown',
  });
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
    <EditingProvider editing={editing} drafts={null} resource="issuer">
      <Profiler id="section" onRender={count}>
        <EditSection
          section={{ title: 'General', noun: 'general', fields: FIELDS }}
          renderField={(spec) => (
            <Profiler key={nameOf(spec)} id={nameOf(spec)} onRender={count}>
              <EditField spec={spec} />
            </Profiler>
          )}
        />
      </Profiler>
    </EditingProvider>,
  );
  look();
});

test.each([
  ['Name', ['first', 'second', 'third']],
  ['Origins', ['https://b.example', 'https://b.example\nhttps://c.example', 'https://d.example']],
  ['Value 1', ['us', 'usa', 'us east']],
])(
  'a key typed into %s draws nothing again, once it is marked as changed',
  async (label, texts) => {
    const [first = '', ...more] = texts;
    const input = await screen.findByRole('textbox', { name: label });
    look();
    fireEvent.focus(input);
    fireEvent.input(input, { target: { value: first } });
    look();
    for (const text of more) {
      fireEvent.input(input, { target: { value: text } });
      expect(look()).toEqual([]);
    }
    expect(screen.getByText('1 change not saved')).toBeVisible();
  },
);

test('a colour is drawn as it is typed, and no other field with it', () => {
  const input = screen.getByRole('textbox', { name: 'Colour' });
  fireEvent.focus(input);
  fireEvent.input(input, { target: { value: '#11111' } });
  look();
  fireEvent.input(input, { target: { value: '#111111' } });
  // The section is what the field is a part of.
  expect(look()).toEqual(['color', 'section']);
  expect(input).toHaveValue('#111111');
});
