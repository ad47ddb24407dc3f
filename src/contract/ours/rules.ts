import { isJsonObject } from '../values.ts';

/** Who may sign up (contract §8). `approval` is published [api]; the other words are ours. */
export const ACCESS_MODES = ['open', 'invite_only', 'approval', 'closed'] as const;

/** Values of a list row's `readiness`. `review` is published [api]; `ready` is ours. */
export const READINESS = ['ready', 'review'] as const;

/** Methods that can only ever be a second factor, so never start a login. */
const SECOND_FACTORS: readonly string[] = ['totp', 'backup_codes'];

/** Whether an auth method can start a login where it is on: an unknown one is taken to (contract §9). */
export function startsLogin({ method }: { method: string }): boolean {
  return !SECOND_FACTORS.includes(method);
}

/**
 * Whether an auth method is a *door*: it is on for login and can start one. Every method can but
 * totp and backup codes; a passkey that may also be a second factor is a door; an unknown method is
 * counted as one (contract §9).
 */
export function isDoor(method: {
  method: string;
  enabled_login?: boolean | null | undefined;
}): boolean {
  return method.enabled_login === true && startsLogin(method);
}

/** Whether an auth method may be a door: it can start a login, and AuthPI did not say if it is on. */
export function mayBeDoor(method: {
  method: string;
  enabled_login?: boolean | null | undefined;
}): boolean {
  return method.enabled_login == null && startsLogin(method);
}

/** What absence of a switch means on create (contract §9); what starts no login starts no signup. */
export function defaultSwitches(method: string) {
  return { enabled_login: true, enabled_signup: startsLogin({ method }), featured: false };
}

/** `ready` when active with at least one door, else `review` (contract §8). */
export function readinessOf(status: string, doors: number): (typeof READINESS)[number] {
  return status === 'active' && doors > 0 ? 'ready' : 'review';
}

/** `access_mode` of a list row: `settings.access.mode`, or null. */
export function accessModeOf(settings: unknown): string | null {
  if (!isJsonObject(settings)) return null;
  const { access } = settings;
  if (!isJsonObject(access)) return null;
  return typeof access['mode'] === 'string' ? access['mode'] : null;
}

/** `branding_configured` of a list row: whether any branding value is set. */
export function isBranded(settings: unknown): boolean {
  if (!isJsonObject(settings)) return false;
  const { branding } = settings;
  if (!isJsonObject(branding)) return false;
  return Object.values(branding).some((value) => value !== null && value !== '');
}

/** `q` of the issuer list: case-insensitive "contains" over name, description and id. */
export function matchesText(
  q: string,
  row: { id: string; name?: string | null; description?: string | null },
): boolean {
  const wanted = q.trim().toLowerCase();
  return [row.id, row.name, row.description].some(
    (text) => text?.toLowerCase().includes(wanted) === true,
  );
}
