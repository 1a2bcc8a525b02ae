/** Where the rows of a sectioned photo grid lie. Pure arithmetic: 20,000 photos cost the same as 20. */

export type GridSection = {
  readonly id: string;
  /** „22. novembris · 36” */
  readonly heading: string;
  readonly photos: readonly string[];
};

export type GridMetrics = {
  readonly columns: number;
  /** Height of a tile row with its gap. */
  readonly rowHeight: number;
  readonly headingHeight: number;
};

export type PlacedSection = {
  readonly section: GridSection;
  readonly top: number;
  readonly height: number;
  readonly rows: number;
  /** 1-based row number of its heading among all rows, for `aria-rowindex`. */
  readonly firstRow: number;
};

export function placeSections(
  sections: readonly GridSection[],
  metrics: GridMetrics,
): readonly PlacedSection[] {
  let top = 0;
  let firstRow = 1;
  return sections.map((section) => {
    const rows = Math.ceil(section.photos.length / metrics.columns);
    const height = metrics.headingHeight + rows * metrics.rowHeight;
    const placed = { section, top, height, rows, firstRow };
    top += height;
    firstRow += rows + 1;
    return placed;
  });
}

export const totalHeight = (placed: readonly PlacedSection[]): number => {
  const last = placed.at(-1);
  return last === undefined ? 0 : last.top + last.height;
};

export const totalRows = (placed: readonly PlacedSection[]): number => {
  const last = placed.at(-1);
  return last === undefined ? 0 : last.firstRow + last.rows;
};

export type RowRange = { readonly from: number; readonly to: number };

/** Rows of one section between two heights of the whole grid; `to` is exclusive, empty when none. */
export function rowsBetween(
  placed: PlacedSection,
  metrics: GridMetrics,
  top: number,
  bottom: number,
): RowRange {
  const start = placed.top + metrics.headingHeight;
  const from = Math.max(0, Math.floor((top - start) / metrics.rowHeight));
  const to = Math.min(placed.rows, Math.ceil((bottom - start) / metrics.rowHeight));
  return { from, to: Math.max(from, to) };
}

export type GridPlace = { readonly section: number; readonly index: number };

export type GridStep =
  | 'left'
  | 'right'
  | 'up'
  | 'down'
  | 'rowStart'
  | 'rowEnd'
  | 'pageUp'
  | 'pageDown'
  | 'first'
  | 'last';

/** Where an arrow or page key leads from a photo; stays where there is nothing further. */
export function stepFrom(
  sections: readonly GridSection[],
  from: GridPlace,
  step: GridStep,
  columns: number,
  pageRows: number,
): GridPlace {
  const rowStart = from.index - (from.index % columns);
  const here = sections[from.section]?.photos.length ?? 0;
  switch (step) {
    case 'left':
      return from.index > 0 ? { ...from, index: from.index - 1 } : (edge(sections, from, -1) ?? from);
    case 'right':
      return from.index + 1 < here ? { ...from, index: from.index + 1 } : (edge(sections, from, 1) ?? from);
    case 'up':
      return vertical(sections, from, -1, columns);
    case 'down':
      return vertical(sections, from, 1, columns);
    case 'rowStart':
      return { ...from, index: rowStart };
    case 'rowEnd':
      return { ...from, index: Math.min(here, rowStart + columns) - 1 };
    case 'pageUp':
    case 'pageDown': {
      let place = from;
      for (let row = 0; row < pageRows; row += 1) {
        place = vertical(sections, place, step === 'pageUp' ? -1 : 1, columns);
      }
      return place;
    }
    case 'first':
      return edge(sections, { section: -1, index: 0 }, 1) ?? from;
    case 'last':
      return edge(sections, { section: sections.length, index: 0 }, -1) ?? from;
  }
}

/** First (or last) photo of the next section that has any. */
function edge(sections: readonly GridSection[], from: GridPlace, direction: 1 | -1): GridPlace | null {
  for (let at = from.section + direction; at >= 0 && at < sections.length; at += direction) {
    const count = sections[at]?.photos.length ?? 0;
    if (count > 0) return { section: at, index: direction === 1 ? 0 : count - 1 };
  }
  return null;
}

function vertical(
  sections: readonly GridSection[],
  from: GridPlace,
  direction: 1 | -1,
  columns: number,
): GridPlace {
  const column = from.index % columns;
  const here = sections[from.section]?.photos.length ?? 0;
  const wanted = from.index + direction * columns;
  if (wanted >= 0 && wanted < here) return { ...from, index: wanted };
  const lastRowStart = Math.floor((here - 1) / columns) * columns;
  // Down onto a shorter last row ends at its last photo.
  if (direction === 1 && from.index < lastRowStart) return { ...from, index: here - 1 };
  const next = edge(sections, from, direction);
  if (next === null) return from;
  const count = sections[next.section]?.photos.length ?? 0;
  if (direction === 1) return { ...next, index: Math.min(column, count - 1) };
  const row = Math.floor((count - 1) / columns) * columns;
  return { ...next, index: Math.min(row + column, count - 1) };
}
