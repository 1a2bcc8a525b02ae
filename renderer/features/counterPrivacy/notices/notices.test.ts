import { describe, expect, it } from 'vitest';
import { fakeApi } from '../../../app/counter/fakeApi.ts';
import { createNoticesStore } from './notices.store.ts';
import { toldVersion, type VersionItem } from './noticesState.ts';
import { endOf } from './columns.tsx';
import { earliestDay, readPublication } from './publish/publication.policy.ts';

const DAY = 86_400_000;
const NOON = Date.UTC(2026, 10, 30, 10);

const version = (name: string, more: Partial<VersionItem> = {}) => ({
  noticeId: 'in-store',
  version: name,
  kind: 'in_store_notice',
  state: 'published',
  materiality: 'material',
  publishedAt: 1,
  ...more,
});
const person = (n: number, state = 'queued') => ({ orderId: `o${n}`, number: `K-${n}`, state, since: n });

function page(changes: Readonly<Record<string, (input: never) => unknown>> = {}) {
  const fake = fakeApi({
    'staff:people': () => ({ people: [] }),
    'notices:list': () => ({
      versions: [version('1.9.0'), version('1.10.0', { state: 'draft', publishedAt: null })],
    }),
    'notices:get': ({ version: name, locale }: never) => ({ ...version(name), text: locale }),
    'notices:campaign': () => ({ counts: [{ state: 'queued', count: 1 }], people: [person(1)] }),
    ...changes,
  });
  return { ...fake, store: createNoticesStore(fake.api) };
}

describe('the form of a publication', () => {
  it('[P36] names what is wrong in the order of the fields, and takes an address of the site only', () => {
    expect(readPublication({ siteUrl: 'http://fotolukss.lv', day: '31.2.2026' })).toEqual({
      kind: 'wrong',
      problems: ['site', 'day'],
    });
    expect(readPublication({ siteUrl: ' https://fotolukss.lv/privatums ', day: '1.2.2027' })).toEqual({
      kind: 'ready',
      publication: { siteUrl: 'https://fotolukss.lv/privatums', effectiveAt: Date.UTC(2027, 0, 31, 22) },
    });
  });

  it('[P37] says from when a version may hold: a material change needs its days', () => {
    expect(earliestDay(NOON, 'minor', 30)).toBe('2026-12-01');
    expect(earliestDay(NOON, 'material', 30)).toBe('2026-12-31');
  });
});

describe('a version', () => {
  it('[P36] ends by its own end or by the one that takes its place, whichever is first', () => {
    expect(endOf({ expiresAt: null, supersededAt: null })).toBeNull();
    expect(endOf({ expiresAt: 2 * DAY, supersededAt: DAY })).toBe(DAY);
    expect(endOf({ expiresAt: DAY, supersededAt: null })).toBe(DAY);
  });

  it('[P37] is told of when it is a material change that was published: the chosen one, or the last', () => {
    const items = [
      version('1.0.0', { id: 'a', publishedAt: 1 }),
      version('1.1.0', { id: 'b', publishedAt: 2 }),
      version('1.2.0', { id: 'c', publishedAt: 3, materiality: 'minor' }),
      version('1.3.0', { id: 'd', publishedAt: null, state: 'draft' }),
      version('1.4.0', { id: 'e', publishedAt: 5, kind: 'terms' }),
    ] as unknown as readonly VersionItem[];
    expect(toldVersion({ items, selected: 'd' })?.id).toBe('b');
    expect(toldVersion({ items, selected: 'a' })?.id).toBe('a');
    expect(toldVersion({ items: items.slice(2), selected: null })).toBeUndefined();
  });
});

describe('the page of notices', () => {
  it('[P36] has the newest version first, by its numbers, and reads the chosen one in the language asked for', async () => {
    const { store, asked } = page();
    await store.getState().open('en');
    expect(store.getState().items?.map(({ id }) => id)).toEqual(['in-store 1.10.0', 'in-store 1.9.0']);
    await store.getState().select('in-store 1.9.0');
    await store.getState().readIn('ru');
    expect(asked('notices:get')).toEqual([
      { noticeId: 'in-store', version: '1.9.0', locale: 'en' },
      { noticeId: 'in-store', version: '1.9.0', locale: 'ru' },
    ]);
    expect(store.getState().notice?.text).toBe('ru');
  });

  it('shows the newest row asked for, whichever answer comes last', async () => {
    const answers: ((value: unknown) => void)[] = [];
    const { store } = page({ 'notices:get': () => new Promise((done) => answers.push(done)) });
    await store.getState().open('lv');
    const first = store.getState().select('in-store 1.10.0');
    const second = store.getState().select('in-store 1.9.0');
    answers[1]?.(version('1.9.0'));
    answers[0]?.(version('1.10.0'));
    await Promise.all([first, second]);
    expect(store.getState().notice?.version).toBe('1.9.0');
  });

  it('[P37] keeps what was typed when core refuses a day too soon, and reads all anew once it is published', async () => {
    const refusing = { on: true };
    const { store, asked } = page({
      'notices:move': () => (refusing.on ? { code: 'NOTICE_TOO_SOON' } : { state: 'published' }),
    });
    await store.getState().open('lv');
    await store.getState().select('in-store 1.10.0');
    store.getState().openForm();
    await store.getState().save();
    expect(store.getState().problems).toEqual(['site', 'day']);
    expect(asked('notices:move')).toEqual([]);
    store.getState().type({ siteUrl: 'https://fotolukss.lv/', day: '1.2.2027' });
    await store.getState().save();
    expect(store.getState()).toMatchObject({
      refusal: { code: 'NOTICE_TOO_SOON' },
      form: { day: '1.2.2027' },
    });
    refusing.on = false;
    await store.getState().save();
    expect(store.getState()).toMatchObject({ refusal: null, form: null });
    expect(asked('notices:list')).toHaveLength(2);
  });

  it('[P37, NOT-3] reads who was told page by page, only who must be called when asked, and notes one by hand', async () => {
    const first = Array.from({ length: 100 }, (_, n) => person(n));
    const pages = [first, first, [person(100)], [person(7, 'bounced')]];
    const { store, asked } = page({
      'notices:campaign': () => ({ counts: [], people: pages.shift() ?? [] }),
      'notices:noteTold': () => ({}),
    });
    await store.getState().open('lv');
    await store.getState().show('campaign');
    expect(store.getState().campaign).toMatchObject({ id: 'in-store 1.9.0', hasMore: true });
    await store.getState().loadMore();
    expect(store.getState().campaign?.people).toHaveLength(101);
    expect(store.getState().campaign?.hasMore).toBe(false);
    await store.getState().filterCalls(true);
    expect(store.getState().campaign?.people).toEqual([person(7, 'bounced')]);
    store.getState().askNote({ orderId: 'o7' as never, number: 'K-7', state: 'acknowledged' });
    await store.getState().noteTold();
    expect(asked('notices:noteTold')).toEqual([
      { noticeId: 'in-store', version: '1.9.0', orderId: 'o7', state: 'acknowledged' },
    ]);
    expect(asked('notices:campaign').map(({ state, offset }) => [state, offset])).toEqual([
      [null, 0],
      [null, 0],
      [null, 100],
      ['bounced', 0],
      ['bounced', 0],
    ]);
    expect(store.getState().noting).toBeNull();
  });

  it('follows what others change while it is open, and forgets its texts and form when it is left', async () => {
    const { store, asked, emit } = page();
    emit('notices-changed');
    expect(asked('notices:list')).toEqual([]);
    await store.getState().open('lv');
    emit('notices-changed');
    await expect.poll(() => asked('notices:list')).toHaveLength(2);
    store.getState().openForm();
    store.getState().close();
    emit('notices-changed');
    expect(asked('notices:list')).toHaveLength(2);
    expect(store.getState()).toMatchObject({ items: null, notice: null, campaign: null, form: null });
  });

  it('says what could not be read, with its reference', async () => {
    const { store } = page({ 'notices:list': () => ({ code: 'INTERNAL' }) });
    await store.getState().open('lv');
    expect(store.getState()).toMatchObject({
      items: null,
      loading: false,
      failure: { code: 'INTERNAL', ref: 'r1' },
    });
  });
});
