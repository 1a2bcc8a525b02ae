import { z } from './z.ts';

/** One paragraph of two texts held against each other. */
export const ParagraphChange = z.object({
  kind: z.enum(['same', 'added', 'removed']),
  text: z.string().max(150_000),
});
export type ParagraphChange = z.infer<typeof ParagraphChange>;

/** Paragraphs of a plain text; a blank line stands between two. */
export const paragraphsOf = (text: string): readonly string[] =>
  text.split(/\n{2,}/).filter((paragraph) => paragraph.trim() !== '');

/**
 * What is different between two texts, paragraph by paragraph in reading order: the longest common run stays, what was
 * taken out stands before what was put in its place.
 */
export function compareTexts(before: string, after: string): ParagraphChange[] {
  const [old, next] = [paragraphsOf(before), paragraphsOf(after)];
  const common = commonLengths(old, next);
  const changes: ParagraphChange[] = [];
  let [i, j] = [0, 0];
  for (;;) {
    const [gone, come] = [old[i], next[j]];
    if (gone === undefined && come === undefined) return changes;
    if (gone !== undefined && gone === come) {
      changes.push({ kind: 'same', text: gone });
      [i, j] = [i + 1, j + 1];
    } else if (
      gone !== undefined &&
      (come === undefined || longest(common, i + 1, j) >= longest(common, i, j + 1))
    ) {
      changes.push({ kind: 'removed', text: gone });
      i += 1;
    } else if (come !== undefined) {
      changes.push({ kind: 'added', text: come });
      j += 1;
    }
  }
}

type Lengths = readonly (readonly number[])[];

const longest = (common: Lengths, i: number, j: number): number => common[i]?.[j] ?? 0;

/** For each pair of places, how many paragraphs both texts have in common from there on. */
function commonLengths(old: readonly string[], next: readonly string[]): Lengths {
  const rows: number[][] = [];
  for (let i = old.length - 1; i >= 0; i -= 1) {
    const row: number[] = [];
    for (let j = next.length - 1; j >= 0; j -= 1) {
      row[j] =
        old[i] === next[j]
          ? longest(rows, i + 1, j + 1) + 1
          : Math.max(longest(rows, i + 1, j), row[j + 1] ?? 0);
    }
    rows[i] = row;
  }
  return rows;
}
