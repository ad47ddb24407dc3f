import { Link } from '@tanstack/react-router';
import type { AuthMethod } from '#contract/auth-method.ts';
import type { Domain } from '#contract/domain.ts';
import type { Issuer } from '#contract/issuer.ts';
import { ConsoleLink } from '#shared/console-link.tsx';
import { Section } from '#ui/section.tsx';
import { PointSkeleton } from './issuer-sign-in.tsx';
import type { Listed } from './listed.ts';
import { Point } from './point.tsx';
import { todosOf } from './todos.ts';
import type { Todo } from './todos.ts';

/** What is left to do before people can sign in; null: the issuer is on its way. */
export function IssuerTodos({
  accountId,
  issuerId,
  issuer,
  methods,
  domains,
}: {
  accountId: string;
  issuerId: string;
  issuer: Issuer | null;
  methods: Listed<AuthMethod>;
  domains: Listed<Domain>;
}) {
  const asking = issuer === null || methods.state === 'asking' || domains.state === 'asking';
  const todos = issuer === null ? [] : todosOf(issuer, methods, domains);
  return (
    <Section title="Left to do">
      <ul className="points" aria-busy={asking}>
        {asking && (
          <li>
            <span className="sr-only">Loading</span>
            <PointSkeleton />
          </li>
        )}
        {todos.map((todo) => (
          <li key={todo.id}>
            <Point
              tone={todo.tone === 'done' ? 'ok' : todo.tone}
              title={todo.title}
              detail={todo.detail}
              way={todo.to !== null && <Way to={todo.to} params={{ accountId, issuerId }} />}
            />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Way({
  to,
  params,
}: {
  to: NonNullable<Todo['to']>;
  params: { accountId: string; issuerId: string };
}) {
  switch (to) {
    case 'console':
      return (
        <>
          Create one in <ConsoleLink />
        </>
      );
    case 'auth-methods':
      return (
        <Link
          to="/accounts/$accountId/issuers/$issuerId/auth-methods"
          params={params}
          className="link way"
        >
          Auth methods
        </Link>
      );
    case 'settings':
      return (
        <Link
          to="/accounts/$accountId/issuers/$issuerId/settings"
          params={params}
          className="link way"
        >
          Settings
        </Link>
      );
    case 'domains':
      return (
        <Link
          to="/accounts/$accountId/issuers/$issuerId/domains"
          params={params}
          className="link way"
        >
          Domains
        </Link>
      );
  }
}
