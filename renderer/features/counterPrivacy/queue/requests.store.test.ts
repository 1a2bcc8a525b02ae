import { describe, expect, it } from 'vitest';
import { fakeApi } from '../../../app/counter/fakeApi.ts';
import { dueLook } from './looks.ts';
import { createRequestsStore } from './requests.store.ts';

const row = (n: number) => ({ privacyRequestId: `r${n}`, number: `P-2026-000${n}`, state: 'review' });

function desk(changes: Readonly<Record<string, (input: never) => unknown>> = {}) {
  const fake = fakeApi({
    'requests:mine': () => ({ rows: [row(1)] }),
    'requests:list': ({ show, limit }: { show: string; limit: number }) => ({
      total: show === 'open' ? 2 : 1,
      rows: [row(1), row(2)].slice(0, Math.min(limit, show === 'open' ? 2 : 1)),
      calendarMissing: [2031],
    }),
    ...changes,
  });
  return { ...fake, store: createRequestsStore(fake.api) };
}

describe('the queue of privacy requests', () => {
  it('[PRV-2] gives staff only what they took in themselves', async () => {
    const { store, asked } = desk();
    await store.getState().become('staff');
    expect(store.getState()).toMatchObject({ total: 1, open: 0 });
    expect(asked('requests:list')).toEqual([]);
    expect(store.getState().rows.map(({ id }) => id)).toEqual(['r1']);
  });

  it('[PRV-2] gives managers the open ones first and counts them, whatever is filtered', async () => {
    const { store } = desk();
    await store.getState().become('manager');
    expect(store.getState()).toMatchObject({ total: 2, open: 2, calendarMissing: [2031] });
    await store.getState().filter({ show: 'settled' });
    expect(store.getState()).toMatchObject({ total: 1, open: 2, show: 'settled' });
  });

  it('forgets what a colleague saw when another person signs in', async () => {
    const { store } = desk({ 'requests:mine': () => new Promise(() => undefined) });
    await store.getState().become('manager');
    store.getState().select('r2' as never);
    void store.getState().become('staff');
    expect(store.getState()).toMatchObject({ rows: [], selected: null, open: 0 });
  });

  it('keeps the rows it read when a later question fails, and says so', async () => {
    let broken = false;
    const { store } = desk({ 'requests:mine': () => (broken ? { code: 'INTERNAL' } : { rows: [row(1)] }) });
    await store.getState().become('staff');
    broken = true;
    await store.getState().load();
    expect(store.getState()).toMatchObject({ error: { code: 'INTERNAL' }, total: 1 });
    broken = false;
    await store.getState().load();
    expect(store.getState().error).toBeNull();
  });
});

describe('the due date', () => {
  const at = (escalation: number, overdue = false) =>
    dueLook({ state: 'review', daysLeft: 3, overdue, escalation })?.tone;

  it('[PRV-2] is amber from day 20 and red from day 28 and when it has passed', () => {
    expect([at(0), at(20), at(25), at(28), at(0, true)]).toEqual([
      'neutral',
      'warning',
      'warning',
      'danger',
      'danger',
    ]);
  });

  it('is over once answered in time, and stays said where it was late', () => {
    expect(dueLook({ state: 'completed', daysLeft: -3, overdue: false, escalation: 28 })).toBeNull();
    expect(dueLook({ state: 'completed', daysLeft: -3, overdue: true, escalation: 28 })?.tone).toBe('danger');
  });
});
