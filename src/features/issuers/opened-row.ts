// By history entry, and beside the page: the entry outlives the table, and both end with the document.
const opened = new Map<string, string>();

/** Notes by which row a history entry was left. */
export function rememberOpenedRow(historyKey: string, id: string): void {
  opened.set(historyKey, id);
}

/** The row by which this history entry was left, if it was. */
export function openedRow(historyKey: string): string | undefined {
  return opened.get(historyKey);
}
