import { isWhole } from '#contract/page.ts';
import { useQuery } from '@tanstack/react-query';
import type { QueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef } from 'react';
import { authMethodsQuery } from '#api/auth-methods.ts';
import { callerQuery } from '#api/caller.ts';
import { createAuthMethod } from '#api/write-auth-methods.ts';
import { AUTH_METHODS, settingsOf } from '#contract/auth-methods/registry.ts';
import type { AuthMethodKind } from '#contract/auth-methods/registry.ts';
import type { Caller } from '#contract/caller.ts';
import { pathOf } from '#contract/operations.ts';
import type { FieldSpec } from '#editing/field.ts';
import { countOf } from '#shared/list-words.ts';
import { personOf } from '#shared/person.ts';
import { removeMarker, writeMarker } from './creating-marker.ts';
import type { CreatingMarker } from './creating-marker.ts';
import { createMethodCreation } from './method-form-creation.ts';
import type { MethodCreation } from './method-form-creation.ts';
import { typedIn } from './method-form-work.ts';
import type { MethodWork } from './method-form-work.ts';
import { NAME_SPEC, otherSpecs, settingSpec } from './method-specs.ts';
import { placeholderWords } from './url-placeholders.ts';

/** Names the new auth method of a kind, for what is kept of it in this browser. */
export function newMethodPath(accountId: string, issuerId: string, kind: AuthMethodKind): string {
  const params = { account_id: accountId, issuer_id: issuerId };
  return `${pathOf('createAuthMethod', params)}/new/${kind}`;
}

/** The fields of a new auth method, by the parts of its form. Secrets have none. */
export type FormSpecs = {
  readonly core: readonly FieldSpec[];
  readonly other: readonly FieldSpec[];
  readonly all: readonly FieldSpec[];
};

const specs = new Map<AuthMethodKind, FormSpecs>();

/** See {@link FormSpecs}. The same object for a kind, always. */
export function formSpecs(kind: AuthMethodKind): FormSpecs {
  const known = specs.get(kind);
  if (known !== undefined) return known;
  const core = settingsOf(kind)
    .core.filter(([, setting]) => setting.kind !== 'secret')
    .map((named) => {
      const [name] = named;
      const spec = settingSpec(named, AUTH_METHODS[kind].core[name]?.optional !== true);
      return name === 'issuer_url' ? withoutPlaceholders(spec) : spec;
    });
  const other = otherSpecs(kind);
  const made = { core, other, all: [NAME_SPEC, ...core, ...other] };
  specs.set(kind, made);
  return made;
}

/** A template of a provider's is no URL yet, even where it can be read as one. */
function withoutPlaceholders(spec: FieldSpec): FieldSpec {
  return {
    ...spec,
    read: (raw, was) => {
      const left = typeof raw === 'string' ? placeholderWords(raw) : null;
      return left === null ? spec.read(raw, was) : { value: null, reason: left };
    },
  };
}

const FIELDS = { one: 'field', many: 'fields' };
const SECRETS = { one: 'secret', many: 'secrets' };

/** What was typed into new auth methods, as the beginning of a sentence. */
export function workWords(works: readonly MethodWork[]): string {
  const each = works.map((work) => {
    const { fields, secrets } = typedIn(work);
    const parts = [
      fields > 0 ? countOf(fields, FIELDS) : null,
      secrets > 0 ? countOf(secrets, SECRETS) : null,
    ];
    return `${AUTH_METHODS[work.kind].label} (${parts.filter((part) => part !== null).join(', ')})`;
  });
  return `The new auth ${works.length === 1 ? 'method' : 'methods'} ${each.join(' and ')}`;
}

/** How the creation of an auth method of this issuer is begun, marker and all. */
export function useMethodCreation(
  queryClient: QueryClient,
  accountId: string,
  issuerId: string,
): () => MethodCreation {
  const caller = useQuery({ ...callerQuery(), throwOnError: false }).data;
  const person = useRef<string | null>(null);
  useEffect(() => {
    if (caller !== undefined) person.current = personOf(caller);
  }, [caller]);
  return useCallback(() => {
    let marker: CreatingMarker | null = null;
    return createMethodCreation(
      async (body, key) =>
        (await createAuthMethod(queryClient, accountId, issuerId, body, key)).value,
      {
        begin: ({ method, name }) => {
          // The same request again: what was there before is what was there then.
          if (marker !== null) return;
          const page = queryClient.getQueryData(authMethodsQuery(accountId, issuerId).queryKey);
          const isAll = page !== undefined && isWhole(page);
          marker = {
            person: person.current ?? '',
            accountId,
            issuerId,
            method,
            name,
            at: Date.now(),
            known: isAll ? page.data.map(({ id }) => id) : null,
          };
          if (person.current !== null) writeMarker(marker);
        },
        settled: () => {
          if (marker !== null) removeMarker(marker);
          marker = null;
        },
        marker: () => marker,
      },
    );
  }, [queryClient, accountId, issuerId]);
}

/**
 * Wipes secrets once the page is left, or somebody else is signed in.
 *
 * @param works the same map, always
 */
export function useWipedSecrets(
  works: ReadonlyMap<AuthMethodKind, MethodWork>,
  caller: Caller | undefined,
): void {
  const person = caller === undefined ? null : personOf(caller);
  const before = useRef(person);
  useEffect(() => {
    if (before.current !== null && person !== null && before.current !== person) {
      for (const work of works.values()) {
        work.secrets.wipe();
        work.creation.forget();
      }
    }
    before.current = person ?? before.current;
  }, [works, person]);
  useEffect(() => {
    const wipe = () => {
      for (const work of works.values()) work.secrets.wipe();
    };
    // The browser may keep a page that was left, to go back to.
    addEventListener('pagehide', wipe);
    return () => {
      removeEventListener('pagehide', wipe);
      wipe();
    };
  }, [works]);
}
