/** Layouts of the on-screen keyboard (design guide, section 5). */
export type LetterLayout = 'lv' | 'en' | 'ru';
export type KeyboardLayout = LetterLayout | 'email' | 'phone' | 'digits' | 'code';

export type KeyAction =
  | 'backspace'
  | 'done'
  | 'shift'
  | 'symbols'
  | 'language'
  | 'space'
  | 'left'
  | 'right'
  | 'hide';

export type Key =
  | { readonly kind: 'char'; readonly text: string; readonly width: number }
  | { readonly kind: 'snippet'; readonly text: string; readonly width: number }
  | { readonly kind: 'action'; readonly action: KeyAction; readonly width: number }
  | { readonly kind: 'gap'; readonly width: number };

export type KeyRow = readonly Key[];

/** Signs whose name a screen reader must be told. */
export const spokenSigns = [
  "'",
  '-',
  '.',
  '_',
  '@',
  '+',
  ',',
  '/',
  ':',
  ';',
  '(',
  ')',
  '&',
  '"',
  '?',
  '!',
  '#',
  '%',
] as const;
export type SpokenSign = (typeof spokenSigns)[number];

export type KeyboardTexts = {
  readonly label: string;
  readonly actions: Readonly<Record<Exclude<KeyAction, 'language'>, string>>;
  /** Key that leads back from signs to letters. */
  readonly letters: string;
  /** Spoken name of the LV/EN/RU key. */
  readonly language: string;
  readonly signs: Readonly<Record<SpokenSign, string>>;
};

const chars = (letters: string): readonly Key[] =>
  [...letters].map((text) => ({ kind: 'char', text, width: 1 }));
const snippet = (text: string, width = 1): Key => ({ kind: 'snippet', text, width });
const act = (action: KeyAction, width = 1): Key => ({ kind: 'action', action, width });
const gap = (width: number): Key => ({ kind: 'gap', width });

const bottom: KeyRow = [
  act('symbols', 1.4),
  act('language', 1.4),
  act('space', 4.8),
  act('left'),
  act('right'),
  act('hide', 1.6),
];

const latin: readonly KeyRow[] = [
  [...chars('qwertyuiop'), act('backspace', 1.4)],
  [gap(0.4), ...chars("asdfghjkl'"), act('done', 1.4)],
  [act('shift', 1.4), ...chars('zxcvbnm-.'), gap(0.6)],
  bottom,
];

const rows: Readonly<Record<KeyboardLayout | 'symbols', readonly KeyRow[]>> = {
  lv: [chars('āčēģīķļņšūž'), ...latin],
  en: latin,
  ru: [
    [...chars('йцукенгшщзхъ'), act('backspace', 1.4)],
    [gap(0.3), ...chars('фывапролджэ'), act('done', 1.6)],
    [act('shift', 1.4), ...chars('ячсмитьбюё-'), gap(0.4)],
    bottom,
  ],
  symbols: [
    [...chars('1234567890'), act('backspace', 1.4)],
    [gap(0.4), ...chars('-/:;()&@"+'), act('done', 1.4)],
    [gap(1.4), ...chars(".,?!'#_%"), gap(1.6)],
    bottom,
  ],
  email: [
    ['@gmail.com', '@inbox.lv', '@icloud.com', '@outlook.com', '@apollo.lv'].map((text) => snippet(text)),
    chars('1234567890_'),
    [...chars('qwertyuiop'), act('backspace', 1.4)],
    [gap(0.4), ...chars('asdfghjkl.'), act('done', 1.4)],
    [act('shift', 1.4), ...chars('zxcvbnm-'), snippet('.lv'), snippet('.com', 1.2)],
    [
      ...chars('@').map((key) => ({ ...key, width: 5 })),
      act('left', 1.4),
      act('right', 1.4),
      act('hide', 1.6),
    ],
  ],
  code: [
    [...chars('1234567890'), act('backspace', 1.4)],
    [...chars('QWERTYUIOP'), act('done', 1.4)],
    [gap(0.4), ...chars('ASDFGHJKL'), gap(2)],
    [gap(1.4), ...chars('ZXCVBNM-'), act('left'), act('right'), act('hide', 1.6)],
  ],
  phone: pad('+'),
  digits: pad(null),
};

function pad(sign: string | null): readonly KeyRow[] {
  return [
    [...wide('123'), act('backspace', 2)],
    [...wide('456'), act('done', 2)],
    [...wide('789'), act('left'), act('right')],
    [...(sign === null ? [gap(2)] : wide(sign)), ...wide('0'), gap(2), act('hide', 2)],
  ];
}

function wide(signs: string): readonly Key[] {
  return chars(signs).map((key) => ({ ...key, width: 2 }));
}

export const keyRows = (layout: KeyboardLayout | 'symbols'): readonly KeyRow[] => rows[layout];

export const isLetterLayout = (layout: KeyboardLayout): layout is LetterLayout =>
  layout === 'lv' || layout === 'en' || layout === 'ru';

/** LV → EN → RU → LV */
export const nextLetters = { lv: 'en', en: 'ru', ru: 'lv' } as const satisfies Record<
  LetterLayout,
  LetterLayout
>;

/** A long press on the plain letter types these too; they always have keys of their own. */
export const heldLetters: Readonly<Record<string, string>> = {
  a: 'ā',
  c: 'č',
  e: 'ē',
  g: 'ģ',
  i: 'ī',
  k: 'ķ',
  l: 'ļ',
  n: 'ņ',
  s: 'š',
  u: 'ū',
  z: 'ž',
};
