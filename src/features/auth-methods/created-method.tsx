import { Link } from '@tanstack/react-router';
import { isKnownMethod, secretsOf } from '#contract/auth-methods/registry.ts';
import type { AuthMethod } from '#contract/auth-method.ts';
import { expiryKey } from '#contract/ours/credential-expiry.ts';
import { CallbackUrl } from '#shared/callback-url.tsx';
import { Button } from '#ui/button.tsx';
import { CopyButton } from '#ui/copy-button.tsx';
import { Icon } from '#ui/icon.tsx';
import { Section } from '#ui/section.tsx';
import { noteCreatedMethod, useCreatedMethod } from './created-methods.ts';

/**
 * What is left to do for an auth method that was created a moment ago, until it was seen; nothing for
 * any other.
 *
 * @param template of the callback URL; null: the operator set none
 * @param hosts the verified custom domains assigned to the issuer; null: they are not known
 */
export function CreatedNote({
  accountId,
  issuerId,
  method,
  template,
  hosts,
}: {
  accountId: string;
  issuerId: string;
  method: AuthMethod;
  template: string | null;
  hosts: readonly string[] | null;
}) {
  const created = useCreatedMethod(method.id);
  if (created === null) return null;
  const hasCredentials = isKnownMethod(method.method) && secretsOf(method.method).length > 0;
  const { notKept } = created;
  return (
    <Section
      title="Auth method created: next steps"
      actions={
        <Button look="quiet" onClick={() => noteCreatedMethod(method.id, null)}>
          Dismiss
        </Button>
      }
    >
      <ul className="next-steps">
        {notKept.length > 0 && (
          <li>
            <Icon name="alert" className="tone-warn" />
            <div>
              <p className="font-medium">AuthPI did not keep all that was sent</p>
              <p>
                {notKept.map((name, index) => (
                  <span key={name}>
                    {index > 0 && ', '}
                    <code>{name}</code>
                  </span>
                ))}
                {notKept.length === 1 ? ' is' : ' are'} another value now, or none. Look at it
                below.
              </p>
            </div>
          </li>
        )}
        {hasCredentials && (
          <li>
            <Icon name="globe" />
            <div>
              <p className="font-medium">Register the callback URL</p>
              <CallbackUrl
                template={template}
                issuerId={issuerId}
                method={method.method}
                methodId={method.id}
                hosts={hosts}
              />
            </div>
          </li>
        )}
        {hasCredentials && (
          <li>
            <Icon name="clock" />
            <div>
              <p className="font-medium">Note when the credentials expire</p>
              <p>
                AuthPI publishes no expiry. Put the last day into the issuer’s{' '}
                <Link
                  to="/accounts/$accountId/issuers/$issuerId/settings/$section"
                  params={{ accountId, issuerId, section: 'metadata' }}
                >
                  metadata
                </Link>{' '}
                as <code>{expiryKey(method.id)}</code>
                <CopyButton text={expiryKey(method.id)} what="metadata key" />, such as 2027-03-31.
                This dashboard then warns in time.
              </p>
            </div>
          </li>
        )}
        <li>
          <Icon name="key" />
          <div>
            <p className="font-medium">
              {method.enabled_login === true ? 'Try it' : 'Switch login on when it is ready'}
            </p>
            <p>
              {method.enabled_login === true
                ? 'Sign in with it once before you tell others. A wrong secret shows only then.'
                : 'Login is off, so nobody is offered it yet.'}
            </p>
          </div>
        </li>
      </ul>
    </Section>
  );
}
