import { describe, expect, it, vi } from 'vitest';
import { fakeApi } from '../../app/counter/fakeApi.ts';
import { ageOf, mergeRows, type OrderItem } from './mergeRows.ts';
import { createOrdersStore, PAGE } from './orders.store.ts';

const row = (n: number, change: Partial<OrderItem> = {}): OrderItem =>
  ({
    id: `o${n}`,
    orderId: `o${n}`,
    number: `K-${n}`,
    status: 'placed',
    placedAt: n,
    ...change,
  }) as OrderItem;
const newestFirst = (count: number) => Array.from({ length: count }, (_, index) => row(count - index));

describe('rows that are on screen', () => {
  it('[ORD-5] stay where they are when a new order comes; it waits behind the pill', () => {
    const shown = [row(3), row(2), row(1)];
    const { rows, waiting } = mergeRows(shown, [row(4), row(3), row(2, { status: 'ready' }), row(1)]);
    expect(rows.map(({ orderId }) => orderId)).toEqual(['o3', 'o2', 'o1']);
    expect(rows[1]?.status).toBe('ready');
    expect(waiting).toBe(1);
    expect(rows[0]).toBe(shown[0]);
  });

  it('stay even if the filter no longer names them', () => {
    expect(mergeRows([row(2), row(1)], [row(2)]).rows).toHaveLength(2);
  });

  it('are simply the new ones when there was nothing', () => {
    expect(mergeRows([], [row(1)])).toEqual({ rows: [row(1)], waiting: 0 });
  });
});

describe('the list of orders', () => {
  const counter = (count: number) => {
    const all = newestFirst(count);
    const fake = fakeApi({
      'orders:list': ({ offset, limit }: { offset: number; limit: number }) => ({
        total: all.length,
        rows: all.slice(offset, offset + limit),
      }),
    });
    return { ...fake, all, store: createOrdersStore(fake.api) };
  };

  it('reads page by page and keeps the sorting to the database', async () => {
    const { store, asked } = counter(450);
    await store.getState().load();
    expect(store.getState().rows).toHaveLength(PAGE);
    await store.getState().loadMore();
    await store.getState().loadMore();
    await store.getState().loadMore();
    expect(store.getState().rows).toHaveLength(450);
    expect(asked('orders:list').map(({ offset }) => offset)).toEqual([0, 200, 400]);
    await store.getState().filter({ sort: 'total', descending: false });
    expect(asked('orders:list').at(-1)).toMatchObject({ sort: 'total', descending: false, offset: 0 });
  });

  it('does not move the chosen row when orders come in, and shows them when asked', async () => {
    const { store, all } = counter(3);
    await store.getState().load();
    store.getState().select('o2' as never);
    all.unshift(row(4));
    await store.getState().refresh();
    expect(store.getState()).toMatchObject({ waiting: 1, selected: 'o2', total: 4 });
    expect(store.getState().rows.map(({ orderId }) => orderId)).toEqual(['o3', 'o2', 'o1']);
    await store.getState().load();
    expect(store.getState().rows[0]?.orderId).toBe('o4');
    expect(store.getState().waiting).toBe(0);
  });

  it('shows new orders at once while no row is chosen', async () => {
    const { store, all } = counter(3);
    await store.getState().load();
    all.unshift(row(4));
    await store.getState().refresh();
    expect(store.getState().rows[0]?.orderId).toBe('o4');
    expect(store.getState().waiting).toBe(0);
  });

  it('lets only the newest question answer', async () => {
    const answers: ((value: unknown) => void)[] = [];
    const { api } = fakeApi({ 'orders:list': () => new Promise((done) => answers.push(done)) });
    const store = createOrdersStore(api);
    const first = store.getState().filter({ text: 'a' });
    const second = store.getState().filter({ text: 'ab' });
    answers[1]?.({ total: 1, rows: [row(2)] });
    answers[0]?.({ total: 1, rows: [row(1)] });
    await Promise.all([first, second]);
    expect(store.getState().rows[0]?.orderId).toBe('o2');
  });

  it('keeps the rows already read when the next answer is a failure', async () => {
    let broken = false;
    const { api } = fakeApi({
      'orders:list': () => (broken ? { code: 'INTERNAL' } : { total: 1, rows: [row(1)] }),
    });
    const store = createOrdersStore(api);
    await store.getState().load();
    broken = true;
    await store.getState().load();
    expect(store.getState()).toMatchObject({ error: { code: 'INTERNAL' }, loading: false });
    expect(store.getState().rows).toHaveLength(1);
  });
});

describe('what nobody fetches', () => {
  const counter = () => {
    const late = [row(1), row(2)];
    const fake = fakeApi({
      'orders:list': () => ({ total: 1, rows: [row(9)] }),
      'orders:listUncollected': () => ({ total: 300, rows: [...late] }),
    });
    const store = createOrdersStore(fake.api);
    return { ...fake, late, act: () => store.getState() };
  };
  const numbers = (rows: readonly OrderItem[]) => rows.map(({ number }) => number);

  it('[PUP-4] is listed in the order core gives, whatever the filters, which are still there after it', async () => {
    const { act, asked } = counter();
    await act().filter({ day: 'all', text: 'anna' });
    await act().listUncollected();
    expect(numbers(act().rows)).toEqual(['K-1', 'K-2']);
    await act().loadMore();
    expect(asked('orders:listUncollected')).toEqual([{}]);
    await act().filter({ source: 'kiosk' });
    expect(numbers(act().rows)).toEqual(['K-9']);
    expect(asked('orders:list').at(-1)).toMatchObject({ day: 'all', source: 'kiosk', text: '' });
  });

  it('[PUP-4] leaves the list once it is settled, even while it is chosen', async () => {
    const { act, late } = counter();
    await act().listUncollected();
    act().select('o1' as never);
    late.shift();
    await act().refresh();
    expect(numbers(act().rows)).toEqual(['K-2']);
    expect(act().selected).toBe('o1');
  });

  it('gives way to a search', async () => {
    vi.useFakeTimers();
    const { act } = counter();
    await act().listUncollected();
    act().search('K-9');
    await vi.advanceTimersByTimeAsync(500);
    vi.useRealTimers();
    expect(numbers(act().rows)).toEqual(['K-9']);
    expect(act()).toMatchObject({ uncollected: false, filters: { text: 'K-9' } });
  });
});

it('says the age in minutes, then the time, then the day', () => {
  const kinds = [
    [0, 30_000],
    [0, 120_000],
    [0, 3_600_000],
    [1, 3_600_000 * 20],
    [2, 3_600_000 * 40],
  ] as const;
  expect(kinds.map(([days, age]) => ageOf(days, 0, age).kind)).toEqual([
    'now',
    'minutes',
    'today',
    'yesterday',
    'older',
  ]);
});
