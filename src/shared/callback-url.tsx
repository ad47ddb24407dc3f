import { AUTH_METHODS, isKnownMethod } from '#contract/auth-methods/registry.ts';
import { callbackUrl } from '#contract/ours/callback-url.ts';
import { unicodeHost } from '#contract/ours/hosts.ts';
import { CopyButton } from '#ui/copy-button.tsx';
import { issuerAddress } from './issuer-address.ts';

/**
 * The callback URLs of an auth method that are to be registered at its provider, one for each
 * address of the issuer; or why they cannot be shown (contract §9).
 *
 * @param template of the operator; null: none is set
 * @param methodId null while the method is not there
 * @param hosts the verified custom domains assigned to the issuer; null: they are not known
 */
export function CallbackUrl({
  template,
  issuerId,
  method,
  methodId,
  hosts,
}: {
  template: string | null;
  issuerId: string;
  method: string;
  methodId: string | null;
  hosts: readonly string[] | null;
}) {
  const field = redirectField(method);
  if (template === null) {
    return (
      <p className="max-w-[70ch] text-text-2">
        AuthPI has not published the callback URL to register at the provider
        {field !== null && <> and to put into {field}</>}. Ask AuthPI for it. Whoever runs this
        dashboard can have it shown here: the setting is <code>AUTHPI_CALLBACK_URL</code>.
      </p>
    );
  }

  // Where the template does not name the issuer's address, every address has the same URL.
  const isPerAddress = template.includes('{issuer}');
  const urls = (isPerAddress ? [null, ...(hosts ?? [])] : [null]).map((host) => ({
    host,
    made: callbackUrl(template, {
      issuerAddress: host === null ? issuerAddress(issuerId) : `https://${host}`,
      issuerId,
      method,
      methodId,
    }),
  }));
  const rows = urls.flatMap(({ host, made }) => (made.kind === 'url' ? [{ host, ...made }] : []));
  if (rows.length === 0) {
    return (
      <p className="max-w-[70ch] text-text-2">
        The callback URL to register at the provider has the id of the auth method in it. It is
        shown here once the method is created.
      </p>
    );
  }

  const several = rows.length > 1;
  return (
    <div className="grid gap-2">
      <p className="max-w-[70ch] text-text-2">
        {several
          ? 'Register these callback URLs at the provider, one for each address of the issuer.'
          : 'Register this callback URL at the provider.'}
        {field !== null && ` ${field} has to be ${several ? 'one of them' : 'the same'}.`}
      </p>
      <ul className="grid gap-2">
        {rows.map(({ host, url }) => (
          <li key={url}>
            {host !== null && unicodeHost(host) !== host && (
              <bdi className="block text-text-2">{unicodeHost(host)}</bdi>
            )}
            <code className="break-all">{url}</code>
            <CopyButton
              text={url}
              what={host === null ? 'callback URL' : `callback URL at ${host}`}
            />
          </li>
        ))}
      </ul>
      {isPerAddress && hosts === null && (
        <p className="max-w-[70ch] text-text-2">
          The issuer’s custom domains are not known here, so the callback URLs at them are missing.
        </p>
      )}
      <p className="text-meta text-text-3">
        AuthPI has not published callback URLs. This is what is set for this dashboard.
      </p>
    </div>
  );
}

/** What the setting is called into which the URL goes too; null where the method has none. */
function redirectField(method: string): string | null {
  if (!isKnownMethod(method)) return null;
  return AUTH_METHODS[method].core['redirect_uri']?.label ?? null;
}
