import type { Account } from '#contract/account.ts';
import { CopyButton } from '#ui/copy-button.tsx';
import { Fact, Facts } from '#ui/facts.tsx';
import { JsonView } from '#ui/json-view.tsx';
import { linkTarget } from '#ui/link-target.ts';
import { Markdown, preloadMarkdown } from '#ui/markdown.tsx';
import { Section } from '#ui/section.tsx';
import { Skeleton } from '#ui/skeleton.tsx';
import { Time, useNow } from '#ui/time.tsx';
import { factGroups } from './account-facts.ts';
import type { AccountFact } from './account-facts.ts';

preloadMarkdown();

/** All that is published and set of an account. */
export function FactGroups({ account }: { account: Account }) {
  const now = useNow();
  const [first, ...others] = factGroups(account).map(({ title, path, facts }) => (
    <Section
      key={title}
      title={title}
      actions={path !== null && <code className="wrap-anywhere text-text-3">{path}</code>}
    >
      <Facts>
        {facts.map((fact, index) => (
          <Fact key={index} term={fact.term} {...(fact.name !== null && { name: fact.name })}>
            <FactValue fact={fact} now={now} />
          </Fact>
        ))}
      </Facts>
    </Section>
  ));
  return (
    <>
      {first}
      <div className="fact-groups">{others}</div>
    </>
  );
}

function FactValue({ fact: { term, value }, now }: { fact: AccountFact; now: number }) {
  switch (value.kind) {
    case 'text':
      return <span className="whitespace-pre-line">{value.text}</span>;
    case 'id':
      return (
        <>
          <code className="break-all">{value.text}</code>
          <CopyButton text={value.text} what={copied(term)} />
        </>
      );
    case 'copy':
      return (
        <>
          {value.text}
          <CopyButton text={value.text} what={copied(term)} />
        </>
      );
    case 'link':
      return <Address text={value.text} term={term} />;
    case 'markdown':
      return <Markdown text={value.text} />;
    case 'time':
      return <Time at={value.at} now={now} />;
    case 'codes':
      return (
        <ul className="flex flex-wrap gap-x-3 gap-y-1">
          {value.texts.map((text, index) => (
            <li key={index}>
              <code className="break-all">{text}</code>
            </li>
          ))}
        </ul>
      );
    case 'lines':
      return (
        <span className="whitespace-pre-line" dir="auto">
          {value.texts.join('\n')}
        </span>
      );
    case 'json':
      return <JsonView value={value.value} label={`${term} as JSON`} />;
  }
}

/** A label inside a sentence: only its first letter loses the capital. */
function copied(term: string): string {
  return `${term.charAt(0).toLowerCase()}${term.slice(1)}`;
}

/** A link where the text is a whole web address; nothing else is made one. */
function Address({ text, term }: { text: string; term: string }) {
  const href = linkTarget(text);
  return (
    <>
      {href === null ? (
        text
      ) : (
        <a className="link py-1" href={href} target="_blank" rel="noopener noreferrer nofollow">
          {text}
          <span className="sr-only"> (opens in a new tab)</span>
        </a>
      )}
      <CopyButton text={text} what={copied(term)} />
    </>
  );
}

/** The first group while the account loads: the rest comes below it and moves nothing. */
export function FactGroupsSkeleton({ accountId }: { accountId: string }) {
  const soon: readonly (readonly [term: string, name: string])[] = [
    ['Owner', 'owner_user_id'],
    ['Created', 'created_at'],
    ['Updated', 'updated_at'],
  ];
  return (
    <Section title="Account">
      <Facts>
        <Fact term="Id" name="id">
          <FactValue
            fact={{ term: 'Id', name: 'id', value: { kind: 'id', text: accountId } }}
            now={0}
          />
        </Fact>
        {soon.map(([term, name]) => (
          <Fact key={term} term={term} name={name}>
            <Skeleton width="12rem" />
          </Fact>
        ))}
      </Facts>
    </Section>
  );
}
