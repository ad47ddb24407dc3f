import type { FindingKind } from './finding.ts';

const CIRCLE = 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2Z';
const BOX = 'M3 3h10v10H3z';
const SHIELD = 'M8 1.800 13 3.500v4c0 3.200-2 5.400-5 6.700-3-1.300-5-3.500-5-6.700v-4z';

/** A glyph for each kind of finding, on the 16 px grid of ui/icon.tsx. Apart: few pages need them. */
const GLYPHS: { readonly [kind in FindingKind]: string } = {
  right: `${CIRCLE}M5.400 8.200l1.800 1.800 3.400-3.700`,
  nothing: `${CIRCLE}M5.200 8v.1M8 8v.1M10.800 8v.1`,
  elsewhere: 'M2.500 12.500c0-5 3-7 8-7M7.800 2.500l3 3-3 3M13.500 10.500l-3 3m0-3 3 3',
  addresses: `${BOX}M5.500 6.200h5M5.500 9.800h2.500M10.400 9.800v.1`,
  flattened: 'M2.500 12.500h11M8 2.500v6.500M5 6.200l3 3 3-3',
  doubled: 'M2.500 2.500h7.500v7.500H2.500zM12.500 6v7.500H5.500',
  apex: 'M2 13 8 3l6 10zM6.200 6h3.600M8 9v.1M8 11v.1',
  servfail:
    'M6.500 4.500 8 3a3.500 3.500 0 0 1 5 5l-1.500 1.500M9.500 11.500 8 13a3.500 3.500 0 0 1-5-5l1.500-1.500M2.500 2.500l11 11',
  spreading:
    'M8 8v.1M5.500 5.500a3.500 3.500 0 0 0 0 5M10.500 5.500a3.500 3.500 0 0 1 0 5M3.400 3.400a6.500 6.500 0 0 0 0 9.200M12.600 3.400a6.500 6.500 0 0 1 0 9.200',
  seen: 'M1.500 8c3.500-6 9.500-6 13 0-3.500 6-9.500 6-13 0ZM8 6.200a1.800 1.800 0 1 0 0 3.600 1.800 1.800 0 0 0 0-3.600Z',
  could_not_ask: `${CIRCLE}M6.300 6.300a1.700 1.700 0 1 1 2.500 1.500c-.600.300-.800.600-.800 1.200M8 11.200v.1`,
  caa_forbids: `${SHIELD}M6.200 6.200l3.600 3.600m0-3.600-3.600 3.600`,
  caa_allows: `${SHIELD}M5.800 8l1.600 1.600 2.800-3.200`,
  caa_seen: `${SHIELD}M5.500 7.800h5`,
  caa_servfail: `${SHIELD}M8 5v3.300M8 10.300v.1`,
  ownership_right: 'M3.500 1.800h6l3 3v9.400h-9zM5.800 8.800l1.600 1.600 2.800-3.200',
  ownership_wrong: 'M3.500 1.800h6l3 3v9.400h-9zM8 6v3.300M8 11.300v.1',
  ownership_absent:
    'M3.500 4.500V1.800h3M9 1.800h.500l3 3v.700M12.500 8v2.500M12.500 13v1.200h-2M8 14.200H5.500M3.500 13.500v-2M3.500 9V7',
};

/** The glyph of a kind of finding, beside a text that says the same. */
export function FindingGlyph({ kind }: { kind: FindingKind }) {
  return (
    <svg className="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path d={GLYPHS[kind]} />
    </svg>
  );
}

/** The outline of a kind's glyph. */
export function glyphOf(kind: FindingKind): string {
  return GLYPHS[kind];
}
