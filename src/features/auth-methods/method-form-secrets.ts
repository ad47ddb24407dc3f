/**
 * Secrets that are being typed: in memory, and nowhere else. Not in the form library, whose values
 * are drafted, and not in a session, whose edits are.
 */
export type Secrets = {
  /** The same map until something is typed. */
  texts: () => ReadonlyMap<string, string>;
  /** Why each was refused, by setting. */
  refused: () => ReadonlyMap<string, string>;
  /** Types one; the empty text takes it away, and with it why it was refused. */
  set: (name: string, text: string) => void;
  refuse: (refused: ReadonlyMap<string, string>) => void;
  /** Forgets all of them. */
  wipe: () => void;
  /** For `useSyncExternalStore`. */
  subscribe: (listener: () => void) => () => void;
};

const NONE: ReadonlyMap<string, string> = new Map();

/** Secrets of one form. */
export function createSecrets(): Secrets {
  let texts = NONE;
  let refused = NONE;
  const listeners = new Set<() => void>();
  const tell = () => {
    for (const listener of listeners) listener();
  };
  const without = (map: ReadonlyMap<string, string>, name: string) =>
    new Map([...map].filter(([key]) => key !== name));
  return {
    texts: () => texts,
    refused: () => refused,
    set: (name, text) => {
      texts = text === '' ? without(texts, name) : new Map([...texts, [name, text]]);
      if (refused.has(name)) refused = without(refused, name);
      tell();
    },
    refuse: (next) => {
      refused = next;
      tell();
    },
    wipe: () => {
      if (texts.size === 0 && refused.size === 0) return;
      texts = NONE;
      refused = NONE;
      tell();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** A text in which no secret stands: what a server says of a value may hold it. */
export function redact(text: string, secrets: ReadonlyMap<string, string>): string {
  let shown = text;
  for (const secret of secrets.values()) {
    if (secret.length > 3) shown = shown.replaceAll(secret, '(not shown)');
  }
  return shown;
}
