import { skipToken, useQuery } from '@tanstack/react-query';
import type { UseQueryResult } from '@tanstack/react-query';
import { authMethodsQuery } from '#api/auth-methods.ts';
import { domainsQuery } from '#api/domains.ts';
import { ApiError } from '#api/errors.ts';
import { issuerQuery } from '#api/issuers.ts';
import { keys } from '#api/keys.ts';
import type { DnsSettings } from '#contract/ours/dns-settings.ts';
import { askDns } from '#dns/ask.ts';
import { pauseOf } from '#dns/doctor.ts';
import { examine } from '#dns/examine.ts';
import { judge } from '#dns/judge.ts';
import { useSubject } from '#dns/use-subject.ts';
import { useRetryWhenOver } from '#shared/failure.tsx';
import { useNow } from '#ui/time.tsx';
import { issuerIdOf, rowsOf } from './facts.ts';
import type { Fact, Facts, Seen, Subject } from './facts.ts';

// A failure of an earlier check says nothing about now: whoever comes to check wants it asked.
const ANEW = { retryOnMount: true } as const;

/**
 * Asks for the facts a check is judged by, each by itself, so that one that fails takes nothing away.
 * The issuer a domain leads to is asked for as soon as the domain tells which it is.
 *
 * `checkedAt` is when the oldest of the answers came, in Unix milliseconds; null while none did.
 */
export function useFacts(
  accountId: string,
  subject: Subject,
  settings: DnsSettings,
): { facts: Facts; checkedAt: number | null } {
  const now = useNow();
  const ofHost = subject.kind === 'host';
  const domainsAnswer = useQuery({ ...domainsQuery(accountId), ...ANEW, enabled: ofHost });
  const domains = factOf(domainsAnswer, rowsOf);
  const issuerId = issuerIdOf({ subject, domains });

  const known = issuerId !== null;
  const issuerAnswer = useQuery({
    ...issuerQuery(accountId, issuerId ?? ''),
    ...ANEW,
    enabled: known,
  });
  const methodsAnswer = useQuery({
    ...authMethodsQuery(accountId, issuerId ?? ''),
    ...ANEW,
    enabled: known,
  });
  const dnsAnswer = useDns(accountId, ofHost ? subject.host : null, settings);
  useRetry(domainsAnswer);
  useRetry(issuerAnswer);
  useRetry(methodsAnswer);

  const isMissing = issuerAnswer.error instanceof ApiError && issuerAnswer.error.status === 404;
  const issuer: Facts['issuer'] =
    isMissing && !issuerAnswer.isFetching
      ? { state: 'known', value: null }
      : factOf(issuerAnswer, (data) => data.issuer);
  const answers = [
    ...(ofHost ? [domainsAnswer, dnsAnswer] : []),
    ...(known ? [issuerAnswer, methodsAnswer] : []),
  ].filter(({ isPending }) => !isPending);
  return {
    facts: {
      subject,
      domains,
      dns: factOf(dnsAnswer, (seen) => seen),
      issuer,
      methods: factOf(methodsAnswer, rowsOf),
      now,
    },
    checkedAt: answers.length === 0 ? null : Math.min(...answers.map(answeredAt)),
  };
}

/**
 * Asks the DNS once, and again only with all the rest, or when a pause that a resolver asked for is
 * over. The ownership record is left out: no sign-in depends on it.
 *
 * @param host null: nothing is asked
 */
function useDns(
  accountId: string,
  host: string | null,
  settings: DnsSettings,
): UseQueryResult<Seen> {
  const subject = useSubject(accountId, host, settings);
  return useQuery({
    queryKey: keys.dns(accountId, host ?? ''),
    queryFn:
      subject === null
        ? skipToken
        : async ({ signal }) => {
            const about = { ...subject, ownership: null };
            return { findings: judge(about, await examine(about, askDns, signal)), about };
          },
    // What could not be asked before says nothing about now.
    refetchOnMount: ({ state: { data } }) =>
      data?.findings.some(({ kind }) => kind === 'could_not_ask') === true ? 'always' : true,
    refetchOnReconnect: 'always',
    refetchInterval: ({ state: { data } }) =>
      data === undefined ? false : (pauseOf(data.findings) ?? false),
    ...ANEW,
  });
}

function useRetry({ error, refetch }: UseQueryResult): void {
  useRetryWhenOver(error, () => void refetch());
}

/** What is known from before stays a fact only as long as nothing newer failed. */
function factOf<Data, Value>(
  { status, data, error, isFetching }: UseQueryResult<Data>,
  read: (data: Data) => Value,
): Fact<Value> {
  if (status === 'pending' || (status === 'error' && isFetching)) return { state: 'asking' };
  return status === 'error' ? { state: 'failed', error } : { state: 'known', value: read(data) };
}

function answeredAt({ dataUpdatedAt, errorUpdatedAt }: UseQueryResult): number {
  return Math.max(dataUpdatedAt, errorUpdatedAt);
}
