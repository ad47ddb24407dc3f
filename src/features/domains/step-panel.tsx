import { useId } from 'react';
import type { ReactNode, Ref } from 'react';

/** The step that is shown: its heading, which takes the focus when one goes on to it, and its card. */
export function StepPanel({
  title,
  detail,
  heading,
  children,
}: {
  title: ReactNode;
  /** One line under the heading. */
  detail?: ReactNode;
  heading: Ref<HTMLHeadingElement>;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <section className="section" aria-labelledby={id}>
      <div className="section-head">
        <h2
          ref={heading}
          id={id}
          tabIndex={-1}
          className="text-section font-semibold wrap-anywhere"
        >
          {title}
        </h2>
      </div>
      {detail !== undefined && <p className="section-detail">{detail}</p>}
      {children}
    </section>
  );
}
