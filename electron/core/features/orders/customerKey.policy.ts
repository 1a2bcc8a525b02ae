/** Consonants the Latvian alphabet counts as letters of their own, each behind its plain one. */
const OWN_LETTERS = /[čģķļņŗšž]/gu;
const LETTERS_PLAIN: Readonly<Record<string, string>> = {
  č: 'c',
  ģ: 'g',
  ķ: 'k',
  ļ: 'l',
  ņ: 'n',
  ŗ: 'r',
  š: 's',
  ž: 'z',
};

/**
 * A text that sorts by code points as names sort in Latvian: č behind every c, long vowels with their short ones
 * (the mark decides only between equal words), y as i.
 */
export function customerKey(name: string): string {
  const lower = name.normalize('NFC').toLowerCase();
  // `~` is behind all letters, so `č` comes behind `cz`.
  const primary = lower
    .replace(OWN_LETTERS, (letter) => `${LETTERS_PLAIN[letter] ?? letter}~`)
    .replaceAll('y', 'i')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}~]+/gu, ' ')
    .trim();
  return `${primary}\u0001${lower}`;
}
