import { Link } from '@tanstack/react-router';
import type { useCursorListBeside } from '#api/use-cursor-list.ts';
import type { IssuerRow } from '#contract/issuer.ts';
import { LISTED_STATUSES } from '#contract/issuer.ts';
import { unicodeHost } from '#contract/ours/hosts.ts';
import { MAX_DOMAINS } from '#contract/ours/limits.ts';
import { FailureLine } from '#shared/failure.tsx';
import {
  environmentOf,
  hasName,
  issuerName,
  READINESS_WORDS,
  signInLook,
  STATUS_WORDS,
} from '#shared/issuer-words.ts';
import { freshWords } from '#shared/list-words.ts';
import { PauseWords, usePause } from '#shared/pause.tsx';
import { CopyButton } from '#ui/copy-button.tsx';
import { Fact, Facts, NoValue } from '#ui/facts.tsx';
import { Section } from '#ui/section.tsx';
import { ShortId } from '#ui/short-id.tsx';
import { Skeleton } from '#ui/skeleton.tsx';
import { Status } from '#ui/status.tsx';
import { Tag } from '#ui/tag.tsx';
import type { Beside } from './account-health.tsx';
import { issuerCountWords } from './account-words.ts';
import { isAssigned } from './health.ts';
import type { KnownDomains } from './health.ts';

/** The list of issuers as far as it is loaded, beside the page's main thing. */
export type IssuersBeside = ReturnType<typeof useCursorListBeside<IssuerRow>>;

/** How many of the newest issuers are named. */
const NEWEST = 3;

/** What is loaded of an account's issuers, the newest by name, and the ways into the list. */
export function IssuersGlance({
  accountId,
  issuers: { list, failure, retry },
  saysPause,
}: {
  accountId: string;
  issuers: IssuersBeside;
  /** Whether nothing above says that AuthPI asked for a pause. */
  saysPause: boolean;
}) {
  const params = { accountId };
  const words =
    list === null
      ? null
      : issuerCountWords({ count: list.rows.length, more: list.more, unreadable: list.unreadable });
  const fresh = list?.fresh ?? null;
  return (
    <Section
      title="Issuers"
      detail={
        words === null ? (
          <Soon failed={failure !== null} saysPause={saysPause} />
        ) : (
          <>
            {words}
            {fresh !== null && `, and ${freshWords({ one: 'issuer', many: 'issuers' }, fresh)}`}
          </>
        )
      }
      actions={
        <Link to="/accounts/$accountId/issuers" params={params} className="link glance-all">
          All issuers
        </Link>
      }
    >
      {list === null && failure !== null && (
        <div className="p-2">
          <FailureLine what="Issuers did not load." error={failure} onRetry={retry} />
        </div>
      )}
      {list === null && failure === null && (
        <ul aria-label="Loading issuers">
          {Array.from({ length: NEWEST }, (_, index) => (
            <li key={index} className="glance-row">
              <Skeleton width="10rem" />
            </li>
          ))}
        </ul>
      )}
      {list !== null && list.rows.length === 0 && !list.more && list.unreadable === 0 && (
        <p className="glance-none">
          An issuer is an identity provider of its own: it holds the ways to sign in, the rules of a
          session and its own users.
        </p>
      )}
      {list !== null && list.rows.length > 0 && (
        <ul aria-label="Newest issuers">
          {list.rows.slice(0, NEWEST).map((row) => (
            <NewIssuer key={row.id} accountId={accountId} row={row} />
          ))}
        </ul>
      )}
      {(list === null ? failure === null : list.rows.length > 0) && (
        <p className="glance-foot">
          <span>Show</span>
          {LISTED_STATUSES.map((status) => (
            <Link
              key={status}
              to="/accounts/$accountId/issuers"
              params={params}
              search={{ status }}
              className="link"
            >
              {STATUS_WORDS[status]}
            </Link>
          ))}
          <Link
            to="/accounts/$accountId/issuers"
            params={params}
            search={{ readiness: 'review' }}
            className="link"
          >
            {READINESS_WORDS.review}
          </Link>
        </p>
      )}
    </Section>
  );
}

function NewIssuer({ accountId, row }: { accountId: string; row: IssuerRow }) {
  const environment = environmentOf(row);
  const name = issuerName(row);
  return (
    <li className="glance-row">
      <Link
        to="/accounts/$accountId/issuers/$issuerId"
        params={{ accountId, issuerId: row.id }}
        className="row-link glance-name"
        title={name}
      >
        {name}
        {!hasName(row) && (
          <>
            {' '}
            <ShortId id={row.id} />
          </>
        )}
      </Link>
      {environment !== null && <Tag text={environment} />}
      <span className="glance-state">
        <Status {...signInLook(row)} />
      </span>
    </li>
  );
}

/** How many domains there are, and of what kind. */
export function DomainsGlance({
  accountId,
  domains: { asked, retry },
  saysPause,
}: {
  accountId: string;
  domains: Beside<KnownDomains>;
  /** Whether nothing above says that AuthPI asked for a pause. */
  saysPause: boolean;
}) {
  return (
    <Section
      title="Domains"
      detail={
        asked.state === 'known' ? (
          placesWords(asked.value)
        ) : (
          <Soon failed={asked.state === 'failed'} saysPause={saysPause} />
        )
      }
      actions={
        <Link to="/accounts/$accountId/domains" params={{ accountId }} className="link glance-all">
          All domains
        </Link>
      }
    >
      {asked.state === 'failed' && (
        <div className="p-2">
          <FailureLine what="Domains did not load." error={asked.error} onRetry={retry} />
        </div>
      )}
      {asked.state === 'known' && asked.value.rows.length === 0 && asked.value.whole && (
        <p className="glance-none">
          A custom domain stands in place of the host in an issuer’s address. Without one, people
          sign in at each issuer’s own address.
        </p>
      )}
      {(asked.state === 'asking' || (asked.state === 'known' && asked.value.rows.length > 0)) && (
        <DomainFacts domains={asked.state === 'known' ? asked.value : null} />
      )}
    </Section>
  );
}

function placesWords({ rows, whole }: KnownDomains): string {
  if (!whole) return `${rows.length} listed. There are more, or some could not be read`;
  const left = MAX_DOMAINS - rows.length;
  if (left <= 0) return `All ${MAX_DOMAINS} places are taken`;
  return `${rows.length} of ${MAX_DOMAINS}, ${left} ${left === 1 ? 'place' : 'places'} left`;
}

/** Null while they load. */
function DomainFacts({ domains }: { domains: KnownDomains | null }) {
  const count = (of: (domain: KnownDomains['rows'][number]) => boolean) =>
    domains === null ? (
      <Skeleton width="3rem" />
    ) : (
      `${domains.rows.filter(of).length} of ${domains.rows.length}`
    );
  const assigned = domains?.rows.filter(isAssigned) ?? [];
  const primary = domains?.rows.find((domain) => domain.primary === true) ?? null;
  return (
    <Facts>
      <Fact term="Marked as verified">{count(({ verified }) => verified === true)}</Fact>
      <Fact term="Assigned to an issuer">{count(isAssigned)}</Fact>
      <Fact term="Active at the edge">
        {domains === null ? (
          <Skeleton width="6rem" />
        ) : assigned.length === 0 ? (
          <NoValue>None is assigned</NoValue>
        ) : (
          `${assigned.filter(({ cf_status: status }) => status === 'active').length} of ${assigned.length} assigned`
        )}
      </Fact>
      <Fact term="Primary">
        {domains === null ? (
          <Skeleton width="10rem" />
        ) : primary === null ? (
          <NoValue>{domains.whole ? 'None' : 'None of these'}</NoValue>
        ) : (
          <>
            <span title={primary.host}>{unicodeHost(primary.host)}</span>
            <CopyButton text={primary.host} what="primary host" />
          </>
        )}
      </Fact>
    </Facts>
  );
}

/** Stands for a count. A failure and a pause are said once, in their own places. */
function Soon({ failed, saysPause }: { failed: boolean; saysPause: boolean }) {
  const pause = usePause();
  const until = saysPause ? pause : null;
  if (failed) return 'Not known';
  return until === null ? <Skeleton width="7rem" /> : <PauseWords until={until} />;
}
