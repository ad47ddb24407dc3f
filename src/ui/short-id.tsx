const HEAD = 6;
const TAIL = 4;

/**
 * An id, shortened in the middle for the eye alone: the text in the page is the whole id, so that
 * finding, selecting and reading aloud get what they expect.
 */
export function ShortId({ id }: { id: string }) {
  return shortId(id);
}

/** {@link ShortId} for rows: an element without a component around it (see issuer-row.tsx). */
export function shortId(id: string) {
  // Shortening one that barely fits would hide a few characters and save none.
  if (id.length <= HEAD + TAIL + 2) return <code className="id">{id}</code>;
  return (
    <code className="id" title={id} data-end={`…${id.slice(-TAIL)}`}>
      {id}
    </code>
  );
}
