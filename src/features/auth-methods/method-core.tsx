import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { secretsOf, settingsOf } from '#contract/auth-methods/registry.ts';
import type { AuthMethodKind, NamedSetting } from '#contract/auth-methods/registry.ts';
import type { AuthMethod } from '#contract/auth-method.ts';
import { CallbackUrl } from '#shared/callback-url.tsx';
import { FailureLine } from '#shared/failure.tsx';
import { Fact, Facts, NoValue } from '#ui/facts.tsx';
import { Section } from '#ui/section.tsx';
import { Skeleton } from '#ui/skeleton.tsx';
import { Time, useNow } from '#ui/time.tsx';
import { settingOf } from './method-answer.ts';
import { ExpiryFact } from './method-expiry.tsx';
import { SettingValue } from './setting-value.tsx';
import { settingView } from './setting-view.ts';
import type { Hosts } from './use-hosts.ts';
import { ageWords } from './credential-words.ts';

/**
 * What is fixed once a method exists: why, what stands there, and the way to another. Nothing for a
 * kind that has none of it.
 *
 * @param template of the callback URL; null: the operator set none
 */
export function CoreSection({
  accountId,
  issuerId,
  method,
  kind,
  template,
  hosts,
}: {
  accountId: string;
  issuerId: string;
  method: AuthMethod;
  kind: AuthMethodKind;
  template: string | null;
  hosts: Hosts;
}) {
  const now = useNow();
  const { core } = settingsOf(kind);
  if (core.length === 0) return null;
  const holdsSecrets = secretsOf(kind).length > 0;
  const params = { accountId, issuerId, methodId: method.id };
  const age = ageWords(method.created_at, now);
  return (
    <Section
      title={holdsSecrets ? 'Credentials and core settings' : 'Core settings'}
      detail={
        holdsSecrets
          ? 'Fixed when the method was created. Rotating creates a new method beside this one, moves sign-in over to it, and deletes this one last.'
          : 'Fixed when the method was created. To change one, create a new method, then delete this one.'
      }
      actions={
        holdsSecrets ? (
          <Link
            to="/accounts/$accountId/issuers/$issuerId/auth-methods/$methodId/rotate"
            params={params}
            className="btn"
          >
            Rotate credentials
          </Link>
        ) : (
          <Link
            to="/accounts/$accountId/issuers/$issuerId/auth-methods/new"
            params={{ accountId, issuerId }}
            search={{ method: kind }}
            className="btn"
          >
            Create a new one
          </Link>
        )
      }
    >
      <Facts>
        {core.map((field) => (
          <CoreFact key={field[0]} method={method} field={field} />
        ))}
        {holdsSecrets && (
          <Fact term="Callback URL">
            <Callback
              template={template}
              issuerId={issuerId}
              kind={kind}
              id={method.id}
              hosts={hosts}
            />
          </Fact>
        )}
        {holdsSecrets && (
          <Fact term="Age of the credentials">
            {age === null ? <NoValue>Unknown</NoValue> : capital(age)}
            <span className="fact-meaning">
              Set when the method was created, <Time at={method.created_at} now={now} />.
            </span>
          </Fact>
        )}
        {holdsSecrets && <ExpiryFact {...params} hint />}
      </Facts>
    </Section>
  );
}

function CoreFact({ method, field: [name, field] }: { method: AuthMethod; field: NamedSetting }) {
  let shown: ReactNode;
  if (field.kind === 'secret') {
    shown = <NoValue>Set when created. AuthPI never returns it.</NoValue>;
  } else {
    const view = settingView(field, settingOf(method, name));
    shown = <SettingValue view={view} label={field.label} />;
  }
  return (
    <Fact term={field.label} name={`settings.${name}`}>
      {shown}
    </Fact>
  );
}

function Callback({
  template,
  issuerId,
  kind,
  id,
  hosts,
}: {
  template: string | null;
  issuerId: string;
  kind: AuthMethodKind;
  id: string;
  hosts: Hosts;
}) {
  const { list, retry } = hosts;
  if (list.state === 'asking') return <Skeleton width="20rem" />;
  return (
    <div className="grid gap-2">
      <CallbackUrl
        template={template}
        issuerId={issuerId}
        method={kind}
        methodId={id}
        hosts={list.state === 'known' ? list.rows : null}
      />
      {list.state === 'failed' && (
        <FailureLine
          what="The domains of the account did not load."
          error={list.error}
          onRetry={retry}
        />
      )}
      {list.state === 'known' && !list.whole && (
        <p className="text-text-2">
          AuthPI did not list all domains, so callback URLs at some may be missing here.
        </p>
      )}
    </div>
  );
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
