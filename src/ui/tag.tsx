/** A short label that someone put on a thing. Shown as it came, but for a capital at its start. */
export function Tag({ text }: { text: string }) {
  return (
    <span className="tag" title={text}>
      {text}
    </span>
  );
}
