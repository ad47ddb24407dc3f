const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);

/**
 * Why a request is not for this server, or null. Whoever reaches the gateway acts with its key. It
 * listens on loopback only, but a foreign page can give its own name our address (DNS rebinding):
 * such a request still carries that name.
 *
 * @param port the port the request came in on.
 */
export function foreignHost(request: Request, port: number): string | null {
  const url = new URL(request.url);
  const host = request.headers.get('host');
  const ours =
    LOOPBACK.has(url.hostname) &&
    Number(url.port === '' ? 80 : url.port) === port &&
    // They differ when the request line names a whole URL, as to a forward proxy.
    (host === null || hostOf(host) === url.host);
  return ours
    ? null
    : `This server answers to 127.0.0.1, localhost and [::1] on port ${port} only.`;
}

/** A Host header as a URL would spell it: the default port is left out. */
function hostOf(header: string): string | null {
  const address = `http://${header}`;
  return URL.canParse(address) ? new URL(address).host : null;
}

/**
 * Why a request may not use the API, or null. A page of another origin can send a request here
 * without asking (it cannot read the answer, but a write would have happened), and another program's
 * page on another port of this machine is another origin too. Browsers say where a request comes
 * from; what says nothing (curl, a script) is no browser.
 */
export function foreignOrigin(request: Request): string | null {
  const origin = request.headers.get('origin');
  const site = request.headers.get('sec-fetch-site');
  const ours =
    (origin === null || origin === new URL(request.url).origin) &&
    // `none`: typed into the address bar.
    (site === null || site === 'same-origin' || site === 'none');
  return ours ? null : 'Only pages of this server may use the API through it.';
}
