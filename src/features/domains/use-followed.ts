import { useQuery } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useRef } from 'react';
import { domainsQuery } from '#api/domains.ts';
import type { Finding } from '#dns/finding.ts';
import { isSame } from '#dns/same-findings.ts';
import { useSessionEnd } from '#shared/session.ts';

/** How often AuthPI is asked while the page of a domain is looked at, in milliseconds. */
const ASK_EVERY_MS = 30_000;

/** The same, after it did not answer. */
const AFTER_FAILURE_MS = 120_000;

/**
 * Asks AuthPI for the domains of an account again, now and then while the page is looked at, and when
 * the DNS says something else than before: whoever published the records may have done more. Its
 * failures are not the page's.
 *
 * @param findings what the DNS says; null: not asked yet
 * @param isBusy something is open over the page, or being written: nothing is to move under it
 */
export function useFollowed(
  accountId: string,
  findings: readonly Finding[] | null,
  isBusy: boolean,
): void {
  const ended = useSessionEnd();
  const rests = isBusy || ended !== null;
  const { refetch } = useQuery({
    ...domainsQuery(accountId),
    throwOnError: false,
    refetchInterval: ({ state }) => {
      if (rests) return false;
      return state.error === null ? ASK_EVERY_MS : AFTER_FAILURE_MS;
    },
  });
  const ask = useEffectEvent(() => {
    if (!rests) void refetch({ cancelRefetch: false });
  });
  const said = useRef(findings);
  useEffect(() => {
    const before = said.current;
    said.current = findings;
    if (before !== null && findings !== null && !isSame(before, findings)) ask();
  }, [findings]);
}
