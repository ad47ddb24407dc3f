import { useRef, useState } from 'react';
import { OPERATIONS, OPERATION_IDS } from '#contract/operations.ts';
import type { OperationId } from '#contract/operations.ts';
import { announce } from '#ui/announcer.tsx';
import { Button } from '#ui/button.tsx';
import { detailOf, FAULT_KINDS, FAULT_NAMES, faultOf, faultWords } from './faults.ts';
import type { FaultKind, HowOften } from './faults.ts';
import { Choice, Field } from './field.tsx';
import { simulator } from './simulator.ts';
import type { ActiveFault } from './simulator.ts';

const KINDS = FAULT_NAMES.map((value) => ({ value, text: FAULT_KINDS[value].text }));

const OPERATION_CHOICES: { value: OperationId | '*'; text: string }[] = [
  { value: '*', text: 'Every operation' },
  ...OPERATION_IDS.map((value) => ({ value, text: `${value} (${OPERATIONS[value].method})` })),
];

const HOW_OFTEN: { value: HowOften; text: string }[] = [
  { value: 'always', text: 'Every request until ended' },
  { value: '1', text: 'The next request' },
  { value: '3', text: 'The next 3 requests' },
];

/** What goes wrong on purpose: what is in force, and one more. */
export function FaultSection({ faults }: { faults: readonly ActiveFault[] }) {
  return (
    <>
      <InForce faults={faults} />
      <FaultForm />
    </>
  );
}

function InForce({ faults }: { faults: readonly ActiveFault[] }) {
  const heading = useRef<HTMLHeadingElement>(null);
  // The button goes with its fault: the focus stays here.
  const end = async (work: () => Promise<void>) => {
    await work();
    heading.current?.focus();
    announce('Ended');
  };
  return (
    <div>
      <h4 ref={heading} tabIndex={-1} className="font-medium">
        In force
      </h4>
      {faults.length === 0 ? (
        <p className="text-text-2">Nothing goes wrong on purpose.</p>
      ) : (
        <>
          <ul className="sim-faults">
            {faults.map((fault) => {
              const { what, which } = faultWords(fault);
              return (
                <li key={fault.id}>
                  <span className="min-w-0 flex-1 wrap-anywhere">
                    <b>{what}</b>
                    <span className="block text-text-2">{which}</span>
                  </span>
                  <Button onClick={() => void end(() => simulator.endFault(fault.id))}>
                    End
                    <span className="sr-only">
                      : {what}, {which}
                    </span>
                  </Button>
                </li>
              );
            })}
          </ul>
          {faults.length > 1 && (
            <Button onClick={() => void end(simulator.endFaults)}>End all</Button>
          )}
        </>
      )}
    </div>
  );
}

function FaultForm() {
  const [kind, setKind] = useState<FaultKind>('rate_limited');
  const [typed, setTyped] = useState<string | null>(null);
  const [operation, setOperation] = useState<OperationId | '*'>('*');
  const [howOften, setHowOften] = useState<HowOften>('always');
  const [problem, setProblem] = useState<string | null>(null);
  const detail = detailOf(kind);
  const text = typed ?? detail?.initial ?? '';

  const start = async () => {
    const made = faultOf(kind, { detail: text, operation, howOften });
    setProblem(made.ok ? null : made.problem);
    if (!made.ok) return;
    await simulator.addFault(made.fault);
    announce('In force');
  };
  return (
    <form
      className="sim-form"
      onSubmit={(event) => {
        event.preventDefault();
        void start();
      }}
    >
      <Choice
        label="What goes wrong"
        options={KINDS}
        value={kind}
        onChange={(next) => {
          setKind(next);
          setTyped(null);
          setProblem(null);
        }}
      />
      {detail !== null && (
        <Field label={detail.label}>
          {(id) => (
            <input
              id={id}
              className="control"
              inputMode={detail.type === 'number' ? 'numeric' : 'text'}
              autoComplete="off"
              spellCheck={false}
              value={text}
              aria-invalid={problem !== null || undefined}
              onChange={(event) => setTyped(event.target.value)}
            />
          )}
        </Field>
      )}
      <Choice
        label="Operation"
        options={OPERATION_CHOICES}
        value={operation}
        onChange={setOperation}
      />
      <Choice label="How often" options={HOW_OFTEN} value={howOften} onChange={setHowOften} />
      {problem !== null && (
        <p className="text-bad" role="alert">
          {problem}
        </p>
      )}
      <Button onClick={() => void start()}>Put in force</Button>
      <p className="text-text-3">
        A read that meets 429, 503 or a lost request is tried again by itself, so once is soon over.
      </p>
    </form>
  );
}
