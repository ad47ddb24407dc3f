import { bestTextOn, contrastRatio } from '#ui/contrast.ts';

/** What the text on a background can be read like: "White text on it: 17.9 to 1, fine." */
export function backgroundWords(background: string): string | null {
  const best = bestTextOn(background);
  if (best === null) return null;
  return `${best.text === 'white' ? 'White' : 'Black'} text on it: ${verdict(best.ratio)}.`;
}

/** The same of buttons in the primary colour, whose text is white, and of them on the background. */
export function primaryWords(primary: string, background: string): string | null {
  const white = contrastRatio('#ffffff', primary);
  if (white === null) return null;
  const black = contrastRatio('#000000', primary) ?? 1;
  const beside = contrastRatio(primary, background);
  return [
    `White text on it: ${verdict(white)}.`,
    white < TEXT && `Black text: ${verdict(black)}.`,
    beside !== null &&
      `Beside the background: ${ratioText(beside)} to 1, ${beside < PART ? 'hard to tell apart' : 'fine'}.`,
  ]
    .filter((sentence) => sentence !== false)
    .join(' ');
}

/** What text needs, and the parts of a control: WCAG 2.2, 1.4.3 and 1.4.11. */
const TEXT = 4.5;
const PART = 3;

function verdict(ratio: number): string {
  return `${ratioText(ratio)} to 1, ${ratio < TEXT ? 'hard to read' : 'fine'}`;
}

/** Rounded down: what does not reach a limit is not shown as if it did. */
function ratioText(ratio: number): string {
  return (Math.floor(ratio * 10) / 10).toString();
}
