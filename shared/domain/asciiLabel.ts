const CYRILLIC: Readonly<Record<string, string>> = {
  а: 'a',
  б: 'b',
  в: 'v',
  г: 'g',
  д: 'd',
  е: 'e',
  ё: 'e',
  ж: 'zh',
  з: 'z',
  и: 'i',
  й: 'i',
  к: 'k',
  л: 'l',
  м: 'm',
  н: 'n',
  о: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ф: 'f',
  х: 'kh',
  ц: 'ts',
  ч: 'ch',
  ш: 'sh',
  щ: 'shch',
  ъ: '',
  ы: 'y',
  ь: '',
  э: 'e',
  ю: 'iu',
  я: 'ia',
};

/** Cyrillic as Latin letters (`Ж` → `Zh`), then every mark stripped: the Latvian letters lose theirs here too. */
export function transliterate(text: string): string {
  const latin = [...text.normalize('NFC')].map(latinOf).join('');
  return latin.normalize('NFKD').replace(/\p{M}/gu, '');
}

/** Text for lab controllers and back-print: only the characters 20–7E, without `"`, `<` and `>`. */
export function asciiLabel(text: string): string {
  return transliterate(text)
    .replace(/"/g, "'")
    .replace(/[<>\p{Cc}]/gu, '')
    .replace(/[^\x20-\x7E]/gu, '_');
}

function latinOf(letter: string): string {
  const lower = letter.toLowerCase();
  const latin = CYRILLIC[lower];
  if (latin === undefined) return letter;
  return letter === lower ? latin : latin.charAt(0).toUpperCase() + latin.slice(1);
}
