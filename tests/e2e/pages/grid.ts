export interface TileSeen {
  readonly name: string;
  /** Why it cannot be used; null when it can. */
  readonly reason: string | null;
}

/** Runs in the page: the tiles drawn now, each with its place in the whole grid. */
export const tilesIn = (grid: Element): readonly (TileSeen & { readonly key: string })[] =>
  [...grid.querySelectorAll('[role=gridcell]')].map((cell) => {
    const row = cell.closest('[role=row]')?.getAttribute('aria-rowindex');
    const label = cell.getAttribute('aria-label') ?? '';
    const isRefused = cell.getAttribute('aria-disabled') === 'true';
    const comma = label.lastIndexOf(', ');
    return {
      key: `${row} ${cell.getAttribute('aria-colindex')}`,
      name: isRefused ? label.slice(0, comma) : label,
      reason: isRefused ? label.slice(comma + 2) : null,
    };
  });

/** Runs in the page: one screen further; true at the end. */
export const scrollOn = (grid: Element): Promise<boolean> => {
  const scroller = grid.parentElement ?? grid;
  const before = scroller.scrollTop;
  scroller.scrollTo(0, before + scroller.clientHeight * 0.8);
  const isEnd = scroller.scrollTop === before;
  return new Promise((done) => {
    requestAnimationFrame(() => requestAnimationFrame(() => done(isEnd)));
  });
};
