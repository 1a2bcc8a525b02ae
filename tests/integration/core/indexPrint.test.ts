import { describe, expect, it } from 'vitest';
import { CUSTOMER, signInManager } from './terminal.ts';
import { CONTACT, cardWith, copied, draftOf, seen, terminalWithCard, visitWith } from './visit.ts';

const INDEX = { format: 'index10x15', paper: 'gloss' } as const;
const own = { copies: 3, fit: 'fill', crop: null, rotation: 1, mirror: false } as const;

/** A visit with two photos, the first of them turned and ordered in two sizes. */
const visit = async () => {
  const { terminal } = await terminalWithCard(await cardWith(2));
  const { draftId, photoIds } = await visitWith(terminal, 2);
  const [photoId = '' as never] = photoIds;
  await terminal.get(CUSTOMER, 'drafts:putItems', {
    draftId,
    items: [
      { photoId, format: '10x15', paper: 'gloss', ...own },
      { photoId, format: '13x18', paper: 'gloss', ...own },
    ],
  });
  return { terminal, draftId, photoId };
};

describe('an index print of a visit', () => {
  it('[ORD-1, PRI-8] is added and left out in one step, priced by the sheet, and placed once with each photo', async () => {
    const { terminal, draftId, photoId } = await visit();
    const without = await draftOf(terminal, draftId);
    const wish = (indexPrint: boolean) =>
      terminal.get(CUSTOMER, 'drafts:setIndexPrint', { draftId, indexPrint });
    await wish(true);
    const wished = await draftOf(terminal, draftId);
    // The photos and their sizes are what they were: the sheet is of the whole order.
    expect(wished).toMatchObject({ indexPrint: true, items: without.items, exceptions: without.exceptions });
    expect(wished.price?.lines).toContainEqual(expect.objectContaining({ ...INDEX, qty: 1, sum: 150 }));
    await wish(false);
    expect(await draftOf(terminal, draftId)).toMatchObject({ indexPrint: false, price: without.price });

    await wish(true);
    await terminal.get(CUSTOMER, 'drafts:setContact', { draftId, contact: CONTACT });
    await copied(terminal, draftId);
    const { orderId } = await terminal.get(CUSTOMER, 'drafts:place', await seen(terminal, draftId));
    const manager = await signInManager(terminal);
    const { photos, price } = await terminal.get(manager, 'orders:get', { orderId });
    expect(price).toMatchObject({ total: wished.price?.total });
    const onSheet = photos.flatMap(({ items }) => items.filter(({ format }) => format === INDEX.format));
    expect(onSheet).toHaveLength(2);
    expect(onSheet.find((item) => item.photoId === photoId)).toMatchObject({ ...own, copies: 1, fit: 'fit' });
  });

  it('[ORD-3] goes with the order that is made again', async () => {
    const { terminal, draftId } = await visit();
    await terminal.get(CUSTOMER, 'drafts:setIndexPrint', { draftId, indexPrint: true });
    await terminal.get(CUSTOMER, 'drafts:setContact', { draftId, contact: CONTACT });
    await copied(terminal, draftId);
    const { orderId } = await terminal.get(CUSTOMER, 'drafts:place', await seen(terminal, draftId));
    const manager = await signInManager(terminal);
    const { version } = await terminal.get(manager, 'orders:get', { orderId });
    const cancelled = { orderId, version, to: 'cancelled', reason: 'wrong paper' } as const;
    await terminal.get(manager, 'orders:changeStatus', cancelled);
    const again = await terminal.get(manager, 'drafts:startLinked', { orderId });
    const draft = await terminal.get(manager, 'drafts:get', { draftId: again.draftId });
    expect(draft.indexPrint).toBe(true);
    expect(draft.items.map(({ format }) => format).toSorted()).toEqual(['10x15', '10x15', '13x18']);
  });

  it('[PRI-1] is no size of a photo', async () => {
    const { terminal, draftId, photoId } = await visit();
    const item = { photoId, ...INDEX, ...own, copies: 1 };
    expect(await terminal.refused(CUSTOMER, 'drafts:putItems', { draftId, items: [item] })).toBe(
      'PRODUCT_UNAVAILABLE',
    );
    const all = { draftId, ...INDEX, copies: 1, fit: 'fit', overwrite: true } as const;
    expect(await terminal.refused(CUSTOMER, 'drafts:setAll', all)).toBe('PRODUCT_UNAVAILABLE');
  });
});
