let asked = false;

/**
 * Loads the page anew, on the word of who uses it: a part of the dashboard did not come. What is kept
 * in drafts is brought back afterwards, so nothing asks again because of it.
 */
export function reloadPage(): void {
  asked = true;
  location.reload();
}

/** Whether the document that is about to go does so because of {@link reloadPage}. True once. */
export function takeReload(): boolean {
  const was = asked;
  asked = false;
  return was;
}
