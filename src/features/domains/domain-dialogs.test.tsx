import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { client } from '#api/client.ts';
import { keys } from '#api/keys.ts';
import type { Domain } from '#contract/domain.ts';
import type { IssuerRow } from '#contract/issuer.ts';
import type { OperationId } from '#contract/operations.ts';
import { createFetch } from '#mocks/adapters/unit.ts';
import type { Fault } from '#mocks/faults.ts';
import { createHandlers } from '#mocks/handlers.ts';
import { letAct, startFault } from '#mocks/simulator.ts';
import { createWorld } from '#mocks/world.ts';
import type { World } from '#mocks/world.ts';
import { showPage, stubBackend, testCache } from '#shared/test-page.tsx';
import { AssignDialog } from './assign-dialog.tsx';
import { RemoveDialog } from './remove-dialog.tsx';
import { UnassignDialog } from './unassign-dialog.tsx';

vi.setConfig({ testTimeout: 30_000 });
let world: World;
let accountId: string;
let issuers: readonly IssuerRow[];
/** Writes that reached the backend, such as `POST assign`. */
let writes: string[];
const onClose = vi.fn<() => void>();
const onDone = vi.fn<(...ends: unknown[]) => void>();

beforeEach(async () => {
  world = createWorld({ settings: { strict: true } });
  writes = [];
  onClose.mockReset();
  onDone.mockReset();
  const answer = createFetch(createHandlers(world, { credential: 'person' }));
  stubBackend((path, init) => {
    const request = new Request(`http://backend.test${path}`, init);
    if (request.method !== 'GET') {
      writes.push(`${request.method} ${path.split('/').at(-1) ?? ''}`);
    }
    return answer(request);
  });
  accountId = (await client.send('getCaller')).data.accounts[0]?.account_id ?? '';
  issuers = (
    await client.send('listIssuers', {
      params: { account_id: accountId },
      query: { limit: 100 },
    })
  ).data.data;
});
afterEach(() => {
  vi.unstubAllGlobals();
});

const HOST = 'login.northwind.example';

async function domains(): Promise<Domain[]> {
  return (await client.send('listDomains', { params: { account_id: accountId } })).data.data;
}

const assignedTo = async (host = HOST) =>
  (await domains()).find((each) => each.host === host)?.assigned_issuer_id ?? null;

/** An issuer that none of the seeded domains has, with a name that begins like no other. */
function freeIssuer(status = 'active'): IssuerRow {
  const row = issuers.slice(12).find((each) => {
    const alike = issuers.filter(({ name }) => name?.startsWith(each.name ?? '') === true);
    return each.status === status && (each.name ?? '').length > 3 && alike.length === 1;
  });
  if (row === undefined) throw new Error('None such is seeded');
  return row;
}

async function theirs(operation: OperationId, params: { [name: string]: string }, body?: unknown) {
  const { status } = await letAct(world, {
    operation,
    params: { account_id: accountId, ...params },
    ...(body !== undefined && { body }),
  });
  expect(status).toBeLessThan(300);
}

const fault = (given: Fault) => startFault(world, given);

const unassign = (host = HOST) =>
  showPage(<UnassignDialog accountId={accountId} host={host} onClose={onClose} onDone={onDone} />);
const remove = (host = HOST) =>
  showPage(<RemoveDialog accountId={accountId} host={host} onClose={onClose} onDone={onDone} />);
const assign = (host = HOST, queryClient = testCache()) =>
  showPage(
    <AssignDialog accountId={accountId} host={host} onClose={onClose} onDone={onDone} />,
    queryClient,
  );

const dialog = async (name: string | RegExp) => within(await screen.findByRole('dialog', { name }));

/** Presses what can be pressed once it is known what comes of it. */
async function press(name: string | RegExp) {
  const button = await screen.findByRole('button', { name });
  await waitFor(() => expect(button).not.toHaveAttribute('aria-disabled'));
  fireEvent.click(button);
}

async function choose(name: string) {
  const field = await screen.findByRole('combobox', { name: 'Search issuers' });
  fireEvent.change(field, { target: { value: name } });
  fireEvent.click(
    await screen.findByRole('option', {
      name: (accessible) => accessible.startsWith(name),
    }),
  );
}

test('unassigning says what stops, and is one write', async () => {
  unassign();
  const shown = await dialog(`Unassign “${HOST}”?`);
  expect(await shown.findByText(/stop at once/)).toHaveTextContent(
    `Sign-ins at ${HOST} stop at once. Nothing that arrives there reaches Storefront production any more.`,
  );
  expect(await shown.findByText(/^Looked at:/)).toHaveTextContent(/Not looked at: .*the DNS/);
  expect(await shown.findByText(/go on working at/)).toHaveTextContent(
    'accounts.northwind.example',
  );
  await press('Unassign domain');
  await waitFor(() => expect(onDone).toHaveBeenCalledExactlyOnceWith('us'));
  expect(await assignedTo()).toBeNull();
  expect((await domains()).find(({ host }) => host === HOST)?.verified).toBe(true);
  expect(writes).toEqual(['POST unassign']);
});

test('what is not assigned is not unassigned', async () => {
  unassign('staging.northwind.example');
  const shown = await dialog('“staging.northwind.example” is not assigned');
  expect(shown.getByText(/There is nothing to do/)).toBeVisible();
  fireEvent.click(shown.getAllByRole('button', { name: 'Close' })[0] ?? document.body);
  expect(onClose).toHaveBeenCalledOnce();
});

test('a domain that is not there is said to be missing', async () => {
  remove('nowhere.example');
  expect(await dialog('There is no such domain')).toBeDefined();
});

test('removing asks for the host, in either form and whatever the case', async () => {
  const host = 'anmeldung.xn--mller-grohandel-yib89b.example';
  remove(host);
  const shown = await dialog('Remove “anmeldung.müller-großhandel.example”?');
  const field = await shown.findByRole('textbox', { name: 'Type the host to confirm' });
  const button = shown.getByRole('button', { name: 'Remove domain' });
  await waitFor(() => expect(button).toHaveAccessibleDescription('Type the host to confirm'));
  fireEvent.change(field, { target: { value: 'anmeldung.example' } });
  expect(button).toHaveAccessibleDescription('This is not the host yet');
  fireEvent.click(button);
  expect(writes).toEqual([]);
  fireEvent.change(field, { target: { value: host } });
  expect(button).not.toHaveAttribute('aria-disabled');
  fireEvent.change(field, { target: { value: ' Anmeldung.MÜLLER-Großhandel.example ' } });
  expect(shown.getByRole('link', { name: 'Unassign instead' })).toBeVisible();
  fireEvent.click(button);
  fireEvent.click(button);
  await waitFor(() => expect(onDone).toHaveBeenCalledExactlyOnceWith('us'));
  expect((await domains()).some((each) => each.host === host)).toBe(false);
  expect(writes).toEqual([`DELETE ${host}`]);
});

test('a lost answer is settled by a look', async () => {
  remove();
  const shown = await dialog(`Remove “${HOST}”?`);
  fireEvent.change(await shown.findByRole('textbox'), { target: { value: HOST } });
  await fault({ kind: 'answer_lost', operation: 'removeDomain' });
  await press('Remove domain');
  await waitFor(() => expect(onDone).toHaveBeenCalledOnce());
  expect(writes).toHaveLength(1);
});

test('someone else moved it: nothing is written, what it is now is said, and asked again', async () => {
  const other = freeIssuer();
  remove();
  const shown = await dialog(`Remove “${HOST}”?`);
  fireEvent.change(await shown.findByRole('textbox'), { target: { value: HOST } });
  await waitFor(() =>
    expect(shown.getByRole('button', { name: 'Remove domain' })).not.toHaveAttribute(
      'aria-disabled',
    ),
  );
  await theirs('assignDomain', { domain: HOST }, { issuer_id: other.id });
  await press('Remove domain');
  expect(await shown.findByRole('alert')).toHaveTextContent(
    /Someone else changed this domain after this was opened\. Nothing was done here\./,
  );
  await waitFor(() =>
    expect(shown.getByRole('alert')).toHaveTextContent(
      `It is assigned to ${other.name ?? ''} now.`,
    ),
  );
  expect(shown.getByRole('textbox')).toHaveValue('');
  expect(shown.getByText(/stop at once/)).toHaveTextContent(`reaches ${other.name ?? ''} any more`);
  expect(onDone).not.toHaveBeenCalled();
  expect(await assignedTo()).toBe(other.id);

  fireEvent.change(shown.getByRole('textbox'), { target: { value: HOST } });
  await press('Remove domain');
  await waitFor(() => expect(onDone).toHaveBeenCalledOnce());
});

test('someone else moved it while it was assigned: pressing once more does nothing', async () => {
  const [mine, other] = [freeIssuer(), freeIssuer('disabled')];
  const host = 'staging.northwind.example';
  assign(host);
  await choose(mine.name ?? '');
  const shown = await dialog(`Assign “${host}”?`);
  const button = await shown.findByRole('button', { name: 'Assign domain' });
  await waitFor(() => expect(button).not.toHaveAttribute('aria-disabled'));
  await theirs('assignDomain', { domain: host }, { issuer_id: other.id });
  fireEvent.click(button);
  const notice = await shown.findByRole('alert');
  expect(notice).toHaveFocus();
  await waitFor(() => expect(notice).toHaveTextContent(`assigned to ${other.name ?? ''} now.`));

  const again = shown.getByRole('button', { name: 'Reassign domain' });
  await waitFor(() =>
    expect(again).toHaveAccessibleDescription('Someone else changed it: confirm it anew'),
  );
  fireEvent.click(again);
  expect(await assignedTo(host)).toBe(other.id);

  const tick = shown.getByRole('checkbox', { name: 'Reassign it all the same' });
  fireEvent.click(tick);
  expect(again).not.toHaveAttribute('aria-disabled');
  // Moved once more, it is another thing that would be confirmed.
  const third = issuers.find(
    ({ id, status }) => status === 'active' && id !== mine.id && id !== other.id,
  );
  await theirs('assignDomain', { domain: host }, { issuer_id: third?.id });
  fireEvent.click(again);
  await waitFor(() => expect(tick).not.toBeChecked());
  expect(shown.getByRole('alert')).toHaveFocus();
  expect(await assignedTo(host)).toBe(third?.id);
  expect(onDone).not.toHaveBeenCalled();

  fireEvent.click(tick);
  await press('Reassign domain');
  await waitFor(() => expect(onDone).toHaveBeenCalledOnce());
  expect(await assignedTo(host)).toBe(mine.id);
});

test('someone else moved it while it was unassigned: it is confirmed anew', async () => {
  const other = freeIssuer();
  unassign();
  const shown = await dialog(`Unassign “${HOST}”?`);
  const button = await shown.findByRole('button', { name: 'Unassign domain' });
  await waitFor(() => expect(button).not.toHaveAttribute('aria-disabled'));
  await theirs('assignDomain', { domain: HOST }, { issuer_id: other.id });
  fireEvent.click(button);
  expect(await shown.findByRole('alert')).toHaveFocus();
  fireEvent.click(button);
  await waitFor(() =>
    expect(button).toHaveAccessibleDescription('Someone else changed it: confirm it anew'),
  );
  fireEvent.click(button);
  expect(await assignedTo()).toBe(other.id);
  fireEvent.click(shown.getByRole('checkbox', { name: 'Unassign it all the same' }));
  await press('Unassign domain');
  await waitFor(() => expect(onDone).toHaveBeenCalledOnce());
  expect(await assignedTo()).toBeNull();
});

test('what is read meanwhile changes no button that can be pressed', async () => {
  const [mine, other] = [freeIssuer(), freeIssuer('disabled')];
  const host = 'staging.northwind.example';
  const queryClient = testCache();
  assign(host, queryClient);
  await choose(mine.name ?? '');
  const button = await screen.findByRole('button', { name: 'Assign domain' });
  await waitFor(() => expect(button).not.toHaveAttribute('aria-disabled'));
  await theirs('assignDomain', { domain: host }, { issuer_id: other.id });
  await act(() => queryClient.invalidateQueries({ queryKey: keys.domains(accountId) }));
  expect(await screen.findByRole('alert')).toHaveTextContent('Nothing was done here.');
  expect(button).toHaveAttribute('aria-disabled', 'true');
  fireEvent.click(button);
  expect(await assignedTo(host)).toBe(other.id);
  expect(writes).toEqual([]);
});

test('an account without issuers: the way to create one', async () => {
  const backend = fetch;
  vi.stubGlobal('fetch', (path: string, init: RequestInit) =>
    path.includes('/issuers?')
      ? Promise.resolve(new Response(JSON.stringify({ data: [], has_more: false })))
      : backend(path, init),
  );
  assign();
  const shown = await dialog(`Assign “${HOST}” to an issuer`);
  await shown.findByText(/This account has no issuer yet/);
  expect(shown.getByRole('link', { name: 'Create issuer' })).toHaveAttribute(
    'href',
    `/accounts/${accountId}/issuers/new`,
  );
});

test('refused: it says so, and can be tried again', async () => {
  unassign();
  await dialog(/Unassign/);
  await fault({ kind: 'status', status: 403, operation: 'unassignDomain' });
  await press('Unassign domain');
  expect(await screen.findByRole('alert')).toHaveTextContent('It was not unassigned.');
  expect(onDone).not.toHaveBeenCalled();
  await press('Unassign domain');
  await waitFor(() => expect(onDone).toHaveBeenCalledOnce());
});

test('what could not be looked at is said, and taken for nothing', async () => {
  await fault({ kind: 'status', status: 500, operation: 'listAuthMethods', times: null });
  unassign();
  const shown = await dialog(/Unassign/);
  const notice = await shown.findByText(/could not be looked at/);
  expect(notice).toHaveTextContent(/^The auth methods of Storefront production, /);
  expect(shown.queryByText(/[Pp]asskeys of/)).toBeNull();
});

test('reassigning: choose, see what moves, confirm', async () => {
  const other = freeIssuer();
  assign();
  await dialog(`Assign “${HOST}” to an issuer`);
  await choose(other.name ?? '');
  const shown = await dialog(`Reassign “${HOST}”?`);
  expect(shown.getByText(/move from/)).toHaveTextContent(
    `Sign-ins at ${HOST} move from Storefront production to ${other.name ?? ''} at once.`,
  );
  await press('Reassign domain');
  await waitFor(() => expect(onDone).toHaveBeenCalledOnce());
  expect(onDone.mock.calls[0]).toMatchObject([{ id: other.id }, 'us']);
  expect(await assignedTo()).toBe(other.id);
  expect(writes).toEqual(['POST assign']);
});

test('an issuer that is switched off is warned about, and not forbidden', async () => {
  const off = freeIssuer('disabled');
  assign();
  await choose(off.name ?? '');
  const shown = await dialog(/Reassign/);
  expect(await shown.findByText(/until it is active/)).toHaveTextContent(
    `${off.name ?? ''} is disabled`,
  );
  await press('Reassign domain');
  await waitFor(() => expect(onDone).toHaveBeenCalledOnce());
});

test('the issuer it is assigned to already has nothing to do', async () => {
  assign();
  await choose('Storefront production');
  const shown = await dialog(`“${HOST}” is assigned to it already`);
  expect(shown.queryByRole('button', { name: /^Reassign/ })).toBeNull();
  fireEvent.click(shown.getByRole('button', { name: 'Choose another issuer' }));
  expect(await screen.findByRole('combobox', { name: 'Search issuers' })).toBeVisible();
});

test('without a verified mark it cannot be assigned; the way to the mark is shown', async () => {
  assign('returns.northwind.example');
  const shown = await dialog('“returns.northwind.example” cannot be assigned yet');
  expect(shown.getByRole('link', { name: 'Go to the mark' })).toHaveAttribute(
    'href',
    `/accounts/${accountId}/domains/returns.northwind.example?step=mark`,
  );
});

test('an issuer that is deleted meanwhile: choose another one', async () => {
  const other = freeIssuer();
  assign();
  await choose(other.name ?? '');
  const button = await screen.findByRole('button', { name: 'Reassign domain' });
  await waitFor(() => expect(button).not.toHaveAttribute('aria-disabled'));
  await theirs('deleteIssuer', { issuer_id: other.id });
  fireEvent.click(button);
  expect(await screen.findByRole('alert')).toHaveTextContent(
    `${other.name ?? ''} is not there any more. Nothing was assigned. Choose another issuer.`,
  );
  expect(screen.getByRole('combobox', { name: 'Search issuers' })).toBeVisible();
  expect(onDone).not.toHaveBeenCalled();
});
