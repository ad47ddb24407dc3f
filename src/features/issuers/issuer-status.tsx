import { useEditState } from '#editing/editing.tsx';
import { shownAt } from '#editing/session.ts';
import { statusLook } from '#shared/issuer-words.ts';
import { Section } from '#ui/section.tsx';
import { Status } from '#ui/status.tsx';

/** Whether the issuer is in use. */
export function IssuerStatus() {
  const status = useEditState((state) => shownAt(state, ['status']));
  return (
    <Section title="Status">
      <p className="point">
        <Status {...statusLook(typeof status === 'string' ? status : 'Unknown')} />
      </p>
    </Section>
  );
}
