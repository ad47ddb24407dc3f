import { Link } from '@tanstack/react-router';
import type { Ref } from 'react';
import { ApiError } from '#api/errors.ts';
import { AUTH_METHOD_KINDS, AUTH_METHODS } from '#contract/auth-methods/registry.ts';
import type { AuthMethodKind } from '#contract/auth-methods/registry.ts';
import type { AuthMethod } from '#contract/auth-method.ts';
import { FailureLine } from '#shared/failure.tsx';
import type { Listed } from '#shared/listed.ts';
import { countOf } from '#shared/list-words.ts';
import { methodName } from '#shared/method-words.ts';
import { searchRows } from '#shared/text-match.ts';
import { Blank, Notice } from '#ui/notice.tsx';
import { SearchField } from '#ui/search-field.tsx';
import { Section } from '#ui/section.tsx';
import { Tag } from '#ui/tag.tsx';
import { MethodIcon } from './method-icon.tsx';
import { OIDC_PRESETS } from './oidc-presets.ts';
import { GROUP_WORDS } from './words.ts';

const KINDS = { one: 'kind of auth method', many: 'kinds of auth method' };
const GROUPS = ['social', 'passwordless', 'password', 'second'] as const;

type Place = { accountId: string; issuerId: string };

/**
 * Chooses which auth method to add.
 *
 * @param list of the issuer's methods: of some it can have only one
 * @param typed kinds in whose forms something is typed
 */
export function NewMethodPicker({
  accountId,
  issuerId,
  list,
  retry,
  typed,
  query,
  onQuery,
  ref,
}: Place & {
  list: Listed<AuthMethod>;
  retry: () => void;
  typed: readonly AuthMethodKind[];
  query: string;
  onQuery: (query: string) => void;
  ref: Ref<HTMLInputElement>;
}) {
  const found = searchRows(query, AUTH_METHOD_KINDS, textsOf);
  const isSearched = query.trim() !== '';
  const status = isSearched ? `${countOf(found.length, KINDS)} found` : '';
  return (
    <div className="method-picker">
      <ListState list={list} retry={retry} />
      <SearchField
        ref={ref}
        label="Search kinds of auth method"
        placeholder="Such as Google, password or SMS"
        value={query}
        onChange={onQuery}
      />
      <output className="sr-only" aria-live="polite">
        {status}
      </output>
      {found.length === 0 && (
        <div className="card">
          <Blank
            title={`No kind of auth method matches “${query.trim()}”`}
            detail="Most providers speak OpenID Connect or OAuth 2.0: look for those."
          />
        </div>
      )}
      {GROUPS.map((group) => {
        const kinds = found.filter((kind) => AUTH_METHODS[kind].group === group);
        if (kinds.length === 0) return null;
        return (
          <Section key={group} {...GROUP_WORDS[group]}>
            <ul>
              {kinds.map((kind) => (
                <Option
                  key={kind}
                  accountId={accountId}
                  issuerId={issuerId}
                  kind={kind}
                  there={oneThere(list, kind)}
                  isBegun={typed.includes(kind)}
                  query={query}
                />
              ))}
            </ul>
          </Section>
        );
      })}
    </div>
  );
}

/** The method of a kind that an issuer can have one of, and has; null: none, or it is not known. */
function oneThere(list: Listed<AuthMethod>, kind: AuthMethodKind): AuthMethod | null {
  if (list.state !== 'known' || AUTH_METHODS[kind].perIssuer !== 'one') return null;
  return list.rows.find(({ method }) => method === kind) ?? null;
}

function textsOf(kind: AuthMethodKind): readonly string[] {
  const { label, help } = AUTH_METHODS[kind];
  const presets = kind === 'oidc' ? OIDC_PRESETS.flatMap(({ name, also }) => [name, ...also]) : [];
  return [label, kind, help, ...presets];
}

/** What is not known of the methods that are there. */
function ListState({ list, retry }: { list: Listed<AuthMethod>; retry: () => void }) {
  if (list.state === 'failed') {
    const isGone = list.error instanceof ApiError && list.error.kind === 'not_found';
    return (
      <FailureLine
        what={
          isGone
            ? 'There is no such issuer.'
            : 'It could not be looked at which auth methods this issuer has. Of some it can have only one.'
        }
        error={list.error}
        onRetry={retry}
      />
    );
  }
  if (list.state === 'known' && !list.whole) {
    return (
      <Notice tone="warn">
        Not all auth methods of this issuer could be read. Of some it can have only one, and that
        one may be there already.
      </Notice>
    );
  }
  return null;
}

function Option({
  accountId,
  issuerId,
  kind,
  there,
  isBegun,
  query,
}: Place & {
  kind: AuthMethodKind;
  there: AuthMethod | null;
  isBegun: boolean;
  query: string;
}) {
  const { label, help } = AUTH_METHODS[kind];
  const to = '/accounts/$accountId/issuers/$issuerId/auth-methods/new';
  const params = { accountId, issuerId };
  return (
    <li className="method-option" data-there={there !== null || undefined}>
      <MethodIcon method={kind} />
      <div>
        <p className="method-option-name">
          {there === null ? (
            <Link to={to} params={params} search={{ method: kind }} className="row-link">
              {label}
            </Link>
          ) : (
            <span>{label}</span>
          )}
          <code>{kind}</code>
          {isBegun && <Tag text="Begun" />}
        </p>
        <p className="text-text-2">{help}</p>
        {there !== null && (
          <p>
            An issuer can have only one, and this one has{' '}
            <Link
              to="/accounts/$accountId/issuers/$issuerId/auth-methods/$methodId"
              params={{ accountId, issuerId, methodId: there.id }}
              className="link underline"
            >
              {methodName(there)}
            </Link>
            .
          </p>
        )}
        {kind === 'oidc' && (
          <ul className="method-presets" aria-label="Begin with a provider">
            {presetsFor(query).map(({ id, name }) => (
              <li key={id}>
                <Link
                  to={to}
                  params={params}
                  search={{ method: kind, preset: id }}
                  className="link"
                >
                  {name}
                </Link>
              </li>
            ))}
          </ul>
        )}
      </div>
    </li>
  );
}

/** Those that are looked for; all of them where none is. */
function presetsFor(query: string) {
  const found = searchRows(query, OIDC_PRESETS, ({ name, also }) => [name, ...also]);
  return found.length === 0 ? OIDC_PRESETS : found;
}
