import { describe, expect, it } from 'vitest';
import { fakeApi } from '../../../app/counter/fakeApi.ts';
import { AUDIT_ACTIONS } from '../../../../shared/privacy/auditActions.ts';
import { actionsOf, AUDIT_AREAS } from './areas.ts';
import { createAuditStore } from './audit.store.ts';

const act = (seq: number) => ({ seq, eventId: `e${seq}`, action: 'order.place' });
const BROKEN = {
  kind: 'broken',
  rows: 5,
  seq: 3,
  how: 'old-database',
  anchoredAt: null,
  countersignedAt: null,
};
const SOUND = { kind: 'sound', rows: 6, accepted: [], anchoredAt: 1000, countersignedAt: 2000 };

function page(changes: Readonly<Record<string, (input: never) => unknown>> = {}) {
  const fake = fakeApi({
    'staff:people': () => ({ people: [{ staffId: 's1', name: 'Līga' }], demoPins: null }),
    'audit:list': ({ before, limit }: { before: number | null; limit: number }) => {
      const newest = before === null ? 150 : before - 1;
      const count = Math.min(limit, newest);
      return { entries: Array.from({ length: count }, (_, at) => act(newest - at)) };
    },
    'audit:verify': () => SOUND,
    ...changes,
  });
  return { ...fake, store: createAuditStore(fake.api) };
}

describe('the kinds of acts', () => {
  it('part all acts, each in one kind', () => {
    expect(actionsOf(AUDIT_AREAS).toSorted()).toEqual(AUDIT_ACTIONS.toSorted());
    expect(actionsOf(['erasure'])).toEqual(['erasure.begin', 'erasure.prove', 'erasure.save-certificate']);
    expect(actionsOf([])).toEqual([]);
  });
});

describe('the audit page', () => {
  it('[PRV-5] reads page by page, from the oldest row shown on', async () => {
    const { store, asked } = page();
    await store.getState().open('manager');
    expect(store.getState()).toMatchObject({ hasMore: true, people: [{ name: 'Līga' }] });
    await store.getState().loadMore();
    expect(asked('audit:list').map(({ before }) => before)).toEqual([null, 51]);
    expect(store.getState().items).toHaveLength(150);
    await store.getState().loadMore();
    expect(asked('audit:list')).toHaveLength(2);
  });

  it('[PRV-5] filters by day, kind and person, and asks nothing while the day makes no sense', async () => {
    const { store, asked } = page();
    await store.getState().open('manager');
    await store.getState().filter({ day: '29.11' });
    expect(asked('audit:list')).toHaveLength(1);
    await store.getState().filter({ day: '29.11.2026', areas: ['views'], actor: 's1' as never });
    expect(asked('audit:list')[1]).toMatchObject({
      day: '2026-11-29',
      actions: ['views.unusual'],
      actor: 's1',
    });
  });

  it('never shows the answer to an older filter', async () => {
    const answers: ((value: unknown) => void)[] = [];
    const { store } = page({ 'audit:list': () => new Promise((done) => answers.push(done)) });
    const first = store.getState().open('manager');
    const second = store.getState().filter({ areas: ['order'] });
    answers[1]?.({ entries: [act(2)] });
    answers[0]?.({ entries: [act(1)] });
    await Promise.all([first, second]);
    expect(store.getState().items?.map(({ seq }) => seq)).toEqual([2]);
  });

  it('forgets a filter when the other role comes, and the rows when the page is left', async () => {
    const { store } = page();
    await store.getState().open('manager');
    await store.getState().filter({ actor: 's1' as never });
    store.getState().close();
    expect(store.getState()).toMatchObject({ items: null, actor: 's1' });
    await store.getState().open('staff');
    expect(store.getState()).toMatchObject({ actor: null, role: 'staff' });
  });
});

describe('the check of the trail', () => {
  it('[A2] is accepted only as it was shown and by a manager who says to know why', async () => {
    let verdict: object = BROKEN;
    const { store, asked } = page({
      'audit:verify': () => verdict,
      'audit:accept': () => {
        verdict = SOUND;
        return { accepted: 1 };
      },
    });
    const { open, verify, askAccept, acceptBreak, setSure } = store.getState();
    await open('manager');
    await verify();
    expect(store.getState().verdict).toEqual(BROKEN);
    askAccept();
    await acceptBreak();
    expect(asked('audit:accept')).toEqual([]);
    setSure(true);
    await acceptBreak();
    expect(asked('audit:accept')).toEqual([{ how: 'old-database', seq: 3 }]);
    expect(store.getState()).toMatchObject({ accept: null, verdict: SOUND });
  });

  it('[A2] shows anew what is found when something else is found meanwhile', async () => {
    const { store } = page({
      'audit:verify': () => ({ ...BROKEN, seq: 4 }),
      'audit:accept': () => ({ code: 'CONFLICT' }),
    });
    await store.getState().verify();
    store.getState().askAccept();
    store.getState().setSure(true);
    await store.getState().acceptBreak();
    expect(store.getState()).toMatchObject({
      accept: { failure: { code: 'CONFLICT' } },
      verdict: { seq: 4 },
    });
  });
});
