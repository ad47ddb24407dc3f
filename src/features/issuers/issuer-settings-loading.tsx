import type { FieldInput, FieldSpec } from '#editing/field.ts';
import { Field, FieldGrid } from '#ui/field.tsx';
import { Skeleton } from '#ui/skeleton.tsx';
import { isFull, nameIn, SECTIONS } from './issuer-editable.ts';
import { NamesNote } from './names-note.tsx';
import type { SectionWord } from './setting-sections.ts';

/** A section on its way: its labels, and boxes where its inputs will be. */
export function LoadingSection({ section, isLive }: { section: SectionWord; isLive: boolean }) {
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
        <NamesNote section={section} isLive={isLive} />
        {section === 'all' && (
          <p className="settings-note">
            <Skeleton width="14rem" />
          </p>
        )}
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
  const height = heightOf(input);
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
          style={height === null ? undefined : { height: `${height}rem` }}
        />
      )}
    </Field>
  );
}

/** How high an input is with the usual in it, in rem; null: as high as any. */
function heightOf(input: FieldInput): number | null {
  switch (input.type) {
    case 'markdown':
      return 9;
    case 'texts':
      return 4.75;
    case 'json':
      return 21;
    case 'rows':
      return input.known.length * 2.5 + 2.625;
    default:
      return null;
  }
}
