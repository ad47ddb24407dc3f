import { QueryClientProvider } from '@tanstack/react-query';
import type { QueryClient } from '@tanstack/react-query';
import { act, render, screen } from '@testing-library/react';
import { Suspense } from 'react';
import { beforeEach, expect, test } from 'vitest';
import type { Page } from '#contract/page.ts';
import { outdate, startList } from './cursor-list.ts';
import { ApiError } from './errors.ts';
import { createQueryClient } from './query-client.ts';
import { cursorListQuery, useCursorList, useCursorListBeside } from './use-cursor-list.ts';
import type { CursorListView, CursorSource } from './use-cursor-list.ts';

type Row = { id: string };

let queryClient: QueryClient;
/** The rows of the server, newest first; an error is a refusal. */
let server: Row[] | ApiError;
let asked: number;

const source: CursorSource<Row> = {
  queryKey: ['rows'],
  load: (): Promise<Page<Row>> => {
    asked += 1;
    if (server instanceof ApiError) return Promise.reject(server);
    return Promise.resolve({ data: server, has_more: false });
  },
};
const { queryKey } = cursorListQuery(source);

beforeEach(() => {
  queryClient = createQueryClient(() => 0);
  asked = 0;
  server = [{ id: 'b' }, { id: 'a' }];
});

function Words({ list }: { list: CursorListView<Row> | null }) {
  const ids = list?.rows.map(({ id }) => id).join(' ') ?? 'none';
  return <p>{`${ids}, ${list?.fresh?.count ?? 0} new`}</p>;
}

function List() {
  return <Words list={useCursorList(source)} />;
}

function Beside({ wanted }: { wanted: boolean }) {
  return <Words list={useCursorListBeside(source, wanted).list} />;
}

function show(list: React.ReactNode) {
  return render(
    <QueryClientProvider client={queryClient}>
      <Suspense>{list}</Suspense>
    </QueryClientProvider>,
  );
}

/** A write made the first page another one. */
function write(rows: Row[]) {
  server = rows;
  const list = queryClient.getQueryData(queryKey);
  if (list !== undefined) queryClient.setQueryData(queryKey, outdate(list));
}

test('a list on screen asks for its top once a write made it outdated', async () => {
  show(<List />);
  await screen.findByText('b a, 0 new');
  act(() => write([{ id: 'c' }, { id: 'b' }, { id: 'a' }]));
  await screen.findByText('b a, 1 new');
  expect(asked).toBe(2);
  expect(queryClient.getQueryData(queryKey)?.outdated).toBe(false);
});

test('one that nobody looked at asks when somebody does, and keeps its rows meanwhile', async () => {
  queryClient.setQueryData(queryKey, startList({ data: [{ id: 'b' }, { id: 'a' }] }));
  write([{ id: 'c' }, { id: 'b' }]);
  expect(asked).toBe(0);
  show(<List />);
  expect(screen.getByText('b a, 0 new')).toBeDefined();
  await screen.findByText('b, 1 new');
  expect(asked).toBe(1);
});

test('a top that does not come leaves the rows, and is asked for by the next who looks', async () => {
  queryClient.setQueryData(queryKey, startList({ data: [{ id: 'b' }, { id: 'a' }] }));
  write([]);
  server = new ApiError('forbidden', 'listIssuers', { status: 403 });
  const { unmount } = show(<Beside wanted />);
  await act(() => Promise.resolve());
  expect(screen.getByText('b a, 0 new')).toBeDefined();
  expect(asked).toBe(1);
  unmount();
  server = [{ id: 'b' }];
  show(<Beside wanted />);
  await screen.findByText('b, 0 new');
});

test('beside the main thing it asks only where it is wanted', async () => {
  queryClient.setQueryData(queryKey, startList({ data: [{ id: 'a' }] }));
  write([{ id: 'b' }, { id: 'a' }]);
  const { rerender } = show(<Beside wanted={false} />);
  await act(() => Promise.resolve());
  expect(asked).toBe(0);
  rerender(
    <QueryClientProvider client={queryClient}>
      <Suspense>
        <Beside wanted />
      </Suspense>
    </QueryClientProvider>,
  );
  await screen.findByText('a, 1 new');
});
