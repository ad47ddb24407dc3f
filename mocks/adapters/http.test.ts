import { request } from 'node:http';
import { afterEach, describe, expect, test } from 'vitest';
import { runApi } from './http-command.ts';
import type { Served } from './http.ts';

const opened: Served[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map(({ close }) => close()));
});

/** Runs the command on a free port; answers its first line, read. */
async function start(...args: string[]): Promise<Record<string, string>> {
  const lines: string[] = [];
  opened.push(await runApi(['--port', '0', ...args], (line) => lines.push(line)));
  expect(lines).toHaveLength(1);
  return JSON.parse(lines[0] ?? '') as Record<string, string>;
}

describe('the api command', () => {
  test('its first line is all a client needs', async () => {
    const line = await start();
    expect(Object.keys(line)).toEqual([
      'url',
      'key_id',
      'key_secret',
      'account_id',
      'read_only_key_id',
      'read_only_key_secret',
      'user_token',
    ]);
    expect(line['url']).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    const Authorization = `Basic ${btoa(`${line['key_id']}:${line['key_secret']}`)}`;
    const answer = await fetch(`${line['url']}/v1/accounts/${line['account_id']}`, {
      headers: { Authorization },
    });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('application/json');
    expect(answer.headers.get('etag')).toMatch(/^"\d+"$/);
  });

  test('its options reach the world', async () => {
    const { url } = await start(
      '--seed',
      '7',
      '--scenario',
      'full',
      '--strict',
      '--patch=replace',
      '--latency',
      '1',
    );
    const state = (await (await fetch(`${url}/_simulator`)).json()) as { settings: object };
    expect(state.settings).toMatchObject({
      seed: 7,
      scenario: 'full',
      strict: true,
      patch: 'replace',
      latency_ms: 1,
    });
  });

  test.each([
    [['--nope'], /--nope/],
    [['extra'], /extra/],
    [['--scenario', 'weird'], /--scenario takes one of default, empty/],
    [['--port', 'x'], /--port takes a whole number from 0 to 65535/],
    [['--latency', '-1'], /--latency/],
    [['--patch=maybe'], /--patch takes one of merge, replace/],
  ])('%j is answered with a sentence', async (args, words) => {
    await expect(runApi(args, () => {})).rejects.toThrow(words);
  });
});

describe('over HTTP', () => {
  test('a lost request is a closed connection', async () => {
    const { url, user_token } = await start();
    await fetch(`${url}/_simulator/faults`, { method: 'POST', body: '{"kind":"request_lost"}' });
    const headers = { Authorization: `Bearer ${user_token}` };
    await expect(fetch(`${url}/v1/me`, { headers })).rejects.toThrow(TypeError);
    expect((await fetch(`${url}/v1/me`, { headers })).status).toBe(200);
  });

  test('a body has a limit', async () => {
    const { url } = await start();
    const answer = await fetch(`${url}/v1/me`, { method: 'POST', body: 'x'.repeat(2 ** 20 + 1) });
    expect(answer.status).toBe(413);
  });

  test('paths outside are JSON, never a page', async () => {
    const { url } = await start();
    const answer = await fetch(`${url}/index.html`);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([404, 'application/json']);
  });

  test.each([
    ['a method fetch does not know', { method: 'TRACE', path: '/v1/me' }],
    ['a target that is no path', { method: 'GET', path: 'http://[' }],
  ])('%s is refused, and the server lives on', async (_, asked) => {
    const { url = '' } = await start();
    const status = await new Promise((resolve, reject) => {
      const { hostname, port } = new URL(url);
      const sent = request({ hostname, port, ...asked }, (answer) => resolve(answer.statusCode));
      sent.on('error', reject);
      sent.end();
    });
    expect(status).toBe(400);
    expect((await fetch(`${url}/_simulator`)).status).toBe(200);
  });
});
