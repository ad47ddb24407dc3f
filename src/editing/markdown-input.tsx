import { useState } from 'react';
import type { ComponentProps } from 'react';
import { TextArea } from '#ui/inputs.tsx';
import { Markdown, preloadMarkdown } from '#ui/markdown.tsx';

/** Markdown, and below it how it will be read, once that is asked for. */
export function MarkdownInput(props: ComponentProps<typeof TextArea>) {
  const [preview, setPreview] = useState<string | null>(null);
  return (
    <div className="markdown-input">
      <TextArea
        {...props}
        rows={5}
        onInput={(event) => {
          if (preview !== null) setPreview(event.currentTarget.value);
        }}
      />
      <details
        onPointerEnter={preloadMarkdown}
        onToggle={({ currentTarget }) => {
          const area = currentTarget.parentElement?.querySelector('textarea');
          setPreview(currentTarget.open ? (area?.value ?? '') : null);
        }}
      >
        <summary>Preview</summary>
        {preview?.trim() === '' && <p className="text-text-3">Nothing to show yet.</p>}
        {preview !== null && preview.trim() !== '' && <Markdown text={preview} />}
      </details>
    </div>
  );
}
