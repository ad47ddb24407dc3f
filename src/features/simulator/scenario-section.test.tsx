import { fireEvent, render, screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { ScenarioSection } from './scenario-section.tsx';

const SCENARIOS = { default: '137 accounts', constructor: 'Of an unusual name', later: null };

function show() {
  const onStartOver = vi.fn<(scenario: string) => Promise<boolean>>(() => Promise.resolve(true));
  const onEscape = vi.fn<() => void>();
  render(
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- as the panel does
    <div onKeyDown={onEscape}>
      <ScenarioSection scenario="default" scenarios={SCENARIOS} onStartOver={onStartOver} />
    </div>,
  );
  return { onStartOver, onEscape };
}

const radio = (name: RegExp) => screen.getByRole('radio', { name });
const button = (name: string) => screen.getByRole('button', { name });

test('another scenario is a choice that has to be confirmed', async () => {
  const { onStartOver } = show();
  expect(radio(/default 137 accounts/)).toBeChecked();
  fireEvent.click(radio(/constructor/));
  expect(radio(/constructor/)).toBeChecked();
  expect(screen.getByRole('alert')).toHaveTextContent('What was changed here is forgotten');
  expect(onStartOver).not.toHaveBeenCalled();
  fireEvent.click(button('Start over with “constructor”'));
  expect(await screen.findByText('Started over with “constructor”.')).toBeVisible();
  expect(onStartOver.mock.calls).toEqual([['constructor']]);
  expect(button('Start over')).toHaveFocus();
});

test('the choice is taken back: by the button, by Escape, by choosing what there is', () => {
  const { onStartOver, onEscape } = show();
  const question = () => screen.queryByRole('alert');
  fireEvent.click(button('Start over'));
  expect(question()).not.toBeNull();
  fireEvent.click(button('Keep it'));
  expect(question()).toBeNull();
  expect(button('Start over')).toHaveFocus();

  fireEvent.click(radio(/later/));
  fireEvent.keyDown(radio(/later/), { key: 'Escape' });
  expect(question()).toBeNull();
  expect(radio(/default/)).toBeChecked();
  // The panel around it stays: it heard nothing.
  expect(onEscape).not.toHaveBeenCalled();

  fireEvent.click(radio(/later/));
  fireEvent.click(radio(/default/));
  expect(question()).toBeNull();
  fireEvent.keyDown(radio(/default/), { key: 'Escape' });
  expect(onEscape).toHaveBeenCalledTimes(1);
  expect(onStartOver).not.toHaveBeenCalled();
});
