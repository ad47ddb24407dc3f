/**
 * What a person should look at twice in a name of international letters, or null: scripts mixed within
 * one part of it (UTS 39 §5.2, what is not "highly restrictive"), or a part that is all of one script and
 * could be read as another (§4, whole-script confusables, the few letters that matter most).
 *
 * A warning, never a refusal: such names exist, and AuthPI takes them.
 *
 * @param readable the host in the letters people read
 */
export function scriptWarning(readable: string): string | null {
  if (/^[\u0000-\u007f]*$/.test(readable)) return null;
  const labels = readable.split('.');
  for (const label of labels) {
    const mixed = mixedScripts(label);
    if (mixed !== null) {
      return `The part ${isolate(label)} mixes ${listed(mixed)} letters. Make sure that it is the name you mean`;
    }
  }
  // Under an ending in the same script nobody expects Latin letters.
  if (/^[a-z0-9-]+$/.test(labels.at(-1) ?? '')) {
    for (const label of labels) {
      const twin = latinTwin(label);
      if (twin !== null) {
        return `The part ${isolate(label)} is written in ${twin.script} letters, and looks like ${twin.reads}. Make sure that it is the name you mean`;
      }
    }
  }
  return /[\u200c\u200d]/.test(readable)
    ? 'It has a joiner in it, a character that cannot be seen'
    : null;
}

/** As words stand in a sentence: a name that runs from right to left must not turn it around. */
function isolate(text: string): string {
  return `\u2068${text}\u2069`;
}

/** Scripts with the characters of each, also those that several share (`scx`). */
const SCRIPTS = [
  ['Latin', /\p{scx=Latin}/u],
  ['Greek', /\p{scx=Greek}/u],
  ['Cyrillic', /\p{scx=Cyrillic}/u],
  ['Armenian', /\p{scx=Armenian}/u],
  ['Georgian', /\p{scx=Georgian}/u],
  ['Hebrew', /\p{scx=Hebrew}/u],
  ['Arabic', /\p{scx=Arabic}/u],
  ['Syriac', /\p{scx=Syriac}/u],
  ['Thaana', /\p{scx=Thaana}/u],
  ['Devanagari', /\p{scx=Devanagari}/u],
  ['Bengali', /\p{scx=Bengali}/u],
  ['Gurmukhi', /\p{scx=Gurmukhi}/u],
  ['Gujarati', /\p{scx=Gujarati}/u],
  ['Oriya', /\p{scx=Oriya}/u],
  ['Tamil', /\p{scx=Tamil}/u],
  ['Telugu', /\p{scx=Telugu}/u],
  ['Kannada', /\p{scx=Kannada}/u],
  ['Malayalam', /\p{scx=Malayalam}/u],
  ['Sinhala', /\p{scx=Sinhala}/u],
  ['Thai', /\p{scx=Thai}/u],
  ['Lao', /\p{scx=Lao}/u],
  ['Tibetan', /\p{scx=Tibetan}/u],
  ['Myanmar', /\p{scx=Myanmar}/u],
  ['Khmer', /\p{scx=Khmer}/u],
  ['Ethiopic', /\p{scx=Ethiopic}/u],
  ['Cherokee', /\p{scx=Cherokee}/u],
  ['Mongolian', /\p{scx=Mongolian}/u],
  ['Hangul', /\p{scx=Hangul}/u],
  ['Hiragana', /\p{scx=Hiragana}/u],
  ['Katakana', /\p{scx=Katakana}/u],
  ['Bopomofo', /\p{scx=Bopomofo}/u],
  ['Han', /\p{scx=Han}/u],
] as const;

/** Ways to write that use several scripts: UTS 39 §5.1 (Japanese, Han with Bopomofo, Korean), and Latin beside. */
const TOGETHER: readonly ReadonlySet<string>[] = [
  new Set(['Latin', 'Han', 'Hiragana', 'Katakana']),
  new Set(['Latin', 'Han', 'Bopomofo']),
  new Set(['Latin', 'Han', 'Hangul']),
];

/** The scripts that a label mixes, where it should not; null: it does not. */
function mixedScripts(label: string): readonly string[] | null {
  const sets: ReadonlySet<string>[] = [];
  for (const character of label) {
    // Digits, hyphens and what is written with any script.
    if (/[\p{Script=Common}\p{Script=Inherited}]/u.test(character)) continue;
    const scripts = SCRIPTS.filter(([, of]) => of.test(character)).map(([name]) => name);
    sets.push(new Set(scripts.length === 0 ? ['other'] : scripts));
  }
  const all = new Set(sets.flatMap((set) => [...set]));
  const isOne = [...all].some((script) => sets.every((set) => set.has(script)));
  const goTogether = TOGETHER.some((family) =>
    sets.every((set) => [...set].some((script) => family.has(script))),
  );
  if (isOne || goTogether) return null;
  // The first that each character may be of: one that several share is not several.
  return [...new Set(sets.map((set) => [...set][0] ?? 'other'))];
}

/** Letters that many typefaces draw as a Latin one. */
const TWINS = [
  [
    'Cyrillic',
    new Map(
      Object.entries({
        а: 'a',
        с: 'c',
        ԁ: 'd',
        е: 'e',
        һ: 'h',
        і: 'i',
        ј: 'j',
        ӏ: 'l',
        о: 'o',
        р: 'p',
        ԛ: 'q',
        ѕ: 's',
        ԝ: 'w',
        х: 'x',
        у: 'y',
        ь: 'b',
        ѵ: 'v',
        г: 'r',
        п: 'n',
        ө: 'o',
        ү: 'y',
        ԍ: 'g',
      }),
    ),
  ],
  [
    'Greek',
    new Map(
      Object.entries({
        α: 'a',
        ι: 'i',
        κ: 'k',
        ν: 'v',
        ο: 'o',
        ρ: 'p',
        τ: 't',
        υ: 'u',
        χ: 'x',
        ω: 'w',
        η: 'n',
        γ: 'y',
      }),
    ),
  ],
  [
    'Armenian',
    new Map(
      Object.entries({
        ա: 'w',
        գ: 'q',
        զ: 'q',
        հ: 'h',
        յ: 'j',
        ո: 'n',
        ս: 'u',
        օ: 'o',
        ց: 'g',
        լ: 'l',
        ք: 'p',
      }),
    ),
  ],
] as const;

/** The Latin text that a label in another script could be read as; null: none. */
function latinTwin(label: string): { script: string; reads: string } | null {
  if (!/[^\u0000-\u007f]/.test(label) || /[a-z]/.test(label)) return null;
  for (const [script, letters] of TWINS) {
    const read = Array.from(label, (letter) =>
      /[0-9-]/.test(letter) ? letter : (letters.get(letter) ?? null),
    );
    if (read.every((letter) => letter !== null)) return { script, reads: read.join('') };
  }
  return null;
}

function listed(names: readonly string[]): string {
  return names.length <= 2
    ? names.join(' and ')
    : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
}
