import type { DomainOutcome } from '#api/write-domains.ts';
import type { Domain } from '#contract/domain.ts';
import { unproven } from '#dns/judge.ts';
import type { Finding } from '#dns/finding.ts';
import { FailureLine } from '#shared/failure.tsx';
import { edgeLook, verifiedLook } from '#shared/domain-words.ts';
import { Button } from '#ui/button.tsx';
import { Fact, Facts } from '#ui/facts.tsx';
import { Notice } from '#ui/notice.tsx';
import { Status } from '#ui/status.tsx';
import { handFocusOn } from './hand-focus.ts';
import { outcomeWords } from './outcome-words.ts';

/** How far setting the mark is. `outcome` null: it is being sent. */
export type Marking = { readonly outcome: DomainOutcome | null };

const VERIFY = { do: 'verify' } as const;

/** The mark that an administrator sets, what it would stand on, and the edge's own word beside it. */
export function MarkStep({
  domain,
  findings,
  readOnly,
  marking,
  onMark,
}: {
  domain: Domain;
  /** What the DNS says; null: not asked yet. */
  findings: readonly Finding[] | null;
  /** Why this person cannot set it; null: they can. */
  readOnly: string | null;
  /** What was begun here; null: nothing. */
  marking: Marking | null;
  onMark: () => void;
}) {
  const { verified } = domain;
  const isMarked = verified === true;
  return (
    <>
      {marking !== null && <MarkOutcome domain={domain} marking={marking} onRetry={onMark} />}
      <div className="card">
        <div className="domain-text">
          {isMarked ? (
            <p>
              An administrator marked this domain as verified, or AuthPI did. AuthPI does not say
              who or when, and has no way to take the mark back: remove the domain and add it again.
            </p>
          ) : (
            <>
              <p>
                The mark says that an administrator has made sure that this host is yours. AuthPI
                does not check that now. It has announced to set the mark by itself later, when the
                edge reports the host as active. Only a marked domain can be assigned.
              </p>
              {verified == null && (
                <p>
                  AuthPI did not say whether this domain is marked. Marking one that is changes
                  nothing.
                </p>
              )}
              <Proof findings={findings} />
              <p>
                AuthPI has no way to take the mark back, other than to remove the domain and add it
                again.
              </p>
              <MarkButton
                findings={findings}
                readOnly={readOnly}
                busy={marking !== null && marking.outcome === null}
                onMark={onMark}
              />
            </>
          )}
        </div>
        <Facts>
          <Fact
            term="Verified mark"
            name="verified"
            help="An administrator’s word, or AuthPI’s. It does not say whose."
          >
            <Status {...verifiedLook(verified)} />
          </Fact>
          <Fact
            term="Edge status"
            name="cf_status"
            help="Cloudflare’s word. The mark does not follow from it, nor it from the mark."
          >
            <Status {...edgeLook(domain.cf_status)} />
          </Fact>
        </Facts>
      </div>
    </>
  );
}

/** What the DNS does not prove. */
function Proof({ findings }: { findings: readonly Finding[] | null }) {
  if (findings === null) {
    return <p>The DNS is being asked. Until it has answered, a mark is not proven by it.</p>;
  }
  const missing = unproven(findings);
  if (missing.length === 0) {
    return <p>The DNS proves what it can: both resolvers see the records as they are to be.</p>;
  }
  return (
    <div>
      <p>The DNS does not prove all that a mark says:</p>
      <ul className="domain-list">
        {missing.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </div>
  );
}

function MarkButton({
  findings,
  readOnly,
  busy,
  onMark,
}: {
  findings: readonly Finding[] | null;
  readOnly: string | null;
  busy: boolean;
  onMark: () => void;
}) {
  const isProven = unproven(findings).length === 0;
  return (
    <div className="domain-buttons">
      <Button
        // Someone else may mark it meanwhile.
        ref={handFocusOn}
        look={isProven ? 'primary' : 'plain'}
        reason={readOnly}
        reasonId={readOnly === null ? undefined : READ_ONLY}
        busy={busy}
        onClick={onMark}
      >
        {isProven ? 'Mark as verified' : 'Mark as verified anyway'}
      </Button>
      {readOnly !== null && (
        <p id={READ_ONLY} className="text-text-2">
          {readOnly}.
        </p>
      )}
    </div>
  );
}

const READ_ONLY = 'mark-read-only';

/** What came of setting the mark, where the page does not say it by itself. */
function MarkOutcome({
  domain,
  marking: { outcome },
  onRetry,
}: {
  domain: Domain;
  marking: Marking;
  onRetry: () => void;
}) {
  if (outcome === null) return null;
  switch (outcome.kind) {
    case 'done':
      return outcome.by === 'us' ? null : (
        <div className="mb-3">
          <Notice tone="info">It was marked by someone else in the meantime.</Notice>
        </div>
      );
    case 'refused':
    case 'unknown':
      return (
        <div className="mb-3">
          <FailureLine
            what={
              outcome.kind === 'refused' ? 'Not marked as verified.' : 'Perhaps marked as verified.'
            }
            error={outcome.error}
            told={outcome.kind === 'refused' ? 'unsaved' : 'unsure'}
            onRetry={onRetry}
          />
        </div>
      );
    default: {
      const { look, detail } = outcomeWords(domain.host, VERIFY, outcome);
      return (
        <div className="mb-3" role="alert">
          <Notice tone={look.shape === 'bad' ? 'bad' : 'warn'}>
            {look.text}. {detail}
          </Notice>
        </div>
      );
    }
  }
}
