import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import {
  lazy,
  useCallback,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import type { ReactNode, SubmitEvent } from 'react';
import { callerQuery } from '#api/caller.ts';
import { describeError } from '#api/error-words.ts';
import { ApiError } from '#api/errors.ts';
import { AUTH_METHODS, secretsOf } from '#contract/auth-methods/registry.ts';
import type { AuthMethodKind } from '#contract/auth-methods/registry.ts';
import type { AuthMethod } from '#contract/auth-method.ts';
import type { Drafts } from '#editing/drafts.ts';
import { EditField } from '#editing/edit-field.tsx';
import { EditingLines } from '#editing/editing-lines.tsx';
import { EditingProvider, showRefused, useEditing, useEditState } from '#editing/editing.tsx';
import type { Editing } from '#editing/editing.tsx';
import { nameOf } from '#editing/field.ts';
import { valueAt } from '#editing/merge.ts';
import { placeRefused } from '#editing/refused.ts';
import type { RefusedName } from '#editing/refused.ts';
import { shownAt } from '#editing/session.ts';
import { UnsavedGuard } from '#editing/unsaved-guard.tsx';
import { CallbackUrl } from '#shared/callback-url.tsx';
import { FailureLine } from '#shared/failure.tsx';
import { lacksScope } from '#shared/lacks-scope.ts';
import type { Listed } from '#shared/listed.ts';
import { methodName } from '#shared/method-words.ts';
import { useIssuerHead } from '#shared/names.ts';
import { useDrafts } from '#shared/use-drafts.ts';
import { ErrorSummary } from '#ui/error-summary.tsx';
import { Field, FieldGrid } from '#ui/field.tsx';
import { Notice } from '#ui/notice.tsx';
import { SubmitButton } from '#ui/save-bar.tsx';
import { Later } from '#ui/later.tsx';
import { SecretInput } from '#ui/secret-input.tsx';
import { noteCreatedMethod } from './created-methods.ts';
import { carriedSettings, methodBody, notKeptOf } from './method-form-body.ts';
import type { MethodStart } from './method-form-body.ts';
import { formSpecs, useMethodCreation, useWipedSecrets, workWords } from './method-form-parts.ts';
import { redact } from './method-form-secrets.ts';
import { giveUp, openMethodWork, typedIn } from './method-form-work.ts';
import type { MethodWork } from './method-form-work.ts';
import { NAME_SPEC } from './method-specs.ts';
import type { OidcPreset } from './oidc-presets.ts';
import { placeholderWords } from './url-placeholders.ts';
import { useHosts } from './use-hosts.ts';

// What one kind alone needs, or an answer that was lost, comes when it is needed.
const AppleKey = lazy(async () => ({ default: (await import('./apple-key-input.tsx')).AppleKey }));
const Compare = lazy(async () => ({ default: (await import('./oidc-compare.tsx')).Compare }));
const OidcFill = lazy(async () => ({ default: (await import('./oidc-fill.tsx')).OidcFill }));
const UseCallback = lazy(async () => ({
  default: (await import('./method-form-callback.tsx')).UseCallback,
}));
const loadUse = () => import('./method-form-use.tsx');
const FactorChoice = lazy(async () => ({ default: (await loadUse()).FactorChoice }));
const SwitchesChoice = lazy(async () => ({ default: (await loadUse()).SwitchesChoice }));
const PasskeyRp = lazy(async () => ({
  default: (await import('./passkey-rp-note.tsx')).PasskeyRp,
}));
const PerhapsCreated = lazy(async () => ({
  default: (await import('./perhaps-created.tsx')).PerhapsCreated,
}));

/** What {@link MethodForm} is given. */
type MethodFormProps = {
  accountId: string;
  issuerId: string;
  kind: AuthMethodKind;
  /** What stands in the fields at first: {@link MethodStart} knows no secrets, they are asked for. */
  start: MethodStart;
  /** Names the draft of what is typed: another than that of the issuer's next new one of this kind. */
  draft: string;
  /** Instead of the switches: they are sent as `start` has them, and this says so. */
  switchesNote?: string;
  /** The operator's template of callback URLs; null: none is set. */
  template: string | null;
  /** "Create auth method". */
  submitLabel: string;
  /** The way out, beside the button. */
  cancel: ReactNode;
  /** It is there. What was typed is given up by then, and its secrets are gone. */
  onCreated: (method: AuthMethod) => void;
};

/**
 * The form of one new auth method, whole in itself: fields of the registry, secrets that are kept in
 * memory alone, a draft of the rest, the question before it is left, and creating it exactly once.
 */
export function MethodForm({ kind, start, ...props }: MethodFormProps) {
  const { accountId, issuerId, draft } = props;
  const queryClient = useQueryClient();
  const caller = useQuery({ ...callerQuery(), throwOnError: false }).data;
  const drafts = useDrafts(caller);
  const create = useMethodCreation(queryClient, accountId, issuerId);
  const [work] = useState(() => openMethodWork(kind, start, create()));
  const [works] = useState(() => new Map([[kind, work]]));
  useWipedSecrets(works, caller);
  const typed = () => typedIn(work);
  return (
    <UnsavedGuard
      unsaved={() =>
        work.creation.state().step === 'created' ? 0 : Math.min(1, typed().fields + typed().secrets)
      }
      saving={work.creation.running}
      keeps={() => false}
      words={() => workWords([work])}
      onDiscard={() => {
        giveUp(work);
        drafts?.keep(draft, []);
      }}
      drafted={() => drafts !== null && typed().secrets === 0}
    >
      <MethodWorkForm {...props} work={work} drafts={drafts} list={NOT_ASKED} />
    </UnsavedGuard>
  );
}

type FieldsProps = Omit<MethodFormProps, 'kind' | 'start' | 'draft'> & {
  work: MethodWork;
  list: Listed<AuthMethod>;
  retryList?: () => void;
  preset?: OidcPreset | null;
};

/** Works of which it was told that their method is there. */
const told = new WeakSet<MethodWork>();

const NOT_ASKED: Listed<AuthMethod> = { state: 'asking' };

/**
 * {@link MethodForm} over a work that somebody else holds, and guards.
 *
 * @param list of the issuer's methods: where one of the kind is all there can be
 * @param preset a provider that was asked for; it may not be what stands in the fields. Undefined: none
 *   is offered, since what stands there is of one already
 */
export function MethodWorkForm({
  work,
  drafts,
  draft,
  accountId,
  ...props
}: FieldsProps & { drafts: Drafts | null; draft: string }) {
  const { session, kind } = work;
  const caller = useQuery({ ...callerQuery(), throwOnError: false }).data;
  const readOnly = lacksScope(caller, accountId, 'issuers.auth-methods:write')
    ? 'You cannot create auth methods in this account: that takes the scope issuers.auth-methods:write'
    : null;
  const editing = useMemo(
    (): Editing => ({
      session,
      fields: formSpecs(kind).all,
      noun: 'auth method',
      isNew: true,
      readOnly,
      refusedIn,
      // Nothing is saved: it is created, and what comes of that is said by the form.
      renderFailure: () => null,
      openField: () => undefined,
    }),
    [session, kind, readOnly],
  );
  return (
    <EditingProvider editing={editing} drafts={drafts} resource={draft}>
      <Fields {...props} accountId={accountId} work={work} />
    </EditingProvider>
  );
}

function refusedIn(error: unknown): readonly RefusedName[] {
  return error instanceof ApiError ? error.fields : [];
}

function Fields({
  accountId,
  issuerId,
  work,
  list,
  retryList,
  preset,
  switchesNote,
  template,
  submitLabel,
  cancel,
  onCreated,
}: FieldsProps) {
  const { kind, start, session, secrets, creation } = work;
  const { form, readOnly } = useEditing();
  const state = useSyncExternalStore(creation.subscribe, creation.state);
  const { list: hostList, retry: retryHosts } = useHosts(accountId, issuerId, true);
  const hosts = hostList.state === 'known' ? hostList.rows : null;
  const hostsError = hostList.state === 'failed' ? hostList.error : null;
  const head = useIssuerHead(accountId, issuerId);
  const element = useRef<HTMLFormElement>(null);
  const foot = useRef<HTMLDivElement>(null);
  const [unplaced, setUnplaced] = useState<readonly string[]>([]);
  const showFoot = useCallback(() => foot.current?.scrollIntoView({ block: 'nearest' }), []);
  // Counts refusals, each of which puts the focus on its first field.
  const [round, setRound] = useState(0);
  useEffect(() => {
    if (round === 0) return;
    const field = element.current?.querySelector<HTMLElement>('[aria-invalid]');
    if (field != null) field.focus();
    // Of what no field says, it may be below the window.
    else showFoot();
  }, [round, showFoot]);

  const { core, other, all } = formSpecs(kind);
  const variant = AUTH_METHODS[kind];
  const there =
    list.state === 'known' && variant.perIssuer === 'one'
      ? (list.rows.find(({ method }) => method === kind) ?? null)
      : null;
  const unread = useEditState(
    ({ edits }) => [...edits.values()].filter(({ reason }) => reason !== null).length,
  );
  const reason =
    readOnly ??
    (there === null ? null : 'This issuer has one already') ??
    (unread === 0
      ? null
      : unread === 1
        ? '1 field needs attention'
        : `${unread} fields need attention`);
  const busy = state.step === 'creating';
  const carried = carriedSettings(kind, start);

  const refuse = (refused: readonly RefusedName[]) => {
    const texts = secrets.texts();
    const safe = refused.map(({ field, message }) => ({ field, message: redact(message, texts) }));
    const ofSecrets = new Map(
      safe.flatMap(({ field, message }) => {
        const name = secretsOf(kind).find((secret) => field === `settings.${secret}`);
        return name === undefined ? [] : [[name, message] as const];
      }),
    );
    const rest = safe.filter(({ field }) => !ofSecrets.has(field.replace(/^settings\./, '')));
    secrets.refuse(ofSecrets);
    showRefused(form, all, rest);
    const noField = placeRefused(all, rest).filter(({ spec }) => spec === null);
    setUnplaced(noField.map(({ words }) => words));
    setRound((before) => before + 1);
  };
  const create = () => {
    const value = shownAt(session.state(), []);
    const left = leftPlaceholders(value);
    const made = methodBody(kind, value, secrets.texts());
    if (left !== null) refuse([...(made.ok ? [] : made.refused), left]);
    else if (made.ok) {
      setUnplaced([]);
      creation.create(made.body);
    } else refuse(made.refused);
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    // Enter in a field does what the button does, and no more.
    if (reason === null && !busy) create();
  };

  const settled = useRef(state);
  useEffect(
    () => {
      let isOnScreen = true;
      const unsubscribe = creation.subscribe(() => {
        const now = creation.state();
        if (now === settled.current) return;
        settled.current = now;
        if (!isOnScreen && now.step !== 'creating') unsubscribe();
        if (isOnScreen && now.step === 'form' && now.inDoubt) setRound((before) => before + 1);
        else if (isOnScreen && now.step === 'form' && now.failure !== null) {
          refuse(refusedIn(now.failure.error));
          if (now.failure.error instanceof ApiError && now.failure.error.kind === 'conflict') {
            retryList?.();
          }
        }
        if (now.step !== 'created' || told.has(work)) return;
        told.add(work);
        const { method, sent } = now;
        noteCreatedMethod(method.id, { notKept: notKeptOf(kind, sent, method) });
        giveUp(work);
        onCreated(method);
      });
      return () => {
        isOnScreen = false;
        // Where one went to another kind meanwhile, somebody has to hear that it is there.
        if (creation.running() === null) unsubscribe();
      };
    },
    // oxlint-disable-next-line react/exhaustive-deps -- what it calls is the same work, always
    [creation, work],
  );

  /** A refusal of the server's stays until its field is typed in. */
  const onInput = ({ target }: { target: EventTarget }) => {
    const name = target instanceof HTMLElement ? target.getAttribute('name') : null;
    if (name !== null && form.getFieldState(name).error?.type === 'server') form.clearErrors(name);
  };
  /** What is said of a core setting as it is typed. */
  const noteOf = (name: string | undefined) => {
    if (name === 'rp_id') {
      return (
        <Later what="What there is to say of it did not load.">
          <PasskeyRp hosts={hosts} failed={hostsError !== null} />
        </Later>
      );
    }
    if (name !== 'redirect_uri' || template === null) return undefined;
    return (
      <Later what="The callback URL to use did not load.">
        <UseCallback template={template} issuerId={issuerId} kind={kind} hosts={hosts} />
      </Later>
    );
  };
  const marker = state.step === 'form' && state.inDoubt ? creation.marker() : null;
  return (
    <form ref={element} noValidate onSubmit={submit} onInput={onInput} className="new-method">
      {readOnly !== null && <Notice tone="info">{readOnly}.</Notice>}
      {there !== null && (
        <Notice tone="warn">
          An issuer can have only one, and this one has{' '}
          <MethodLink accountId={accountId} issuerId={issuerId} method={there} />.
        </Notice>
      )}
      <EditingLines
        {...(secretsOf(kind).length > 0 && { never: 'Secrets are not kept: type them again.' })}
      />
      {kind === 'oidc' && preset !== undefined && (
        <Later what="What is known of providers did not load." height="4.5rem">
          <OidcFill work={work} asked={preset} />
        </Later>
      )}
      <Part title={titleOf(kind)}>
        <FieldGrid>
          <EditField spec={NAME_SPEC} full={core.length > 0} />
          {core.map((spec) => (
            <EditField key={nameOf(spec)} spec={spec} note={noteOf(spec.path[1])} />
          ))}
          {secretsOf(kind).map((name) =>
            kind === 'apple' ? (
              <Later key={name} what="The field of the private key did not load." height="11rem">
                <AppleKey work={work} name={name} />
              </Later>
            ) : (
              <SecretField key={name} work={work} name={name} />
            ),
          )}
        </FieldGrid>
        {core.length > 0 && (
          <p className="part-note">
            All of this but the name is fixed once the auth method is created.
            {secretsOf(kind).length > 0 && ' New credentials take a new auth method.'}
          </p>
        )}
        {kind === 'oidc' && <OidcCompare />}
      </Part>
      {secretsOf(kind).length > 0 && (
        <Part title="Callback URL">
          <CallbackUrl
            template={template}
            issuerId={issuerId}
            method={kind}
            methodId={null}
            hosts={hosts}
          />
          {hostsError !== null && (
            <FailureLine
              what="The issuer’s custom domains did not load."
              error={hostsError}
              onRetry={retryHosts}
            />
          )}
        </Part>
      )}
      {other.length > 0 && (
        <Part
          title="Settings"
          detail="Optional, and to be changed at any time. AuthPI has not published these: names and meanings are this dashboard’s."
        >
          <FieldGrid>
            {other.map((spec) => (
              <EditField key={nameOf(spec)} spec={spec} />
            ))}
          </FieldGrid>
        </Part>
      )}
      {carried.length > 0 && (
        <Notice tone="info">
          Taken along as they are, since this dashboard has no field for them:{' '}
          {carried.map((name, index) => (
            <span key={name}>
              {index > 0 && ', '}
              <code>settings.{name}</code>
            </span>
          ))}
        </Notice>
      )}
      <Part title="Use">
        {(variant.firstFactorOnly === 'either' || switchesNote === undefined) && (
          <Later what="What is to be chosen here did not load." height="11rem">
            {variant.firstFactorOnly === 'either' && <FactorChoice work={work} />}
            {switchesNote === undefined && (
              <SwitchesChoice kind={kind} work={work} isActive={head?.issuer.status === 'active'} />
            )}
          </Later>
        )}
        {switchesNote !== undefined && <p className="part-note">{switchesNote}</p>}
      </Part>
      <div ref={foot} tabIndex={-1} className="method-foot">
        {unplaced.length > 0 && (
          <ErrorSummary
            title="Not created. What you typed is still here."
            items={unplaced.map((text) => ({ text }))}
          />
        )}
        {marker !== null && (
          <div role="alert">
            <Later what="Whether it was created could not be looked at.">
              <PerhapsCreated
                marker={marker}
                onDone={creation.settle}
                // It grows by then, and would ask below the window.
                onLooked={showFoot}
                onFound={(method) => {
                  creation.settle();
                  giveUp(work);
                  onCreated(method);
                }}
              >
                The answer about “{marker.name}” did not arrive, and you changed something since.
                Nothing more was sent.
              </PerhapsCreated>
            </Later>
          </div>
        )}
        {state.step === 'form' && state.failure !== null && marker === null && there === null && (
          <Failed
            error={state.failure.error}
            unsure={state.failure.unsure}
            placed={placeRefused(all, refusedIn(state.failure.error)).length > 0}
            onRetry={create}
          />
        )}
      </div>
      <div className="save-bar">
        <SubmitButton reason={reason} busy={busy} doing="Creating…">
          {submitLabel}
        </SubmitButton>
        {cancel}
      </div>
    </form>
  );
}

function titleOf(kind: AuthMethodKind): string {
  if (secretsOf(kind).length > 0) return 'Name and credentials';
  return formSpecs(kind).core.length > 0 ? 'Name and core settings' : 'Name';
}

/** A template that was filled in and left as it was can be read as a URL, and is none. */
function leftPlaceholders(value: unknown): RefusedName | null {
  const url = valueAt(value, ['settings', 'issuer_url']);
  const words = typeof url === 'string' ? placeholderWords(url) : null;
  return words === null ? null : { field: 'settings.issuer_url', message: words };
}

/** A part of the form, with its heading. */
function Part({
  title,
  detail,
  children,
}: {
  title: string;
  detail?: string;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <section className="method-part" aria-labelledby={id}>
      <h2 id={id} className="text-section font-semibold">
        {title}
      </h2>
      {detail !== undefined && <p className="section-detail">{detail}</p>}
      {children}
    </section>
  );
}

function MethodLink({
  accountId,
  issuerId,
  method,
}: {
  accountId: string;
  issuerId: string;
  method: AuthMethod;
}) {
  return (
    <Link
      to="/accounts/$accountId/issuers/$issuerId/auth-methods/$methodId"
      params={{ accountId, issuerId, methodId: method.id }}
      className="link underline"
    >
      {methodName(method)}
    </Link>
  );
}

/**
 * Compares what is typed with the provider's discovery document, which is opened and pasted by hand:
 * this page asks no other server.
 */
function OidcCompare() {
  const [open, setOpen] = useState(false);
  return (
    <details className="compare" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Compare with the provider’s discovery document</summary>
      {open && (
        <Later what="The comparison did not load." height="10rem">
          <Compare />
        </Later>
      )}
    </details>
  );
}

/** A secret of one line. */
function SecretField({ work: { kind, secrets }, name }: { work: MethodWork; name: string }) {
  const { readOnly } = useEditing();
  const held = useMemo(
    () => ({
      read: () => secrets.texts().get(name) ?? '',
      write: (text: string) => secrets.set(name, text),
      subscribe: secrets.subscribe,
    }),
    [secrets, name],
  );
  const hasBlank = useSyncExternalStore(
    secrets.subscribe,
    () => held.read() !== held.read().trim(),
  );
  const error = useSyncExternalStore(secrets.subscribe, () => secrets.refused().get(name));
  const setting = AUTH_METHODS[kind].core[name];
  const label = setting?.label ?? name;
  const help = [setting?.help, hasBlank ? 'There is a blank at its start or end.' : null];
  return (
    <Field
      label={label}
      name={`settings.${name}`}
      help={help.filter(Boolean).join(' ')}
      error={error}
      full
    >
      {(aria) => (
        <SecretInput
          {...aria}
          what={label.toLowerCase()}
          name={`settings.${name}`}
          held={held}
          readOnly={readOnly !== null}
        />
      )}
    </Field>
  );
}

/** Why it was not created: a line, where the fields do not say it. */
function Failed({
  error,
  unsure,
  placed,
  onRetry,
}: {
  error: unknown;
  /** Perhaps it was, by this or an earlier try. */
  unsure: boolean;
  /** Fields say it. */
  placed: boolean;
  onRetry: () => void;
}) {
  if (placed) {
    return (
      <p role="alert" className="part-note">
        Not created. {describeError(error).title}. What you typed is still here.
      </p>
    );
  }
  return (
    <FailureLine
      what={unsure ? 'Perhaps created.' : 'Not created. What you typed is still here.'}
      told={unsure ? 'unsure' : 'unsaved'}
      error={error}
      onRetry={onRetry}
    />
  );
}
