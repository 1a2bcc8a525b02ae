import { EMPTY_CONTACT } from '../../../shared/contract/freshDraft.ts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Draft } from '../../../shared/contract/drafts.ts';
import { CONSENT_PURPOSES } from '../../../shared/domain/consent.ts';
import { fakeApi } from '../../app/counter/fakeApi.ts';
import { answersFor } from '../../../shared/domain/consent.ts';
import { withWay } from '../../../shared/domain/contactForm.ts';
import { contactProblems, fieldsOf } from './contactForm.ts';
import { createNewOrderStore } from './newOrder.store.ts';
import { saveBlock } from './saveBlock.ts';

const item = { photoId: 'p1', format: '10x15', paper: 'gloss', copies: 1, fit: 'fill', crop: null };
const fresh = {
  draftId: 'd1',
  step: 'photos',
  takenOver: false,
  locale: 'lv',
  photos: [{ photoId: 'p1', stored: true }],
  items: [item],
  common: { format: '10x15', paper: 'gloss', copies: 1, fit: 'fill' },
  contact: EMPTY_CONTACT,
  consents: [],
  age: null,
  price: { total: 1260 },
} as unknown as Draft;
const copied = { state: 'done', missing: [], failed: [] };
const filled = { ...EMPTY_CONTACT, way: 'email', email: 'anna@inbox.lv' } as const;

function counter(replies: Parameters<typeof fakeApi>[0] = {}) {
  let draft = fresh;
  const nothing = () => ({});
  const fake = fakeApi({
    'drafts:mine': () => ({ drafts: [] }),
    'drafts:startAtCounter': () => ({ draftId: 'd1' }),
    'drafts:get': () => draft,
    'media:sources': () => ({ sources: [] }),
    'media:copyState': () => copied,
    'notices:current': () => ({
      notice: { version: '3' },
      collects: 'open',
      ageLimit: 13,
      change: null,
    }),
    'drafts:setStep': nothing,
    'drafts:setContact': ({ contact }: { contact: Draft['contact'] }) => {
      draft = { ...draft, contact };
      return {};
    },
    'drafts:setConsents': ({ consents, age }: Pick<Draft, 'consents' | 'age'>) => {
      draft = { ...draft, consents, age };
      return {};
    },
    'drafts:pick': nothing,
    'drafts:putItems': nothing,
    'drafts:removeItems': nothing,
    'media:startCopy': nothing,
    'drafts:place': () => ({ orderId: 'd1', number: 'K-27', total: 1260 }),
    ...replies,
  });
  const store = createNewOrderStore({ api: fake.api });
  const start = async () => {
    await store.getState().enter();
    await store.getState().begin('lv');
    return store.getState;
  };
  return { ...fake, store, start, become: (change: Partial<Draft>) => (draft = { ...draft, ...change }) };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('a new order at the counter', () => {
  it('[REC-1] is saved at each step and goes on where it was left', async () => {
    const { start, asked, become, store } = counter();
    const act = await start();
    act().setWay('email');
    act().type({ email: 'anna@inbox.lv' });
    await act().goTo('details');
    expect(asked('drafts:setContact').at(-1)).toMatchObject({ contact: { email: 'anna@inbox.lv' } });
    expect(asked('drafts:setStep').at(-1)).toMatchObject({ step: 'details' });
    become({ step: 'details' });
    await store.getState().resume('d1' as never);
    expect(store.getState()).toMatchObject({ page: 'details', form: { email: 'anna@inbox.lv' } });
  });

  it('saves what is typed after a short rest, without a step', async () => {
    const { start, asked } = counter();
    const act = await start();
    act().type({ name: 'A' });
    act().type({ name: 'An' });
    expect(asked('drafts:setContact')).toHaveLength(0);
    await vi.advanceTimersByTimeAsync(700);
    expect(asked('drafts:setContact')).toHaveLength(1);
  });

  it('begins copying when the photos are chosen, and only then', async () => {
    const { start, asked, become, store } = counter();
    await start();
    become({ photos: [{ photoId: 'p1', stored: false }] as never });
    await store.getState().reload();
    expect(asked('media:startCopy')).toHaveLength(0);
    await store.getState().goTo('sizes');
    expect(asked('media:startCopy')).toHaveLength(1);
  });

  it('places with the sum and the notice that were shown', async () => {
    const { start, asked } = counter();
    const act = await start();
    act().setWay('none');
    await act().place();
    expect(asked('drafts:place')).toMatchObject([
      { draftId: 'd1', total: 1260, noticeVersion: '3', consentsConfirmed: false },
    ]);
    expect(act()).toMatchObject({ draft: null, placed: { number: 'K-27' }, form: EMPTY_CONTACT });
  });

  it('[CON-3] does not place a ticked box without the word of the customer, and places freely without one', async () => {
    const { start, asked } = counter();
    const act = await start();
    act().setWay('email');
    act().type({ email: 'anna@inbox.lv' });
    act().answer({ purpose: 'marketing.offers', channel: 'email', given: true });
    await act().place();
    expect(asked('drafts:place')).toHaveLength(0);
    act().confirm(true);
    act().answer({ purpose: 'marketing.news', channel: 'email', given: true });
    expect(act().confirmed).toBe(false);
    act().confirm(true);
    await act().place();
    expect(asked('drafts:place')).toHaveLength(0);
    act().answerAge('13plus');
    expect(act().confirmed).toBe(false);
    act().confirm(true);
    await act().place();
    expect(asked('drafts:place')).toHaveLength(0);
    act().setOnPaper(false);
    act().confirm(true);
    await act().place();
    expect(asked('drafts:place')).toMatchObject([{ consentsConfirmed: true, consentsOnPaper: false }]);
  });

  it('[C6, C-09] writes down a signed paper as one, and takes no word for it that was given for another way', async () => {
    const { start, asked } = counter();
    const act = await start();
    act().setWay('email');
    act().type({ email: 'anna@inbox.lv' });
    act().answer({ purpose: 'marketing.offers', channel: 'email', given: true });
    act().answerAge('13plus');
    act().setOnPaper(false);
    act().confirm(true);
    act().setOnPaper(true);
    expect(act().confirmed).toBe(false);
    await act().place();
    expect(asked('drafts:place')).toHaveLength(0);
    act().confirm(true);
    await act().place();
    expect(asked('drafts:place')).toMatchObject([{ consentsConfirmed: true, consentsOnPaper: true }]);
    expect(act().onPaper).toBeNull();
  });

  it('puts the new line before it takes the old one away, so that the photo stays', async () => {
    const { start, asked } = counter();
    const act = await start();
    await act().changeItem(item as never, { format: '13x18', paper: 'gloss' });
    expect(asked('drafts:putItems')).toMatchObject([{ items: [{ format: '13x18', copies: 1 }] }]);
    expect(asked('drafts:removeItems')).toMatchObject([{ keys: [{ photoId: 'p1', format: '10x15' }] }]);
  });

  it('keeps the draft when placing is refused', async () => {
    const { start } = counter({ 'drafts:place': () => ({ code: 'PRICE_CHANGED' }) });
    const act = await start();
    act().setWay('none');
    await act().place();
    expect(act()).toMatchObject({ placed: null, pending: false, failure: { code: 'PRICE_CHANGED' } });
    expect(act().draft?.draftId).toBe('d1');
  });
});

describe('the contact at the counter', () => {
  it('[CON-1] has only the fields of the chosen way', () => {
    expect(fieldsOf(EMPTY_CONTACT)).toEqual([]);
    expect(fieldsOf({ way: 'none', delivery: 'store' })).toEqual([]);
    expect(fieldsOf({ way: 'sms', delivery: 'store' })).toEqual(['phone', 'name']);
    expect(withWay({ ...filled, delivery: 'address' }, 'none').delivery).toBe('store');
  });

  it('names each field at fault and lets a good one pass', () => {
    expect(contactProblems({ ...EMPTY_CONTACT, way: 'sms', phone: '12' })).toEqual({ phone: 'phone' });
    expect(contactProblems({ ...filled, delivery: 'address', postcode: '1010' })).toEqual({
      name: 'needed',
      street: 'needed',
      town: 'needed',
      postcode: 'postcode',
    });
    expect(contactProblems(filled)).toEqual({});
  });

  it('[CON-3] has every box unticked on every way', () => {
    for (const way of ['email', 'sms'] as const) {
      const boxes = answersFor(way, []);
      expect(boxes.map(({ purpose }) => purpose)).toEqual([...CONSENT_PURPOSES]);
      expect(boxes.every(({ given, channel }) => !given && channel === way)).toBe(true);
    }
    expect(
      answersFor('sms', [{ purpose: 'marketing.news', channel: 'email', given: true }]).some(
        ({ given }) => given,
      ),
    ).toBe(false);
  });
});

describe('what keeps an order from being saved', () => {
  const facts = { draft: fresh, copy: copied as never, form: filled, consented: false, confirmed: false };
  it('is named, first thing first', () => {
    expect(saveBlock(facts)).toBeNull();
    expect(saveBlock({ ...facts, draft: { ...fresh, items: [] } })).toBe('empty');
    expect(saveBlock({ ...facts, draft: { ...fresh, photos: [{ stored: false }] as never } })).toBe(
      'copying',
    );
    expect(saveBlock({ ...facts, copy: { ...copied, missing: ['p1'] } as never })).toBe('files');
    expect(saveBlock({ ...facts, form: EMPTY_CONTACT })).toBe('way');
    expect(saveBlock({ ...facts, form: { ...filled, email: 'x' } })).toBe('contact');
    expect(saveBlock({ ...facts, consented: true })).toBe('consent');
  });
});
