import type { Account } from '#contract/account.ts';
import type { IssuerRow } from '#contract/issuer.ts';
import { unicodeHost } from '#contract/ours/hosts.ts';
import type { Page } from '#contract/page.ts';
import { FailureLine } from '#shared/failure.tsx';
import { PauseWords, usePause } from '#shared/pause.tsx';
import { WayTo } from '#shared/way-to.tsx';
import { Icon } from '#ui/icon.tsx';
import type { IconName } from '#ui/icon.tsx';
import { Section } from '#ui/section.tsx';
import { ShortId } from '#ui/short-id.tsx';
import { Skeleton } from '#ui/skeleton.tsx';
import { Tag } from '#ui/tag.tsx';
import { healthOf } from './health.ts';
import type { Asked, Finding, KnownDomains, Question, Subject } from './health.ts';

/** What is asked beside the main thing of the page, and how to ask again. */
export type Beside<T> = { asked: Asked<T>; retry: () => void };

const ICONS: { readonly [tone in 'bad' | 'warn' | 'unknown' | 'ok']: IconName } = {
  bad: 'cross',
  warn: 'alert',
  unknown: 'question',
  ok: 'ok',
};

/** What did not come, and so is not known to be fine. */
const NOT_ASKED: { readonly [question in Question]: string } = {
  issuers: 'Issuers could not be asked.',
  domains: 'Domains could not be asked.',
};

/** What needs attention in an account, each with the way to it. `account` null while it loads. */
export function AccountHealth({
  accountId,
  account,
  review,
  domains,
}: {
  accountId: string;
  account: Account | null;
  review: Beside<Page<IssuerRow>>;
  domains: Beside<KnownDomains>;
}) {
  const findings: readonly Finding[] =
    account === null
      ? [{ tone: 'asking', question: 'issuers' }]
      : healthOf({ account, review: review.asked, domains: domains.asked });
  const firstAsking = findings.find(({ tone }) => tone === 'asking');
  const retries = { issuers: review.retry, domains: domains.retry };
  return (
    <Section title="What needs attention">
      <ul>
        {findings.map((finding) => {
          switch (finding.tone) {
            case 'asking':
              return (
                // A pause is said once: above all while the account itself waits.
                <Asking
                  key={finding.question}
                  question={finding.question}
                  saysPause={account !== null && finding === firstAsking}
                />
              );
            case 'failed':
              return (
                <li key={finding.question} className="finding finding-failed">
                  <FailureLine
                    what={NOT_ASKED[finding.question]}
                    error={finding.error}
                    onRetry={retries[finding.question]}
                  />
                </li>
              );
            default:
              return <Found key={finding.title} accountId={accountId} finding={finding} />;
          }
        })}
      </ul>
    </Section>
  );
}

function Asking({ question, saysPause }: { question: Question; saysPause: boolean }) {
  const pause = usePause();
  const until = saysPause ? pause : null;
  return (
    <li className="finding">
      <span className="sr-only">Looking at {question}</span>
      <span className="finding-icon" />
      <div className="finding-words" aria-hidden={until === null}>
        {until === null ? <Skeleton width="16rem" /> : <PauseWords until={until} />}
        <p>
          <Skeleton width="24rem" />
        </p>
      </div>
    </li>
  );
}

function Found({
  accountId,
  finding,
}: {
  accountId: string;
  finding: Exclude<Finding, { tone: 'asking' | 'failed' }>;
}) {
  const { tone, title, detail, subjects, rest, way } = finding;
  return (
    <li className="finding">
      <Icon name={ICONS[tone]} className={`finding-icon finding-${tone}`} />
      <div className="finding-words">
        <p className="font-medium">{title}</p>
        {detail !== null && <p className="text-text-2">{detail}</p>}
        {subjects.length > 0 && (
          <ul className="subjects">
            {subjects.map((subject, index) => (
              <li key={index} className="subject">
                <SubjectLink accountId={accountId} subject={subject} />
              </li>
            ))}
            {rest !== 0 && (
              <li className="text-text-2">
                {rest === null ? 'and perhaps more' : `and ${rest} more`}
              </li>
            )}
          </ul>
        )}
      </div>
      {way !== null && (
        <div className="finding-way">
          <WayTo accountId={accountId} to={way.to}>
            {way.text}
          </WayTo>
        </div>
      )}
    </li>
  );
}

function SubjectLink({ accountId, subject }: { accountId: string; subject: Subject }) {
  const { to, text, id, note } = subject;
  const isHost = to.page === 'sign-in-check';
  return (
    <>
      <WayTo accountId={accountId} to={to} title={text}>
        {isHost ? unicodeHost(text) : text}
        {id !== null && (
          <>
            {' '}
            <ShortId id={id} />
          </>
        )}
      </WayTo>
      {note !== null &&
        (isHost ? <code className="subject-note">{note}</code> : <Tag text={note} />)}
    </>
  );
}
