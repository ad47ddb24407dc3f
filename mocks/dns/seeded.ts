import { LONG_HOST } from '../seed/domains.ts';
import type { SituationId } from './situations.ts';

/**
 * What the DNS says of seeded hosts, in keeping with what Cloudflare says of them. It stands whether
 * an account holds the host or not. Every other host wakes up once it is added.
 */
export const SEEDED_SITUATIONS: ReadonlyMap<string, SituationId> = new Map([
  // moved
  ['id.northwind.example', 'elsewhere'],
  // blocked
  ['auth.northwind-labs.example', 'caa_forbids'],
  // pending_deletion
  ['old-login.northwind.example', 'addresses'],
  // deleted
  ['preview.northwind.example', 'nothing'],
  // Those below are not assigned, and somebody is still at it.
  ['returns.northwind.example', 'doubled'],
  ['xn--ecka3czob.xn--r8jz45g.example', 'servfail'],
  [LONG_HOST, 'split'],
  // The top of its zone.
  ['northwind-kiosk.example', 'addresses'],
]);
