/** Text as it was written, with its line breaks. */
export function PlainText({ text }: { text: string }) {
  return <p className="plain-text">{text}</p>;
}
