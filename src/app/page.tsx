import { Link, useMatch } from '@tanstack/react-router';
import { Fragment, useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { announce } from '#ui/announcer.tsx';

const PRODUCT = 'AuthPI dashboard';

/** A step above the page. One without a place of its own is said, not linked. */
export type Crumb = { text: string; link?: ReactNode };

/** The page that was shown last, by path: what tells a new page from a new filter. */
let shown: string | null = null;

/**
 * A page: trail, heading, title of the document. When the path changes the heading takes the focus,
 * so that keyboard and screen reader start where the eye does, and the title is announced.
 *
 * @param title null while the page's own name is on its way; `placeholder` stands for it
 */
export function Page({
  title,
  placeholder,
  crumbs,
  context,
  children,
}: {
  title: string | null;
  placeholder?: string;
  crumbs: readonly Crumb[];
  /** Whose page it is, for the document's title; null while it is not known. */
  context?: string | null;
  children: ReactNode;
}) {
  const path = useMatch({ strict: false, select: (match) => match.pathname });
  const heading = useRef<HTMLHeadingElement>(null);
  const text = title ?? placeholder ?? '';

  useEffect(() => {
    document.title = [text, context, PRODUCT]
      .filter((part) => part != null && part !== '')
      .join(' · ');
  }, [text, context]);

  useEffect(() => {
    const arrived = shown !== null && shown !== path;
    shown = path;
    // A page that puts the focus somewhere itself (Back to a row of a list) knows better.
    if (arrived && document.activeElement?.closest('main') == null) {
      heading.current?.focus({ preventScroll: true });
    }
  }, [path]);

  const announced = useRef(shown);
  useEffect(() => {
    if (title === null || announced.current === path) return;
    // The first page of a visit is read out by itself.
    if (announced.current !== null) announce(title);
    announced.current = path;
  }, [title, path]);

  return (
    <>
      <nav aria-label="Breadcrumb">
        <ol className="crumbs">
          {crumbs.map((crumb, index) => (
            <Fragment key={crumb.text}>
              {index > 0 && <li aria-hidden="true">/</li>}
              <li>{crumb.link ?? crumb.text}</li>
            </Fragment>
          ))}
          <li aria-hidden="true">/</li>
          <li aria-current="page">{text}</li>
        </ol>
      </nav>
      <h1
        ref={heading}
        tabIndex={-1}
        className="mb-4 text-page font-semibold tracking-[-0.015em] wrap-anywhere"
      >
        {text}
      </h1>
      {children}
    </>
  );
}

/** The way to the issuers of an account. */
export function IssuersCrumb({ accountId }: { accountId: string }) {
  return (
    <Link to="/accounts/$accountId/issuers" params={{ accountId }} className="hover:underline">
      Issuers
    </Link>
  );
}
