import { lazy, Suspense } from 'react';
import { PlainText } from './plain-text.tsx';

// The parser weighs more than most pages, and few texts come with one.
const load = () => import('./markdown-tree.tsx');

/** Fetches the parser ahead. Called by a page's own module, which comes when a link is pointed at. */
export function preloadMarkdown(): void {
  load().catch(() => undefined);
}

const MarkdownTree = lazy(async () => {
  try {
    const { MarkdownTree } = await load();
    return { default: MarkdownTree };
  } catch {
    // Not formatted, but all there. The shell is who offers to reload.
    return { default: PlainText };
  }
});

/**
 * Markdown that somebody wrote, as elements. Loads nothing from elsewhere and runs nothing: links
 * lead to http, https and mailto only, pictures are links, HTML is its own text. The text as it
 * was written stands there until the parser has come, and stays if it does not.
 */
export function Markdown({ text }: { text: string }) {
  return (
    <div className="markdown">
      <Suspense fallback={<PlainText text={text} />}>
        <MarkdownTree text={text} />
      </Suspense>
    </div>
  );
}
