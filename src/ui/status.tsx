/** A state as a shape: circle, triangle, cross or dash. Never a colour alone. */
export type Shape = 'ok' | 'warn' | 'bad' | 'off';

/** What a state looks like and says. */
export type Look = { shape: Shape; text: string };

/** A state: a shape and a word. */
export function Status({ shape, text }: Look) {
  return (
    <span className={statusClass(shape)} title={text}>
      {text}
    </span>
  );
}

/** {@link Status} for a cell of a table, which is an element already. */
export function statusClass(shape: Shape): string {
  return `status status-${shape}`;
}
