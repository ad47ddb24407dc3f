import { Section } from '#ui/section.tsx';
import type { Subject } from './subject.ts';
import type { useDoctor } from './use-doctor.ts';

/** What the DNS says about a subject: its section, under a heading of its own. */
export function DoctorCard(_props: {
  /** Null: not known yet. */
  subject: Subject | null;
  doctor: ReturnType<typeof useDoctor>;
}) {
  return <Section title="What the DNS says">…</Section>;
}
