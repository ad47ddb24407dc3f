import type { Look, Shape } from '#ui/status.tsx';

/** Cloudflare's words for a custom hostname (contract §10), as far as they say how it fares. */
const EDGE_SHAPES: ReadonlyMap<string, Shape> = new Map(
  Object.entries({
    active: 'ok',
    active_redeploying: 'warn',
    pending: 'warn',
    provisioned: 'warn',
    pending_provisioned: 'warn',
    pending_migration: 'warn',
    pending_blocked: 'warn',
    pending_deletion: 'bad',
    blocked: 'bad',
    moved: 'bad',
    deleted: 'bad',
  } satisfies { [word: string]: Shape }),
);

/** What Cloudflare says of a domain, in its own word. One that is not known is not judged. */
export function edgeLook(status: string | null | undefined): Look {
  if (status == null || status.trim() === '') return { shape: 'off', text: 'Not reported' };
  return { shape: EDGE_SHAPES.get(status) ?? 'off', text: status };
}

/** The mark that an administrator sets (contract §10). It is not {@link edgeLook}. */
export function verifiedLook(verified: boolean | null | undefined): Look {
  if (verified == null) return { shape: 'off', text: 'Verified: unknown' };
  return verified
    ? { shape: 'ok', text: 'Marked as verified' }
    : { shape: 'warn', text: 'No verified mark' };
}
