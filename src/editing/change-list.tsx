import { breakable } from '#ui/facts.tsx';
import type { DiffPart } from '#ui/word-diff.ts';
import { describeAt } from './describe.ts';
import type { Description } from './describe.ts';
import { useEditing } from './editing.tsx';
import type { Change } from './merge.ts';
import { keyOf } from './session.ts';
import { folded, partsOf } from './value-parts.ts';
import { ValueView } from './value-view.tsx';

/** Values that changed, each with what stood there and what stands there now, or with its entries. */
export function ChangeList({ changes }: { changes: readonly Change[] }) {
  const { fields } = useEditing();
  return (
    <ul className="changes">
      {changes.map((change) => {
        const description = describeAt(fields, change.path);
        return (
          <li key={keyOf(change.path)}>
            <span className="changes-name">
              <span>{description.label}</span> <code>{breakable(description.name)}</code>
            </span>
            <Values change={change} description={description} />
          </li>
        );
      })}
    </ul>
  );
}

function Values({
  change: { path, before, after },
  description,
}: {
  change: Change;
  description: Description;
}) {
  const now = partsOf(description, path, after, { value: before });
  const hasMarks = 'parts' in now && now.parts.some((part) => part.kind !== 'same');
  if (now.kind === 'entries' && hasMarks) {
    return <ValueView value={{ ...now, parts: without(now.parts, 'same') }} />;
  }
  const isMarked = now.kind === 'text' && hasMarks;
  const was = isMarked
    ? { ...now, parts: without(now.parts, 'added') }
    : partsOf(description, path, before);
  const is = isMarked ? { ...now, parts: without(now.parts, 'removed') } : now;
  return (
    <span className="changes-values">
      <span className="sr-only">from </span>
      <ValueView value={folded(was)} removed="read" />
      <span className="changes-arrow" aria-hidden="true">
        →
      </span>
      <span className="sr-only"> to </span>
      <ValueView value={folded(is)} />
    </span>
  );
}

function without(parts: readonly DiffPart[], kind: DiffPart['kind']): readonly DiffPart[] {
  return parts.filter((part) => part.kind !== kind);
}
