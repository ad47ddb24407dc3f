import type { FieldInput, FieldSpec } from '#editing/field.ts';
import { Field, FieldGrid } from '#ui/field.tsx';
import { Skeleton } from '#ui/skeleton.tsx';
import { isFull, nameIn, SECTIONS } from './issuer-editable.ts';
import type { SectionWord } from './setting-sections.ts';

/** A section on its way: its labels, and boxes where its inputs will be. */
export function LoadingSection({ section }: { section: SectionWord }) {
  const { title, detail, fields } = SECTIONS[section];
  return (
    <div className="settings-forms">
      <section className="section edit-section">
        <div className="section-head">
          <h2 className="text-section font-semibold">{title}</h2>
        </div>
        {detail !== undefined && <p className="section-detail">{detail}</p>}
        <FieldGrid>
          {fields.map((spec) => (
            <LoadingField key={spec.path.join(' ')} section={section} spec={spec} />
          ))}
        </FieldGrid>
        <div className="save-bar">
          <span className="settings-soon">
            <Skeleton width="8rem" />
          </span>
        </div>
      </section>
    </div>
  );
}

function LoadingField({ section, spec }: { section: SectionWord; spec: FieldSpec }) {
  const { label, help, input } = spec;
  const lines = LINES.get(input.type);
  return (
    <Field
      label={label}
      name={nameIn(section, spec)}
      help={help}
      mark={null}
      full={input.type === 'rows' || isFull(section, spec)}
    >
      {({ id }) => (
        <span
          id={id}
          className="control control-soon"
          style={lines === undefined ? undefined : { height: `calc(${lines} * 1.25rem + 1rem)` }}
        />
      )}
    </Field>
  );
}

/** How many lines inputs have room for, where that is more than one. */
const LINES: ReadonlyMap<FieldInput['type'], number> = new Map([
  ['markdown', 5],
  ['texts', 3],
  ['rows', 6],
  ['json', 16],
]);
