import type { AuthMethod } from '#contract/auth-method.ts';
import type { Domain } from '#contract/domain.ts';
import type { Issuer } from '#contract/issuer.ts';
import { ConsoleLink } from '#shared/console-link.tsx';
import type { Listed } from '#shared/listed.ts';
import { WayTo } from '#shared/way-to.tsx';
import { Button } from '#ui/button.tsx';
import { Section } from '#ui/section.tsx';
import { useNow } from '#ui/time.tsx';
import { noteCreated } from './created-issuers.ts';
import type { Created } from './created-issuers.ts';
import { PointSkeleton } from './issuer-sign-in.tsx';
import { Point } from './point.tsx';
import { nextSteps, todosOf } from './todos.ts';
import type { Todo, TodoFacts } from './todos.ts';

/** How much something matters, in a word; null: its title says it. */
const WORDS: { readonly [tone in Todo['tone']]: string | null } = {
  bad: 'Problem',
  warn: 'Warning',
  unknown: null,
  note: 'Note',
  done: null,
};

/**
 * What needs attention at an issuer, before people can sign in and once they do; null: the issuer is
 * on its way.
 *
 * @param domains those of its account
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
  const now = useNow();
  const asking = issuer === null || methods.state === 'asking' || domains.state === 'asking';
  const todos = issuer === null ? [] : said({ issuer, methods, domains, now }, created);
  return (
    <Section
      title={created === null ? 'What needs attention' : 'Issuer created: next steps'}
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
              word={created === null ? WORDS[todo.tone] : null}
              title={todo.title}
              detail={todo.why}
              way={todo.cure !== null && <Way cure={todo.cure} accountId={accountId} />}
            />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function said(facts: TodoFacts, created: Created | null): Todo[] {
  return created === null ? todosOf(facts) : nextSteps(facts, created);
}

function Way({ cure, accountId }: { cure: NonNullable<Todo['cure']>; accountId: string }) {
  const { text, to } = cure;
  if (to.page === 'console') {
    return (
      <>
        {text} <ConsoleLink />
      </>
    );
  }
  return (
    <WayTo accountId={accountId} to={to} className="link way">
      <bdi>{text}</bdi>
    </WayTo>
  );
}
