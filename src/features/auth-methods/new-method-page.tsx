import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { lazy, useEffect, useRef, useState } from 'react';
import { authMethodsQuery } from '#api/auth-methods.ts';
import { callerQuery } from '#api/caller.ts';
import { isKnownMethod } from '#contract/auth-methods/registry.ts';
import type { AuthMethodKind } from '#contract/auth-methods/registry.ts';
import type { AuthMethod } from '#contract/auth-method.ts';
import { UnsavedGuard } from '#editing/unsaved-guard.tsx';
import { listedOf } from '#shared/listed.ts';
import { useDrafts } from '#shared/use-drafts.ts';
import { Later } from '#ui/later.tsx';
import { MethodWorkForm } from './method-form.tsx';
import { hasMarkers } from './creating-marker.ts';
import { startOf } from './method-form-body.ts';
import type { MethodStart } from './method-form-body.ts';
import {
  newMethodPath,
  useMethodCreation,
  useWipedSecrets,
  workWords,
} from './method-form-parts.ts';
import { giveUp, openMethodWork, typedIn } from './method-form-work.ts';
import type { MethodWork } from './method-form-work.ts';
import { NewMethodHead } from './new-method-head.tsx';
import { forgetHandedOver, handedOver } from './new-method-start.ts';
import { presetOf } from './oidc-presets.ts';

// Of no use to whoever comes to a form: the route asks for it ahead where it is.
const WasCreating = lazy(async () => ({
  default: (await import('./was-creating.tsx')).WasCreating,
}));
const NewMethodPicker = lazy(async () => ({
  default: (await import('./new-method-picker.tsx')).NewMethodPicker,
}));

/**
 * Creates an auth method: first which, then what it is set to. Each has a work of its own, which is
 * still there when one comes back from another; one alone is sent.
 *
 * @param method as the address names it; what is not known is not chosen
 * @param preset a provider to begin with
 * @param template of callback URLs; null: the operator set none
 */
export function NewMethodPage({
  accountId,
  issuerId,
  method,
  preset,
  template,
  onCreated,
}: {
  accountId: string;
  issuerId: string;
  method: string | undefined;
  preset: string | undefined;
  template: string | null;
  onCreated: (method: AuthMethod) => void;
}) {
  const kind = method !== undefined && isKnownMethod(method) ? method : null;
  const caller = useQuery({ ...callerQuery(), throwOnError: false }).data;
  const drafts = useDrafts(caller);
  const listed = useQuery({ ...authMethodsQuery(accountId, issuerId), throwOnError: false });
  const list = listedOf(listed);
  const open = useOpenWork(accountId, issuerId);
  const [mayAsk] = useState(() => hasMarkers());
  const [works] = useState(() => new Map<AuthMethodKind, MethodWork>());
  const work = kind === null ? null : workOf(works, kind, preset, issuerId, open);
  const [query, setQuery] = useState('');
  const head = useRef<HTMLHeadingElement>(null);
  const search = useRef<HTMLInputElement>(null);
  // What was pressed went away with the step it stood in. Back leads to where one left from.
  const shown = useRef(kind);
  useEffect(() => {
    const before = shown.current;
    shown.current = kind;
    if (before === kind) return;
    const link =
      before === null
        ? null
        : document.querySelector<HTMLElement>(`main .method-option a[href$="method=${before}"]`);
    (kind === null ? (link ?? search.current) : head.current)?.focus({ preventScroll: true });
  }, [kind]);
  useWipedSecrets(works, caller);

  const touched = () => [...works.values()].filter((each) => isTouched(each));
  const isCreated = () =>
    [...works.values()].some((each) => each.creation.state().step === 'created');
  return (
    <UnsavedGuard
      unsaved={() => (isCreated() ? 0 : touched().length)}
      saving={() => {
        for (const each of works.values()) {
          const running = each.creation.running();
          if (running !== null) return running;
        }
        return null;
      }}
      keeps={() => false}
      words={() => workWords(touched())}
      onDiscard={() => {
        forgetHandedOver();
        for (const each of works.values()) {
          giveUp(each);
          // Those that are not on screen are not listened to.
          drafts?.keep(newMethodPath(accountId, issuerId, each.kind), []);
        }
      }}
      drafted={() => drafts !== null && touched().every((each) => typedIn(each).secrets === 0)}
    >
      {mayAsk && (
        <Later what="Whether an auth method was created could not be looked at.">
          <WasCreating
            accountId={accountId}
            issuerId={issuerId}
            onFound={(found) => {
              // What the draft was of is there.
              for (const each of works.values()) if (each.kind === found.method) giveUp(each);
              onCreated(found);
            }}
          />
        </Later>
      )}
      {work === null ? (
        <Later what="The kinds of auth method did not load." height="80rem">
          <NewMethodPicker
            accountId={accountId}
            issuerId={issuerId}
            list={list}
            retry={() => void listed.refetch()}
            typed={touched().map((each) => each.kind)}
            query={query}
            onQuery={setQuery}
            ref={search}
          />
        </Later>
      ) : (
        <>
          <NewMethodHead ref={head} accountId={accountId} issuerId={issuerId} kind={work.kind} />
          <MethodWorkForm
            key={work.kind}
            accountId={accountId}
            issuerId={issuerId}
            work={work}
            drafts={drafts}
            draft={newMethodPath(accountId, issuerId, work.kind)}
            template={template}
            submitLabel="Create auth method"
            cancel={
              <Link
                to="/accounts/$accountId/issuers/$issuerId/auth-methods"
                params={{ accountId, issuerId }}
                activeOptions={{ exact: true }}
                className="btn btn-quiet"
              >
                Cancel
              </Link>
            }
            list={list}
            retryList={() => void listed.refetch()}
            preset={presetOf(preset)}
            onCreated={(created) => {
              forgetHandedOver();
              for (const each of works.values()) each.secrets.wipe();
              onCreated(created);
            }}
          />
        </>
      )}
    </UnsavedGuard>
  );
}

function isTouched(work: MethodWork): boolean {
  const typed = typedIn(work);
  return typed.fields + typed.secrets > 0;
}

/** How a work of this issuer is opened. */
function useOpenWork(accountId: string, issuerId: string) {
  const queryClient = useQueryClient();
  const create = useMethodCreation(queryClient, accountId, issuerId);
  return (kind: AuthMethodKind, start: MethodStart) => openMethodWork(kind, start, create());
}

/** The work on a kind, as it was left; or one that begins with what was asked for. */
function workOf(
  works: Map<AuthMethodKind, MethodWork>,
  kind: AuthMethodKind,
  preset: string | undefined,
  issuerId: string,
  open: (kind: AuthMethodKind, start: MethodStart) => MethodWork,
): MethodWork {
  const known = works.get(kind);
  const from = kind === 'oidc' ? presetOf(preset) : null;
  const wanted = from === null ? null : from.name;
  if (known !== undefined && (wanted === null || wanted === known.start.name || isTouched(known))) {
    return known;
  }
  const handed = handedOver(issuerId, kind);
  const start = handed === null ? startOf(kind) : startFrom(handed, kind);
  const work = open(
    kind,
    from === null
      ? start
      : {
          ...start,
          name: from.name,
          settings: { ...start.settings, issuer_url: from.issuerUrl, scopes: [...from.scopes] },
        },
  );
  works.set(kind, work);
  return work;
}

function startFrom(
  handed: NonNullable<ReturnType<typeof handedOver>>,
  kind: AuthMethodKind,
): MethodStart {
  const plain = startOf(kind);
  return {
    name: handed.name,
    first_factor_only: handed.first_factor_only ?? plain.first_factor_only,
    enabled_login: handed.enabled_login ?? plain.enabled_login,
    enabled_signup: handed.enabled_signup ?? plain.enabled_signup,
    featured: handed.featured ?? plain.featured,
    settings: handed.settings,
  };
}
