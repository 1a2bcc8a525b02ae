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

/**
 * Runs in the page: from here to the end, a screen at a time, as soon as other tiles are drawn. Answers the names of all
 * tiles and how many were in the document at most; stops once there are more than `enough`.
 */
export async function walkThrough(
  grid: Element,
  enough: number,
): Promise<{ readonly names: readonly string[]; readonly most: number }> {
  const scroller = grid.parentElement ?? grid;
  const frame = () => new Promise((next) => requestAnimationFrame(next));
  const drawn = () =>
    [...grid.querySelectorAll('[role=gridcell]')].map((cell) => cell.getAttribute('aria-label') ?? '');
  const names = new Set<string>();
  let most = 0;
  for (;;) {
    const now = drawn();
    for (const name of now) names.add(name);
    most = Math.max(most, now.length);
    const before = scroller.scrollTop;
    scroller.scrollTo(0, before + scroller.clientHeight);
    if (scroller.scrollTop === before || most > enough) return { names: [...names], most };
    for (let waited = 0; waited < 200 && drawn().join() === now.join(); waited += 1) await frame();
  }
}

/** Runs in the page: names of tiles on the screen that can be chosen and do not show their picture. */
export const emptyInView = (grid: Element): readonly string[] => {
  const view = (grid.parentElement ?? grid).getBoundingClientRect();
  return [...grid.querySelectorAll('[role=gridcell]:not([aria-disabled=true])')].flatMap((cell) => {
    const { top, bottom } = cell.getBoundingClientRect();
    const image = cell.querySelector('img');
    const isShown = image?.complete === true && image.naturalWidth > 0;
    return bottom <= view.top || top >= view.bottom || isShown ? [] : [cell.getAttribute('aria-label') ?? ''];
  });
};
