import { Fragment, useEffect, useId, useState } from 'react';
import type { ReactNode } from 'react';
import type { DnsSettings } from '#contract/ours/dns-settings.ts';
import { unicodeHost } from '#contract/ours/hosts.ts';
import { PauseWords, usePause } from '#shared/pause.tsx';
import { WayTo } from '#shared/way-to.tsx';
import { announce } from '#ui/announcer.tsx';
import { Button } from '#ui/button.tsx';
import { CopyButton, copyText } from '#ui/copy-button.tsx';
import { Icon } from '#ui/icon.tsx';
import type { IconName } from '#ui/icon.tsx';
import { Notice } from '#ui/notice.tsx';
import { Skeleton } from '#ui/skeleton.tsx';
import { Time, useNow } from '#ui/time.tsx';
import { chainOf, NOT_SEEN, subjectText, summaryOf, textOf, VERDICT_WORDS } from './chain.ts';
import type { ChainLink } from './chain.ts';
import type { Subject } from './facts.ts';
import type { Verdict } from './links.ts';
import { useFacts } from './use-facts.ts';
import type { Words } from './words.ts';

/** The shape of a verdict. What was not judged has an outline of its own, drawn by the style. */
const ICONS: { readonly [verdict in Verdict]: IconName | null } = {
  right: 'ok',
  wrong: 'cross',
  doubtful: 'alert',
  could_not_ask: 'question',
  not_judged: null,
  not_reached: null,
  asking: null,
};

/** How long "Copied" stands on its button (ms). */
const COPIED_MS = 2_000;

/** One check: what came of it, and the chain link by link. */
export function Check({
  accountId,
  subject,
  dns,
  busy,
  onCheckAgain,
}: {
  accountId: string;
  subject: Subject;
  dns: DnsSettings;
  /** Whether it is being checked again. What is known stays meanwhile. */
  busy: boolean;
  onCheckAgain: () => void;
}) {
  const { facts, checkedAt } = useFacts(accountId, subject, dns);
  const now = useNow();
  const until = usePause();
  const id = useId();
  const links = chainOf(facts);
  const { verdict, title, detail } = summaryOf(links);
  const asking = verdict === 'asking';
  const said = asking || busy ? null : detail === null ? title : `${title}. ${detail}`;
  useEffect(() => {
    if (said !== null) announce(said);
  }, [said]);

  return (
    <section className="check" aria-labelledby={id}>
      {(asking || busy) && until !== null && (
        <div className="mb-3">
          <Notice tone="warn">
            <PauseWords until={until} />
          </Notice>
        </div>
      )}
      <div className="check-outcome" data-verdict={verdict}>
        <Mark verdict={verdict} />
        <div className="min-w-0">
          <h2 id={id} className="text-section font-semibold">
            {title}
          </h2>
          <p className="check-outcome-words">
            {detail !== null && `${detail} `}
            {NOT_SEEN}
          </p>
        </div>
      </div>
      <div className="card">
        <p className="chain-subject">
          <SubjectWords subject={subject} />
        </p>
        <ol className="chain" aria-busy={asking || busy}>
          {links.map((link) => (
            <LinkItem key={link.id} accountId={accountId} link={link} now={now} />
          ))}
        </ol>
        <CheckFoot
          checkedAt={asking ? null : checkedAt}
          text={() => textOf(subject, links, checkedAt ?? now)}
          asking={asking ? title : null}
          busy={busy}
          now={now}
          onCheckAgain={onCheckAgain}
        />
      </div>
    </section>
  );
}

function SubjectWords({ subject }: { subject: Subject }) {
  const text = subjectText(subject);
  const readable = subject.kind === 'host' ? unicodeHost(subject.host) : text;
  return (
    <>
      Sign-in through {readable !== text && <>{readable} </>}
      <code className="break-all">{text}</code>
      <CopyButton text={text} what={subject.kind === 'host' ? 'host' : 'address'} />
    </>
  );
}

function LinkItem({
  accountId,
  link: { verdict, title, detail, cure },
  now,
}: {
  accountId: string;
  link: ChainLink;
  now: number;
}) {
  return (
    <li className="chain-link" data-verdict={verdict}>
      <Mark verdict={verdict} />
      <div className="min-w-0 flex-1">
        <div className="chain-head">
          <h3 className="chain-title">{title}</h3>
          <span className="chain-verdict">{VERDICT_WORDS[verdict]}</span>
        </div>
        <p className="chain-detail">
          {verdict === 'asking' ? <Skeleton width="16rem" /> : <Detail words={detail} now={now} />}
        </p>
        {cure !== null && (
          <WayTo accountId={accountId} to={cure.to} className="link chain-cure">
            {cure.text}
          </WayTo>
        )}
      </div>
    </li>
  );
}

/** A verdict as a shape. The word stands beside it. */
function Mark({ verdict }: { verdict: Verdict }) {
  const icon = ICONS[verdict];
  return (
    <span className="chain-mark" data-verdict={verdict}>
      {icon === null ? <span className="chain-ring" /> : <Icon name={icon} />}
    </span>
  );
}

function Detail({ words, now }: { words: Words; now: number }): ReactNode {
  // A sentence never moves its parts about, so a part's place is its identity.
  return words.map((part, place) => {
    if (typeof part === 'string') return part;
    if ('time' in part) return <Time key={place} at={part.time} now={now} />;
    return 'code' in part ? (
      <code key={place} className="break-all">
        {part.code}
      </code>
    ) : (
      <Fragment key={place}>
        Reference <code className="break-all">{part.reference}</code>
        <CopyButton text={part.reference} what="reference" />
      </Fragment>
    );
  });
}

function CheckFoot({
  checkedAt,
  text,
  asking,
  busy,
  now,
  onCheckAgain,
}: {
  checkedAt: number | null;
  text: () => string;
  /** What is still asked; null: nothing. */
  asking: string | null;
  busy: boolean;
  now: number;
  onCheckAgain: () => void;
}) {
  const [copied, setCopied] = useState<'no' | 'yes' | { byHand: string }>('no');
  const copy = async () => {
    const whole = text();
    if (!(await copyText(whole))) return setCopied({ byHand: whole });
    setCopied('yes');
    setTimeout(() => setCopied('no'), COPIED_MS);
  };
  return (
    <div className="check-foot">
      <p>
        {checkedAt === null ? (
          `${asking ?? 'Asking'}…`
        ) : (
          <>
            Checked <Time at={checkedAt} now={now} />.
          </>
        )}
      </p>
      <div className="check-actions">
        <Button
          look="quiet"
          reason={asking === null ? null : STILL_ASKING}
          onClick={() => void copy()}
        >
          {copied === 'yes' ? 'Copied' : 'Copy as text'}
        </Button>
        <Button busy={busy || asking !== null} onClick={onCheckAgain}>
          Check again
        </Button>
      </div>
      {typeof copied === 'object' && (
        <textarea
          className="control check-text"
          aria-label="Result as text"
          readOnly
          rows={8}
          value={copied.byHand}
        />
      )}
    </div>
  );
}

const STILL_ASKING = 'The check is not over';
