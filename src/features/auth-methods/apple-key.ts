/** The most a key file may weigh, in bytes. Apple's have about 250. */
export const KEY_FILE_MAX = 16_384;

/**
 * What a text is, by its armour: never what is in it.
 *
 * - `key`: a PKCS#8 private key, as Apple issues them; `text` is it without blanks around.
 * - `other`: something else, and what.
 */
export type KeyText =
  | { readonly kind: 'key'; readonly text: string }
  | { readonly kind: 'other'; readonly words: string };

const KEY =
  /^-----BEGIN PRIVATE KEY-----\r?\n([A-Za-z0-9+/=\r\n]+?)\r?\n?-----END PRIVATE KEY-----$/;

/** Tells a private key from what people take for one. */
export function readKey(typed: string): KeyText {
  const text = typed.replace(/^\ufeff/, '').trim();
  if (text === '') return { kind: 'other', words: 'This is empty.' };
  const label = /-----BEGIN ([A-Z0-9 ]+)-----/.exec(text)?.[1];
  if (label === undefined) {
    return {
      kind: 'other',
      words: 'This is no private key: it does not begin with -----BEGIN PRIVATE KEY-----.',
    };
  }
  if (label !== 'PRIVATE KEY') {
    return { kind: 'other', words: KINDS.get(label) ?? `This is a ${label.toLowerCase()}.` };
  }
  const body = KEY.exec(text)?.[1];
  if (body === undefined || decode(body) === null) {
    return {
      kind: 'other',
      words: 'This private key is damaged: not all of it is there, or something else is among it.',
    };
  }
  return { kind: 'key', text };
}

const KINDS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'PUBLIC KEY': 'This is a public key. Apple’s .p8 file holds the private one.',
    CERTIFICATE: 'This is a certificate. Apple’s .p8 file holds a private key.',
    'EC PRIVATE KEY': 'This private key has another form (SEC1). Apple’s .p8 file is PKCS#8.',
    'RSA PRIVATE KEY': 'This is an RSA key. Apple’s .p8 file holds one of P-256.',
    'ENCRYPTED PRIVATE KEY': 'This private key is encrypted. Apple’s .p8 file is not.',
  }),
);

/**
 * Whether a private key is one of the curve P-256, as Apple issues them; null where the browser
 * cannot tell. Nothing leaves it.
 */
export async function isAppleKey(text: string): Promise<boolean | null> {
  const der = decode(KEY.exec(text.trim())?.[1] ?? '');
  // Missing on plain http.
  const subtle = (globalThis.crypto as Partial<Crypto> | undefined)?.subtle;
  if (der === null || subtle === undefined) return null;
  try {
    await subtle.importKey('pkcs8', der, { name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign']);
    return true;
  } catch (error) {
    // Anything else says nothing of the key.
    return error instanceof DOMException && error.name === 'DataError' ? false : null;
  }
}

/** The key id that Apple puts into the name of the file; null: none. */
export function keyIdIn(fileName: string): string | null {
  return /^AuthKey_([A-Z0-9]{10})(?: ?\(\d+\))?\.p8$/i.exec(fileName)?.[1]?.toUpperCase() ?? null;
}

function decode(body: string): Uint8Array<ArrayBuffer> | null {
  const base64 = body.replace(/[\r\n]/g, '');
  if (base64 === '') return null;
  try {
    return Uint8Array.from(atob(base64), (unit) => unit.charCodeAt(0));
  } catch {
    return null;
  }
}
