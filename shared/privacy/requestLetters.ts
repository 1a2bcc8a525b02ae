import { z } from '../domain/z.ts';
import { LOCALES, type Locale } from '../domain/i18n.ts';

/** Letters of a privacy request; their texts are data (resources/letters). */
export const LETTER_KINDS = [
  'acknowledgement',
  'identity_question',
  'code',
  'clarification',
  'extension',
  'refusal',
  'completion',
  'partial',
  'rectification_done',
  'answer',
] as const;
export const LetterKind = z.enum(LETTER_KINDS);
export type LetterKind = z.infer<typeof LetterKind>;

/** `message`: to the known contact. `paper`: printed and handed over or posted. `own_mail`: from the company's mailbox. */
export const LetterWay = z.enum(['message', 'paper', 'own_mail']);
export type LetterWay = z.infer<typeof LetterWay>;

/** What may stand in a letter: numbers, dates, codes, the company's own contact. Never a name of a person. */
export const PLACEHOLDERS = [
  'number',
  'type',
  'received',
  'due',
  'extended',
  'reason',
  'laws',
  'holds',
  'code',
  'company',
  'contact',
  'certificate',
] as const;
export type Placeholder = (typeof PLACEHOLDERS)[number];
export type LetterValues = Readonly<Partial<Record<Placeholder, string>>>;

const Letter = z.strictObject({
  title: z.string().min(1).max(200),
  paragraphs: z.array(z.string().min(1).max(1200)).min(1).max(12),
});
const Words = z.record(z.string().max(40), z.string().min(1).max(300));

/** All letters of one language, and the words their codes are said with. */
export const LetterFile = z.strictObject({
  locale: z.enum(LOCALES),
  letters: z.record(LetterKind, Letter),
  types: Words,
  reasons: Words,
  laws: Words,
});
export type LetterFile = z.infer<typeof LetterFile>;

export type Letters = Readonly<Record<Locale, LetterFile>>;

const PLACEHOLDER = /\{([a-z_]+)\}/g;

/** The placeholders of a letter, each once, sorted. */
export const placeholdersOf = ({ title, paragraphs }: z.infer<typeof Letter>): readonly string[] =>
  [
    ...new Set(
      [title, ...paragraphs].flatMap((text) => [...text.matchAll(PLACEHOLDER)].map(([, name]) => name ?? '')),
    ),
  ].toSorted();

/** A letter with its values in it. */
export const WrittenLetter = z.strictObject({
  title: z.string().min(1).max(300),
  paragraphs: z.array(z.string().min(1).max(5000)).min(1).max(12).readonly(),
});
export type WrittenLetter = Readonly<z.infer<typeof WrittenLetter>>;

/** Fills a letter. Throws RangeError where a value is missing: a letter with a gap is not sent. */
export const writeLetter = (file: LetterFile, kind: LetterKind, values: LetterValues): WrittenLetter => {
  const fill = (text: string): string =>
    text.replaceAll(PLACEHOLDER, (_all, name: string) => {
      const value = values[name as Placeholder];
      if (value === undefined) throw new RangeError(`letter ${kind} lacks ${name}`);
      return value;
    });
  const { title, paragraphs } = file.letters[kind];
  return { title: fill(title), paragraphs: paragraphs.map(fill) };
};
