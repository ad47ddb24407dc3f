import { useQueries } from '@tanstack/react-query';
import { authMethodsQuery } from '#api/auth-methods.ts';
import { ApiError } from '#api/errors.ts';
import { issuerQuery } from '#api/issuers.ts';
import { assignedIssuer } from '#contract/domain.ts';
import type { Domain } from '#contract/domain.ts';
import type { Page } from '#contract/page.ts';
import { namedOf, useIssuerNames } from '#shared/issuer-names.ts';
import type { IssuerNaming } from '#shared/issuer-names.ts';
import { environmentOf, hasName } from '#shared/issuer-words.ts';
import { listedOf } from '#shared/listed.ts';
import { unlistedWords } from './domain-list.ts';
import { isLooking, issuersToLookAt } from './domain-consequences.ts';
import type { DomainChange, DomainFacts, IssuerFacts, IssuerOwn } from './domain-consequences.ts';

/** What consequences are computed from, as far as it is there. */
export type AskedFacts = {
  facts: DomainFacts;
  /** What is said of an issuer by its id; null while it is not known. */
  namingOf: (issuerId: string) => IssuerNaming;
  /** Asks again for what did not come. */
  retry: () => void;
};

/** What is asked of issuers, for changes of one domain or of several. */
export type AskedIssuers = Pick<AskedFacts, 'namingOf' | 'retry'> & {
  readonly issuers: readonly IssuerFacts[];
  /** Whether what is said of any that the changes are about is still on its way. */
  readonly isAsking: boolean;
};

/**
 * Asks for what a change of a domain touches: auth methods and settings of the issuer it is assigned
 * to, of the one it goes to, and of all that have a domain in the account. Beside what the page is
 * about: it holds nothing up.
 */
export function useDomainFacts(
  accountId: string,
  domain: Domain,
  page: Page<Domain>,
  change: DomainChange,
): AskedFacts & Pick<AskedIssuers, 'isAsking'> {
  const asked = useIssuerFacts(accountId, [domain], page, change);
  return { ...asked, facts: factsOf(domain, page, asked) };
}

/**
 * What {@link useDomainFacts} asks for, for the same change of several domains.
 *
 * @param change null: one that no issuer has to do with, and nothing is asked
 */
export function useIssuerFacts(
  accountId: string,
  moving: readonly Domain[],
  page: Page<Domain>,
  change: DomainChange | null,
): AskedIssuers {
  const ids = change === null ? [] : issuersToLookAt(change, page.data);
  // Of those that it is about, as they are now; of the others, as a list told of them.
  const about = change === null ? [] : issuersAbout(moving, change);
  const own = useQueries({
    queries: about.map((id) => ({ ...issuerQuery(accountId, id), throwOnError: false })),
  });
  const names = useIssuerNames(accountId, ids);
  const methods = useQueries({
    queries: ids.map((id) => ({ ...authMethodsQuery(accountId, id), throwOnError: false })),
  });

  const namingOf = (id: string): IssuerNaming => {
    const asked = own[about.indexOf(id)];
    if (asked?.data !== undefined) return asked.data.issuer;
    const { error } = asked ?? {};
    if (error instanceof ApiError && error.kind === 'not_found') return 'missing';
    const listed = names.of(id);
    // What a list told before is not what it is now, so its failure counts.
    return asked !== undefined && typeof listed !== 'object' ? (error ?? 'loading') : listed;
  };
  const called = namesApart(ids.map((id) => ({ id, naming: namingOf(id) })));
  const issuers = ids.map((id, index): IssuerFacts => {
    const { data, error = null } = methods[index] ?? {};
    return {
      id,
      name: called.get(id) ?? id,
      own: ownOf(namingOf(id)),
      methods: listedOf({ data, error }),
    };
  });
  return {
    issuers,
    isAsking: isLooking({ issuers: issuers.filter(({ id }) => about.includes(id)) }),
    namingOf,
    retry: () => {
      for (const { error, refetch } of [...own, ...methods]) {
        if (error !== null) void refetch();
      }
      names.retry();
    },
  };
}

/** The facts of a change of one domain. */
export function factsOf(
  domain: Domain,
  page: Page<Domain>,
  { issuers }: Pick<AskedIssuers, 'issuers'>,
): DomainFacts {
  return { domain, domains: page.data, whole: unlistedWords(page) === null, issuers };
}

/** The issuers that changes are about: where the domains are assigned, and where they go. */
function issuersAbout(moving: readonly Domain[], change: DomainChange): string[] {
  const ids = [...moving.map(assignedIssuer), change.do === 'assign' ? change.to : null];
  return [...new Set(ids)].filter((id) => id !== null);
}

function ownOf(naming: IssuerNaming): IssuerOwn | 'asking' | 'failed' | 'missing' {
  if (naming === 'loading') return 'asking';
  if (naming instanceof Error) return 'failed';
  if (naming === 'missing') return naming;
  return { status: naming.status, settings: naming.settings, links: naming.links };
}

/**
 * What issuers are called in a sentence, by id. Where two have the same name, each with what tells it
 * apart: its environment, or its id.
 */
export function namesApart(
  issuers: readonly { id: string; naming: IssuerNaming }[],
): ReadonlyMap<string, string> {
  const named = issuers.map(({ id, naming }) => {
    const known = namedOf(naming);
    return {
      id,
      name: known !== null && hasName(known) ? known.name.trim() : id,
      environment: known === null ? null : environmentOf(known),
    };
  });
  return new Map(
    named.map(({ id, name, environment }) => {
      const alike = named.filter((each) => each.name === name);
      if (alike.length === 1) return [id, name];
      const inSame = alike.filter((each) => each.environment === environment);
      return [id, `${name} (${inSame.length === 1 && environment !== null ? environment : id})`];
    }),
  );
}
