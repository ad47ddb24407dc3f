/** Who sends a request. `nobody` sends no credential. */
export type Identity = 'key' | 'read_only_key' | 'person' | 'nobody';

/** One request of a case. A string body goes out as it is, anything else as JSON. */
export type Ask = {
  method: string;
  /** Path and query, from `/`. */
  path: string;
  headers?: { [name: string]: string };
  body?: unknown;
  /** Default: the key. */
  as?: Identity;
};

/** What came back. */
export type Reply = {
  status: number;
  /** By lower-case name. */
  headers: { [name: string]: string };
  text: string;
  /** The parsed body; undefined when the body is no JSON. */
  json: unknown;
};

/** The identities of the backend under test. */
export type Credentials = {
  key_id: string;
  key_secret: string;
  account_id: string;
  read_only_key_id: string;
  read_only_key_secret: string;
  user_token: string;
};

/** Switches of the backend under test. */
export type Settings = {
  scenario?: 'default' | 'empty' | 'full' | 'huge' | 'viewer';
  strict?: boolean;
  patch?: 'merge' | 'replace';
  latency_ms?: number;
  clock_offset_ms?: number;
  dead_cursor?: 'position' | '400' | '404' | 'empty';
};

/** What "another administrator" does. */
export type Act = {
  operation: string;
  params: { [name: string]: string };
  query?: { [name: string]: string };
  body?: unknown;
};

/** A fault to come. */
export type Fault = {
  operation: string;
  /** How many times; null for until it is removed. */
  times: number | null;
  match?: { [name: string]: string };
} & (
  | { kind: 'status'; status: number; body: 'json' | 'html' | 'empty'; retry_after?: number }
  | { kind: 'latency'; ms: number }
  | { kind: 'request_lost' | 'answer_lost' | 'offline' | 'expired' }
  | { kind: 'act'; act: Act }
  | { kind: 'drop'; path: string }
);

/** What a runner hands to a case: one backend, spoken to by requests only. */
export type Api = {
  credentials: Credentials;
  /** Rejects when the connection is lost. */
  request: (ask: Ask) => Promise<Reply>;
  /**
   * Makes what cases start from, or brings back all that the backend kept after `make` under this
   * name, where that costs less than making it again.
   *
   * @returns what `make` returned: it is as true then as it was the first time
   */
  start: <T>(name: string, make: () => Promise<T>) => Promise<T>;
  /** Stops and starts the backend (or reloads the page) over the same state. */
  restart: () => Promise<void>;
};

/** The three backends the cases run against. */
export type Target = 'unit' | 'http' | 'worker';

/** One fact of the contract, checked against a running backend. */
export type Case = {
  name: string;
  run: (api: Api) => Promise<void>;
  /** The only targets where this can be seen at all, with the reason. */
  only?: { targets: readonly Target[]; reason: string };
};

/** The header of an identity; none for `nobody`. */
function authorization(credentials: Credentials, as: Identity): { [name: string]: string } {
  const basic = (id: string, secret: string) => ({
    authorization: `Basic ${btoa(`${id}:${secret}`)}`,
  });
  switch (as) {
    case 'key':
      return basic(credentials.key_id, credentials.key_secret);
    case 'read_only_key':
      return basic(credentials.read_only_key_id, credentials.read_only_key_secret);
    case 'person':
      return { authorization: `Bearer ${credentials.user_token}` };
    case 'nobody':
      return {};
  }
}

/** A request as `fetch` takes it: method, headers and body text. */
export type Plain = {
  method: string;
  path: string;
  headers: { [name: string]: string };
  body?: string;
};

/** Fills in the credential, the content type and the body's text. A given header always wins. */
export function plain(credentials: Credentials, ask: Ask): Plain {
  const headers: { [name: string]: string } = authorization(credentials, ask.as ?? 'key');
  const { body } = ask;
  if (body !== undefined) headers['content-type'] = 'application/json';
  for (const [name, value] of Object.entries(ask.headers ?? {}))
    headers[name.toLowerCase()] = value;
  const { method, path } = ask;
  if (body === undefined) return { method, path, headers };
  return { method, path, headers, body: typeof body === 'string' ? body : JSON.stringify(body) };
}

/** A reply from its raw parts. */
export function reply(status: number, headers: { [name: string]: string }, text: string): Reply {
  return { status, headers, text, json: parsed(text) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
