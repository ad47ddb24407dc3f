import { useMatches, useRouter } from '@tanstack/react-router';
import { Fragment, useEffect, useLayoutEffect, useRef } from 'react';
import type { MouseEvent, ReactNode, SyntheticEvent } from 'react';
import { announce } from '#ui/announcer.tsx';
import { isolated } from '#ui/direction.ts';
import { findOpenedLink, rememberOpenedLink } from '#ui/opened-link.ts';
import { Tag } from '#ui/tag.tsx';
import { followPlainLink, preloadPlainLink } from './plain-links.ts';

const PRODUCT = 'AuthPI dashboard';

/** A step above the page. One without a place of its own is said, not linked. */
export type Crumb = { text: string; link?: ReactNode };

const NONE: readonly string[] = [];

/** The page that was shown last, by path: what tells a new page from a new filter. */
let shown: string | null = null;

/**
 * A page: trail, heading, title of the document. When the path changes the heading takes the focus,
 * so that keyboard and screen reader start where the eye does, and the title is announced. Back puts
 * the focus on the link the page was left by.
 *
 * @param title null while the page's own name is on its way; `placeholder` stands for it
 */
export function Page({
  title,
  placeholder = '',
  drawn,
  parts = NONE,
  crumbs,
  context = null,
  environment = null,
  aside,
  children,
}: {
  title: string | null;
  placeholder?: string;
  /** The title as the heading draws it, where its text alone would break or run the wrong way. */
  drawn?: ReactNode;
  /** Which part of the thing named by the title, from the outside in, where a page has parts. */
  parts?: readonly string[];
  crumbs: readonly Crumb[];
  /** Whose page it is, for the document's title; null while it is not known. */
  context?: string | null;
  /** `metadata.environment` of what the page is about: nobody should take production for a test. */
  environment?: string | null;
  /** Beside the heading: what belongs to the name. */
  aside?: ReactNode;
  children: ReactNode;
}) {
  const router = useRouter();
  const path = useMatches({ select: (matches) => matches.at(-1)?.pathname ?? '' });
  const heading = useRef<HTMLHeadingElement>(null);
  const text = title ?? placeholder;
  const names = [...parts.toReversed(), text, context, PRODUCT]
    .flatMap((name) => (name === null || name === '' ? [] : isolated(name)))
    .join(' · ');

  useEffect(() => {
    document.title = names;
  }, [names]);

  // In a layout effect: the browser must not paint a page whose focus is nowhere.
  useLayoutEffect(() => {
    const arrived = shown !== null && shown !== path;
    shown = path;
    // What put the focus somewhere itself (a table its row) or kept it (a tab) knows better.
    if (!arrived || document.activeElement?.closest('main') != null) return;
    (findOpenedLink(router) ?? heading.current)?.focus({ preventScroll: true });
  }, [router, path]);

  const announced = useRef(shown);
  const words = title === null ? null : [...parts.toReversed(), isolated(title)].join(', ');
  useEffect(() => {
    if (words === null || announced.current === path) return;
    // The first page of a visit is read out by itself.
    if (announced.current !== null) announce(words);
    announced.current = path;
  }, [words, path]);

  const preload = (event: SyntheticEvent) => preloadPlainLink(router, event);
  const remember = (event: MouseEvent) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    const href = link?.getAttribute('href');
    if (link !== null && href?.startsWith('/') === true) rememberOpenedLink(router, link, href);
  };

  const steps: readonly Crumb[] = [...crumbs, { text }, ...parts.map((part) => ({ text: part }))];
  const trail = steps.slice(0, -1);
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions -- listens for the links inside
    <div
      onPointerOver={preload}
      onFocus={preload}
      onClickCapture={remember}
      onClick={(event) => followPlainLink(router, event)}
    >
      <nav aria-label="Breadcrumb">
        <ol className="crumbs">
          {trail.map((crumb, index) => (
            <Fragment key={index}>
              {index > 0 && <li aria-hidden="true">/</li>}
              <li>{crumb.link ?? crumb.text}</li>
            </Fragment>
          ))}
          {trail.length > 0 && <li aria-hidden="true">/</li>}
          <li aria-current="page">{steps.at(-1)?.text}</li>
        </ol>
      </nav>
      <div className="page-head">
        <h1
          ref={heading}
          tabIndex={-1}
          className="text-page font-semibold tracking-[-0.015em] wrap-anywhere"
        >
          {drawn ?? text}
        </h1>
        {environment !== null && <Tag text={environment} />}
        {aside}
      </div>
      {children}
    </div>
  );
}
