import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { authMethodQuery } from '#api/auth-methods.ts';
import { curlOf } from '#api/curl.ts';
import { issuerQuery } from '#api/issuers.ts';
import { isKnownMethod, secretsOf, settingsOf } from '#contract/auth-methods/registry.ts';
import type { AuthMethodKind, NamedSetting } from '#contract/auth-methods/registry.ts';
import type { AuthMethod } from '#contract/auth-method.ts';
import { EXPIRY_WARNING_DAYS, expiryKey, expiryOf } from '#contract/ours/credential-expiry.ts';
import type { Expiry } from '#contract/ours/credential-expiry.ts';
import { FailureLine } from '#shared/failure.tsx';
import { Load } from '#shared/load.tsx';
import { methodLabel } from '#shared/method-words.ts';
import { CopyButton } from '#ui/copy-button.tsx';
import { Fact, Facts, NoValue } from '#ui/facts.tsx';
import { JsonView } from '#ui/json-view.tsx';
import { Notice } from '#ui/notice.tsx';
import { Section } from '#ui/section.tsx';
import { Skeleton } from '#ui/skeleton.tsx';
import { Status } from '#ui/status.tsx';
import { Time, useNow } from '#ui/time.tsx';
import { settingOf, unknownSettings, withoutSecrets } from './method-answer.ts';
import {
  factorWords,
  featuredState,
  loginState,
  mayHoldCredentials,
  signupState,
} from './method-state.ts';
import type { State } from './method-state.ts';
import { SettingValue } from './setting-value.tsx';
import { settingView, settingWords } from './setting-view.ts';
import { useListedMethod } from './use-auth-method.ts';
import { ageWords, expiryLook } from './words.ts';

type Place = { accountId: string; issuerId: string; methodId: string };

/** One auth method. `children`: what opens over it. */
export function AuthMethodPage({
  accountId,
  issuerId,
  methodId,
  children,
}: Place & { children?: ReactNode }) {
  const listed = useListedMethod(accountId, issuerId, methodId);
  return (
    <Load
      query={authMethodQuery(accountId, issuerId, methodId)}
      loading={<MethodSkeleton />}
      // A list carries no tags.
      meanwhile={listed === null ? undefined : { method: listed, tag: null }}
      missing="There is no such auth method"
    >
      {({ method }) => {
        const parts = { place: { accountId, issuerId, methodId }, method };
        const kind = method.method;
        return (
          <>
            {!isKnownMethod(kind) && (
              <div className="mb-4">
                <Notice tone="info">
                  This dashboard does not know the method <code>{kind}</code>. Its settings are
                  shown as AuthPI sent them, under JSON.
                </Notice>
              </div>
            )}
            <StateSection method={method} />
            {isKnownMethod(kind) && <KnownSettings {...parts} kind={kind} />}
            <AboutSection {...parts} />
            <JsonSection {...parts} />
            {children}
          </>
        );
      }}
    </Load>
  );
}

type Parts = { place: Place; method: AuthMethod };

/** What is on; null while it is not known. */
function StateSection({ method }: { method: AuthMethod | null }) {
  const state = (stateOf: (method: AuthMethod) => State) => {
    if (method === null) return <Soon />;
    const { look, meaning } = stateOf(method);
    return (
      <>
        <Status {...look} />
        <Meaning>{meaning}</Meaning>
      </>
    );
  };
  const factor = method === null ? null : factorWords(method);
  return (
    <Section title="State">
      <Facts>
        <Fact term="Login" name="enabled_login">
          {state(loginState)}
        </Fact>
        <Fact term="Signup" name="enabled_signup">
          {state(signupState)}
        </Fact>
        <Fact term="Featured" name="featured">
          {state(featuredState)}
        </Fact>
        <Fact term="Factor" name="first_factor_only">
          {factor === null ? (
            <Soon />
          ) : (
            <>
              {factor.text}
              <Meaning>{factor.meaning}</Meaning>
            </>
          )}
        </Fact>
      </Facts>
    </Section>
  );
}

function Meaning({ children }: { children: ReactNode }) {
  return <span className="fact-meaning">{children}</span>;
}

function Soon() {
  return <Skeleton width="12rem" />;
}

/** The settings of a method this dashboard knows. */
function KnownSettings({ place, method, kind }: Parts & { kind: AuthMethodKind }) {
  const now = useNow();
  const { core, other } = settingsOf(kind);
  const unknown = unknownSettings(method);
  const secrets = secretsOf(kind).length > 0;
  const age = ageWords(method.created_at, now);
  return (
    <>
      {core.length > 0 && (
        <Section
          title={secrets ? 'Credentials and core settings' : 'Core settings'}
          detail="Fixed when the method was created. To change one, create a new method, then delete this one."
        >
          <Facts>
            {core.map((field) => (
              <SettingFact key={field[0]} method={method} field={field} />
            ))}
            {secrets && (
              <Fact term="Age of the credentials">
                {age === null ? <NoValue>Unknown</NoValue> : capital(age)}
                <Meaning>
                  Set when the method was created, <Time at={method.created_at} now={now} />.
                </Meaning>
              </Fact>
            )}
            {secrets && <ExpiryFact place={place} hint />}
          </Facts>
        </Section>
      )}
      {other.length > 0 && (
        <Section
          title="Settings"
          detail="AuthPI has not published these settings. Their names, and what it means when one is not set, are assumptions of this dashboard."
        >
          <Facts>
            {other.map((field) => (
              <SettingFact key={field[0]} method={method} field={field} />
            ))}
          </Facts>
        </Section>
      )}
      {unknown !== null && (
        <Section
          title="Other settings"
          detail="AuthPI sent these. This dashboard does not know what they mean."
        >
          <JsonView value={unknown} label="Other settings as JSON" />
        </Section>
      )}
    </>
  );
}

function SettingFact({
  method,
  field: [name, field],
}: {
  method: AuthMethod;
  field: NamedSetting;
}) {
  const value = settingOf(method, name);
  let shown: ReactNode;
  if (field.kind === 'secret') {
    shown = <NoValue>Set when created. AuthPI never returns it.</NoValue>;
  } else if (value == null && field.default !== undefined) {
    shown = (
      <NoValue>{`Not set. This dashboard assumes ${settingWords(field, field.default)}.`}</NoValue>
    );
  } else {
    shown = <SettingValue view={settingView(field, value)} label={field.label} />;
  }
  return (
    <Fact term={field.label} name={`settings.${name}`}>
      {shown}
    </Fact>
  );
}

/** Facts every method has. */
function AboutSection({ place, method }: Parts) {
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
          <ExpiryFact place={place} hint={mayHoldCredentials(method)} />
        )}
      </Facts>
    </Section>
  );
}

/**
 * When the credentials expire. Without `hint` it is there only where the issuer's metadata has a
 * date for this method; with it, it says how to set one.
 */
function ExpiryFact({ place, hint }: { place: Place; hint: boolean }) {
  const { accountId, issuerId, methodId } = place;
  const now = useNow();
  const { data, error, refetch } = useQuery({
    ...issuerQuery(accountId, issuerId),
    throwOnError: false,
  });
  const expiry = expiryOf(data?.issuer.metadata, methodId);
  if (!hint && expiry === null) return null;
  const key = expiryKey(methodId);
  return (
    <Fact term="Expiry of the credentials">
      {data === undefined && error === null && <Soon />}
      {data === undefined && error !== null && (
        <FailureLine
          what="The date stands in the issuer’s metadata, and the issuer did not load."
          error={error}
          onRetry={() => void refetch()}
        />
      )}
      {data !== undefined && (
        <>
          {expiry === null ? (
            <NoValue>Not set. AuthPI does not publish when credentials expire.</NoValue>
          ) : (
            <ExpiryValue expiry={expiry} now={now} />
          )}
          <Meaning>
            {expiry?.kind === 'day' ? (
              'It ends with that day, UTC. AuthPI does not know of it. From the issuer’s metadata: '
            ) : (
              <>
                {expiry === null
                  ? `To be warned here ${EXPIRY_WARNING_DAYS} days ahead, put their last day, such as `
                  : 'A day is written as '}
                <code>2027-01-31</code>
                {expiry === null
                  ? ', into the issuer’s metadata as '
                  : '. From the issuer’s metadata: '}
              </>
            )}
            <code className="break-all">{key}</code>
            <CopyButton text={key} what="metadata key" />
          </Meaning>
        </>
      )}
    </Fact>
  );
}

function ExpiryValue({ expiry, now }: { expiry: Expiry; now: number }) {
  if (expiry.kind === 'day') {
    return <Status {...expiryLook(expiry, now)} />;
  }
  const { value } = expiry;
  return (
    <>
      <Status shape="warn" text="This is no date" />
      <code className="block wrap-anywhere">
        {typeof value === 'string' && value.trim() !== '' ? value : JSON.stringify(value)}
      </code>
    </>
  );
}

/** The answer as it came, and the call that gets it. */
function JsonSection({ place, method }: Parts) {
  const { value, hidden } = withoutSecrets(method);
  const command = curlOf('getAuthMethod', {
    account_id: place.accountId,
    issuer_id: place.issuerId,
    method_id: place.methodId,
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

function MethodSkeleton() {
  return (
    <div aria-busy="true">
      <StateSection method={null} />
      <Section title="About">
        <Facts>
          {['Method', 'Id', 'Created', 'Updated'].map((term) => (
            <Fact key={term} term={term}>
              <Soon />
            </Fact>
          ))}
        </Facts>
      </Section>
    </div>
  );
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
