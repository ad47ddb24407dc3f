import type { ReactNode } from 'react';
import type { Issuer } from '#contract/issuer.ts';
import type { JsonObject } from '#contract/values.ts';
import { Fact, Facts, NoValue } from '#ui/facts.tsx';
import { linkTarget } from '#ui/link-target.ts';
import { Markdown, preloadMarkdown } from '#ui/markdown.tsx';
import { Section } from '#ui/section.tsx';
import { Skeleton } from '#ui/skeleton.tsx';
import { Time, useNow } from '#ui/time.tsx';
import { JsonValue } from './json-value.tsx';
import { LINK_LABELS } from './link-labels.ts';

preloadMarkdown();

/** What an issuer says of itself; null: it is on its way. */
export function IssuerAbout({ issuer }: { issuer: Issuer | null }) {
  const now = useNow();
  const soon = (width: string, content: (issuer: Issuer) => ReactNode) =>
    issuer === null ? <Skeleton width={width} /> : content(issuer);
  return (
    <Section title="About">
      <Facts>
        <Fact term="Description">
          {soon('14rem', ({ description }) =>
            description == null || description.trim() === '' ? (
              <NoValue>None</NoValue>
            ) : (
              <Markdown text={description} />
            ),
          )}
        </Fact>
        <Fact term="Links">
          {soon('14rem', ({ links }) => (
            <Links links={links} />
          ))}
        </Fact>
        <Fact term="Scopes">
          {soon('10rem', ({ available_scopes: scopes }) => (
            <Scopes scopes={scopes ?? []} />
          ))}
        </Fact>
        <Fact term="Created">
          {soon('6rem', ({ created_at: at }) => (
            <Time at={at} now={now} />
          ))}
        </Fact>
        <Fact term="Updated">
          {soon('6rem', ({ updated_at: at }) =>
            at == null ? <NoValue>Never</NoValue> : <Time at={at} now={now} />,
          )}
        </Fact>
      </Facts>
    </Section>
  );
}

const LABELS: ReadonlyMap<string, string> = new Map(Object.entries(LINK_LABELS));

function Links({ links }: { links: JsonObject | null | undefined }) {
  const names = Object.keys(links ?? {}).filter((name) => links?.[name] != null);
  if (names.length === 0) return <NoValue>None</NoValue>;
  const known = [...LABELS.keys()].filter((name) => names.includes(name));
  const others = names.filter((name) => !LABELS.has(name));
  return (
    <ul className="pairs">
      {[...known, ...others].map((name) => (
        <li key={name}>
          <span className="text-text-3">{LABELS.get(name) ?? <code>{name}</code>}</span>{' '}
          <OutsideLink address={links?.[name]} />
        </li>
      ))}
    </ul>
  );
}

/** An address that somebody wrote. What is no web address is text. */
function OutsideLink({ address }: { address: unknown }) {
  if (typeof address !== 'string') return <JsonValue value={address} label="Link" />;
  const target = linkTarget(address);
  if (target === null || target.startsWith('mailto:')) {
    return <span className="break-all">{address}</span>;
  }
  return (
    <a className="link break-all" href={target} target="_blank" rel="noopener noreferrer">
      {address}
      <span className="sr-only"> (opens in a new tab)</span>
    </a>
  );
}

function Scopes({ scopes }: { scopes: readonly string[] }) {
  if (scopes.length === 0) return <NoValue>None</NoValue>;
  return (
    <ul className="flex flex-wrap gap-x-3 gap-y-1">
      {scopes.map((scope, index) => (
        <li key={index}>
          <code className="break-all">{scope}</code>
        </li>
      ))}
    </ul>
  );
}

/** What an administrator's tools noted about an issuer. The environment first: it is shown around. */
export function IssuerMetadata({ issuer: { metadata } }: { issuer: Issuer }) {
  const keys = Object.keys(metadata ?? {})
    .filter((key) => metadata?.[key] != null)
    .toSorted((a, b) => Number(b === 'environment') - Number(a === 'environment'));
  return (
    <Section title="Metadata">
      {keys.length === 0 ? (
        <p className="point">
          <NoValue>None</NoValue>
        </p>
      ) : (
        <Facts>
          {keys.map((key) => {
            const value = metadata?.[key];
            return (
              <Fact key={key} term={<code className="text-text-3">{key}</code>}>
                {typeof value === 'string' ? (
                  <bdi className="whitespace-pre-line">{value}</bdi>
                ) : (
                  <JsonValue value={value} label={key} />
                )}
              </Fact>
            );
          })}
        </Facts>
      )}
    </Section>
  );
}
