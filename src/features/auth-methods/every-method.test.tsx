import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import type { ReactElement } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createClient } from '#api/send.ts';
import { EXAMPLES } from '#contract/auth-methods/examples.ts';
import { AUTH_METHOD_KINDS, AUTH_METHODS, settingsOf } from '#contract/auth-methods/registry.ts';
import type { AuthMethodKind } from '#contract/auth-methods/registry.ts';
import type { AuthMethod } from '#contract/auth-method.ts';
import { createFetch } from '#mocks/adapters/unit.ts';
import { createHandlers } from '#mocks/handlers.ts';
import { createWorld } from '#mocks/world.ts';
import { showPage, stubBackend } from '#shared/test-page.tsx';
import { AuthMethodPage } from './auth-method-page.tsx';
import { AuthMethodsTab } from './auth-methods-tab.tsx';
import { settingSpec } from './method-specs.ts';
import { NewMethodPage } from './new-method-page.tsx';

// What the registry promises of every method, with nothing said here of any: `npm run check` runs
// this with one more (scripts/check-variant.mjs).

vi.setConfig({ testTimeout: 60_000 });
const PEM = '-----BEGIN PRIVATE KEY-----\nMIGTAgEAMBMGByqGSM49\n-----END PRIVATE KEY-----\n';
const COMPANY = { brand: 'Northwind', site: 'northwind.example' };

let place: { accountId: string; issuerId: string };

beforeEach(async () => {
  sessionStorage.clear();
  localStorage.clear();
  const answer = createFetch(createHandlers(createWorld(), { credential: 'person' }));
  const request = (path: string, init: RequestInit) =>
    answer(new Request(`http://backend.test${path}`, init));
  stubBackend(request);
  const { send } = createClient({ fetch: request });
  const [membership] = (await send('getCaller')).data.accounts;
  if (membership === undefined) throw new Error('The person has no account');
  const { account_id: accountId } = membership;
  const { data } = await send('createIssuer', {
    params: { account_id: accountId },
    body: { name: 'New one' },
    idempotencyKey: 'new',
  });
  place = { accountId, issuerId: data.id };
});
afterEach(() => {
  vi.unstubAllGlobals();
});

function show(element: ReactElement) {
  cleanup();
  showPage(element);
}

function NewMethod(props: {
  method: AuthMethodKind | undefined;
  onCreated: (made: AuthMethod) => void;
}) {
  return <NewMethodPage {...place} {...props} preset={undefined} template={null} />;
}

function named(name: string): Element {
  const input = document.querySelector(`[name="${name}"]`);
  if (input === null) throw new Error(`No input is named ${name}`);
  return input;
}

/** Creates one by its form, with what its example says. */
async function create(kind: AuthMethodKind): Promise<AuthMethod> {
  const made = vi.fn<(made: AuthMethod) => void>();
  show(<NewMethod method={kind} onCreated={made} />);
  const { settings } = EXAMPLES[kind](COMPANY);
  for (const [name, setting] of settingsOf(kind).core) {
    // By the API's name: a key has a way of its own to be given.
    const input = await vi.waitFor(() => named(`settings.${name}`), { timeout: 10_000 });
    const pem = setting.kind === 'secret' && setting.label === 'Private key';
    const text = setting.kind === 'secret' ? (pem ? PEM : 'a secret') : settings[name];
    fireEvent.change(input, { target: { value: text } });
    fireEvent.blur(input);
  }
  for (const setting of settingsOf(kind).other) {
    expect(
      await screen.findByLabelText(new RegExp(`^${settingSpec(setting).label}\\b`)),
    ).toBeVisible();
  }
  fireEvent.click(await screen.findByRole('button', { name: 'Create auth method' }));
  await vi.waitFor(() => expect(made).toHaveBeenCalledOnce(), { timeout: 10_000 });
  const [call] = made.mock.calls;
  if (call === undefined) throw new Error('Nothing was created');
  return call[0];
}

test.each(AUTH_METHOD_KINDS)('%s: chosen, created, listed, shown', async (kind) => {
  const { label, help, group } = AUTH_METHODS[kind];
  show(<NewMethod method={undefined} onCreated={() => undefined} />);
  const option = await screen.findByRole('link', { name: label });
  expect(option.closest('li')).toHaveTextContent(help);

  const made = await create(kind);
  expect(made.method).toBe(kind);

  show(<AuthMethodsTab {...place} />);
  const row = await screen.findByRole('listitem');
  expect(within(row).getByRole('link', { name: made.name })).toBeVisible();
  expect(row.querySelector('svg path')).toHaveAttribute('d', AUTH_METHODS[kind].icon);
  expect(group).not.toBe('other');

  show(<AuthMethodPage {...place} methodId={made.id} callbackUrl={null} />);
  for (const [name] of [...settingsOf(kind).core, ...settingsOf(kind).other]) {
    expect((await screen.findAllByText(`settings.${name}`)).length).toBeGreaterThan(0);
  }
});
