import { unicodeHost } from '#contract/ours/hosts.ts';
import { FieldGroup } from '#ui/field.tsx';
import { ChoiceInput } from '#ui/inputs.tsx';

/** Asks whether a host has traffic today, which decides in what order one goes on. */
export function InUse({
  host,
  inUse,
  onAnswer,
}: {
  host: string;
  /** Null: not answered yet. */
  inUse: boolean | null;
  onAnswer: (inUse: boolean) => void;
}) {
  return (
    <div className="domain-asked">
      <FieldGroup
        legend={`Is ${unicodeHost(host)} in use today?`}
        help="This decides the order of the steps. It is kept in this browser only."
      >
        <ChoiceInput
          type="radio"
          name="in-use"
          label="Not in use yet"
          help="Nothing reaches it today. Publish its records first."
          checked={inUse === false}
          onChange={() => onAnswer(false)}
        />
        <ChoiceInput
          type="radio"
          name="in-use"
          label="In use"
          help="People or programs reach something there. Publishing the records moves them at once, so that comes last."
          checked={inUse === true}
          onChange={() => onAnswer(true)}
        />
      </FieldGroup>
    </div>
  );
}
