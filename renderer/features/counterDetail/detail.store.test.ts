import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { OrderDetail } from '../../../shared/contract/orders.ts';
import { fakeApi } from '../../app/counter/fakeApi.ts';
import { createDetailStore } from './detail.store.ts';
import type { DetailMessage } from './detailState.ts';

const order = {
  orderId: 'o1',
  number: 'K-27',
  status: 'placed',
  version: 3,
  total: 1000,
  paid: 0,
  note: 'aploksne',
  place: 'A1',
  openBy: null,
  photos: [
    { photoId: 'p1', name: 'a.jpg', items: [{ photoId: 'p1', format: '10x15', paper: 'gloss', copies: 1 }] },
  ],
} as unknown as OrderDetail;

function counter(replies: Parameters<typeof fakeApi>[0] = {}) {
  let now = 1000;
  const said: DetailMessage[] = [];
  const opened: string[] = [];
  let shown = order;
  const fake = fakeApi({
    'orders:get': () => shown,
    'orders:open': () => ({ openBy: 'Līga' }),
    'orders:close': () => ({}),
    ...replies,
  });
  const store = createDetailStore({
    api: fake.api,
    tell: (message) => said.push(message),
    now: () => now,
    openDraft: (draftId) => opened.push(draftId),
  });
  return {
    ...fake,
    said,
    opened,
    store,
    act: () => store.getState(),
    become: (change: Partial<OrderDetail>) => (shown = { ...shown, ...change }),
    wait: (ms: number) => (now += ms),
    show: async () => {
      store.getState().show('o1' as never);
      await vi.advanceTimersByTimeAsync(1);
    },
  };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('a linked order', () => {
  it('[ORD-3] is started from the order on show and goes on as its draft', async () => {
    const { act, show, opened, asked } = counter({ 'drafts:startLinked': () => ({ draftId: 'd7' }) });
    await show();
    await act().startLinked();
    expect(opened).toEqual(['d7']);
    expect(act().pending).toBe(false);
    expect(asked('drafts:startLinked')).toEqual([{ orderId: 'o1' }]);
  });
});

describe('the detail of an order', () => {
  it('[ORD-5] says who else has it open once someone rests on it, and lets go when leaving', async () => {
    const { show, act, asked } = counter();
    await show();
    expect(asked('orders:open')).toHaveLength(0);
    await vi.advanceTimersByTimeAsync(600);
    expect(act().openBy).toBe('Līga');
    act().show(null);
    expect(asked('orders:close')).toEqual([{ orderId: 'o1' }]);
  });

  it('[ORD-5] reads a changed order anew and keeps what was typed', async () => {
    const { show, act, become } = counter({ 'orders:setNote': () => ({ code: 'ORDER_CHANGED' }) });
    await show();
    act().openNote();
    act().type({ note: 'klients zvanīs', place: 'B2' });
    become({ version: 4, note: 'kolēģa piezīme' });
    await act().save();
    expect(act().conflict).toBe(true);
    expect(act().dialog).toEqual({ kind: 'note', note: 'klients zvanīs', place: 'B2' });
    expect(act().order).toMatchObject({ version: 4, note: 'kolēģa piezīme' });
  });

  it('saves over the version it then saw', async () => {
    let tries = 0;
    const { show, act, become, asked } = counter({
      'orders:setNote': () => (tries++ === 0 ? { code: 'ORDER_CHANGED' } : { version: 5 }),
    });
    await show();
    act().openNote();
    become({ version: 4 });
    await act().save();
    await act().save();
    expect(asked('orders:setNote').map(({ version }) => version)).toEqual([3, 4]);
    expect(act()).toMatchObject({ dialog: null, conflict: false, failure: null });
  });

  it('[ORD-2] offers to take a status change back for its time, by toast and by key', async () => {
    const { show, act, said, asked, wait } = counter({
      'orders:changeStatus': () => ({ version: 4, historyId: 9, undoUntil: 11_000 }),
      'orders:undo': () => ({ version: 5 }),
    });
    await show();
    expect(await act().changeTo('in_production', null)).toBe(true);
    expect(said).toMatchObject([{ kind: 'status', number: 'K-27', to: 'in_production' }]);
    await act().undoLatest();
    await act().undoLatest();
    expect(asked('orders:undo')).toEqual([{ orderId: 'o1', historyId: 9 }]);
    await act().changeTo('in_production', null);
    wait(10_001);
    await act().undoLatest();
    expect(asked('orders:undo')).toHaveLength(1);
  });

  it('[PUP-4] writes a reminder down once, reads the order anew and can take it back', async () => {
    const { show, act, become, said, asked } = counter({
      'orders:recordReminder': () => {
        become({ version: 4, collection: { reminder: 'done' } as OrderDetail['collection'] });
        return { version: 4, historyId: 12, undoUntil: 11_000 };
      },
      'orders:undo': () => ({ version: 5 }),
    });
    await show();
    await Promise.all([act().recordReminder(), act().recordReminder()]);
    expect(asked('orders:recordReminder')).toEqual([{ orderId: 'o1', version: 3 }]);
    expect(said).toMatchObject([{ kind: 'reminded', number: 'K-27' }]);
    expect(act().order?.collection?.reminder).toBe('done');
    await act().undoLatest();
    expect(asked('orders:undo')).toEqual([{ orderId: 'o1', historyId: 12 }]);
  });

  it('[PUP-4] says so when a reminder could not be written down', async () => {
    const { show, act, said } = counter({ 'orders:recordReminder': () => ({ code: 'CONFLICT' }) });
    await show();
    await act().recordReminder();
    expect(act()).toMatchObject({ failure: { code: 'CONFLICT' }, pending: false, undoable: null });
    expect(said).toEqual([]);
  });

  it('[PRV-4] asks for no picture before photos are opened, which is recorded', async () => {
    const { show, act, asked } = counter({
      'orders:viewPhotos': () => ({}),
      'orders:thumbnail': () => ({ code: 'PHOTO_UNREADABLE' }),
    });
    await show();
    act().wantPictures(['p1' as never]);
    expect(asked('orders:thumbnail')).toHaveLength(0);
    await act().openPhotos();
    act().wantPictures(['p1' as never]);
    await vi.advanceTimersByTimeAsync(1);
    expect(asked('orders:viewPhotos')).toHaveLength(1);
    expect(asked('orders:thumbnail')).toHaveLength(1);
    expect(act().photos.pictures).toEqual({ p1: null });
  });

  it('[PAY-1] records a payment and keeps the form when it is refused', async () => {
    const { show, act, asked, said } = counter({ 'orders:recordPayment': () => ({ paymentId: 'x' }) });
    await show();
    act().openPayment();
    await act().save();
    expect(asked('orders:recordPayment')).toHaveLength(0);
    act().type({ method: 'cash' });
    await act().save();
    expect(asked('orders:recordPayment')).toMatchObject([
      { amount: 1000, method: 'cash', tillReceipt: null },
    ]);
    expect(said).toMatchObject([{ kind: 'paid' }]);
    expect(act().dialog).toBeNull();
  });

  it('[PRV-3] deletes the files only after the question, and says so', async () => {
    let code: string | null = 'TRANSITION_REFUSED';
    const { act, show, asked, said } = counter({
      'orders:deleteFiles': () => (code === null ? {} : { code }),
    });
    await show();
    act().askDeleteFiles();
    expect(asked('orders:deleteFiles')).toEqual([]);
    await act().save();
    expect(act()).toMatchObject({ dialog: { kind: 'deleteFiles' }, failure: { code } });
    code = null;
    await act().save();
    expect(asked('orders:deleteFiles')).toEqual([{ orderId: 'o1' }, { orderId: 'o1' }]);
    expect(act().dialog).toBeNull();
    expect(said).toEqual([{ kind: 'filesDeleted', number: 'K-27' }]);
  });

  it('[ORD-3] saves new lines only with the sum that was shown', async () => {
    const { show, act, asked } = counter({
      'orders:quote': () => ({ before: { total: 1000 }, after: { total: 1500 } }),
      'orders:amend': () => ({ version: 4 }),
    });
    await show();
    act().openEdit();
    await act().save();
    expect(asked('orders:amend')).toHaveLength(0);
    await vi.advanceTimersByTimeAsync(1);
    await act().save();
    expect(asked('orders:amend')).toMatchObject([{ total: 1500, version: 3 }]);
  });

  it('[PRV-4] veils opened photos when the screen locks', async () => {
    const { show, act } = counter({ 'orders:viewPhotos': () => ({}) });
    await show();
    await act().openPhotos();
    act().openNote();
    act().veil();
    expect(act().photos.opened).toBe(false);
    expect(act().dialog).not.toBeNull();
  });

  it('forgets the pictures of the order before', async () => {
    const { show, act } = counter({ 'orders:viewPhotos': () => ({}) });
    await show();
    await act().openPhotos();
    act().show('o2' as never);
    expect(act().photos).toEqual({ opened: false, pictures: {}, loupe: null });
  });
});
