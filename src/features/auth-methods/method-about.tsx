import { curlOf } from '#api/curl.ts';
import { isKnownMethod, secretsOf } from '#contract/auth-methods/registry.ts';
import type { AuthMethod } from '#contract/auth-method.ts';
import { methodLabel } from '#shared/method-words.ts';
import { CopyButton } from '#ui/copy-button.tsx';
import { Fact, Facts, NoValue } from '#ui/facts.tsx';
import { JsonView } from '#ui/json-view.tsx';
import { Section } from '#ui/section.tsx';
import { Time, useNow } from '#ui/time.tsx';
import { withoutSecrets } from './method-answer.ts';
import { ExpiryFact } from './method-expiry.tsx';
import { mayHoldCredentials } from './method-state.ts';

type Props = { accountId: string; issuerId: string; method: AuthMethod };

/** Facts every method has. */
export function AboutSection({ accountId, issuerId, method }: Props) {
  const now = useNow();
  const { method: kind, id } = method;
  const label = methodLabel(kind);
  return (
    <Section title="About">
      <Facts>
        <Fact term="Method" name="method">
          {label === kind ? (
            <code className="break-all">{kind}</code>
          ) : (
            <>
              {label} <code>{kind}</code>
            </>
          )}
        </Fact>
        <Fact term="Id" name="id">
          <code className="break-all">{id}</code>
          <CopyButton text={id} what="auth method id" />
        </Fact>
        <Fact term="Created" name="created_at">
          <Time at={method.created_at} now={now} />
        </Fact>
        <Fact term="Updated" name="updated_at">
          {method.updated_at == null ? (
            <NoValue>Not since it was created</NoValue>
          ) : (
            <Time at={method.updated_at} now={now} />
          )}
        </Fact>
        {/* Where credentials are known to be, it stands with them. */}
        {!(isKnownMethod(kind) && secretsOf(kind).length > 0) && (
          <ExpiryFact
            accountId={accountId}
            issuerId={issuerId}
            methodId={id}
            hint={mayHoldCredentials(method)}
          />
        )}
      </Facts>
    </Section>
  );
}

/** The answer as it came, and the call that gets it. */
export function JsonSection({ accountId, issuerId, method }: Props) {
  const { value, hidden } = withoutSecrets(method);
  const command = curlOf('getAuthMethod', {
    account_id: accountId,
    issuer_id: issuerId,
    method_id: method.id,
  });
  return (
    <Section
      title="JSON"
      detail={
        hidden.length === 0
          ? 'The auth method as AuthPI sent it, and the command that asks for it.'
          : `AuthPI sent secrets with this auth method, which it says it never does. They are not shown: ${hidden.join(', ')}.`
      }
    >
      <Facts>
        <Fact term="Command">
          <code className="break-all">{command}</code>
          <CopyButton text={command} what="command" />
        </Fact>
      </Facts>
      <JsonView value={value} label="Auth method as JSON" />
    </Section>
  );
}
