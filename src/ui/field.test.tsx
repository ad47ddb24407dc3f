import { render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { Field, FieldGroup } from './field.tsx';
import { ChoiceInput, TextInput } from './inputs.tsx';

const name = () => screen.getByRole('textbox', { name: 'Display name' });

test('the label names the input, and the name of the API stands beside it', () => {
  render(
    <Field label="Display name" name="branding.display_name">
      {(aria) => <TextInput {...aria} />}
    </Field>,
  );
  expect(name()).toBeValid();
  expect(name()).not.toHaveAttribute('aria-describedby');
  expect(screen.getByText('branding.display_name')).toBeVisible();
});

test('mark, error and help describe the input, in this order', () => {
  const { rerender } = render(
    <Field label="Display name" help="Shown on login pages." mark={null} error={null}>
      {(aria) => <TextInput {...aria} />}
    </Field>,
  );
  expect(name()).toHaveAccessibleDescription('Shown on login pages.');
  rerender(
    <Field label="Display name" help="Shown on login pages." mark="theirs" error="It is too long.">
      {(aria) => <TextInput {...aria} />}
    </Field>,
  );
  expect(name()).toBeInvalid();
  expect(name()).toHaveAccessibleDescription(
    'Changed by someone else It is too long. Shown on login pages.',
  );
  rerender(
    <Field label="Display name" mark="changed" error="">
      {(aria) => <TextInput {...aria} />}
    </Field>,
  );
  expect(name()).toBeValid();
  expect(name()).toHaveAccessibleDescription('Changed');
});

test('what comes and goes around an input leaves its text and its focus alone', () => {
  const field = (error: string | null) => (
    <Field label="Display name" error={error} mark={error === null ? null : 'changed'}>
      {(aria) => <TextInput {...aria} defaultValue="Northwind" />}
    </Field>
  );
  const { rerender } = render(field(null));
  const input = name();
  input.focus();
  rerender(field('It is taken.'));
  rerender(field(null));
  expect(name()).toBe(input);
  expect(name()).toHaveFocus();
  expect(name()).toHaveValue('Northwind');
});

test('the legend names a group, and its error and help describe it', () => {
  render(
    <FieldGroup
      legend="Who can sign up"
      name="mode"
      error="Choose one."
      help="Acts at once."
      mark="changed"
    >
      <ChoiceInput type="radio" name="mode" value="open" label="Everyone" help="No limits." />
      <ChoiceInput type="radio" name="mode" value="closed" label="Nobody" />
    </FieldGroup>,
  );
  expect(screen.getByRole('group', { name: 'Who can sign up' })).toHaveAccessibleDescription(
    'Changed Choose one. Acts at once.',
  );
  expect(screen.getByRole('radio', { name: 'Everyone' })).toHaveAccessibleDescription('No limits.');
  expect(screen.getByRole('radio', { name: 'Nobody' })).not.toHaveAttribute('aria-describedby');
});
