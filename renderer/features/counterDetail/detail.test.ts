import { describe, expect, it } from 'vitest';
import type { DraftItem } from '../../../shared/contract/drafts.ts';
import { nextSteps, ORDER_STATUSES } from '../../../shared/domain/orderStatus.ts';
import { paymentDialog, readPayment } from './dialogs.ts';
import { removeItem, setAllItems, setCopies, setProduct } from './editItems.ts';
import { mayDeleteFiles, mayReprint, primaryStep, sideSteps } from './steps.ts';

const at = (status: (typeof ORDER_STATUSES)[number], facts = {}) => ({
  status,
  next: [...nextSteps(status, { jobHandedOver: false, statusBeforeHold: 'placed', ...facts })],
});

describe('the next step of an order', () => {
  it('leads from each status on along the usual way', () => {
    const steps = ORDER_STATUSES.map((status) => [status, primaryStep(at(status), 'staff')?.to ?? null]);
    expect(Object.fromEntries(steps)).toEqual({
      draft: null,
      placed: 'in_production',
      files_needed: 'placed',
      on_hold: 'placed',
      in_production: 'ready',
      in_transit: 'ready',
      ready: 'picked_up',
      notified: 'picked_up',
      picked_up: null,
      uncollected: 'picked_up',
      cancelled: null,
    });
  });

  it('[ADM-3] hides from staff what only a manager may do', () => {
    const printing = at('in_production');
    expect(sideSteps(printing, 'manager').map(({ to }) => to)).toContain('cancelled');
    expect(sideSteps(printing, 'staff').map(({ to }) => to)).not.toContain('cancelled');
  });

  it('offers printing again apart from the steps, because it names its photos', () => {
    expect(mayReprint(at('ready'))).toBe(true);
    expect(mayReprint(at('placed'))).toBe(false);
    expect(sideSteps(at('ready'), 'manager').map(({ to }) => to)).not.toContain('in_production');
  });
});

describe('deleting the files of an order by hand', () => {
  const change = { undoableUntil: 5000 } as Parameters<typeof mayDeleteFiles>[0]['history'][number];
  const order = { status: 'picked_up', filesDeletedAt: null, history: [change] } as const;

  it('[PRV-3] is offered after the hand-over, once nobody can take it back', () => {
    expect(mayDeleteFiles({ ...order, history: [change] }, 4000)).toBe(false);
    expect(mayDeleteFiles({ ...order, history: [change] }, 5000)).toBe(true);
  });

  it('[PRV-3] is not offered before, nor twice', () => {
    expect(mayDeleteFiles({ ...order, history: [], status: 'ready' }, 6000)).toBe(false);
    expect(mayDeleteFiles({ ...order, history: [], filesDeletedAt: 5500 }, 6000)).toBe(false);
  });
});

describe('the payment form', () => {
  it('[PAY-1] starts with what is due and becomes an entry in cents', () => {
    const dialog = paymentDialog({ total: 1260, paid: 260 });
    expect(dialog).toMatchObject({ entry: 'payment', amount: '10,00', method: null });
    expect(readPayment(dialog, { total: 1260, paid: 260 })).toBe('method');
    const filled = { ...dialog, method: 'card', tillReceipt: ' 0042 ' } as const;
    expect(readPayment(filled, { total: 1260, paid: 260 })).toEqual({
      kind: 'payment',
      amount: 1000,
      method: 'card',
      tillReceipt: '0042',
    });
  });

  it('refuses nothing, nonsense and more than is owed', () => {
    const order = { total: 1000, paid: 0 };
    const read = (amount: string) => readPayment({ ...paymentDialog(order), amount, method: 'cash' }, order);
    expect(['', 'x', '0', '10,001', '10,01'].map(read)).toEqual([
      'amount',
      'amount',
      'amount',
      'amount',
      'tooMuch',
    ]);
    expect(read('10')).toMatchObject({ amount: 1000 });
  });

  it('gives back at most what was paid', () => {
    const order = { total: 500, paid: 800 };
    const dialog = { ...paymentDialog(order), method: 'cash' } as const;
    expect(dialog).toMatchObject({ entry: 'refund', amount: '3,00' });
    expect(readPayment({ ...dialog, amount: '8,01' }, order)).toBe('tooMuch');
  });
});

describe('editing lines', () => {
  const item = (photo: string, format: string, copies: number): DraftItem =>
    ({
      photoId: photo,
      format,
      paper: 'gloss',
      copies,
      fit: 'fill',
      crop: { x: 0, y: 0, w: 1, h: 0.9 },
    }) as DraftItem;
  const items = [item('a', '10x15', 2), item('a', '13x18', 1), item('b', '10x15', 1)];

  it('[ORD-3] changes copies and product of one line and nothing else', () => {
    const key = items[0] as DraftItem;
    expect(setCopies(items, key, 5).map(({ copies }) => copies)).toEqual([5, 1, 1]);
    const bigger = setProduct(items, key, { format: '20x30', paper: 'gloss' });
    expect(bigger[0]).toMatchObject({ format: '20x30', copies: 2, crop: null });
    expect(bigger.slice(1)).toEqual(items.slice(1));
  });

  it('joins a line with the one the photo already has, and keeps a cut on other paper', () => {
    const joined = setProduct(items, items[0] as DraftItem, { format: '13x18', paper: 'gloss' });
    expect(joined).toHaveLength(2);
    expect(joined[0]).toMatchObject({ photoId: 'a', format: '13x18', copies: 3 });
    const matt = setProduct(items, items[2] as DraftItem, { format: '10x15', paper: 'matt' });
    expect(matt[2]?.crop).toEqual(items[2]?.crop);
  });

  it('makes all the same, one line per photo', () => {
    const all = setAllItems(items, { format: '10x15', paper: 'gloss' }, 3);
    expect(all.map(({ photoId, format, copies }) => [photoId, format, copies])).toEqual([
      ['a', '10x15', 3],
      ['b', '10x15', 3],
    ]);
    expect(removeItem(items, items[1] as DraftItem)).toHaveLength(2);
  });
});
