import { assignedIssuer } from '#contract/domain.ts';
import type { Domain } from '#contract/domain.ts';
import { edgeLook } from '#shared/domain-words.ts';
import { useIssuerNames } from '#shared/issuer-names.ts';
import { environmentOf, issuerName } from '#shared/issuer-words.ts';
import { Icon } from '#ui/icon.tsx';
import { Skeleton } from '#ui/skeleton.tsx';
import { Tag } from '#ui/tag.tsx';
import { Time, useNow } from '#ui/time.tsx';
import { STEP_IDS } from './domain-steps.ts';
import type { DomainStep, StepId } from './domain-steps.ts';

/** What the steps are called. */
export const STEP_TITLES: { readonly [id in StepId]: string } = {
  add: 'Add',
  records: 'Publish DNS records',
  mark: 'Mark as verified',
  assign: 'Assign to an issuer',
  callbacks: 'Register callback URLs',
};

/** The steps by their states, each a link; below them, what is no step. */
export function StepsRail({
  accountId,
  domain,
  steps,
  shown,
  path,
}: {
  accountId: string;
  domain: Domain;
  steps: readonly DomainStep[];
  shown: StepId;
  path: string;
}) {
  const edge = edgeLook(domain.cf_status);
  return (
    <div className="domain-rail">
      <nav aria-label="Steps">
        <ol>
          {steps.map((step, index) => (
            <li key={step.id}>
              <a
                href={`${path}?step=${step.id}`}
                className="domain-step"
                aria-current={step.id === shown ? 'step' : undefined}
              >
                <Mark isDone={step.state === 'done'}>{index + 1}</Mark>
                <span className="domain-step-title">{STEP_TITLES[step.id]}</span>
                {step.state === 'done' && <span className="sr-only">, done:</span>}
                <span className="domain-step-words">
                  {step.words ?? <OwnWords accountId={accountId} domain={domain} id={step.id} />}
                </span>
              </a>
            </li>
          ))}
        </ol>
      </nav>
      <div className="domain-edge">
        <p className="domain-step-title">Edge status</p>
        <p className="domain-step-words">
          {edge.text}
          {domain.cf_status != null && domain.cf_status.trim() !== '' && ', says AuthPI'}
        </p>
      </div>
    </div>
  );
}

function Mark({ isDone, children }: { isDone: boolean; children: number }) {
  return (
    <span className="domain-mark" data-done={isDone || undefined} aria-hidden="true">
      {isDone ? <Icon name="ok" /> : children}
    </span>
  );
}

/** The words of a step that hold a time or a name. */
function OwnWords({ accountId, domain, id }: { accountId: string; domain: Domain; id: StepId }) {
  const now = useNow();
  const issuerId = assignedIssuer(domain);
  const names = useIssuerNames(accountId, id === 'assign' && issuerId !== null ? [issuerId] : []);
  if (id !== 'assign' || issuerId === null) {
    return domain.added_at == null ? (
      'Added: unknown'
    ) : (
      <>
        Added <Time at={domain.added_at} now={now} />
      </>
    );
  }
  const naming = names.of(issuerId);
  if (naming === 'loading') return <Skeleton width="6rem" />;
  if (naming === 'missing') return 'No such issuer';
  if (naming instanceof Error) return <code>{issuerId}</code>;
  const environment = environmentOf(naming);
  return (
    <>
      <bdi>{issuerName(naming)}</bdi> {environment !== null && <Tag text={environment} />}
    </>
  );
}

/** Until the domain is known: its steps by name. */
export function StepperSkeleton() {
  return (
    <div className="domain-columns" aria-busy="true">
      <div className="domain-rail">
        <ol>
          {STEP_IDS.map((id, index) => (
            <li key={id}>
              <span className="domain-step">
                <Mark isDone={false}>{index + 1}</Mark>
                <span className="domain-step-title">{STEP_TITLES[id]}</span>
                <span className="domain-step-words">
                  <Skeleton width="6rem" />
                </span>
              </span>
            </li>
          ))}
        </ol>
      </div>
      <div className="domain-panel">
        <div className="card">
          <div className="bars" />
        </div>
      </div>
    </div>
  );
}
