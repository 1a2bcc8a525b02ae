type Category = 'zero' | 'one' | 'two' | 'few' | 'many' | 'other';

/**
 * The keys another language must have: the same as in Latvian, with its own plural categories in place of the
 * Latvian ones (zero, one, other). No `_zero` outside Latvian: there it is a grammatical class, elsewhere i18next
 * would read it as „none”.
 */
export type TextsLike<Latvian, Categories extends Category> = {
  readonly [Key in keyof Latvian as Key extends `${infer Stem}_${Category}`
    ? `${Stem}_${Categories}`
    : Key]: Latvian[Key] extends string ? string : TextsLike<Latvian[Key], Categories>;
};

export type EnglishLike<Latvian> = TextsLike<Latvian, 'one' | 'other'>;
export type RussianLike<Latvian> = TextsLike<Latvian, 'one' | 'few' | 'many' | 'other'>;
