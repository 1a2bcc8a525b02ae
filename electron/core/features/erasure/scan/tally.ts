import { Buffer } from 'node:buffer';
import { createMatcher } from './matcher.policy.ts';
import type { ScanRequest, StoreFinding, StoreId } from './scanWork.ts';
import { STORES } from './scanWork.ts';
import { spellingsOf } from './spellings.policy.ts';

/** The marker is a row: what names the job elsewhere does not count. */
const HOLD_THE_MARKER: readonly StoreId[] = ['database', 'database-log', 'backups'];

interface Count {
  files: number;
  bytes: number;
  unreadable: number;
  /** The person's own files and keys that are there. */
  present: number;
  /** Finds by pattern. */
  readonly hits: Map<number, number>;
}

/** Of texts that were found, those that are somebody else's or held by law. */
export type Explain = (texts: readonly string[]) => ReadonlySet<string>;

export type Tally = ReturnType<typeof createTally>;

/** What one thread counted, for another that searched with the same values. */
export interface Counted {
  readonly counts: ReadonlyMap<StoreId, Count>;
  readonly markerFound: boolean;
}

/** Null where the bytes are no text. */
const textOf = (bytes: Uint8Array | undefined): string | null => {
  if (bytes === undefined) return null;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
};

/** Counts finds by store and pattern. */
export const createTally = ({ values, marker }: Pick<ScanRequest, 'values' | 'marker'>) => {
  const patterns = spellingsOf(values);
  const markerAt = patterns.length;
  const search = createMatcher([...patterns.map(({ bytes }) => bytes), Buffer.from(marker)]);
  const counts = new Map<StoreId, Count>(
    STORES.map((store) => [store, { files: 0, bytes: 0, unreadable: 0, present: 0, hits: new Map() }]),
  );
  let markerFound = false;
  const of = (store: StoreId): Count => {
    const count = counts.get(store);
    if (!count) throw new Error(`no store ${store}`);
    return count;
  };
  const patternsIn = (store: StoreId): readonly number[] => [...of(store).hits.keys()];

  const findingOf = (store: StoreId, isExplained: (pattern: number) => boolean): StoreFinding => {
    const { files, bytes, unreadable, present, hits } = of(store);
    const sum = (entries: readonly (readonly [number, number])[]) =>
      entries.reduce((all, [, n]) => all + n, present);
    const own = [...hits].filter(([pattern]) => !isExplained(pattern));
    return { files, bytes, unreadable, hits: sum([...hits]), unexplained: sum(own) };
  };

  return {
    file: (store: StoreId): void => void (of(store).files += 1),
    unreadable: (store: StoreId, count = 1): void => void (of(store).unreadable += count),
    present: (store: StoreId): void => void (of(store).present += 1),
    look: (store: StoreId, bytes: Uint8Array): void => {
      const count = of(store);
      count.bytes += bytes.length;
      search(bytes, (pattern) => {
        if (pattern === markerAt) markerFound ||= HOLD_THE_MARKER.includes(store);
        else count.hits.set(pattern, (count.hits.get(pattern) ?? 0) + 1);
      });
    },
    markerFound: (): boolean => markerFound,
    kindsInDatabase: () => [
      ...new Set(
        [...patternsIn('database'), ...patternsIn('database-log')].flatMap(
          (index) => patterns[index]?.kind ?? [],
        ),
      ),
    ],
    counted: (): Counted => ({ counts, markerFound }),
    add: (other: Counted): void => {
      markerFound ||= other.markerFound;
      for (const [store, { hits, ...sums }] of other.counts) {
        const count = of(store);
        for (const [name, sum] of Object.entries(sums)) count[name as keyof typeof sums] += sum;
        for (const [pattern, n] of hits) count.hits.set(pattern, (count.hits.get(pattern) ?? 0) + n);
      }
    },
    findings: (explain: Explain) => {
      const found = new Set(STORES.flatMap(patternsIn));
      const texts = new Map([...found].map((pattern) => [pattern, textOf(patterns[pattern]?.bytes)]));
      const explained = explain([...new Set(texts.values())].filter((text) => text !== null));
      const isExplained = (pattern: number): boolean => {
        const text = texts.get(pattern) ?? null;
        return text !== null && explained.has(text);
      };
      return Object.fromEntries(STORES.map((store) => [store, findingOf(store, isExplained)])) as Readonly<
        Record<StoreId, StoreFinding>
      >;
    },
  };
};
