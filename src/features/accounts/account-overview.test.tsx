import { fireEvent, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createFetch } from '#mocks/adapters/unit.ts';
import { createHandlers } from '#mocks/handlers.ts';
import { createWorld } from '#mocks/world.ts';
import { showPage, stubBackend } from '#shared/test-page.tsx';
import { AccountOverview } from './account-overview.tsx';

// A whole backend answers, on a machine that may be busy.
vi.setConfig({ testTimeout: 30_000 });
type Answer = (request: Request) => Promise<Response>;

let answer: Answer;
let accountId: string;
let asked: string[];
/** Stands in for the backend where it answers. */
let instead: (path: string) => Promise<Response | null>;

beforeEach(() => {
  asked = [];
  instead = () => Promise.resolve(null);
  stubBackend(async (path, init) => {
    asked.push(path);
    return (await instead(path)) ?? answer(new Request(`http://backend.test${path}`, init));
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

async function open(scenario: 'default' | 'empty') {
  const world = createWorld({ settings: { scenario } });
  accountId = await world.transaction((tx) => tx.seed.memberships[0] ?? '');
  answer = createFetch(createHandlers(world, { credential: 'person' }));
  showPage(<AccountOverview accountId={accountId} />);
}

/** The account's answer, whose domains have to be asked for. */
async function withoutDomains(path: string): Promise<Response | null> {
  if (path !== `/v1/accounts/${accountId}`) return null;
  const response = await answer(new Request(`http://backend.test${path}`));
  const { data } = (await response.json()) as { data: object };
  return Response.json({ data: { ...data, domains: null } });
}

const isDomains = (path: string) => path === `/v1/accounts/${accountId}/domains`;
const region = (name: string) => within(screen.getByRole('region', { name }));

describe('AccountOverview', () => {
  test('says what needs attention, with the way to each', async () => {
    await open('default');
    expect(await screen.findByText(/active issuers have no way to sign in$/)).toBeInTheDocument();
    const health = region('What needs attention');
    expect(health.getByText('17 of 20 places for domains are taken')).toBeInTheDocument();
    expect(health.getByRole('link', { name: 'auth.northwind-labs.example' })).toHaveAttribute(
      'href',
      `/accounts/${accountId}/sign-in-check?q=auth.northwind-labs.example`,
    );
    const [first] = health.getAllByRole('link', { name: 'Show in the list' });
    expect(first).toHaveAttribute(
      'href',
      `/accounts/${accountId}/issuers?status=active&readiness=review`,
    );
    expect(health.queryByText('Nothing needs attention')).not.toBeInTheDocument();
  });

  test('issuers and domains at a glance; a total is said only where it is known', async () => {
    await open('default');
    expect(await screen.findByText('More than 50 issuers')).toBeInTheDocument();
    const newest = within(screen.getByRole('list', { name: 'Newest issuers' }));
    expect(newest.getAllByRole('link')).toHaveLength(3);
    expect(await screen.findByText('17 of 20, 3 places left')).toBeInTheDocument();
    expect(asked.filter(isDomains)).toEqual([]);
  });

  test('says that nothing needs attention where that is so', async () => {
    await open('empty');
    expect(await screen.findByText('Nothing needs attention')).toBeInTheDocument();
    expect(screen.getByText('No issuers')).toBeInTheDocument();
  });

  test('asks for domains that the account does not carry, and says when they are not all', async () => {
    instead = async (path) => {
      if (!isDomains(path)) return withoutDomains(path);
      return Response.json({ data: [{ host: 'a.example' }], has_more: true, next_cursor: 'x' });
    };
    await open('empty');
    expect(await screen.findByText('Not all domains were listed')).toBeInTheDocument();
    expect(
      screen.getByText('1 listed. There are more, or some could not be read'),
    ).toBeInTheDocument();
  });

  test('domains that could not be asked are not taken for fine, and can be asked again', async () => {
    let failing = true;
    instead = async (path) => {
      if (!isDomains(path)) return withoutDomains(path);
      return failing ? new Response('', { status: 500 }) : null;
    };
    await open('empty');
    expect(await screen.findByText(/Domains could not be asked\./)).toBeInTheDocument();
    const health = region('What needs attention');
    expect(health.queryByText('Nothing needs attention')).not.toBeInTheDocument();
    failing = false;
    fireEvent.click(health.getByRole('button', { name: 'Try again' }));
    expect(await health.findByText('Nothing needs attention')).toBeInTheDocument();
  });
});
