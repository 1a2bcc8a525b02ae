import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { DraftItem } from '../../../../shared/contract/drafts.ts';
import { createFakeCore, photoId } from './fakeCore.ts';
import { wholeKiosk } from './wholeKiosk.ts';
import { outIn } from '../sizes/out.policy.ts';

const failed = (code: string) => ({ ok: false, code, ref: 'r1' });

async function kioskAt(step: 'attract' | 'source' | 'photos' | 'sizes' | 'check') {
  const fake = createFakeCore();
  const reload = vi.fn();
  const kiosk = await wholeKiosk(fake.api, reload);
  await kiosk.start();
  if (step === 'attract') return { ...fake, kiosk, reload };
  await kiosk.begin('source');
  if (step === 'source') return { ...fake, kiosk, reload };
  await kiosk.visit.goTo('photos');
  if (step === 'photos') return { ...fake, kiosk, reload };
  for (const n of [1, 2, 3]) await kiosk.choice.tapPhoto(photoId(n));
  await kiosk.photosChosen();
  if (step === 'sizes') return { ...fake, kiosk, reload };
  await kiosk.visit.goTo('details');
  await kiosk.details.chooseWay('none');
  await kiosk.details.goOn();
  return { ...fake, kiosk, reload };
}

const stepOf = ({ kiosk }: Awaited<ReturnType<typeof kioskAt>>) => kiosk.visit.getState().flow.step;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('URL', { createObjectURL: () => 'blob:1', revokeObjectURL: vi.fn() });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('the kiosk', () => {
  it('[REC-1] tells core first: a step that core refuses is not shown', async () => {
    const at = await kioskAt('source');
    at.core.next['drafts:setStep'] = [failed('INTERNAL')];
    await at.kiosk.visit.goTo('photos');
    expect(stepOf(at)).toBe('source');
    expect(at.kiosk.visit.getState().problem).toEqual({ code: 'INTERNAL', ref: 'r1' });
    await at.kiosk.visit.goTo('photos');
    expect(stepOf(at)).toBe('photos');
  });

  it('[REC-1] goes on at the step of a visit that core still knows', async () => {
    const fake = createFakeCore();
    await (await wholeKiosk(fake.api)).begin('source');
    fake.change({ step: 'photos', locale: 'ru' });
    const kiosk = await wholeKiosk(fake.api);
    await kiosk.start();
    expect(kiosk.visit.getState()).toMatchObject({ flow: { step: 'photos' }, locale: 'ru' });
    expect(kiosk.media.getState().photos).toHaveLength(9);
  });

  it('[MED-1] begins by itself when a card is put in, and not for one that was in', async () => {
    const at = await kioskAt('attract');
    at.send('media-changed');
    await vi.advanceTimersByTimeAsync(0);
    expect(stepOf(at)).toBe('attract');
    at.core.sources = [...at.core.sources, { ...at.core.sources[0]!, sourceId: photoId(77) as never }];
    at.send('media-changed');
    await vi.advanceTimersByTimeAsync(0);
    expect(stepOf(at)).toBe('photos');
  });

  it('[KIO-4] changes the language anywhere and loses nothing', async () => {
    const at = await kioskAt('sizes');
    const before = at.kiosk.visit.getState().draft?.items;
    await at.kiosk.visit.setLocale('en');
    await at.kiosk.visit.refreshDraft();
    expect(at.kiosk.visit.getState()).toMatchObject({ locale: 'en', flow: { step: 'sizes' } });
    expect(at.kiosk.visit.getState().draft?.items).toEqual(before);
  });

  it('starts copying when the photos are chosen, not before', async () => {
    const at = await kioskAt('photos');
    await at.kiosk.choice.tapPhoto(photoId(1));
    expect(at.names()).not.toContain('media:startCopy');
    await at.kiosk.photosChosen();
    expect(at.names()).toContain('media:startCopy');
    expect(stepOf(at)).toBe('sizes');
  });

  it('shows that staff went on, and comes back when they send the order back', async () => {
    const at = await kioskAt('sizes');
    at.core.next['drafts:get'] = [failed('DRAFT_TAKEN_OVER')];
    at.send('draft-changed');
    await vi.advanceTimersByTimeAsync(0);
    expect(stepOf(at)).toBe('takenOver');
    at.send('kiosk-changed');
    await vi.advanceTimersByTimeAsync(0);
    expect(stepOf(at)).toBe('sizes');
  });

  it('[KIO-3] forgets and reloads when core says that the visit ended', async () => {
    const at = await kioskAt('sizes');
    at.core.next['drafts:get'] = [failed('VISIT_ENDED')];
    at.send('draft-changed');
    await vi.advanceTimersByTimeAsync(0);
    expect(at.reload).toHaveBeenCalledTimes(1);
    expect(at.kiosk.visit.getState().draft).toBeNull();
  });

  it('[REC-1] binds the window anew when core came back, then does the command once', async () => {
    const at = await kioskAt('photos');
    at.core.next['drafts:pick'] = [failed('CORE_RESTARTED'), failed('FORBIDDEN')];
    await at.kiosk.choice.tapPhoto(photoId(1));
    const ids = at.inputs('drafts:pick').map((input) => input['requestId']);
    expect(ids).toHaveLength(3);
    expect(new Set(ids).size).toBe(1);
    expect(at.kiosk.visit.getState().draft?.photos).toHaveLength(1);
  });
});

describe('choosing photos', () => {
  it('[PIC-1] selects all that can be printed, and a range up to the photo tapped', async () => {
    const at = await kioskAt('photos');
    await at.kiosk.choice.selectAll();
    expect(at.kiosk.visit.getState().draft?.photos).toHaveLength(8);
    await at.kiosk.history.undo();
    expect(at.kiosk.visit.getState().draft?.photos).toHaveLength(0);
    await at.kiosk.choice.tapPhoto(photoId(3));
    at.kiosk.choice.setTap('range');
    await at.kiosk.choice.tapPhoto(photoId(6));
    const picked = at.kiosk.visit.getState().draft?.photos.map((photo) => photo.photoId);
    expect(picked?.toSorted()).toEqual([3, 4, 5, 6].map(photoId));
  });

  it('[MED-10] folds photos alike: a tap opens a series; all and a range take its photos, and of copies one', async () => {
    const at = await kioskAt('photos');
    const chosen = () =>
      at.kiosk.visit
        .getState()
        .draft?.photos.map((photo) => photo.photoId)
        .toSorted();
    const alike = new Map(
      [2, 4, 6, 7].map((n) => [photoId(n), n < 6 ? { same: photoId(2) } : { series: photoId(6) }]),
    );
    at.kiosk.media.setState(({ photos }) => ({
      photos: photos.map((photo) => ({ ...photo, ...alike.get(photo.photoId) })),
    }));
    await at.kiosk.choice.selectAll();
    expect(chosen()).toEqual([1, 2, 3, 5, 6, 7, 8].map(photoId));
    await at.kiosk.choice.clearAll();
    await at.kiosk.choice.tapPhoto(photoId(6));
    expect(chosen()).toEqual([]);
    await at.kiosk.choice.tapPhoto(photoId(7));
    expect(chosen()).toEqual([photoId(7)]);
    at.kiosk.choice.unfold(false);
    await at.kiosk.choice.tapPhoto(photoId(7));
    expect(chosen()).toEqual([]);
    await at.kiosk.choice.tapPhoto(photoId(5));
    at.kiosk.choice.setTap('range');
    await at.kiosk.choice.tapPhoto(photoId(3));
    expect(chosen()).toEqual([3, 5].map(photoId));
    at.kiosk.choice.setTap('range');
    await at.kiosk.choice.tapPhoto(photoId(6));
    expect(chosen()).toEqual([3, 5, 6, 7].map(photoId));
    await at.kiosk.choice.clearAll();

    at.kiosk.choice.unfold(true);
    await at.kiosk.choice.selectAll();
    expect(chosen()).toHaveLength(8);
    await at.kiosk.choice.leaveOutCopies();
    expect(chosen()).toEqual([1, 2, 3, 5, 6, 7, 8].map(photoId));
    await at.kiosk.history.undo();
    expect(chosen()).toHaveLength(8);
  });

  it('[PIC-3] undoes a size, a stepper and a choice, one after the other, to the same price', async () => {
    const at = await kioskAt('sizes');
    const draft = () => at.kiosk.visit.getState().draft;
    const start = draft();
    await at.kiosk.sizes.change({ copies: 2 });
    await at.kiosk.sizes.change({ format: '13x18' });
    at.kiosk.sizes.setScope('one');
    at.kiosk.sizes.show(photoId(2));
    await at.kiosk.sizes.change({ copies: 5 });
    expect(draft()?.price?.total).toBe(9 * 59);
    for (let i = 0; i < 3; i++) await at.kiosk.history.undo();
    expect(draft()?.price).toEqual(start?.price);
    expect(draft()?.common).toEqual(start?.common);
  });
});

describe('sizes', () => {
  it('[PRI-8] have one sum, whatever happens that the customer did not choose', async () => {
    const at = await kioskAt('sizes');
    const { visit, overlays, media } = at.kiosk;
    const sums = new Set<number | undefined>();
    visit.subscribe(({ draft }) => sums.add(draft?.price?.total));
    await visit.setLocale('en');
    await visit.goTo('details');
    await at.kiosk.details.chooseWay('none');
    await at.kiosk.details.goOn();
    await visit.goTo('sizes');
    for (const news of ['copy-changed', 'media-changed', 'settings-changed', 'catalogue-changed'] as const)
      at.send(news);
    at.core.copy = { ...at.core.copy, state: 'done', done: 3, total: 3 };
    await media.refreshCopy();
    await overlays.callStaff();
    await vi.advanceTimersByTimeAsync(10_000);
    expect([...sums]).toEqual([3 * 29]);
    await at.kiosk.sizes.change({ copies: 2 });
    expect(visit.getState().draft?.price?.total).toBe(6 * 29);
  });

  it('[PIC-4] fit or fill for all, and for one', async () => {
    const at = await kioskAt('sizes');
    const fits = () => at.kiosk.visit.getState().draft?.items.map(({ fit }) => fit);
    expect(fits()).toEqual(['fill', 'fill', 'fill']);
    await at.kiosk.sizes.change({ fit: 'fit' });
    expect(fits()).toEqual(['fit', 'fit', 'fit']);
    at.kiosk.sizes.setScope('one');
    at.kiosk.sizes.show(photoId(2));
    await at.kiosk.sizes.change({ fit: 'fill' });
    expect(fits()?.toSorted()).toEqual(['fill', 'fit', 'fit']);
  });

  it('[PIC-2] asks before exceptions are overwritten, and keeps them unless told', async () => {
    const at = await kioskAt('sizes');
    const { sizes, visit } = at.kiosk;
    sizes.setScope('one');
    sizes.show(photoId(2));
    await sizes.change({ copies: 4 });
    sizes.setScope('all');
    await sizes.change({ format: '13x18' });
    expect(sizes.getState().question).toMatchObject({ kind: 'overwrite', count: 1 });
    expect(visit.getState().draft?.common.format).toBe('10x15');
    await sizes.answerOverwrite(false);
    const formats = () =>
      visit
        .getState()
        .draft?.items.map(({ format }) => format)
        .toSorted();
    expect(formats()).toEqual(['10x15', '13x18', '13x18']);
    await sizes.change({ format: '13x18' });
    await sizes.answerOverwrite(true);
    expect(formats()).toEqual(['13x18', '13x18', '13x18']);
  });

  it('takes a paper that the new size is sold on, and drops the cut of the old frame', async () => {
    const at = await kioskAt('sizes');
    await at.kiosk.sizes.changePhoto(photoId(1), { crop: { x: 0, y: 0, w: 0.5, h: 0.5 } });
    await at.kiosk.sizes.change({ format: '20x30' });
    const items = at.kiosk.visit.getState().draft?.items as DraftItem[];
    expect(new Set(items.map(({ paper }) => paper))).toEqual(new Set(['matte']));
    expect(items.every(({ crop }) => crop === null)).toBe(true);
  });
});

describe('placing', () => {
  it('[ORD-4] orders once however often it is tapped, and only what is stored', async () => {
    const at = await kioskAt('check');
    await at.kiosk.order.place();
    expect(at.names()).not.toContain('drafts:place');
    at.change({ photos: at.core.draft!.photos.map((photo) => ({ ...photo, stored: true })) });
    await at.kiosk.visit.refreshDraft();
    await Promise.all([at.kiosk.order.place(), at.kiosk.order.place()]);
    expect(at.inputs('drafts:place')).toHaveLength(1);
    expect(at.kiosk.visit.getState().flow).toMatchObject({ step: 'done', placed: { number: 'K-7' } });
  });

  it('keeps everything and says so when the order could not be saved', async () => {
    const at = await kioskAt('check');
    at.change({ photos: at.core.draft!.photos.map((photo) => ({ ...photo, stored: true })) });
    await at.kiosk.visit.refreshDraft();
    at.core.next['drafts:place'] = [failed('DISK_FULL')];
    await at.kiosk.order.place();
    expect(stepOf(at)).toBe('check');
    expect(at.kiosk.order.getState().failed).toBe('unsaved');
    expect(at.kiosk.visit.getState().draft?.photos).toHaveLength(3);
  });

  it('[PRI-9] says that it is ready later than shown, with the new time, and orders at the next tap', async () => {
    const at = await kioskAt('check');
    at.change({ photos: at.core.draft!.photos.map((photo) => ({ ...photo, stored: true })), dueAt: 1 });
    await at.kiosk.visit.refreshDraft();
    at.core.next['drafts:place'] = [failed('READY_LATER')];
    at.change({ dueAt: 2 });
    await at.kiosk.order.place();
    expect(stepOf(at)).toBe('check');
    expect(at.kiosk.order.getState().failed).toBe('READY_LATER');
    expect(at.kiosk.visit.getState()).toMatchObject({ draft: { dueAt: 2 }, problem: null });
    await at.kiosk.order.place();
    expect(at.inputs('drafts:place')).toMatchObject([{ shownDueAt: 1 }, { shownDueAt: 2 }]);
    expect(stepOf(at)).toBe('done');
  });

  it('[PRI-9, PRI-8] hears in the middle of a visit what is out, with the later time and the same choice and sum', async () => {
    const at = await kioskAt('check');
    await at.kiosk.visit.refreshDraft();
    const before = at.kiosk.visit.getState().draft!;
    at.core.out = [{ format: '10x15', paper: 'gloss', readyAt: 7 }];
    at.change({ dueAt: 7 });
    at.send('products-changed');
    await vi.advanceTimersByTimeAsync(100);
    const { draft, out, catalogue } = at.kiosk.visit.getState();
    expect(out).toEqual(at.core.out);
    expect(draft).toEqual({ ...before, dueAt: 7 });
    expect(outIn(out, draft!, catalogue!)).toEqual(at.core.out);
    expect(outIn([{ format: '13x18', paper: 'gloss', readyAt: 7 }], draft!, catalogue!)).toEqual([]);
  });

  it('closes the number screen after its countdown, later with more time', async () => {
    const at = await kioskAt('check');
    at.change({ photos: at.core.draft!.photos.map((photo) => ({ ...photo, stored: true })) });
    await at.kiosk.visit.refreshDraft();
    await at.kiosk.order.place();
    await vi.advanceTimersByTimeAsync(29_000);
    at.kiosk.order.moreTime();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(at.reload).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(2_000);
    expect(at.inputs('visit:end')).toMatchObject([{ why: 'finished' }]);
    expect(at.reload).toHaveBeenCalledTimes(1);
  });
});

describe('[KIO-2] the idle warning', () => {
  it('comes after 90 s, can be put off without limit, and ends the visit 30 s later', async () => {
    const at = await kioskAt('source');
    await vi.advanceTimersByTimeAsync(91_000);
    expect(at.kiosk.idle.getState().secondsLeft).not.toBeNull();
    for (let i = 0; i < 5; i++) {
      at.kiosk.idle.sign();
      expect(at.kiosk.idle.getState().secondsLeft).toBeNull();
      await vi.advanceTimersByTimeAsync(100_000);
      expect(at.reload).not.toHaveBeenCalled();
    }
    await vi.advanceTimersByTimeAsync(25_000);
    expect(at.inputs('visit:end')).toMatchObject([{ why: 'idle' }]);
    expect(at.reload).toHaveBeenCalledTimes(1);
  });

  it('waits while photos are copied, and five minutes for who asked for more time or help', async () => {
    const at = await kioskAt('sizes');
    at.core.copy = { ...at.core.copy, state: 'copying' };
    await at.kiosk.media.refreshCopy();
    await vi.advanceTimersByTimeAsync(600_000);
    expect(at.kiosk.idle.getState().secondsLeft).toBeNull();
    at.core.copy = { ...at.core.copy, state: 'done' };
    await at.kiosk.media.refreshCopy();
    await at.kiosk.overlays.callStaff();
    await vi.advanceTimersByTimeAsync(280_000);
    expect(at.kiosk.idle.getState().secondsLeft).toBeNull();
    await vi.advanceTimersByTimeAsync(25_000);
    expect(at.kiosk.idle.getState().secondsLeft).not.toBeNull();
  });

  it('[MED-4] takes what a phone does for the person: the page open there, photos on their way', async () => {
    const at = await kioskAt('source');
    await vi.advanceTimersByTimeAsync(91_000);
    expect(at.kiosk.idle.getState().secondsLeft).not.toBeNull();
    at.core.phone = { ...at.core.phone, state: 'open', joined: true };
    at.send('phone-changed');
    expect(at.kiosk.idle.getState().secondsLeft).toBeNull();
    await vi.advanceTimersByTimeAsync(80_000);
    expect(at.kiosk.phone.getState().phone).toMatchObject({ joined: true });
    at.core.phone = { ...at.core.phone, sending: 1 };
    at.send('phone-changed');
    await vi.advanceTimersByTimeAsync(600_000);
    expect(at.kiosk.idle.getState().secondsLeft).toBeNull();
    at.core.phone = { ...at.core.phone, sending: 0, received: 1 };
    at.send('phone-changed');
    await vi.advanceTimersByTimeAsync(91_000);
    expect(at.kiosk.idle.getState().secondsLeft).not.toBeNull();
  });

  it('touches core at most every five seconds', async () => {
    const at = await kioskAt('source');
    const before = at.inputs('visit:touch').length;
    await vi.advanceTimersByTimeAsync(6_000);
    for (let i = 0; i < 50; i++) at.kiosk.idle.sign();
    expect(at.inputs('visit:touch')).toHaveLength(before + 1);
  });
});
