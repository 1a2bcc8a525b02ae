import { transliterate } from './asciiLabel.ts';

const MIN_LETTERS = 3;

/** The form names are compared in: no case, no marks, Cyrillic as Latin (`Bērziņa` → `berzina`, `Семён` → `semen`). */
export function foldForSearch(text: string): string {
  return transliterate(text)
    .toLowerCase()
    .replace(/['’ʼ`]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

export function searchTokens(text: string): readonly string[] {
  const folded = foldForSearch(text);
  return folded === '' ? [] : folded.split(' ');
}

/** Names are searched from three letters on. */
export function isNameQuery(text: string): boolean {
  return (foldForSearch(text).match(/\p{L}/gu) ?? []).length >= MIN_LETTERS;
}

/** Each word of the query begins a word of the name; the order does not matter. */
export function nameMatches(name: string, query: string): boolean {
  const words = searchTokens(name);
  const asked = searchTokens(query);
  return asked.length > 0 && asked.every((start) => words.some((word) => word.startsWith(start)));
}
