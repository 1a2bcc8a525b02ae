/** Told for each find: which pattern, by its place in the list. */
export type Found = (pattern: number) => void;

/** Looks through bytes for all patterns at once. */
export type Matcher = (haystack: Uint8Array, found: Found) => void;

const BLOCK = 3;
/** A table of a megabyte stays in the processor's cache and holds tens of thousands of patterns apart. */
const TABLE_BITS = 20;
const TABLE = 1 << TABLE_BITS;
const NONE = -1;

const placeOf = (a: number, b: number, c: number): number => (a ^ (b << 6) ^ (c << 12)) & (TABLE - 1);

const placeIn = (bytes: Uint8Array, at: number): number =>
  placeOf(bytes[at] ?? 0, bytes[at + 1] ?? 0, bytes[at + 2] ?? 0);

const isAt = (haystack: Uint8Array, at: number, pattern: Uint8Array): boolean => {
  if (at + pattern.length > haystack.length) return false;
  for (let i = 0; i < pattern.length; i += 1) if (haystack[at + i] !== pattern[i]) return false;
  return true;
};

/** How far the window may move on for each block at its end, and which patterns it may stand on when it may not. */
const tablesOf = (patterns: readonly Uint8Array[], window: number) => {
  const shift = new Uint8Array(TABLE).fill(window - BLOCK + 1);
  const head = new Int32Array(TABLE).fill(NONE);
  const next = new Int32Array(patterns.length).fill(NONE);
  patterns.forEach((pattern, index) => {
    for (let at = 0; at + BLOCK <= window; at += 1) {
      const place = placeIn(pattern, at);
      shift[place] = Math.min(shift[place] ?? 0, window - BLOCK - at);
    }
    const last = placeIn(pattern, window - BLOCK);
    next[index] = head[last] ?? NONE;
    head[last] = index;
  });
  return { shift, head, next };
};

/**
 * Looks for many patterns in one pass (Wu and Manber 1994): a window as long as the shortest pattern moves over the
 * bytes, and the three bytes at its end say how far it may jump. So most bytes are never looked at, where an automaton
 * (Aho and Corasick 1975) steps through each and its tables outgrow the cache.
 * No pattern may be shorter than three bytes.
 */
export const createMatcher = (patterns: readonly Uint8Array[]): Matcher => {
  const window = Math.min(...patterns.map(({ length }) => length), 64);
  if (window < BLOCK) throw new RangeError('pattern-too-short');
  const { shift, head, next } = tablesOf(patterns, window);
  return (haystack, found) => {
    for (let end = window; end <= haystack.length; ) {
      const place = placeIn(haystack, end - BLOCK);
      const jump = shift[place] ?? 1;
      if (jump === 0) {
        for (let index = head[place] ?? NONE; index !== NONE; index = next[index] ?? NONE) {
          const pattern = patterns[index];
          if (pattern && isAt(haystack, end - window, pattern)) found(index);
        }
      }
      end += Math.max(jump, 1);
    }
  };
};
