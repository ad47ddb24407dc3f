import { beforeEach, describe, expect, it } from 'vitest';
import { createDoctor } from './doctor.ts';
import type { Doctor, DoctorPorts, DoctorState } from './doctor.ts';
import type { Finding } from './finding.ts';

const NOTHING: Finding = { kind: 'nothing', by: [1, 2], exists: false, ttl: 60 };
const RIGHT: Finding = { kind: 'right', by: [1, 2], chain: ['edge'], silent: false, ttl: 60 };
const CAA: Finding = { kind: 'caa_allows', by: [1, 2], at: null };
const spreading = (ttl: number): Finding => ({ kind: 'spreading', by: [1, 2], sees: [], ttl });
const limited = (retryAfterMs: number | null): Finding => ({
  kind: 'could_not_ask',
  by: [1],
  about: 'everything',
  why: 'rate_limited',
  retryAfterMs,
});

/** A clock that stands still until it is moved, and a page that may be hidden. */
function world() {
  let now = 1_000_000;
  let waits: DoctorState['waits'] = null;
  let timer: { act: () => void; at: number } | null = null;
  let wake = () => {};
  let finds: readonly Finding[] = [NOTHING];
  let finish: (() => void) | null = null;
  let held = false;
  const checks: number[] = [];
  const aborted: number[] = [];
  const news: { changed: boolean; pressed: boolean }[] = [];
  const ports: DoctorPorts = {
    now: () => now,
    waits: () => waits,
    later: (act, ms) => {
      const own = { act, at: now + ms };
      timer = own;
      return () => {
        if (timer === own) timer = null;
      };
    },
    onWake: (listener) => {
      wake = listener;
      return () => {
        wake = () => {};
      };
    },
    examine: (signal) => {
      checks.push(now);
      signal.addEventListener('abort', () => aborted.push(now));
      if (!held) return Promise.resolve(finds);
      return new Promise((resolve) => {
        finish = () => resolve(finds);
      });
    },
    ended: ({ changed, pressed }) => news.push({ changed, pressed }),
  };
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
  return {
    ports,
    checks,
    aborted,
    news,
    now: () => now,
    find: (...findings: Finding[]) => {
      finds = findings;
    },
    hold: () => {
      held = true;
    },
    finish: async () => {
      held = false;
      finish?.();
      await settle();
    },
    become: async (what: DoctorState['waits']) => {
      waits = what;
      wake();
      await settle();
    },
    /** Lets time pass, and each timer ring when it is due. */
    pass: async (ms: number) => {
      const end = now + ms;
      await settle();
      while (timer !== null && timer.at <= end) {
        const { act, at } = timer;
        timer = null;
        now = at;
        act();
        await settle();
      }
      now = end;
    },
    settle,
  };
}

let at: ReturnType<typeof world>;
let doctor: Doctor;
let leave: () => void;

beforeEach(async () => {
  at = world();
  doctor = createDoctor(at.ports);
  leave = doctor.subscribe(() => {});
  await at.settle();
});

/** Seconds between checks. */
function waits(): number[] {
  return at.checks.slice(1).map((time, index) => (time - (at.checks[index] ?? 0)) / 1000);
}

describe('when it checks', () => {
  it('at once, and then less and less often', async () => {
    await at.pass(300_000);
    expect(waits()).toEqual([5, 10, 20, 40, 60, 60, 60]);
    expect(doctor.state()).toMatchObject({
      checking: false,
      nextAt: (at.checks.at(-1) ?? 0) + 60_000,
    });
  });

  it('a change starts it over', async () => {
    await at.pass(40_000);
    at.find({ ...NOTHING, exists: true });
    await at.pass(60_000);
    expect(waits()).toEqual([5, 10, 20, 40, 5, 10]);
  });

  it('what merely runs down is no change', async () => {
    await at.pass(5_000);
    at.find({ ...NOTHING, ttl: 12 });
    await at.pass(35_000);
    expect(waits()).toEqual([5, 10, 20]);
    expect(doctor.state().findings).toEqual([{ ...NOTHING, ttl: 12 }]);
    expect(at.news.map(({ changed }) => changed)).toEqual([true, false, false, false]);
  });

  it('rarely, once all is proven', async () => {
    at.find(RIGHT, CAA);
    await at.pass(5_000 + 60_000 + 600_000);
    expect(waits()).toEqual([5, 60, 300, 300].slice(0, waits().length));
    expect(waits().length).toBeGreaterThan(2);
  });

  it('when an older answer runs out, if that is sooner', async () => {
    at.find(spreading(2));
    await at.pass(5_000);
    expect(waits()).toEqual([5]);
    await at.pass(6_000);
    expect(waits()).toEqual([5, 3, 3]);
    at.find(spreading(900));
    await at.pass(43_000);
    expect(waits()).toEqual([5, 3, 3, 3, 40]);
  });

  it('not before the end of a pause, whoever wants it', async () => {
    at.find(limited(30_000));
    await at.pass(5_000);
    const paused = doctor.state();
    expect(paused).toMatchObject({ pausedUntil: at.now() + 30_000, nextAt: at.now() + 30_000 });
    await at.pass(20_000);
    doctor.checkNow();
    await at.pass(9_999);
    expect(at.checks).toHaveLength(2);
    await at.pass(1);
    expect(at.checks).toHaveLength(3);
  });

  it('a pause without a length, or with an absurd one, has an end', async () => {
    at.find(limited(null));
    await at.pass(5_000);
    expect(doctor.state().pausedUntil).toBe(at.now() + 5_000);
    at.find(limited(9e9));
    await at.pass(5_000);
    expect(doctor.state().pausedUntil).toBe(at.now() + 300_000);
  });
});

describe('who asks', () => {
  it('gets a check at once, and often again', async () => {
    await at.pass(40_000);
    doctor.checkNow();
    await at.pass(16_000);
    expect(waits()).toEqual([5, 10, 20, 5, 5, 10]);
    expect(at.news.at(4)).toEqual({ changed: false, pressed: true });
    expect(at.news.at(5)).toEqual({ changed: false, pressed: false });
  });

  it('while a check is under way, gets that one', async () => {
    at.hold();
    await at.pass(5_000);
    doctor.checkNow();
    doctor.checkNow();
    await at.settle();
    expect(at.checks).toHaveLength(2);
    expect(doctor.state()).toMatchObject({ checking: true, nextAt: null });
    await at.finish();
    expect(at.news.at(-1)).toEqual({ changed: false, pressed: true });
    await at.pass(5_000);
    expect(at.checks).toHaveLength(3);
  });
});

describe('who does not look', () => {
  it.each(['hidden', 'offline'] as const)(
    '%s: nothing is asked, and at once when that ends',
    async (why) => {
      await at.become(why);
      await at.pass(600_000);
      expect(at.checks).toHaveLength(1);
      expect(doctor.state()).toMatchObject({ waits: why, nextAt: null });
      await at.become(null);
      expect(at.checks).toHaveLength(2);
      expect(doctor.state().waits).toBeNull();
    },
  );

  it('coming back before it is due waits for that', async () => {
    await at.pass(15_000);
    await at.become('hidden');
    await at.pass(5_000);
    await at.become(null);
    expect(doctor.state()).toMatchObject({ waits: null, nextAt: at.now() + 15_000 });
    await at.pass(15_000);
    expect(waits()).toEqual([5, 10, 20]);
  });

  it('a check under way goes on, and is the last one', async () => {
    at.hold();
    await at.pass(5_000);
    await at.become('hidden');
    await at.finish();
    expect(doctor.state()).toMatchObject({ checking: false, waits: 'hidden' });
    await at.pass(600_000);
    expect(at.checks).toHaveLength(2);
  });

  it('leaving ends the check, coming back starts anew with what was known', async () => {
    at.hold();
    await at.pass(5_000);
    leave();
    expect(at.aborted).toHaveLength(1);
    at.find(RIGHT, CAA);
    await at.finish();
    await at.pass(600_000);
    expect(at.checks).toHaveLength(2);
    expect(doctor.state()).toMatchObject({ findings: [NOTHING], checking: false });
    doctor.subscribe(() => {});
    await at.settle();
    expect(at.checks).toHaveLength(3);
    expect(doctor.state().findings).toEqual([RIGHT, CAA]);
  });
});
