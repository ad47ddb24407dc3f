import { useMemo, useState, useSyncExternalStore } from 'react';
import { announce } from '#ui/announcer.tsx';
import { askDns } from './ask.ts';
import { createDoctor, UNCHECKED } from './doctor.ts';
import type { Doctor, DoctorPorts, DoctorState } from './doctor.ts';
import { examine } from './examine.ts';
import { findingNews } from './finding-words.ts';
import { judge } from './judge.ts';
import type { Subject } from './subject.ts';

/** What is known of a subject, and how to ask now. */
export type DoctorView = DoctorState & { checkNow: () => void };

const IDLE: Doctor = { state: () => UNCHECKED, subscribe: () => () => {}, checkNow: () => {} };

/**
 * Asks the DNS about a subject, again and again, for as long as a component that uses it is shown.
 * What changed is announced once, and so is that nothing did, to who asked.
 *
 * @param subject null: not known yet, nothing is asked
 */
export function useDoctor(subject: Subject | null): DoctorView {
  // What it is about counts, not which object says so.
  const key = JSON.stringify(subject);
  const [held, setHeld] = useState(() => ({ key, doctor: doctorOf(subject) }));
  let { doctor } = held;
  if (held.key !== key) {
    doctor = doctorOf(subject);
    setHeld({ key, doctor });
  }
  const state = useSyncExternalStore(doctor.subscribe, doctor.state);
  return useMemo(() => ({ ...state, checkNow: doctor.checkNow }), [state, doctor]);
}

function doctorOf(subject: Subject | null): Doctor {
  if (subject === null) return IDLE;
  return createDoctor({
    ...BROWSER,
    examine: async (signal) => judge(subject, await examine(subject, askDns, signal)),
    ended: ({ before, now, changed, pressed }) => {
      if (changed) announce(findingNews(before, now, subject));
      else if (pressed) announce('Checked. The DNS says the same as before.');
    },
  });
}

/** The clock of the page, and whether it is looked at. */
const BROWSER: Pick<DoctorPorts, 'now' | 'later' | 'waits' | 'onWake'> = {
  now: Date.now,
  later: (act, ms) => {
    const timer = setTimeout(act, ms);
    return () => clearTimeout(timer);
  },
  waits: () => {
    if (document.visibilityState === 'hidden') return 'hidden';
    return navigator.onLine ? null : 'offline';
  },
  onWake: (listener) => {
    document.addEventListener('visibilitychange', listener);
    addEventListener('online', listener);
    addEventListener('offline', listener);
    return () => {
      document.removeEventListener('visibilitychange', listener);
      removeEventListener('online', listener);
      removeEventListener('offline', listener);
    };
  },
};
