import { expect, test, vi } from 'vitest';
import { ApiError } from './errors.ts';
import { createSession } from './session.ts';

const refused = () => new ApiError('unauthorized', 'getAccount', { status: 401 });

test('the first 401 is the one that is told of, until an answer comes', () => {
  const session = createSession();
  const heard = vi.fn<() => void>();
  session.subscribe(heard);
  const first = refused();
  session.end(first);
  session.end(refused());
  expect(session.snapshot().ended).toBe(first);
  expect(heard).toHaveBeenCalledTimes(1);
  session.resume();
  session.resume();
  expect(session.snapshot().ended).toBeNull();
  expect(heard).toHaveBeenCalledTimes(2);
});

test('a snapshot is the same object until something changes', () => {
  const session = createSession();
  expect(session.snapshot()).toBe(session.snapshot());
});
