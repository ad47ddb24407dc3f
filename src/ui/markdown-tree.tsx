import type { Definition, List, RootContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { createElement, Fragment, useMemo } from 'react';
import type { ReactNode } from 'react';
import { linkTarget } from './link-target.ts';
import { markdownSource } from './markdown-source.ts';
import type { MarkdownSource } from './markdown-source.ts';
import { PlainText } from './plain-text.tsx';

/** Levels of quotes and lists, and again of emphasis in a line. What is deeper shows its source. */
const MAX_DEPTH = 8;

/** What is around a node. */
type Context = {
  source: MarkdownSource;
  /** By normalized label; the first of a label counts. A map: `__proto__` is a label. */
  definitions: ReadonlyMap<string, Definition>;
  depth: number;
  /** A link in a link is none. */
  inLink: boolean;
  /** Items of a list without blank lines have no paragraphs of their own. */
  tight: boolean;
};

/** What `Markdown` shows once the parser is there. A module of its own, to be imported lazily. */
export function MarkdownTree({ text }: { text: string }) {
  return useMemo(() => drawText(text), [text]);
}

function drawText(text: string): ReactNode {
  const source = markdownSource(text);
  const nodes = source && parse(source.hidden);
  if (source === null || nodes === null) return <PlainText text={text} />;
  const definitions = definitionsIn(nodes);
  return (
    <>
      {drawBlocks(nodes, { source, definitions, depth: 0, inLink: false, tight: false })}
      {source.rest !== '' && <PlainText text={source.rest} />}
    </>
  );
}

/** Null where the parser fails: no text may take the page with it. */
function parse(text: string): RootContent[] | null {
  try {
    return fromMarkdown(text).children;
  } catch {
    return null;
  }
}

function definitionsIn(roots: readonly RootContent[]): Map<string, Definition> {
  const found = new Map<string, Definition>();
  // In the order of the text, and without recursion: quotes nest as deep as somebody likes.
  const ahead = roots.toReversed();
  for (let node = ahead.pop(); node !== undefined; node = ahead.pop()) {
    if (node.type === 'definition') {
      if (!found.has(node.identifier)) found.set(node.identifier, node);
    } else if ('children' in node) {
      ahead.push(...node.children.toReversed());
    }
  }
  return found;
}

function drawBlocks(nodes: readonly RootContent[], context: Context): ReactNode {
  return nodes.map((node) => <Fragment key={placeOf(node)}>{drawBlock(node, context)}</Fragment>);
}

function drawBlock(node: RootContent, context: Context): ReactNode {
  const { source } = context;
  switch (node.type) {
    case 'paragraph': {
      const inside = drawInlines(node.children, { ...context, depth: 0 });
      return context.tight ? inside : <p>{inside}</p>;
    }
    case 'heading': {
      // An empty heading would be a stop without a name.
      if (node.children.length === 0) return <PlainText text={written(node, context)} />;
      // The page has h1 and h2 for itself.
      const tag = `h${Math.min(node.depth + 2, 6)}`;
      return createElement(tag, null, drawInlines(node.children, { ...context, depth: 0 }));
    }
    case 'code':
      return (
        <pre>
          <code>{source.restore(node.value)}</code>
        </pre>
      );
    case 'html':
      return <PlainText text={source.restore(node.value)} />;
    case 'thematicBreak':
      return <hr />;
    case 'definition':
      return null;
    case 'blockquote': {
      if (context.depth >= MAX_DEPTH) return <PlainText text={written(node, context)} />;
      const inside = { ...context, depth: context.depth + 1, tight: false };
      return <blockquote>{drawBlocks(node.children, inside)}</blockquote>;
    }
    case 'list': {
      if (context.depth >= MAX_DEPTH) return <PlainText text={written(node, context)} />;
      return drawList(node, context);
    }
    default:
      return <PlainText text={written(node, context)} />;
  }
}

function drawList(list: List, context: Context): ReactNode {
  const loose = list.spread === true || list.children.some((item) => item.spread === true);
  const inside = { ...context, depth: context.depth + 1, tight: !loose };
  const items = list.children.map((item) => (
    <li key={placeOf(item)}>{drawBlocks(item.children, inside)}</li>
  ));
  if (list.ordered !== true) return <ul>{items}</ul>;
  const start = list.start ?? 1;
  const digits = String(start + items.length - 1).length;
  return (
    <ol start={start} style={{ paddingInlineStart: `${digits + 2}ch` }}>
      {items}
    </ol>
  );
}

function drawInlines(nodes: readonly RootContent[], context: Context): ReactNode {
  return nodes.map((node) => <Fragment key={placeOf(node)}>{drawInline(node, context)}</Fragment>);
}

function drawInline(node: RootContent, context: Context): ReactNode {
  const { source } = context;
  switch (node.type) {
    case 'text':
      return source.decode(node.value);
    case 'inlineCode':
      return <code>{source.restore(node.value)}</code>;
    case 'html':
      return source.restore(node.value);
    case 'break':
      return <br />;
    case 'emphasis':
    case 'strong': {
      if (context.depth >= MAX_DEPTH) return written(node, context);
      const tag = node.type === 'strong' ? 'strong' : 'em';
      const inside = { ...context, depth: context.depth + 1 };
      return createElement(tag, null, drawInlines(node.children, inside));
    }
    case 'link': {
      const text = written(node, context);
      // An address between angle brackets is not decoded: it is what it says.
      if (text.startsWith('<')) return drawLink(source.restore(node.url), text.slice(1, -1));
      return drawLinkAround(node.children, source.decode(node.url), context);
    }
    case 'linkReference': {
      const address = definedAddress(node.identifier, context);
      if (address === undefined) return written(node, context);
      return drawLinkAround(node.children, address, context);
    }
    case 'image':
      return drawImage(source.decode(node.url), node.alt, context);
    case 'imageReference': {
      const address = definedAddress(node.identifier, context);
      if (address === undefined) return written(node, context);
      return drawImage(address, node.alt, context);
    }
    default:
      return written(node, context);
  }
}

function drawLinkAround(
  nodes: readonly RootContent[],
  address: string,
  context: Context,
): ReactNode {
  // A link around nothing is named by its address.
  if (nodes.length === 0) return drawLink(address, address);
  return drawLink(
    address,
    drawInlines(nodes, { ...context, inLink: linkTarget(address) !== null }),
  );
}

function drawLink(address: string, inside: ReactNode): ReactNode {
  const target = linkTarget(address);
  if (target === null) {
    if (inside === address) return <code>{address}</code>;
    return (
      <>
        {inside} (<code>{address}</code>)
      </>
    );
  }
  const leaves = !target.startsWith('mailto:');
  return (
    <a
      href={target}
      rel="noopener noreferrer nofollow"
      target={leaves ? '_blank' : undefined}
      className="link"
    >
      {inside}
      {leaves && <span className="sr-only"> (opens in a new tab)</span>}
    </a>
  );
}

/** Never the picture: loading it would tell a third party who reads this. */
function drawImage(address: string, alt: string | null | undefined, context: Context): ReactNode {
  const words = context.source.decode(alt ?? '');
  const name = words === '' ? 'Image' : `Image: ${words}`;
  // A link in a link is none.
  return context.inLink ? name : drawLink(address, name);
}

function definedAddress(label: string, { definitions, source }: Context): string | undefined {
  const definition = definitions.get(label);
  return definition && source.decode(definition.url);
}

/** A node as its author wrote it. */
function written(node: RootContent, { source }: Context): string {
  return source.text.slice(node.position?.start.offset, node.position?.end.offset);
}

function placeOf(node: RootContent): number | undefined {
  return node.position?.start.offset;
}
