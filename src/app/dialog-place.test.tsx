import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  Outlet,
  RouterProvider,
  useRouter,
} from '@tanstack/react-router';
import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import { useClosePlace } from './dialog-place.ts';

beforeEach(() => {
  vi.stubGlobal('scrollTo', () => undefined);
});

function OverPage({ instead }: { instead?: string }) {
  const router = useRouter();
  const close = useClosePlace('/page');
  return (
    <>
      <button type="button" onClick={() => void close()}>
        Close
      </button>
      {instead !== undefined && (
        <button
          type="button"
          onClick={() => void router.navigate({ href: instead, replace: true })}
        >
          Instead
        </button>
      )}
    </>
  );
}

function Go({ to, children }: { to: string; children: string }) {
  const router = useRouter();
  return (
    <button type="button" onClick={() => void router.navigate({ href: to })}>
      {children}
    </button>
  );
}

function show(at: string) {
  const root = createRootRoute();
  const list = createRoute({
    getParentRoute: () => root,
    path: '/list',
    component: () => <Go to="/page">Page</Go>,
  });
  const page = createRoute({
    getParentRoute: () => root,
    path: '/page',
    component: () => (
      <>
        <Go to="/page/one">One</Go>
        <Outlet />
      </>
    ),
  });
  const one = createRoute({
    getParentRoute: () => page,
    path: '/one',
    component: () => <OverPage instead="/page/two" />,
  });
  const two = createRoute({
    getParentRoute: () => page,
    path: '/two',
    component: () => <OverPage />,
  });
  const history = createMemoryHistory({ initialEntries: [at] });
  const router = createRouter({
    routeTree: root.addChildren([list, page.addChildren([one, two])]),
    history,
    defaultPendingMinMs: 0,
  });
  render(<RouterProvider router={router} />);
  return {
    history,
    press: async (name: string) => fireEvent.click(await screen.findByText(name)),
    expectAt: (path: string) => waitFor(() => expect(history.location.pathname).toBe(path)),
  };
}

test('closed, it is Back to its page', async () => {
  const { history, press, expectAt } = show('/list');
  await press('Page');
  await press('One');
  await press('Close');
  await expectAt('/page');
  history.back();
  await waitFor(() => expect(history.location.pathname).toBe('/list'));
});

test('so is one that took the place of another', async () => {
  const { history, press, expectAt } = show('/list');
  await press('Page');
  await press('One');
  await press('Instead');
  await expectAt('/page/two');
  await press('Close');
  await expectAt('/page');
  history.back();
  await waitFor(() => expect(history.location.pathname).toBe('/list'));
});

test('one that was come to from elsewhere gives its place to its page', async () => {
  const { history, press, expectAt } = show('/page/one');
  await press('Instead');
  await expectAt('/page/two');
  await press('Close');
  await expectAt('/page');
  expect(history.length).toBe(1);
});
