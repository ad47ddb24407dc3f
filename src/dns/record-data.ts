// Resolvers write what is in a record in their own ways: in the form of its type, or in that of types
// they do not know (RFC 3597 §5: `\# 22 00 05 69 …`).

/** The bytes of RFC 3597's form; null for any other, and where the length is wrong. */
export function bytesOf(data: string): Uint8Array | null {
  const [, length = '', digits = ''] = /^\\#\s+(\d+)((?:\s+[\da-f]+)*)\s*$/i.exec(data) ?? [];
  const hex = digits.replace(/\s+/g, '');
  if (length === '' || hex.length !== Number(length) * 2) return null;
  const pairs = hex.match(/../g) ?? [];
  return Uint8Array.from(pairs, (pair) => Number.parseInt(pair, 16));
}

/** Bytes as text: UTF-8, with what is none of it replaced. */
export function textOf(bytes: Iterable<number>): string {
  return new TextDecoder().decode(Uint8Array.from(bytes));
}

/** A character string without its quotes and escapes (RFC 1035 §5.1: `\"`, `\\`, `\195`). */
export function unquoted(text: string): string {
  const inner =
    text.length > 1 && text.startsWith('"') && text.endsWith('"') ? text.slice(1, -1) : text;
  if (!inner.includes('\\')) return inner;
  const bytes: number[] = [];
  const encoder = new TextEncoder();
  for (const [part, code, escaped] of inner.matchAll(/\\(\d{3})|\\([\s\S])|[^\\]+|\\/g)) {
    if (code !== undefined && Number(code) < 256) bytes.push(Number(code));
    else bytes.push(...encoder.encode(escaped ?? part));
  }
  return textOf(bytes);
}
