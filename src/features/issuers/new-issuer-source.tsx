import { lazy, Suspense, useState } from 'react';
import type { ReactNode } from 'react';
import { ApiError } from '#api/errors.ts';
import type { IssuerRow } from '#contract/issuer.ts';
import { FailureLine } from '#shared/failure.tsx';
import { environmentOf, issuerName, statusLook } from '#shared/issuer-words.ts';
import { Button } from '#ui/button.tsx';
import { ErrorBoundary } from '#ui/error-boundary.tsx';
import { FieldGroup } from '#ui/field.tsx';
import { ChoiceInput } from '#ui/inputs.tsx';
import { LazyDialog } from '#ui/lazy-dialog.tsx';
import { Notice } from '#ui/notice.tsx';
import { ShortId } from '#ui/short-id.tsx';
import { Skeleton } from '#ui/skeleton.tsx';
import { Status } from '#ui/status.tsx';
import { Tag } from '#ui/tag.tsx';
import { Beside } from './beside.tsx';
import type { Part, Start } from './new-issuer.ts';
import type { Source } from './use-source.ts';

const loadPicker = () => import('./new-issuer-picker.tsx');
const NewIssuerPicker = lazy(() =>
  loadPicker().then((module) => ({ default: module.NewIssuerPicker })),
);
const NewIssuerPlan = lazy(() =>
  import('./new-issuer-plan.tsx').then((module) => ({ default: module.NewIssuerPlan })),
);

/** Fetches the code ahead. Where that fails, opening says so. */
function preloadPicker() {
  loadPicker().catch(() => undefined);
}

const PART_WORDS: { readonly [part in Part]: string } = {
  links: 'Links',
  available_scopes: 'Scopes',
  settings: 'Settings',
  metadata: 'Other metadata',
  methods: 'Auth methods',
};

/** What a new issuer starts from, and what of that it takes along. */
export function NewIssuerSource({
  accountId,
  start,
  source,
  readOnly,
  onStart,
  onPick,
}: {
  accountId: string;
  start: Start;
  source: Source;
  readOnly: boolean;
  onStart: (start: Start) => void;
  onPick: (row: IssuerRow) => void;
}) {
  const { carried, methods } = source;
  const starts = [
    {
      from: 'blank',
      label: 'Blank',
      help: 'Only what is typed above. All else is for AuthPI to say.',
    },
    {
      from: 'copy',
      label: 'A copy of another issuer',
      help: 'What it is set to, and its auth methods where no secret is needed. Never its users, clients or domains.',
    },
    ...(start.values === null
      ? []
      : [
          {
            from: 'values',
            label: 'What was typed for an issuer that was deleted',
            help: 'Its links, scopes, settings and metadata as they stood there. Its auth methods went with it.',
          } as const,
        ]),
  ] as const;
  const takes = (part: Part) => ({
    type: 'checkbox' as const,
    label: PART_WORDS[part],
    readOnly,
    checked: !start.leave.includes(part),
    onChange: () =>
      onStart({
        ...start,
        leave: start.leave.includes(part)
          ? start.leave.filter((each) => each !== part)
          : [...start.leave, part],
      }),
  });
  const isChosen = source.issuer !== null || start.from === 'values';
  return (
    <>
      <FieldGroup legend="Start from">
        {starts.map(({ from, label, help }) => (
          <ChoiceInput
            key={from}
            type="radio"
            name="start"
            label={label}
            help={help}
            readOnly={readOnly}
            checked={start.from === from}
            onChange={() => onStart({ ...start, from })}
          />
        ))}
      </FieldGroup>
      {start.from === 'copy' && (
        <Chosen
          accountId={accountId}
          start={start}
          source={source}
          readOnly={readOnly}
          onPick={onPick}
        />
      )}
      {isChosen && (carried.length > 0 || methods !== null) && (
        <FieldGroup legend="Take along">
          {carried.map(({ part, words }) => (
            <ChoiceInput key={part} {...takes(part)} help={words} />
          ))}
          {methods !== null && (
            <div className="grid gap-2">
              <ChoiceInput {...takes('methods')} />
              {!start.leave.includes('methods') && (
                <div className="plan-frame">
                  <Beside
                    asked={methods}
                    missing="Its auth methods did not load."
                    loading={<Skeleton width="14rem" />}
                  >
                    {(rows, whole) => (
                      <Lazily>
                        <NewIssuerPlan methods={rows} whole={whole} />
                      </Lazily>
                    )}
                  </Beside>
                </div>
              )}
            </div>
          )}
        </FieldGroup>
      )}
    </>
  );
}

function Lazily({ children }: { children: ReactNode }) {
  return (
    <ErrorBoundary
      renderFailure={() => (
        <Notice tone="warn">
          What can be copied could not be looked at. Leave the auth methods out, or reload the page.
        </Notice>
      )}
    >
      <Suspense fallback={<Skeleton width="14rem" />}>{children}</Suspense>
    </ErrorBoundary>
  );
}

/** The issuer that is copied, and the way to choose it. */
function Chosen({
  accountId,
  start,
  source: { issuer, failure, retry },
  readOnly,
  onPick,
}: {
  accountId: string;
  start: Start;
  source: Source;
  readOnly: boolean;
  onPick: (row: IssuerRow) => void;
}) {
  const [open, setOpen] = useState(false);
  const environment = issuer === null ? null : environmentOf(issuer);
  const isGone = failure instanceof ApiError && failure.kind === 'not_found';
  return (
    <div className="source">
      {start.copy !== null && (
        <p className="source-issuer" aria-busy={issuer === null && failure === null}>
          {issuer !== null ? (
            <>
              <bdi className="font-medium">{issuerName(issuer)}</bdi>
              {environment !== null && <Tag text={environment} />}
              <Status {...statusLook(issuer.status)} />
            </>
          ) : (
            failure === null && <Skeleton width="10rem" />
          )}
          <ShortId id={start.copy} />
        </p>
      )}
      <div onPointerEnter={preloadPicker} onFocus={preloadPicker}>
        <Button
          reason={readOnly ? 'Nothing can be changed here' : null}
          onClick={() => setOpen(true)}
        >
          {start.copy === null ? 'Choose an issuer' : 'Choose another issuer'}
        </Button>
      </div>
      {isGone ? (
        <div className="w-full" role="alert">
          <Notice tone="bad">There is no such issuer any more. Choose another one.</Notice>
        </div>
      ) : (
        failure !== null && (
          <FailureLine what="The issuer to copy did not load." error={failure} onRetry={retry} />
        )
      )}
      {open && (
        <LazyDialog what="The list of issuers did not open.">
          <NewIssuerPicker
            accountId={accountId}
            onClose={() => setOpen(false)}
            onPick={(row) => {
              setOpen(false);
              onPick(row);
            }}
          />
        </LazyDialog>
      )}
    </div>
  );
}
