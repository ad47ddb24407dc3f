import { render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { breakable } from './facts.tsx';

test('a name of parts breaks behind its dots and underscores, and reads as it is', () => {
  render(<h1>{breakable('login.my-shop.example')}</h1>);
  const heading = screen.getByRole('heading', { name: 'login.my-shop.example' });
  expect(heading.innerHTML).toBe('login.<wbr>my-shop.<wbr>example');
  expect(renderedOf('cf_status')).toBe('cf_<wbr>status');
});

function renderedOf(name: string): string {
  return render(<code>{breakable(name)}</code>).container.querySelector('code')?.innerHTML ?? '';
}
