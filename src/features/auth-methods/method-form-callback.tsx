import type { AuthMethodKind } from '#contract/auth-methods/registry.ts';
import { callbackUrl } from '#contract/ours/callback-url.ts';
import { useEditing, useEditState } from '#editing/editing.tsx';
import { shownAt } from '#editing/session.ts';
import { issuerAddress } from '#shared/issuer-address.ts';
import { Button } from '#ui/button.tsx';

const PATH = ['settings', 'redirect_uri'] as const;

/**
 * Puts the callback URL into an empty redirect URI: they have to be the same. Of several addresses
 * those of custom domains come first, since that is where people sign in.
 *
 * @param hosts the issuer's verified custom domains; null: they are not known
 */
export function UseCallback({
  template,
  issuerId,
  kind,
  hosts,
}: {
  template: string;
  issuerId: string;
  kind: AuthMethodKind;
  hosts: readonly string[] | null;
}) {
  const { session, readOnly } = useEditing();
  const isEmpty = useEditState((state) => (shownAt(state, PATH) ?? '') === '');
  if (!isEmpty || readOnly !== null) return null;
  const addresses = [...(hosts ?? []).map((host) => `https://${host}`), issuerAddress(issuerId)];
  const urls = addresses.flatMap((address) => {
    const place = { issuerAddress: address, issuerId, method: kind, methodId: null };
    const made = callbackUrl(template, place);
    return made.kind === 'url' ? made.url : [];
  });
  return (
    <span className="presets use-callback">
      {[...new Set(urls)].slice(0, 3).map((url) => (
        <Button
          key={url}
          look="quiet"
          onClick={() => session.dispatch({ type: 'typed', path: PATH, mine: url })}
        >
          Use {url}
        </Button>
      ))}
    </span>
  );
}
