import { act, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { useState } from 'react';
import { useController, useForm } from 'react-hook-form';
import { expect, test, vi } from 'vitest';
import { Field } from './field.tsx';
import { ChoiceInput, ColorInput, SelectInput, TextArea, TextInput, TriState } from './inputs.tsx';

const MODES = [
  { value: 'auto', text: 'Follow the device' },
  { value: 'dark', text: 'Always dark' },
];

const texts = () => screen.getAllByRole('option').map((option) => option.textContent);

type Values = { name: string; about: string; mode: string; verify: string };

test('a form registers every one of them, and reads what was typed', async () => {
  const send = vi.fn<(values: Values) => void>();
  const values = { name: 'Storefront', about: '', mode: 'sepia', verify: '' };
  function Form() {
    const { register, handleSubmit, setFocus } = useForm<Values>({ defaultValues: values });
    return (
      <form onSubmit={(event) => void handleSubmit(send)(event)} aria-label="Issuer">
        <Field label="Name">{(aria) => <TextInput {...aria} {...register('name')} />}</Field>
        <Field label="About">{(aria) => <TextArea {...aria} {...register('about')} />}</Field>
        <Field label="Mode">
          {(aria) => (
            <SelectInput
              {...aria}
              {...register('mode')}
              defaultValue={values.mode}
              options={MODES}
            />
          )}
        </Field>
        <Field label="Verify">
          {(aria) => <TriState {...aria} {...register('verify')} defaultValue="" />}
        </Field>
        <button type="button" onClick={() => setFocus('verify')}>
          Show
        </button>
      </form>
    );
  }
  render(<Form />);
  const submit = () => act(async () => fireEvent.submit(screen.getByRole('form')));

  await submit();
  expect(send.mock.lastCall?.[0]).toEqual(values);

  const type = (control: HTMLElement, value: string) => {
    fireEvent.change(control, { target: { value } });
  };
  type(screen.getByRole('textbox', { name: 'Name' }), ' New ');
  type(screen.getByRole('textbox', { name: 'About' }), 'one\ntwo');
  type(screen.getByRole('combobox', { name: 'Mode' }), 'dark');
  type(screen.getByRole('combobox', { name: 'Verify' }), 'false');
  await submit();
  expect(send.mock.lastCall?.[0]).toEqual({
    name: ' New ',
    about: 'one\ntwo',
    mode: 'dark',
    verify: 'false',
  });

  fireEvent.click(screen.getByRole('button', { name: 'Show' }));
  await waitFor(() => expect(screen.getByRole('combobox', { name: 'Verify' })).toHaveFocus());
});

test('a value that is none of the options is one more, and stays one to go back to', () => {
  function Mode({ first }: { first: string }) {
    const [value, setValue] = useState(first);
    return (
      <SelectInput
        aria-label="Mode"
        options={MODES}
        value={value}
        onChange={(event) => setValue(event.target.value)}
      />
    );
  }
  const { unmount } = render(<Mode first="__proto__" />);
  const select = screen.getByRole('combobox');
  expect(select).toHaveDisplayValue('__proto__ (not known here)');
  fireEvent.change(select, { target: { value: 'dark' } });
  expect(select).toHaveDisplayValue('Always dark');
  expect(texts()).toEqual(['Follow the device', 'Always dark', '__proto__ (not known here)']);
  unmount();

  render(<Mode first="" />);
  expect(screen.getByRole('combobox')).toHaveDisplayValue('Not set');
});

test('not set is another choice than off', () => {
  render(<TriState aria-label="Verify" defaultValue="" />);
  expect(screen.getByRole('combobox')).toHaveDisplayValue('Not set');
  expect(texts()).toEqual(['Not set', 'On', 'Off']);
});

test('read-only, they show their value and keep it, and are no dead end for the keyboard', () => {
  const change = vi.fn<() => void>();
  const rest = { readOnly: true, onChange: change };
  render(
    <>
      <TextInput aria-label="Name" defaultValue="Storefront" {...rest} />
      <SelectInput aria-label="Mode" options={MODES} defaultValue="dark" {...rest} />
      <ChoiceInput type="radio" name="who" label="Everyone" defaultChecked {...rest} />
      <ChoiceInput type="radio" name="who" label="Nobody" {...rest} />
      <ColorInput aria-label="Colour" value="#ffd54f" {...rest} />
    </>,
  );
  expect(screen.getByRole('textbox', { name: 'Name' })).toHaveAttribute('readonly');
  expect(screen.getByRole('textbox', { name: 'Colour' })).toHaveAttribute('readonly');

  const select = screen.getByRole('combobox', { name: 'Mode' });
  expect(select).toHaveAttribute('aria-disabled', 'true');
  expect(select).toHaveDisplayValue('Always dark');
  for (const option of screen.getAllByRole('option')) expect(option).toBeDisabled();

  fireEvent.click(screen.getByRole('radio', { name: 'Nobody' }));
  // That "Everyone" is chosen again is the browser's work, and none of jsdom's.
  expect(screen.getByRole('radio', { name: 'Nobody' })).not.toBeChecked();
  expect(change).not.toHaveBeenCalled();

  for (const role of ['textbox', 'combobox', 'radio'] as const) {
    for (const control of screen.getAllByRole(role)) expect(control).toBeEnabled();
  }
});

test('what was read-only changes at the first press when it no longer is', () => {
  const change = vi.fn<() => void>();
  const group = (readOnly: boolean) => (
    <>
      <ChoiceInput type="checkbox" label="Profile" readOnly={readOnly} onChange={change} />
      <ChoiceInput type="radio" name="who" label="None" readOnly={readOnly} onChange={change} />
    </>
  );
  const { rerender } = render(group(true));
  const pressAll = () => {
    const pressed = [
      screen.getByRole('checkbox', { name: 'Profile' }),
      screen.getByRole('radio', { name: 'None' }),
    ];
    for (const input of pressed) fireEvent.click(input);
    return pressed.filter((input) => input instanceof HTMLInputElement && input.checked).length;
  };
  expect(pressAll()).toBe(0);
  rerender(group(false));
  expect(pressAll()).toBe(2);
  expect(change).toHaveBeenCalledTimes(2);
});

test('a picked colour reaches the form as if it were typed, and what is typed is picked', async () => {
  const send = vi.fn<(values: { color: string }) => void>();
  function Form() {
    const { control, handleSubmit, setFocus } = useForm({ defaultValues: { color: '#FFD54' } });
    const { field } = useController({ control, name: 'color' });
    return (
      <form onSubmit={(event) => void handleSubmit(send)(event)} aria-label="Branding">
        <Field label="Primary colour">{(aria) => <ColorInput {...aria} {...field} />}</Field>
        <button type="button" onClick={() => setFocus('color')}>
          Show
        </button>
      </form>
    );
  }
  render(<Form />);
  const text = screen.getByRole('textbox', { name: 'Primary colour' });
  const picker = screen.getByLabelText('Pick a colour');
  expect(picker).toHaveAccessibleDescription('Primary colour');
  expect(text).toHaveValue('#FFD54');
  expect(picker).toHaveAttribute('data-none');

  fireEvent.change(text, { target: { value: '#FFD54F' } });
  expect(picker).toHaveValue('#ffd54f');
  expect(picker).not.toHaveAttribute('data-none');

  fireEvent.change(picker, { target: { value: '#10151c' } });
  expect(text).toHaveValue('#10151c');
  await act(async () => fireEvent.submit(screen.getByRole('form')));
  expect(send.mock.lastCall?.[0]).toEqual({ color: '#10151c' });

  fireEvent.click(screen.getByRole('button', { name: 'Show' }));
  await waitFor(() => expect(text).toHaveFocus());
});
