import { render, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { MarkdownTree } from './markdown-tree.tsx';

const NEW_TAB = / ?\(opens in a new tab\)/g;

/** The element around what is drawn. */
function show(text: string): HTMLElement {
  return render(<MarkdownTree text={text} />).container;
}
/** What is read, without what only screen readers get. */
const read = (root: HTMLElement) => root.textContent.replace(NEW_TAB, '');
const link = (name: string) =>
  screen.getByRole('link', { name: (found) => found.replace(NEW_TAB, '') === name });

describe('text', () => {
  test('headings start below those of the page', () => {
    show('# One\n\n## Two\n\n### Three\n\n#### Four\n\n##### Five\n\n###### Six');
    const levels = screen.getAllByRole('heading').map((heading) => heading.tagName);
    expect(levels).toEqual(['H3', 'H4', 'H5', 'H6', 'H6', 'H6']);
  });

  test('an empty heading is no heading', () => {
    const shown = show('# \n\ntext');
    expect(screen.queryByRole('heading')).toBeNull();
    expect(read(shown)).toContain('#');
  });

  test('emphasis in emphasis', () => {
    show('a *b **c** `d`*');
    expect(screen.getByRole('emphasis')).toHaveTextContent('b c d');
    expect(within(screen.getByRole('emphasis')).getByRole('strong')).toHaveTextContent('c');
    expect(within(screen.getByRole('emphasis')).getByRole('code')).toHaveTextContent('d');
  });

  test('lists, with the number they start at', () => {
    const shown = show('3. three\n4. four\n   - inner\n\ntext\n\n- loose\n\n- items');
    const [ordered, inner, loose] = screen.getAllByRole('list');
    expect(ordered).toHaveAttribute('start', '3');
    expect(ordered).toContainElement(inner ?? null);
    expect(inner?.querySelector('p')).toBeNull();
    expect(loose?.querySelectorAll('p')).toHaveLength(2);
    expect(read(shown)).toBe('threefourinnertextlooseitems');
  });

  test('quotes, code, breaks and lines', () => {
    const shown = show('> said\n\n```js\nlet a;\n\n  b\n```\n\none\\\ntwo\n\n***');
    expect(screen.getByRole('blockquote')).toHaveTextContent('said');
    expect(shown.querySelector('pre')?.textContent).toBe('let a;\n\n  b');
    expect(shown.querySelector('br')).not.toBeNull();
    expect(screen.getByRole('separator')).toBeInTheDocument();
  });

  test('references are decoded in text, not in code; unknown names stay as written', () => {
    const shown = show('&copy; &#169; &Auml; &nope; &amp;lt; \\&lt; AT&T `&lt;` ⸺');
    expect(read(shown)).toBe('© © Ä &nope; &lt; &lt; AT&T &lt; ⸺');
  });

  test('references are never decoded through the page', () => {
    // As the Content Security Policy does; in a browser the parser would set it.
    const set = vi.spyOn(Element.prototype, 'innerHTML', 'set').mockImplementation(() => {
      throw new TypeError('This document requires TrustedHTML');
    });
    show('[a &copy;](https://example.com/?a=1&amp;b=2 "&copy;") &hearts; ![&reg;](https://x.de)');
    expect(link('a ©')).toHaveAttribute('href', 'https://example.com/?a=1&b=2');
    expect(link('Image: ®')).toBeInTheDocument();
    expect(set).not.toHaveBeenCalled();
    set.mockRestore();
  });
});

describe('links', () => {
  test('to the web open in a new tab, and tell nobody where from', () => {
    show('[site](https://example.com/a)');
    const site = screen.getByRole('link', { name: /^site ?\(opens in a new tab\)$/ });
    expect(site).toHaveAttribute('href', 'https://example.com/a');
    expect(site).toHaveAttribute('target', '_blank');
    expect(site).toHaveAttribute('rel', 'noopener noreferrer nofollow');
  });

  test('to a mailbox stay here', () => {
    show('<help@example.com> [write](MAILTO:a@example.com)');
    expect(link('help@example.com')).toHaveAttribute('href', 'mailto:help@example.com');
    expect(link('write')).toHaveAttribute('href', 'mailto:a@example.com');
    expect(link('write')).not.toHaveAttribute('target');
  });

  test('between angle brackets', () => {
    show('<https://example.com/?a&copy;b>');
    const found = link('https://example.com/?a&copy;b');
    expect(found).toHaveAttribute('href', 'https://example.com/?a&copy;b');
  });

  test.each([
    ['[a](javascript:alert(1))', 'a (javascript:alert(1))'],
    ['[a](JaVaScRiPt:alert(1))', 'a (JaVaScRiPt:alert(1))'],
    ['[a](java&#10;script:alert(1))', 'a (java\nscript:alert(1))'],
    ['[a](javascript&colon;alert(1))', 'a (javascript&colon;alert(1))'],
    ['[a](data:text/html,x)', 'a (data:text/html,x)'],
    ['[a](//example.com)', 'a (//example.com)'],
    ['[a](/accounts)', 'a (/accounts)'],
    ['[a](https:example.com)', 'a (https:example.com)'],
    ['[*a*][b]\n\n[b]: javascript:alert(1)', 'a (javascript:alert(1))'],
    ['<javascript:alert(1)>', 'javascript:alert(1)'],
    ['![a](data:image/png;base64,AAAA)', 'Image: a (data:image/png;base64,AAAA)'],
  ])('elsewhere are shown, not linked: %j', (text, words) => {
    const shown = show(text);
    expect(screen.queryByRole('link')).toBeNull();
    expect(read(shown)).toBe(words);
    expect(screen.getAllByRole('code').at(-1)?.textContent).toBe(
      words.replace(/^.*? \((.*)\)$/s, '$1'),
    );
  });

  test('by reference, with any label; the first definition counts', () => {
    show(
      [
        '[a][__proto__], [constructor], [c][x], [none][missing]',
        '[__proto__]: https://example.com/proto',
        '[constructor]: https://example.com/constructor',
        '> [x]: https://example.com/first',
        '[X]: https://example.com/second',
      ].join('\n\n'),
    );
    expect(link('a')).toHaveAttribute('href', 'https://example.com/proto');
    expect(link('constructor')).toHaveAttribute('href', 'https://example.com/constructor');
    expect(link('c')).toHaveAttribute('href', 'https://example.com/first');
    expect(screen.getByText(/\[none\]\[missing\]/)).toBeInTheDocument();
  });

  test('without a text are named by their address', () => {
    show('[](https://example.com/a)');
    expect(link('https://example.com/a')).toBeInTheDocument();
  });
});

describe('pictures and HTML', () => {
  test('a picture is a link and is never loaded', () => {
    const shown = show(
      '![A *logo*](https://example.com/l.png) ![](https://example.com/2) ![r][p]\n\n[p]: http://a.de',
    );
    expect(shown.querySelector('img')).toBeNull();
    expect(link('Image: A logo')).toHaveAttribute('href', 'https://example.com/l.png');
    expect(link('Image')).toHaveAttribute('href', 'https://example.com/2');
    expect(link('Image: r')).toHaveAttribute('href', 'http://a.de/');
  });

  test('a picture in a link is its words; in a refused link it is a link of its own', () => {
    show('[![a](https://a.de)](https://b.de) [![c](https://c.de)](javascript:0)');
    const hrefs = screen.getAllByRole('link').map((found) => found.getAttribute('href'));
    expect(hrefs).toEqual(['https://b.de/', 'https://c.de/']);
    expect(link('Image: a')).toHaveAttribute('href', 'https://b.de/');
  });

  test('HTML is its own text', () => {
    const text = '<script>alert(1)</script>\n\na <b onclick="x()">b</b> <img src=x onerror=y>';
    const shown = show(text);
    expect(shown.querySelector('script, b, img')).toBeNull();
    expect(read(shown)).toBe(text.replace('\n\n', ''));
  });
});

describe('what is too much', () => {
  test.each([
    ['quotes', '>'.repeat(5_000), '>>>>'],
    ['quotes with text', `${'>'.repeat(60)} deep`, '>> deep'],
    ['lists', `${'- '.repeat(1_900)}deep`, 'deep'],
    ['numbered lists', `${'1. '.repeat(60)}deep`, '1. deep'],
    ['lists in quotes', `${'> - '.repeat(900)}deep`, 'deep'],
    ['emphasis', `${'*a '.repeat(900)}${'b*'.repeat(500)}`, 'b*b*'],
    ['emphasis in a picture', `![${'*a '.repeat(500)}${'b*'.repeat(500)}](https://a.de)`, 'bbbb'],
    ['brackets', '['.repeat(3_900), '[[[['],
  ])('%s, nested: nothing breaks, and the rest is plain text', (_, text, end) => {
    const shown = show(text);
    const depth = (element: Element): number =>
      1 + Math.max(0, ...Array.from(element.children, depth));
    expect(depth(shown)).toBeLessThan(30);
    expect(read(shown)).toContain(end);
  });

  test('a text far beyond any description is shown whole', () => {
    const text = '**word** and more\n\n'.repeat(5_500);
    const shown = show(text);
    const words = read(shown).split('word and more').length + read(shown).split('**word**').length;
    expect(words - 2).toBe(5_500);
    expect(within(shown).getAllByRole('strong').length).toBeGreaterThan(100);
  });

  test('a long line is not cut inside a character', () => {
    const text = `a${'😀'.repeat(4_000)}`;
    expect(read(show(text))).toBe(text);
  });
});

describe('Markdown', () => {
  afterEach(() => {
    vi.doUnmock('./markdown-tree.tsx');
    vi.resetModules();
  });

  test('shows the text at once, and formatted when the parser is there', async () => {
    const { Markdown } = await import('./markdown.tsx');
    render(<Markdown text={'Some **bold** text'} />);
    expect(screen.getByText('Some **bold** text')).toBeInTheDocument();
    expect(await screen.findByRole('strong')).toHaveTextContent('bold');
  });

  test('keeps the text when the parser does not come', async () => {
    let asked = 0;
    vi.resetModules();
    vi.doMock('./markdown-tree.tsx', () => {
      asked += 1;
      throw new Error('gone after a deploy');
    });
    const { Markdown } = await import('./markdown.tsx');
    render(<Markdown text={'Some **bold** text'} />);
    await vi.waitFor(() => expect(asked).toBe(1));
    expect(await screen.findByText('Some **bold** text')).toBeInTheDocument();
  });
});
