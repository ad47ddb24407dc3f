import { useId } from 'react';
import type { ReactNode } from 'react';

/** A part of a page: its heading, what can be done with it, and its card. */
export function Section({
  title,
  detail,
  actions,
  children,
}: {
  title: ReactNode;
  /** One line under the heading. */
  detail?: ReactNode;
  /** At the end of the heading's line. */
  actions?: ReactNode;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <section className="section" aria-labelledby={id}>
      <div className="section-head">
        <h2 id={id} className="text-section font-semibold">
          {title}
        </h2>
        {actions}
      </div>
      {detail !== undefined && <p className="section-detail">{detail}</p>}
      <div className="card">{children}</div>
    </section>
  );
}
