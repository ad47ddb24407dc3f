/** A state as a shape: circle, triangle, cross or dash. Never a colour alone. */
export type Shape = 'ok' | 'warn' | 'bad' | 'off';

/** What a state looks like and says. */
export type Look = { shape: Shape; text: string };

/** A state: a shape and a word. */
export function Status({ shape, text }: Look) {
  return (
    <span className={`status status-${shape}`} title={text}>
      {text}
    </span>
  );
}
