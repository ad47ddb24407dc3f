import { useQueryClient } from '@tanstack/react-query';
import { Link, useRouter } from '@tanstack/react-router';
import { lazy, useMemo } from 'react';
import type { ReactNode } from 'react';
import { authMethodQuery } from '#api/auth-methods.ts';
import { ApiError } from '#api/errors.ts';
import { authMethodResource } from '#api/write-auth-methods.ts';
import { isKnownMethod, secretsOf } from '#contract/auth-methods/registry.ts';
import type { AuthMethodKind } from '#contract/auth-methods/registry.ts';
import type { AuthMethod } from '#contract/auth-method.ts';
import type { ETag } from '#contract/etag.ts';
import { pathOf } from '#contract/operations.ts';
import { EditSection } from '#editing/edit-section.tsx';
import { ReadOnly, useEditing } from '#editing/editing.tsx';
import { EditingLines } from '#editing/editing-lines.tsx';
import { inputName } from '#editing/field.ts';
import type { FieldSpec } from '#editing/field.ts';
import { dirtyKeys, shownAt } from '#editing/session.ts';
import { FailureLine } from '#shared/failure.tsx';
import { Load } from '#shared/load.tsx';
import { methodName } from '#shared/method-words.ts';
import { ResourceEditing, useWatched } from '#shared/resource-editing.tsx';
import { Button } from '#ui/button.tsx';
import { Fact, Facts } from '#ui/facts.tsx';
import { Field, FieldGrid } from '#ui/field.tsx';
import { JsonView } from '#ui/json-view.tsx';
import { Later } from '#ui/later.tsx';
import { Notice } from '#ui/notice.tsx';
import { Section } from '#ui/section.tsx';
import { Skeleton } from '#ui/skeleton.tsx';
import { useCreatedMethod } from './created-methods.ts';
import { AboutSection, JsonSection } from './method-about.tsx';
import { oddSettings, unknownSettings } from './method-answer.ts';
import { CoreSection } from './method-core.tsx';
import { editableFor, methodEditable, startFrom } from './method-editable.ts';
import { NAME_SPEC } from './method-specs.ts';
import { factorWords } from './method-state.ts';
import { MethodSwitches } from './method-switches.tsx';
import { handOver } from './new-method-start.ts';
import { useRemembersRotations } from './rotations-remembered.ts';
import { useListedMethod } from './use-auth-method.ts';
import { useHosts } from './use-hosts.ts';

// Most visits have neither.
const CreatedNote = lazy(async () => ({
  default: (await import('./created-method.tsx')).CreatedNote,
}));
const RotationNote = lazy(async () => ({
  default: (await import('./rotation-note.tsx')).RotationNote,
}));

type Place = { accountId: string; issuerId: string; methodId: string };

/**
 * One auth method: what it is, and all of it that can be changed.
 *
 * @param callbackUrl the operator's template (contract §9); null: none is set
 * @param children what opens over it
 */
export function AuthMethodPage({
  callbackUrl,
  children,
  ...place
}: Place & { callbackUrl: string | null; children?: ReactNode }) {
  const { accountId, issuerId, methodId } = place;
  const listed = useListedMethod(accountId, issuerId, methodId);
  // Told by itself, not by the method in it: what a write was answered is the list's row as well.
  const meanwhile = useMemo(
    () => (listed === null ? undefined : { method: listed, tag: null }),
    [listed],
  );
  return (
    <div className="auth-method-page">
      <Load
        query={authMethodQuery(accountId, issuerId, methodId)}
        loading={<MethodSkeleton />}
        // A list carries no tags.
        meanwhile={meanwhile}
        missing="There is no such auth method"
      >
        {(shown) => (
          <Forms
            // Not edited before it came: what is newer in it than in the list is nobody's news.
            key={`${methodId} ${shown === meanwhile}`}
            {...place}
            method={shown.method}
            tag={shown.tag}
            isListed={shown === meanwhile}
            callbackUrl={callbackUrl}
          >
            {children}
          </Forms>
        )}
      </Load>
    </div>
  );
}

function Forms({
  accountId,
  issuerId,
  methodId,
  method,
  tag,
  isListed,
  callbackUrl,
  children,
}: Place & {
  method: AuthMethod;
  tag: ETag | null;
  /** It is what a list said of it: the answer about this very method is on its way. */
  isListed: boolean;
  callbackUrl: string | null;
  children: ReactNode;
}) {
  const router = useRouter();
  const queryClient = useQueryClient();
  const query = authMethodQuery(accountId, issuerId, methodId);
  const { error } = useWatched(query);
  const resource = useMemo(
    () => authMethodResource(queryClient, accountId, issuerId, methodId),
    [queryClient, accountId, issuerId, methodId],
  );
  const editable = editableFor(method);
  const kind = isKnownMethod(method.method) ? method.method : null;
  const hasSecrets = kind !== null && secretsOf(kind).length > 0;
  const hosts = useHosts(
    accountId,
    issuerId,
    hasSecrets && callbackUrl?.includes('{issuer}') === true,
  );
  const unknown = unknownSettings(method);
  const odd = oddSettings(method);
  const { pathname: home } = router.buildLocation({
    to: '/accounts/$accountId/issuers/$issuerId/auth-methods/$methodId',
    params: { accountId, issuerId, methodId },
  });
  const place = { accountId, issuerId, method };
  const isCreated = useCreatedMethod(methodId) !== null;
  const mayRotate = useRemembersRotations();
  return (
    <ResourceEditing
      editable={editable}
      resource={resource}
      path={pathOf('getAuthMethod', {
        account_id: accountId,
        issuer_id: issuerId,
        method_id: methodId,
      })}
      accountId={accountId}
      name={methodName(method)}
      latest={{ value: method, tag, at: method.updated_at ?? method.created_at }}
      failure={error}
      keeps={(path) => path === home || path === `${home}/delete`}
      onOpenField={focusField}
    >
      {error instanceof ApiError && error.kind === 'forbidden' && (
        <div className="mb-4">
          <FailureLine
            what="This auth method is not shown to you any more. What you typed is still here."
            error={error}
            onRetry={() => void queryClient.refetchQueries(query)}
          />
        </div>
      )}
      <EditingLines
        createAnew={kind === null ? undefined : <CreateAnew {...place} kind={kind} />}
      />
      {isCreated && (
        <Later what="What is left to do for the new method did not load." height="8rem">
          <CreatedNote
            {...place}
            template={callbackUrl}
            hosts={hosts.list.state === 'known' ? hosts.list.rows : null}
          />
        </Later>
      )}
      {mayRotate && (
        <Later what="Whether a rotation is under way did not load.">
          <RotationNote accountId={accountId} issuerId={issuerId} methodId={methodId} />
        </Later>
      )}
      {kind === null && (
        <div className="mb-4">
          <Notice tone="info">
            This dashboard does not know the method <code>{method.method}</code>. Its name and its
            switches can be changed. Its settings are shown as AuthPI sent them, under JSON, and
            stay as they are.
          </Notice>
        </div>
      )}
      <StateSection {...place} />
      <ReadOnly reason={isListed ? 'The latest version is on its way' : null}>
        <EditSection section={editable.name} />
        {kind !== null && (
          <CoreSection {...place} kind={kind} template={callbackUrl} hosts={hosts} />
        )}
        {editable.settings !== null && (
          <EditSection section={editable.settings}>
            {odd.length > 0 && (
              <p className="settings-note">
                {odd.length === 1 ? 'One value has' : 'Some values have'} a form this dashboard does
                not expect, and {odd.length === 1 ? 'stays' : 'stay'} as sent until changed:{' '}
                {odd.join(', ')}.
              </p>
            )}
          </EditSection>
        )}
      </ReadOnly>
      {unknown !== null && (
        <Section
          title="Other settings"
          detail="AuthPI sent these. This dashboard does not know what they mean. They are kept as they are, whatever else is saved."
        >
          <JsonView value={unknown} label="Other settings as JSON" />
        </Section>
      )}
      <AboutSection {...place} />
      <JsonSection {...place} />
      <DeleteSection accountId={accountId} issuerId={issuerId} methodId={methodId} />
      {children}
    </ResourceEditing>
  );
}

/** Every field is on this page. */
function focusField(spec: FieldSpec) {
  document.getElementsByName(inputName(spec))[0]?.focus();
}

type Parts = { accountId: string; issuerId: string; method: AuthMethod };

/** What is on, and at which step of a login it serves. */
function StateSection({ accountId, issuerId, method }: Parts) {
  const factor = factorWords(method);
  return (
    <Section title="State">
      <MethodSwitches accountId={accountId} issuerId={issuerId} method={method} />
      <Facts>
        <Fact term="Factor" name="first_factor_only">
          {factor.text}
          <span className="fact-meaning">{factor.meaning} Fixed when the method was created.</span>
        </Fact>
      </Facts>
    </Section>
  );
}

/** For a method that was deleted while somebody worked on it: what is on screen begins a new one. */
function CreateAnew({ accountId, issuerId, method, kind }: Parts & { kind: AuthMethodKind }) {
  const { session } = useEditing();
  const router = useRouter();
  return (
    <Button
      onClick={() => {
        handOver(startFrom(issuerId, kind, method, shownAt(session.state(), [])));
        // It goes along, so that it is not asked about.
        session.dispatch({ type: 'discarded', keys: dirtyKeys(session.state()) });
        void router.navigate({
          to: '/accounts/$accountId/issuers/$issuerId/auth-methods/new',
          params: { accountId, issuerId },
          search: { method: kind },
        });
      }}
    >
      Create a new one from these values
    </Button>
  );
}

function DeleteSection(params: Place) {
  return (
    <Section title="Delete">
      <div className="method-delete">
        <p>
          Users who have no other method lose access, and AuthPI cannot bring it back. What comes of
          it is shown before anything happens.
        </p>
        <Link
          to="/accounts/$accountId/issuers/$issuerId/auth-methods/$methodId/delete"
          params={params}
          className="btn btn-danger"
        >
          Delete auth method
        </Link>
      </div>
    </Section>
  );
}

/** Until the kind is known: what every method has. */
function MethodSkeleton() {
  const { name } = methodEditable(null);
  const soon = <Skeleton width="12rem" />;
  return (
    <div aria-busy="true">
      <Section title="State">
        <Facts>
          {['Login', 'Signup', 'Featured', 'Factor'].map((term) => (
            <Fact key={term} term={term}>
              {soon}
            </Fact>
          ))}
        </Facts>
      </Section>
      <section className="section edit-section">
        <div className="section-head">
          <h2 className="text-section font-semibold">{name.title}</h2>
        </div>
        <FieldGrid>
          <Field label={NAME_SPEC.label} name="name" help={NAME_SPEC.help} mark={null}>
            {({ id }) => <span id={id} className="control control-soon" />}
          </Field>
        </FieldGrid>
        <div className="save-bar">
          <span className="settings-soon">
            <Skeleton width="8rem" />
          </span>
        </div>
      </section>
      <Section title="About">
        <Facts>
          {['Method', 'Id', 'Created', 'Updated'].map((term) => (
            <Fact key={term} term={term}>
              {soon}
            </Fact>
          ))}
        </Facts>
      </Section>
    </div>
  );
}
