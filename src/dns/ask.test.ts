import { afterEach, describe, expect, it, vi } from 'vitest';
import { askDns } from './ask.ts';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

function answers(
  make: (url: string, signal: AbortSignal) => Response | Promise<Response>,
): string[] {
  const asked: string[] = [];
  vi.stubGlobal('fetch', (url: string, { signal }: { signal: AbortSignal }) => {
    asked.push(url);
    return Promise.resolve().then(() => make(url, signal));
  });
  return asked;
}

const never = (_: string, signal: AbortSignal) =>
  new Promise<Response>((_resolve, reject) => {
    const leave = () => reject(signal.reason as Error);
    if (signal.aborted) leave();
    else signal.addEventListener('abort', leave);
  });

describe('askDns', () => {
  it('asks at its own origin, with the name as it is', async () => {
    const asked = answers(() => new Response('{"Status":0,"odd":1}'));
    const result = await askDns(2, '_a.xn--mller-kva.example', 'TXT', { cd: true });
    expect(asked).toEqual(['/dns-query?resolver=2&name=_a.xn--mller-kva.example&type=TXT&cd=1']);
    expect(result).toEqual({ ok: true, answer: { Status: 0, odd: 1 } });
  });

  it.each([
    [502, {}, { ok: false, why: 'failed' }],
    [400, {}, { ok: false, why: 'failed' }],
    [401, {}, { ok: false, why: 'failed' }],
    [504, {}, { ok: false, why: 'timeout' }],
    [429, {}, { ok: false, why: 'rate_limited' }],
    [429, { 'retry-after': '7' }, { ok: false, why: 'rate_limited', retryAfterMs: 7_000 }],
    [429, { 'retry-after': 'soon' }, { ok: false, why: 'rate_limited' }],
    [200, {}, { ok: false, why: 'malformed' }],
  ])('%s %j', async (status, headers, expected) => {
    answers(() => new Response('<html>', { status, headers }));
    expect(await askDns(1, 'a.example', 'A')).toEqual(expected);
  });

  it('without a network', async () => {
    answers(() => Promise.reject(new TypeError('Failed to fetch')));
    expect(await askDns(1, 'a.example', 'A')).toEqual({ ok: false, why: 'network' });
  });

  it('does not wait for ever', async () => {
    const clock = new AbortController();
    vi.spyOn(AbortSignal, 'timeout').mockReturnValue(clock.signal);
    answers(never);
    const asked = askDns(1, 'a.example', 'A');
    clock.abort(new DOMException('late', 'TimeoutError'));
    expect(await asked).toEqual({ ok: false, why: 'timeout' });
  });

  it('is given up by who asked', async () => {
    answers(never);
    const controller = new AbortController();
    const asked = askDns(1, 'a.example', 'A', { signal: controller.signal });
    controller.abort(new Error('left'));
    await expect(asked).rejects.toThrow('left');
  });
});
