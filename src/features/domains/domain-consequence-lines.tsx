import { assignedIssuer } from '#contract/domain.ts';
import { useRef } from 'react';
import { countOf } from '#shared/list-words.ts';
import { PauseWords, usePause } from '#shared/pause.tsx';
import { Button } from '#ui/button.tsx';
import { directionOf } from '#ui/direction.ts';
import { Icon } from '#ui/icon.tsx';
import { Notice } from '#ui/notice.tsx';
import { consequencesOf, isLooking, unknownsOf } from './domain-consequences.ts';
import type { DomainChange } from './domain-consequences.ts';
import type { Said } from './said.ts';
import type { AskedFacts } from './use-domain-facts.ts';

const ISSUERS = { one: 'issuer with a domain here', many: 'issuers with a domain here' };
const OTHERS = { one: 'other issuer with a domain here', many: 'others with a domain here' };

/** What comes of a change, a line each; what could not be looked at; and what was. */
export function DomainConsequences({
  change,
  asked: { facts, retry },
  oneOfMany = false,
}: {
  change: DomainChange;
  asked: AskedFacts;
  /** What was looked at is said once for all of them. */
  oneOfMany?: boolean;
}) {
  const part = useRef<HTMLDivElement>(null);
  const until = usePause();
  const looking = isLooking(facts);
  const unknowns = unknownsOf(facts);
  const about = [assignedIssuer(facts.domain), change.do === 'assign' ? change.to : null];
  const near = facts.issuers.filter(({ id }) => about.includes(id)).map(({ name }) => name);
  const far = facts.issuers.length - near.length;
  const lookAgain = () => {
    // The button goes away with what it is about.
    part.current?.focus({ preventScroll: true });
    retry();
  };
  return (
    <div className="acts-part" tabIndex={-1} ref={part}>
      <ul className="consequences" aria-label="What comes of it">
        {consequencesOf(change, facts).map(({ said, isWorst }, index) => (
          <li key={index} data-worst={isWorst === true || undefined}>
            {isWorst === true && <Icon name="alert" className="tone-warn" />}
            <SaidText said={said} />.
          </li>
        ))}
      </ul>
      {unknowns.length > 0 && !looking && (
        <Notice tone="warn" actions={<Button onClick={lookAgain}>Look again</Button>}>
          {unknowns.map((said, index) => (
            <p key={index}>
              <SaidText said={said} />.
            </p>
          ))}
          <p>What these would change is not known.</p>
        </Notice>
      )}
      {(looking || !oneOfMany) && (
        <p className="acts-looked" aria-busy={looking || undefined}>
          {until !== null && looking ? (
            <PauseWords until={until} />
          ) : looking ? (
            'Looking at auth methods and settings…'
          ) : facts.issuers.length === 0 ? (
            'No issuer has a domain in this account, so no settings were looked at.'
          ) : (
            <>
              Looked at: auth methods and settings of <Names names={near} />
              {near.length > 0 && far > 0 && ' and '}
              {far > 0 && countOf(far, near.length > 0 ? OTHERS : ISSUERS)}. Not looked at: any
              other issuers, applications, and the DNS.
            </>
          )}
        </p>
      )}
    </div>
  );
}

/** Names in a sentence. */
function Names({ names }: { names: readonly string[] }) {
  return names.map((name, index) => (
    <span key={index}>
      {index > 0 && ', '}
      <bdi>{name}</bdi>
    </span>
  ));
}

/** A text whose names keep their direction to themselves. */
function SaidText({ said }: { said: Said }) {
  return said.map((part, index) =>
    typeof part === 'string' ? (
      part
    ) : (
      <bdi key={index} dir={directionOf(part.name)} className="font-medium">
        {part.name}
      </bdi>
    ),
  );
}
