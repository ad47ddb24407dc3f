import { parseIfMatch } from '#contract/etag.ts';
import { CACHE_CONTROL } from './headers.ts';

/** Best first. */
const CODINGS = ['br', 'gzip'] as const;

/** A content coding that files are kept in. */
export type Coding = (typeof CODINGS)[number];

/** One file of the build, held in memory, compressed when it was built. */
export type Asset = {
  body: Uint8Array<ArrayBuffer>;
  encoded: { [coding in Coding]?: Uint8Array<ArrayBuffer> };
  /** A hash of the content, without quotes. */
  hash: string;
};

/**
 * The files of the build by their path on the server. A request for anything else finds nothing: no
 * path is ever joined to a folder, so none can climb out of it.
 */
export type Assets = ReadonlyMap<string, Asset>;

const TYPES: ReadonlyMap<string, string> = new Map([
  ['css', 'text/css; charset=utf-8'],
  ['html', 'text/html; charset=utf-8'],
  ['ico', 'image/x-icon'],
  ['jpg', 'image/jpeg'],
  ['js', 'text/javascript; charset=utf-8'],
  ['json', 'application/json'],
  ['map', 'application/json'],
  ['mjs', 'text/javascript; charset=utf-8'],
  ['png', 'image/png'],
  ['svg', 'image/svg+xml'],
  ['txt', 'text/plain; charset=utf-8'],
  ['wasm', 'application/wasm'],
  ['webmanifest', 'application/manifest+json'],
  ['webp', 'image/webp'],
  ['woff2', 'font/woff2'],
  ['xml', 'application/xml'],
]);

/** Folder whose files carry a hash in their names. */
const HASHED = '/assets/';

/**
 * Whether a path means a file, found or not. By known extensions only: a page of the dashboard may
 * well end in `.com`, since domains are part of its addresses.
 */
export function isFilePath(pathname: string): boolean {
  return pathname.startsWith(HASHED) || TYPES.has(extensionOf(pathname));
}

/** Answers a GET for a file in the best coding the client takes. */
export function serveAsset(request: Request, pathname: string, asset: Asset): Response {
  const coding = chooseCoding(request.headers.get('accept-encoding'), asset);
  const body = coding === null ? asset.body : (asset.encoded[coding] ?? asset.body);
  // Another coding is another representation, with a tag of its own (RFC 9110 §8.8.3.3).
  const etag = coding === null ? `"${asset.hash}"` : `"${asset.hash}-${coding}"`;
  const headers = new Headers({
    'cache-control': pathname.startsWith(HASHED) ? CACHE_CONTROL.forever : CACHE_CONTROL.check,
    etag,
    vary: 'Accept-Encoding',
  });
  if (isKnown(request.headers.get('if-none-match'), etag)) {
    return new Response(null, { status: 304, headers });
  }
  headers.set('content-type', TYPES.get(extensionOf(pathname)) ?? 'application/octet-stream');
  headers.set('content-length', String(body.length));
  if (coding !== null) headers.set('content-encoding', coding);
  return new Response(body, { headers });
}

function extensionOf(pathname: string): string {
  return /\.([^./]+)$/.exec(pathname)?.[1]?.toLowerCase() ?? '';
}

/** Weak comparison (RFC 9110 §13.1.2); both list headers have one grammar. */
function isKnown(header: string | null, etag: string): boolean {
  const known = header === null ? null : parseIfMatch(header);
  return known === '*' || (known?.some((tag) => tag.value === etag) ?? false);
}

/** Null: as it is. That is also the answer to a client that refuses everything there is. */
function chooseCoding(header: string | null, asset: Asset): Coding | null {
  if (header === null) return null;
  const quality = qualities(header);
  const rest = quality.get('*');
  let best: Coding | null = null;
  // Not named, the plain form is taken only when nothing better is.
  let bestQuality = quality.get('identity') ?? 0;
  for (const coding of CODINGS.toReversed()) {
    const q = quality.get(coding) ?? rest ?? 0;
    if (asset.encoded[coding] === undefined || q === 0 || q < bestQuality) continue;
    best = coding;
    bestQuality = q;
  }
  return best;
}

/** The quality of each member of an `Accept` or `Accept-Encoding` header (RFC 9110 §12.4.2). */
export function qualities(header: string): Map<string, number> {
  const found = new Map<string, number>();
  for (const member of header.toLowerCase().split(',')) {
    const [name = '', ...parameters] = member.split(';').map((part) => part.trim());
    const weight = parameters.find((parameter) => parameter.startsWith('q='));
    const q = weight === undefined ? 1 : Number(weight.slice(2));
    if (name !== '') found.set(name, q >= 0 && q <= 1 ? q : 0);
  }
  return found;
}
