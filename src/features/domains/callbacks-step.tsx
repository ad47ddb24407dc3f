import type { AuthMethod } from '#contract/auth-method.ts';
import { callbackUrl } from '#contract/ours/callback-url.ts';
import { unicodeHost } from '#contract/ours/hosts.ts';
import { CallbackUrl } from '#shared/callback-url.tsx';
import { FailureLine } from '#shared/failure.tsx';
import type { Asked } from '#shared/listed.ts';
import { methodLabel, methodName } from '#shared/method-words.ts';
import { CopyButton } from '#ui/copy-button.tsx';
import { ChoiceInput } from '#ui/inputs.tsx';
import { Skeleton } from '#ui/skeleton.tsx';
import { hasProvider } from './callbacks.ts';
import { isWithin, rpIdOf } from './host-uses.ts';

type Here = {
  accountId: string;
  host: string;
  issuerId: string;
  /** The operator's template; null: none is set. */
  template: string | null;
};

/** The callback URLs at a host that are to be registered at the providers, method by method. */
export function CallbacksStep({
  methods: { list, retry },
  isRegistered,
  onRegistered,
  ...here
}: Here & {
  methods: Asked<AuthMethod>;
  isRegistered: boolean;
  onRegistered: (isRegistered: boolean) => void;
}) {
  if (list.state === 'failed') {
    return (
      <FailureLine
        what="The auth methods of the issuer did not load, so what is to be registered is not known."
        error={list.error}
        onRetry={retry}
      />
    );
  }
  if (list.state === 'asking') {
    return (
      <div className="card" aria-busy="true">
        <p className="sr-only">Loading auth methods</p>
        <div className="domain-text">
          <Skeleton width="60%" />
          <Skeleton width="80%" />
          <Skeleton width="70%" />
        </div>
      </div>
    );
  }
  const { rows, whole } = list;
  const providers = rows.filter((method) => hasProvider(method) === true);
  const strangers = rows.filter((method) => hasProvider(method) === null);
  const isPerHost = here.template === null || here.template.includes('{issuer}');
  const isAny = providers.length > 0 && isPerHost;
  return (
    <div className="card">
      <div className="domain-text">
        {isAny ? (
          <p>
            Whoever signs in at <bdi dir="ltr">{unicodeHost(here.host)}</bdi> with one of these
            comes back to this host. The provider refuses that until the URL is registered there.
          </p>
        ) : (
          <p>
            {isPerHost
              ? whole && strangers.length === 0
                ? 'No auth method of the issuer has a provider, so nothing has to be registered.'
                : 'None of the auth methods that are known here has a provider.'
              : 'The callback URLs are the same at every address of an issuer, as set for this dashboard: nothing has to be registered for this host.'}
          </p>
        )}
        {!whole && (
          <p>AuthPI did not list all auth methods of the issuer. Others may need it, too.</p>
        )}
        {isAny && here.template === null && (
          <CallbackUrl
            template={null}
            issuerId={here.issuerId}
            method=""
            methodId={null}
            hosts={null}
          />
        )}
      </div>
      {isAny && (
        <ul className="callbacks">
          {providers.map((method) => (
            <ProviderRow key={method.id} {...here} method={method} />
          ))}
        </ul>
      )}
      {strangers.length > 0 && (
        <p className="domain-text domain-below">
          This dashboard does not know whether a provider calls back for{' '}
          {strangers.map((method, index) => (
            <span key={method.id}>
              {index > 0 && ', '}
              <bdi>{methodName(method)}</bdi> (<code>{method.method}</code>)
            </span>
          ))}
          .
        </p>
      )}
      {rows.map((method) => (
        <PasskeyNote key={method.id} host={here.host} method={method} />
      ))}
      {(isAny || strangers.length > 0) && (
        <div className="domain-text domain-below">
          <ChoiceInput
            type="checkbox"
            label="Registered at every provider"
            help="Your own tick, kept in this browser only. AuthPI cannot tell."
            checked={isRegistered}
            onChange={(event) => onRegistered(event.target.checked)}
          />
        </div>
      )}
    </div>
  );
}

function ProviderRow({
  accountId,
  host,
  issuerId,
  template,
  method,
}: Here & { method: AuthMethod }) {
  const made =
    template === null
      ? null
      : callbackUrl(template, {
          issuerAddress: `https://${host}`,
          issuerId,
          method: method.method,
          methodId: method.id,
        });
  const redirect = method.settings?.['redirect_uri'];
  const url = made?.kind === 'url' ? made.url : null;
  return (
    <li>
      <a
        className="row-link"
        href={`/accounts/${encodeURIComponent(accountId)}/issuers/${encodeURIComponent(issuerId)}/auth-methods/${encodeURIComponent(method.id)}`}
      >
        <bdi>{methodName(method)}</bdi>
      </a>{' '}
      <span className="text-text-2">{methodLabel(method.method)}</span>
      {method.enabled_login === false && method.enabled_signup === false && (
        <span className="text-text-2">, switched off</span>
      )}
      {url !== null && (
        <div className="record-line">
          <code>{url}</code>
          <CopyButton text={url} what={`callback URL of ${methodName(method)}`} />
        </div>
      )}
      {typeof redirect === 'string' && redirect !== url && (
        <RedirectNote redirect={redirect} host={host} name={methodName(method)} />
      )}
    </li>
  );
}

/** The one address a method was created with, which nobody can change. */
function RedirectNote({ redirect, host, name }: { redirect: string; host: string; name: string }) {
  const isHere = URL.canParse(redirect) && new URL(redirect).host === host;
  return isHere ? (
    <p className="text-text-2">
      Its redirect URI is <code>{redirect}</code>
      <CopyButton text={redirect} what={`redirect URI of ${name}`} />, so that has to be registered,
      too.
    </p>
  ) : (
    <p className="text-text-2">
      Its redirect URI is <code>{redirect}</code>, at another host, and cannot be changed. AuthPI
      has not published whether people who begin here come back: try it before they do.
    </p>
  );
}

/** What a passkey method is bound to, as far as that matters at this host. */
function PasskeyNote({ host, method }: { host: string; method: AuthMethod }) {
  if (method.method !== 'passkey') return null;
  const rpId = rpIdOf(method);
  const name = <bdi>{methodName(method)}</bdi>;
  if (rpId === null) {
    return (
      <p className="domain-text domain-below">
        {name}: AuthPI decides which domain its passkeys are bound to, and has not published which.
      </p>
    );
  }
  return (
    <p className="domain-text domain-below">
      {name}: its passkeys are bound to <code>{rpId}</code>.{' '}
      {isWithin(host, rpId)
        ? 'They work at this host.'
        : 'They do not work at this host, and that cannot be changed: it takes another passkey method.'}
    </p>
  );
}
