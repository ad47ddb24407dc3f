import type { IssuerRow } from '#contract/issuer.ts';
import type { Look } from '#ui/status.tsx';

const number = new Intl.NumberFormat('en');

const STATUS: { readonly [status: string]: Look } = {
  active: { shape: 'ok', text: 'Active' },
  suspended: { shape: 'warn', text: 'Suspended' },
  disabled: { shape: 'off', text: 'Disabled' },
  deleted: { shape: 'off', text: 'Deleted' },
};

/** Texts of the access modes. */
export const ACCESS_WORDS = {
  open: 'Open',
  invite_only: 'Invite only',
  approval: 'Approval',
  closed: 'Closed',
} as const;

/** Texts of the readiness words. */
export const READINESS_WORDS = { ready: 'Ready', review: 'Needs review' } as const;

/** Texts of the statuses a list can show. */
export const STATUS_WORDS = {
  active: 'Active',
  disabled: 'Disabled',
  suspended: 'Suspended',
} as const;

/** What a status looks like. A word that is not known is shown as it came. */
export function statusLook(status: string): Look {
  return Object.hasOwn(STATUS, status)
    ? (STATUS[status] ?? { shape: 'off', text: status })
    : { shape: 'off', text: status };
}

/** What an access mode is called. A word that is not known is shown as it came. */
export function accessWords(mode: string | null | undefined): string {
  if (mode == null || mode === '') return 'Not set';
  return Object.hasOwn(ACCESS_WORDS, mode) ? ACCESS_WORDS[mode as keyof typeof ACCESS_WORDS] : mode;
}

/** What an issuer is called, or what stands for a name. */
export function issuerName(issuer: { name?: string | null | undefined }): string {
  return hasName(issuer) ? issuer.name : 'Unnamed issuer';
}

/** Whether an issuer has a name that can be seen. */
export function hasName<T extends { name?: string | null | undefined }>(
  issuer: T,
): issuer is T & { name: string } {
  return issuer.name != null && issuer.name.trim() !== '';
}

/** `metadata.environment`, where an administrator's tools put one. */
export function environmentOf(issuer: Pick<IssuerRow, 'metadata'>): string | null {
  const value = issuer.metadata?.['environment'];
  return typeof value === 'string' && value.trim() !== '' ? value : null;
}

/** Whether anybody can sign in through an issuer, as far as its row tells. */
export function signInLook(
  row: Pick<IssuerRow, 'status' | 'readiness' | 'enabled_login_method_count'>,
): Look {
  if (row.status !== 'active') return { shape: 'off', text: statusLook(row.status).text };
  const count = row.enabled_login_method_count;
  if (count === 0) return { shape: 'bad', text: 'No way to sign in' };
  // The count holds second factors too, so this may mean that none can start a login; AuthPI has not
  // published what else it may mean (contract §8).
  if (row.readiness === 'review') return { shape: 'warn', text: READINESS_WORDS.review };
  if (count == null) {
    return row.readiness === 'ready'
      ? { shape: 'ok', text: 'Ready' }
      : { shape: 'off', text: 'Unknown' };
  }
  const text = count === 1 ? '1 method' : `${number.format(count)} methods`;
  return { shape: row.readiness === 'ready' ? 'ok' : 'off', text };
}
