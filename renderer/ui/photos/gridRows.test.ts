import { describe, expect, it } from 'vitest';
import {
  type GridSection,
  placeSections,
  rowsBetween,
  stepFrom,
  totalHeight,
  totalRows,
} from './gridRows.ts';

const section = (id: string, count: number): GridSection => ({
  id,
  heading: id,
  photos: Array.from({ length: count }, (_, index) => `${id}${index}`),
});
const metrics = { columns: 6, rowHeight: 300, headingHeight: 64 };
const sections = [section('a', 8), section('b', 0), section('c', 3)];

describe('rows of the photo grid', () => {
  it('lie below each other with their headings', () => {
    const placed = placeSections(sections, metrics);
    expect(placed.map(({ top, height, rows, firstRow }) => [top, height, rows, firstRow])).toEqual([
      [0, 664, 2, 1],
      [664, 64, 0, 4],
      [728, 364, 1, 5],
    ]);
    expect(totalHeight(placed)).toBe(1092);
    expect(totalRows(placed)).toBe(6);
  });

  it('in sight are few, however many photos there are', () => {
    const [placed] = placeSections([section('x', 20_000)], metrics);
    if (placed === undefined) throw new Error('no section');
    const { from, to } = rowsBetween(placed, metrics, 500_000, 501_080);
    expect(from).toBe(1666);
    expect(to - from).toBeLessThanOrEqual(5);
    expect(rowsBetween(placed, metrics, 2_000_000, 2_001_000)).toEqual({ from: 6666, to: 6666 });
  });
});

describe('arrows in the photo grid', () => {
  const go = (from: readonly [number, number], step: Parameters<typeof stepFrom>[2]) => {
    const { section: at, index } = stepFrom(sections, { section: from[0], index: from[1] }, step, 6, 2);
    return [at, index];
  };
  it('walk rows, step over empty days and stop at the ends', () => {
    expect(go([0, 0], 'left')).toEqual([0, 0]);
    expect(go([0, 7], 'right')).toEqual([2, 0]);
    expect(go([2, 0], 'left')).toEqual([0, 7]);
    expect(go([0, 1], 'down')).toEqual([0, 7]);
    expect(go([0, 5], 'down')).toEqual([0, 7]);
    expect(go([0, 7], 'down')).toEqual([2, 1]);
    expect(go([2, 2], 'up')).toEqual([0, 7]);
    expect(go([2, 0], 'up')).toEqual([0, 6]);
    expect(go([2, 1], 'down')).toEqual([2, 1]);
    expect(go([0, 3], 'rowEnd')).toEqual([0, 5]);
    expect(go([0, 7], 'rowStart')).toEqual([0, 6]);
    expect(go([0, 0], 'pageDown')).toEqual([2, 0]);
    expect(go([2, 2], 'first')).toEqual([0, 0]);
    expect(go([0, 0], 'last')).toEqual([2, 2]);
  });
});
