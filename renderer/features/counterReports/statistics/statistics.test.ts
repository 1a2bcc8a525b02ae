import { describe, expect, it } from 'vitest';
import { fakeApi } from '../../../app/counter/fakeApi.ts';
import { barsOf, type Figures, hourBars, periodOf, sumOf } from './statistics.policy.ts';
import { createStatisticsStore } from './statistics.store.ts';

/** 22.11.2026 12:00 in Riga. */
const NOON = Date.UTC(2026, 10, 22, 10);
const figures: Figures = {
  figures: [
    { what: 'abandoned', detail: 'details', count: 8 },
    { what: 'abandoned', detail: 'source', count: null },
    { what: 'started', detail: '', count: 40 },
    { what: 'duration', detail: '20+', count: 6 },
    { what: 'duration', detail: '2-5', count: 12 },
  ],
  hours: [{ hour: 9, count: 6 }],
  days: [{ day: '2026-11-21', count: 6 }],
};

function page(changes: Readonly<Record<string, (input: never) => unknown>> = {}) {
  const fake = fakeApi({
    'statistics:period': () => figures,
    'statistics:export': ({ from, to, format }: Record<string, string>) => ({
      file: `${from}-${to}.${format}`,
    }),
    ...changes,
  });
  return { ...fake, store: createStatisticsStore(fake.api, () => NOON) };
}

describe('the figures of a period', () => {
  it('[P13, P21] give a hidden number neither a length nor a place in a sum', () => {
    expect(barsOf(figures, 'abandoned')).toEqual([
      { id: 'source', count: null, share: 0 },
      { id: 'details', count: 8, share: 1 },
    ]);
    expect(sumOf(figures, 'abandoned')).toBeNull();
    expect(sumOf(figures, 'started')).toBe(40);
    expect(sumOf(figures, 'ordered')).toBe(0);
  });

  it('stand in the order of the steps and of the minutes, not of the numbers', () => {
    expect(barsOf(figures, 'duration').map(({ id, share }) => [id, share])).toEqual([
      ['2-5', 1],
      ['20+', 0.5],
    ]);
    expect(hourBars(figures)).toEqual([{ id: '9', count: 6, share: 1 }]);
  });

  it('cover whole days, the last one included', () => {
    expect(periodOf('week', '2026-11-22' as never)).toEqual({ from: '2026-11-16', to: '2026-11-22' });
  });
});

describe('the statistics page', () => {
  it('[STA-3] pages by its period and never past today', async () => {
    const { store, asked } = page();
    await store.getState().open();
    await store.getState().step(1);
    await store.getState().choose('week');
    await store.getState().step(-1);
    await store.getState().step(1);
    expect(asked('statistics:period')).toEqual([
      { from: '2026-10-24', to: '2026-11-22' },
      { from: '2026-11-16', to: '2026-11-22' },
      { from: '2026-11-09', to: '2026-11-15' },
      { from: '2026-11-16', to: '2026-11-22' },
    ]);
  });

  it('never shows the figures of one period under another, and none after a failure', async () => {
    const answers: ((value: unknown) => void)[] = [];
    const { store } = page({ 'statistics:period': () => new Promise((done) => answers.push(done)) });
    const first = store.getState().open();
    const second = store.getState().step(-1);
    answers[1]?.({ code: 'INTERNAL' });
    answers[0]?.(figures);
    await Promise.all([first, second]);
    expect(store.getState()).toMatchObject({ figures: null, failure: { code: 'INTERNAL' } });
  });

  it('[STA-3] writes the period on show and names the file, or what went wrong', async () => {
    let full = true;
    const { store } = page({
      'statistics:export': () => (full ? { code: 'DISK_FULL' } : { file: 'statistika.csv' }),
    });
    await store.getState().open();
    await store.getState().exportAs('csv');
    expect(store.getState()).toMatchObject({ exportFailure: { code: 'DISK_FULL' }, file: null });
    full = false;
    await store.getState().exportAs('csv');
    expect(store.getState()).toMatchObject({ exportFailure: null, file: 'statistika.csv' });
  });
});
