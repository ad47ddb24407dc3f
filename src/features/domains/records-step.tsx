import { useState } from 'react';
import type { ReactNode, Ref } from 'react';
import { unicodeHost } from '#contract/ours/hosts.ts';
import { DoctorCard } from '#dns/doctor-card.tsx';
import type { Finding } from '#dns/finding.ts';
import type { Subject } from '#dns/subject.ts';
import type { DoctorView } from '#dns/use-doctor.ts';
import { Notice } from '#ui/notice.tsx';
import { isOfRecords, isOfUse } from './domain-steps.ts';
import { InUse } from './in-use.tsx';
import { RecordsCard } from './records-card.tsx';
import { StepPanel } from './step-panel.tsx';
import { storedHost } from './stored-host.ts';

/** What to publish, and what the DNS says of it. */
export function RecordsStep({
  host,
  subject,
  doctor,
  inUse,
  expectsElsewhere,
  onAnswer,
  heading,
}: {
  host: string;
  /** Null: on its way. */
  subject: Subject | null;
  doctor: DoctorView;
  /** Whether the host has traffic today; null: not answered. */
  inUse: boolean | null;
  /** Something else is to be done before the records are published. */
  expectsElsewhere: boolean;
  onAnswer: (inUse: boolean) => void;
  heading: Ref<HTMLHeadingElement>;
}) {
  // Who has just answered finds the answer where it was given.
  const [asks] = useState(inUse === null);
  const isHost = storedHost(host) !== null;
  return (
    <>
      <StepPanel
        title={titleOf(subject)}
        detail={
          subject?.target === null
            ? 'AuthPI does not publish which records it expects.'
            : 'From this dashboard’s configuration. AuthPI does not publish which records it expects.'
        }
        heading={heading}
      >
        {asks && (
          <div className="card mb-3">
            <InUse host={host} inUse={inUse} onAnswer={onAnswer} />
          </div>
        )}
        {inUse === true && (
          <div className="mb-3">
            <InUseNotice
              host={host}
              expectsElsewhere={expectsElsewhere}
              findings={doctor.findings ?? []}
            />
          </div>
        )}
        {isHost ? (
          <RecordsCard subject={subject} />
        ) : (
          <Notice tone="warn">This is no host name that could be published or asked about.</Notice>
        )}
      </StepPanel>
      {isHost && (
        <DoctorCard
          subject={subject}
          doctor={doctor}
          whenToCure={(finding) => {
            if (!expectsElsewhere) return 'now';
            return isOfUse(finding) ? 'nothing' : isOfRecords(finding) ? 'later' : 'now';
          }}
        />
      )}
    </>
  );
}

/** Where the records are published, once that is known. */
function titleOf(subject: Subject | null): ReactNode {
  const zone = subject?.zone ?? null;
  if (zone === null) return 'Publish these records';
  return (
    <>
      Publish these records where <bdi dir="ltr">{unicodeHost(zone)}</bdi> is managed
    </>
  );
}

/** What publishing does to a host with traffic, or has done already. */
function InUseNotice({
  host,
  expectsElsewhere,
  findings,
}: {
  host: string;
  expectsElsewhere: boolean;
  findings: readonly Finding[];
}) {
  const name = <bdi dir="ltr">{unicodeHost(host)}</bdi>;
  if (expectsElsewhere && findings.some(leadsThere)) {
    return (
      <Notice tone="warn">
        {name} is in use, as you said, and its records lead to AuthPI already. Its traffic arrives
        there before the other steps are done: go on with those now.
      </Notice>
    );
  }
  return (
    <Notice tone="warn">
      {expectsElsewhere ? (
        <>
          {name} is in use, as you said. These records move its traffic to AuthPI as soon as they
          are published, so they come last.
          {findings.some(isOfUse) && ' Until then the DNS leads elsewhere, as it has to.'}
          {findings.some(isOfRecords) &&
            ' The resolvers find nothing there now that people could reach. If nobody reaches it today, say so in the step “Add”: then the records come first.'}
        </>
      ) : (
        <>
          {name} is in use, as you said. Everything else is ready: publishing these records moves
          its traffic to AuthPI.
        </>
      )}
    </Notice>
  );
}

/** Whether a finding brings people to the target, be it only those of one resolver. */
function leadsThere(finding: Finding): boolean {
  if (finding.kind === 'spreading') return finding.sees.some(leadsThere);
  return finding.kind === 'right' || finding.kind === 'flattened';
}
