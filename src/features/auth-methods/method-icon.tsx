import { AUTH_METHODS, isKnownMethod } from '#contract/auth-methods/registry.ts';

/** What stands for a method that is not known: an outline of nothing in particular. */
const UNKNOWN = 'M3 3h2M7 3h2M11 3h2v2M13 7v2M13 11v2h-2M9 13H7M5 13H3v-2M3 9V7M3 5V3';

/**
 * The icon of an auth method, beside a text that says what it is, so it is hidden from assistive
 * technology.
 *
 * @param method as AuthPI names it: one that is not known has an icon, too
 */
export function MethodIcon({ method }: { method: string }) {
  return (
    <svg className="icon method-icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path d={isKnownMethod(method) ? AUTH_METHODS[method].icon : UNKNOWN} />
    </svg>
  );
}
