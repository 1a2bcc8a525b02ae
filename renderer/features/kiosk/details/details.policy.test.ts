import { EMPTY_CONTACT } from '../../../../shared/contract/freshDraft.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NOTIFY_WAYS } from '../../../../shared/domain/contact.ts';
import { answersFor } from '../../../../shared/domain/consent.ts';
import { fieldsToShow, withWay } from '../../../../shared/domain/contactForm.ts';
import { hintFor, isContactGood, problemsOf } from './details.policy.ts';
import { createFakeCore } from '../flow/fakeCore.ts';
import { wholeKiosk } from '../flow/wholeKiosk.ts';

const form = (change: Partial<typeof EMPTY_CONTACT>) => ({ ...EMPTY_CONTACT, ...change });

describe('the contact', () => {
  it('[CON-1, P14] asks only for the field of the chosen way, and for nothing in an anonymous order', () => {
    expect(fieldsToShow(form({})).required).toEqual([]);
    expect(fieldsToShow(form({ way: 'email' }))).toEqual({ required: ['email'], optional: ['name'] });
    expect(fieldsToShow(form({ way: 'none' }))).toEqual({ required: [], optional: [] });
    expect(isContactGood(form({ way: 'none' }))).toBe(true);
    expect(withWay(form({ way: 'sms', delivery: 'address' }), 'none').delivery).toBe('store');
  });

  it('names each field at fault, in the order of the screen', () => {
    expect(problemsOf(form({}))).toEqual(['way']);
    expect(problemsOf(form({ way: 'sms', phone: '12' }))).toEqual(['phone']);
    expect(problemsOf(form({ way: 'sms', phone: '29 123 456' }))).toEqual([]);
    expect(
      problemsOf(form({ way: 'email', email: 'a@b.lv', delivery: 'address', postcode: '1010' })),
    ).toEqual(['name', 'street', 'town', 'postcode']);
  });

  it('[CON-2] hints at a slip once, and is silent after „no”', () => {
    const typed = form({ way: 'email', email: 'anna@gmial.com' });
    expect(hintFor(typed, null)).toBe('anna@gmail.com');
    expect(hintFor(typed, 'anna@gmial.com')).toBeNull();
    expect(hintFor({ ...typed, way: 'sms' }, null)).toBeNull();
    expect(isContactGood(typed)).toBe(true);
  });
});

describe('[CON-3] optional boxes', () => {
  const act = fc.oneof(
    fc.constantFrom(...NOTIFY_WAYS).map((way) => ({ do: 'way' as const, way })),
    fc.constantFrom('lv', 'en', 'ru').map((locale) => ({ do: 'locale' as const, locale })),
    fc.constantFrom('photos', 'sizes', 'details').map((step) => ({ do: 'go' as const, step })),
    fc.constant({ do: 'next' as const }),
    fc.constant({ do: 'type' as const }),
  );

  it('are unticked on every path on which the customer ticks none', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 12 }), async (acts) => {
        const fake = createFakeCore();
        const kiosk = await wholeKiosk(fake.api);
        await kiosk.start();
        await kiosk.begin('source');
        await kiosk.choice.tapPhoto(kiosk.media.getState().photos[0]!.photoId);
        for (const one of acts) {
          if (one.do === 'way') await kiosk.details.chooseWay(one.way);
          if (one.do === 'locale') await kiosk.visit.setLocale(one.locale);
          if (one.do === 'go') await kiosk.visit.goTo(one.step);
          if (one.do === 'next') await kiosk.details.goOn();
          if (one.do === 'type') kiosk.details.type('email', 'anna@inbox.lv');
          const boxes = answersFor(kiosk.details.getState().form.way, fake.core.draft?.consents ?? []);
          expect(boxes.every(({ given }) => !given)).toBe(true);
          expect(fake.core.draft?.consents.every(({ given }) => !given)).toBe(true);
        }
        kiosk.wipes.wipe();
      }),
      { numRuns: 40 },
    );
  });

  it('go to core as they were answered, the empty ones too, and never block the way on', async () => {
    for (const given of [true, false]) {
      const fake = createFakeCore();
      const kiosk = await wholeKiosk(fake.api);
      await kiosk.start();
      await kiosk.begin('source');
      await kiosk.choice.tapPhoto(kiosk.media.getState().photos[0]!.photoId);
      await kiosk.visit.goTo('details');
      await kiosk.details.chooseWay('email');
      kiosk.details.type('email', 'anna@inbox.lv');
      const [first] = answersFor('email', []);
      await kiosk.details.tick(first!, given);
      await kiosk.details.goOn();
      expect(fake.core.draft?.consents.map((choice) => choice.given)).toEqual([given, false, false]);
      expect(kiosk.visit.getState().flow.step).toBe('check');
      kiosk.wipes.wipe();
    }
  });
});
