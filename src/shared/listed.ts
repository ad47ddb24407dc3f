import { assignedIssuer } from '#contract/domain.ts';
import type { Domain } from '#contract/domain.ts';
import { isWhole } from '#contract/page.ts';
import type { Page } from '#contract/page.ts';

/** A list that a page shows beside its main thing: on its way, not to be had, or there. */
export type Listed<Row> =
  | { state: 'asking' }
  | { state: 'failed'; error: unknown }
  | {
      state: 'known';
      rows: readonly Row[];
      /** Whether these are all: no further ones, none that could not be read (contract §3). */
      whole: boolean;
    };

/** A list, and how to ask for it again. */
export type Asked<Row> = { list: Listed<Row>; retry: () => void };

/** A query's answer as a list. What was known before a failure stays known. */
export function listedOf<Row>({
  data,
  error,
}: {
  data: Page<Row> | undefined;
  error: unknown;
}): Listed<Row> {
  if (data !== undefined) {
    return { state: 'known', rows: data.data, whole: isWhole(data) };
  }
  return error === null ? { state: 'asking' } : { state: 'failed', error };
}

/** Those of an account's domains that are assigned to an issuer. */
export function assignedTo(issuerId: string, domains: Listed<Domain>): Listed<Domain> {
  if (domains.state !== 'known') return domains;
  const rows = domains.rows.filter((domain) => assignedIssuer(domain) === issuerId);
  return { ...domains, rows };
}
