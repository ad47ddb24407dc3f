import { useEffect, useState } from 'react';
import { Button } from '#ui/button.tsx';
import { Section } from '#ui/section.tsx';
import { Skeleton } from '#ui/skeleton.tsx';
import { statusClass } from '#ui/status.tsx';
import type { Finding } from './finding.ts';
import { FindingGlyph } from './finding-glyph.tsx';
import { findingWords } from './finding-words.ts';
import type { Words } from './finding-words.ts';
import type { Subject } from './subject.ts';
import type { DoctorView } from './use-doctor.ts';

/**
 * What is to be done about a finding before anything else is.
 *
 * - `now`: its cure. `later`: its cure, after something else. `nothing`: it is as it has to be for now.
 */
type WhenToCure = 'now' | 'later' | 'nothing';

/**
 * What the DNS says about a subject: its section, under a heading of its own.
 *
 * @param subject null: not known yet
 */
export function DoctorCard({
  subject,
  doctor,
  whenToCure = always,
}: {
  subject: Subject | null;
  doctor: DoctorView;
  whenToCure?: (finding: Finding) => WhenToCure;
}) {
  const { findings, checkedAt, nextAt } = doctor;
  return (
    <Section title="What the DNS says">
      {subject === null || findings === null ? (
        <FindingsSkeleton />
      ) : (
        <ul className="dns-findings">
          {findings.map((finding) => (
            <FindingItem
              key={keyOf(finding)}
              finding={finding}
              subject={subject}
              when={whenToCure(finding)}
            />
          ))}
        </ul>
      )}
      <div className="dns-findings-foot">
        <p className="dns-findings-when">
          {/* Anew, so that it counts from the very moment. */}
          <When key={`${checkedAt} ${nextAt}`} doctor={doctor} />
        </p>
        <CheckNow doctor={doctor} />
      </div>
    </Section>
  );
}

/** One kind may be there twice: once for what each resolver sees. */
function keyOf(finding: Finding): string {
  const about = finding.kind === 'could_not_ask' ? finding.about : '';
  return `${finding.kind} ${about} ${finding.by.join(' ')}`;
}

const always = () => 'now' as const;

function FindingItem({
  finding,
  subject,
  when,
}: {
  finding: Finding;
  subject: Subject;
  when: WhenToCure;
}) {
  const words = findingWords(finding, subject);
  const { icon, title, detail } = words;
  const { shape, state, cure } = when === 'nothing' ? EXPECTED : words;
  return (
    <li className="dns-finding" data-shape={shape}>
      <FindingGlyph kind={icon} />
      <div className="min-w-0">
        <div className="dns-finding-head">
          <h3 className="dns-finding-title">{title}</h3>
          <span className={statusClass(shape)}>{state}</span>
        </div>
        <p className="dns-finding-words">{wordsOf(detail)}</p>
        {cure !== null && (
          <p className="dns-finding-words dns-finding-cure">
            {when === 'later' && 'Not yet: this comes last, after the other steps. '}
            {wordsOf(cure)}
          </p>
        )}
      </div>
    </li>
  );
}

const EXPECTED = {
  shape: 'off',
  state: 'Expected',
  cure: ['As it has to be until the records are published. Nothing is to be done here yet.'],
} as const;

function wordsOf(words: Words) {
  return words.map((part, index) =>
    typeof part === 'string' ? part : <code key={index}>{part.code}</code>,
  );
}

/** As high as what is usually found. */
function FindingsSkeleton() {
  return (
    <div className="dns-findings" aria-hidden="true">
      {['11rem', '9rem', '12rem'].map((width) => (
        <div key={width} className="dns-finding">
          <span className="dns-finding-blank" />
          <div className="min-w-0">
            <Skeleton width={width} />
            <p className="dns-finding-words">
              <Skeleton width="min(24rem, 100%)" />
            </p>
          </div>
        </div>
      ))}
    </div>
  );
}

function CheckNow({ doctor }: { doctor: DoctorView }) {
  const { checking, pausedUntil, waits, checkNow } = doctor;
  const now = useSeconds(pausedUntil !== null);
  const isPaused = pausedUntil !== null && now < pausedUntil;
  const reason = isPaused
    ? 'A resolver was asked too often and wants a pause'
    : waits === 'offline'
      ? 'There is no network'
      : null;
  return (
    <Button onClick={checkNow} busy={checking} reason={reason}>
      Check now
    </Button>
  );
}

/** When it was checked and when it will be. Only this line ticks, and nobody has it read out. */
function When({ doctor }: { doctor: DoctorView }) {
  const { findings, checking, checkedAt, nextAt, waits } = doctor;
  const now = useSeconds(checkedAt !== null || nextAt !== null);
  if (checking) return findings === null ? 'Asking two resolvers.' : 'Checking now.';
  const checked = checkedAt === null ? '' : `Checked ${secondsWords(now - checkedAt)} ago. `;
  if (waits === 'offline') return `${checked}There is no network. It goes on when there is one.`;
  if (waits === 'hidden') return `${checked}It waits until this page is looked at.`;
  if (nextAt === null) return checkedAt === null ? 'Not checked yet.' : checked;
  return `${checked}Next check in ${secondsWords(nextAt - now)}.`;
}

function secondsWords(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  return seconds < 100 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}

/** The time (Unix ms), once a second, for as long as it matters. */
function useSeconds(ticks: boolean): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (!ticks) return;
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [ticks]);
  return now;
}
