import type { AuthMethod } from '#contract/auth-method.ts';
import type { Domain } from '#contract/domain.ts';
import type { Issuer } from '#contract/issuer.ts';
import { ConsoleLink } from '#shared/console-link.tsx';
import type { Listed } from '#shared/listed.ts';
import { WayTo } from '#shared/way-to.tsx';
import { Button } from '#ui/button.tsx';
import { Section } from '#ui/section.tsx';
import { noteCreated } from './created-issuers.ts';
import type { Created } from './created-issuers.ts';
import { PointSkeleton } from './issuer-sign-in.tsx';
import { Point } from './point.tsx';
import { nextSteps, todosOf } from './todos.ts';
import type { Todo } from './todos.ts';

/**
 * What is left to do before people can sign in; null: the issuer is on its way.
 *
 * @param created what is to be said of it as one that was created a moment ago
 */
export function IssuerTodos({
  accountId,
  issuerId,
  issuer,
  methods,
  domains,
  created = null,
}: {
  accountId: string;
  issuerId: string;
  issuer: Issuer | null;
  methods: Listed<AuthMethod>;
  domains: Listed<Domain>;
  created?: Created | null;
}) {
  const asking = issuer === null || methods.state === 'asking' || domains.state === 'asking';
  const plain = issuer === null ? [] : todosOf(issuer, methods, domains);
  const todos = created === null || issuer === null ? plain : nextSteps(plain, created, methods);
  return (
    <Section
      title={created === null ? 'Left to do' : 'Issuer created: next steps'}
      actions={
        created !== null && (
          <Button look="quiet" onClick={() => noteCreated(issuerId, null)}>
            Dismiss
          </Button>
        )
      }
    >
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
              way={
                todo.to !== null && <Way to={todo.to} accountId={accountId} issuerId={issuerId} />
              }
            />
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** What the way to a page of the issuer is called. */
const WAYS = {
  'auth-methods': { page: 'auth-methods', text: 'Auth methods' },
  settings: { page: 'settings', text: 'Settings' },
  domains: { page: 'issuer-domains', text: 'Domains' },
} as const;

function Way({
  to,
  accountId,
  issuerId,
}: {
  to: NonNullable<Todo['to']>;
  accountId: string;
  issuerId: string;
}) {
  if (to === 'console') {
    return (
      <>
        Create one in <ConsoleLink />
      </>
    );
  }
  const { page, text } = WAYS[to];
  return (
    <WayTo accountId={accountId} to={{ page, issuerId }} className="link way">
      {text}
    </WayTo>
  );
}
