import { describe, expect, it } from 'vitest';
import { fakeApi } from '../../app/counter/fakeApi.ts';
import { barsOf, type DayEnd, isEmptyDay } from './figures.policy.ts';
import { createReportsStore } from './reports.store.ts';
import { differenceOf, readTill } from './till.policy.ts';

/** 22.11.2026 12:00 in Riga. */
const NOON = Date.UTC(2026, 10, 22, 10);
const figures: DayEnd = {
  day: '2026-11-22',
  orders: 3,
  cash: 1260,
  card: 5400,
  refunds: -200,
  corrected: 0,
  open: 4,
  uncollectedOver30Days: 1,
  abandoned: [],
};
const none = { orders: 0, cash: 0, card: 0, refunds: 0, corrected: 0 } as const;

function counter(changes: Readonly<Record<string, (input: never) => unknown>> = {}, now = () => NOON) {
  const fake = fakeApi({
    'reports:dayEnd': ({ day }: { day: string }) => ({ ...figures, day }),
    'reports:export': ({ day, format }: { day: string; format: string }) => ({ file: `${day}.${format}` }),
    ...changes,
  });
  return { ...fake, reports: createReportsStore(fake.api, now) };
}

describe('till figures', () => {
  it('count as given only when both can be read', () => {
    expect(readTill({ cash: '', card: ' ' })).toEqual({ kind: 'none' });
    expect(readTill({ cash: '12,60', card: '0' })).toEqual({ kind: 'till', cash: 1260, card: 0 });
    expect(readTill({ cash: '12,6o', card: '' })).toEqual({
      kind: 'wrong',
      problems: { cash: 'amount', card: 'missing' },
    });
    expect(readTill({ cash: '−2,00', card: '-0' })).toEqual({ kind: 'till', cash: -200, card: 0 });
  });

  it('[PAY-5] differ from what was recorded by a named side and an amount without a sign', () => {
    expect(differenceOf('', 1260)).toEqual({ kind: 'unknown' });
    expect(differenceOf('12,60 €', 1260)).toEqual({ kind: 'same' });
    expect(differenceOf('13', 1260)).toEqual({ kind: 'more', cents: 40 });
    expect(differenceOf('-2', 0)).toEqual({ kind: 'less', cents: 200 });
  });
});

describe('the figures of a day', () => {
  it('are empty when nothing happened, even if orders are open', () => {
    expect(isEmptyDay({ ...figures, ...none })).toBe(true);
    expect(isEmptyDay(figures)).toBe(false);
    expect(isEmptyDay({ ...figures, ...none, abandoned: [{ step: 'photos', count: 1 }] })).toBe(false);
  });

  it('show broken-off visits in the order of the steps, the longest bar whole', () => {
    const bars = barsOf([
      { step: 'details', count: 4 },
      { step: 'source', count: 1 },
    ]);
    expect(bars).toEqual([
      { step: 'source', count: 1, share: 0.25 },
      { step: 'details', count: 4, share: 1 },
    ]);
  });
});

describe('the day end', () => {
  it('opens on today of the shop and pages back, but never into the future', async () => {
    // 22:30 UTC is already the next day in Riga.
    const { reports, asked } = counter({}, () => Date.UTC(2026, 10, 21, 22, 30));
    await reports.getState().open();
    await reports.getState().step(1);
    await reports.getState().step(-1);
    expect(asked('reports:dayEnd')).toEqual([{ day: '2026-11-22' }, { day: '2026-11-21' }]);
    expect(reports.getState().figures?.day).toBe('2026-11-21');
  });

  it('never shows the figures of one day under the name of another', async () => {
    const answers: ((value: unknown) => void)[] = [];
    const { reports } = counter({ 'reports:dayEnd': () => new Promise((done) => answers.push(done)) });
    const first = reports.getState().open();
    const second = reports.getState().step(-1);
    answers[1]?.({ ...figures, day: '2026-11-21' });
    answers[0]?.(figures);
    await Promise.all([first, second]);
    expect(reports.getState()).toMatchObject({ day: '2026-11-21', figures: { day: '2026-11-21' } });
  });

  it('shows no sum after a failure and all of it after the retry', async () => {
    let broken = true;
    const { reports } = counter({ 'reports:dayEnd': () => (broken ? { code: 'INTERNAL' } : figures) });
    await reports.getState().open();
    expect(reports.getState()).toMatchObject({ figures: null, failure: { code: 'INTERNAL' } });
    broken = false;
    await reports.getState().load();
    expect(reports.getState()).toMatchObject({ figures, failure: null });
  });

  it('follows new payments only while it is on screen', async () => {
    const { reports, asked, emit } = counter();
    await reports.getState().open();
    emit('orders-changed');
    expect(asked('reports:dayEnd')).toHaveLength(2);
    reports.getState().close();
    emit('orders-changed');
    expect(asked('reports:dayEnd')).toHaveLength(2);
    expect(reports.getState().figures).toBeNull();
  });
});

describe('the exported sheet', () => {
  it('[PAY-5] takes the till figures along and says which file was written', async () => {
    const { reports, asked } = counter();
    await reports.getState().open();
    await reports.getState().exportAs('csv');
    reports.getState().typeTill({ cash: '12,60', card: '50' });
    await reports.getState().exportAs('pdf');
    expect(asked('reports:export')).toEqual([
      { day: '2026-11-22', format: 'csv', till: null },
      { day: '2026-11-22', format: 'pdf', till: { cash: 1260, card: 5000 } },
    ]);
    expect(reports.getState()).toMatchObject({ file: '2026-11-22.pdf', exporting: null });
  });

  it('is not written with half a till, and what was typed stays', async () => {
    const { reports, asked } = counter();
    await reports.getState().open();
    reports.getState().typeTill({ cash: '12,60' });
    await reports.getState().exportAs('csv');
    expect(asked('reports:export')).toEqual([]);
    expect(reports.getState()).toMatchObject({ tillRefused: true, till: { cash: '12,60', card: '' } });
  });

  it('names the failure, keeps the till figures and can be tried again', async () => {
    let full = true;
    const { reports } = counter({
      'reports:export': () => (full ? { code: 'DISK_FULL' } : { file: 'a.csv' }),
    });
    await reports.getState().open();
    reports.getState().typeTill({ cash: '1', card: '2' });
    await reports.getState().exportAs('csv');
    expect(reports.getState()).toMatchObject({ exportFailure: { code: 'DISK_FULL' }, till: { cash: '1' } });
    full = false;
    await reports.getState().exportAs('csv');
    expect(reports.getState()).toMatchObject({ exportFailure: null, file: 'a.csv' });
  });

  it('belongs to its day: another day starts without till figures and without a file', async () => {
    const { reports } = counter();
    await reports.getState().open();
    reports.getState().typeTill({ cash: '1', card: '2' });
    await reports.getState().exportAs('csv');
    await reports.getState().step(-1);
    expect(reports.getState()).toMatchObject({ till: { cash: '', card: '' }, file: null });
  });
});
