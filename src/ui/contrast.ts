/**
 * How well two colours can be told apart, from 1 (not at all) to 21 (black on white): WCAG 2.2,
 * "contrast ratio". Text needs 4.5, large text and the parts of a control 3.
 *
 * @param one a colour as `#rrggbb`
 * @returns null where one of them is no such colour
 */
export function contrastRatio(one: string, other: string): number | null {
  const [a, b] = [luminance(one), luminance(other)];
  if (a === null || b === null) return null;
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

/** Black or white, whichever is better read on a ground, and how well. */
export type BestText = { readonly text: 'black' | 'white'; readonly ratio: number };

/**
 * The better of black and white text on a ground. One of them always reaches 4.5.
 *
 * @param ground a colour as `#rrggbb`
 * @returns null where it is no such colour
 */
export function bestTextOn(ground: string): BestText | null {
  const [white, black] = [contrastRatio('#ffffff', ground), contrastRatio('#000000', ground)];
  if (white === null || black === null) return null;
  return white >= black ? { text: 'white', ratio: white } : { text: 'black', ratio: black };
}

/** WCAG 2.2, "relative luminance", of sRGB: 0 for black, 1 for white. */
function luminance(color: string): number | null {
  const [, ...channels] = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(color) ?? [];
  if (channels.length === 0) return null;
  const [red = 0, green = 0, blue = 0] = channels.map((channel) => {
    const share = Number.parseInt(channel, 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
