import { LOCALES } from '../../../shared/domain/i18n.ts';
import type { FlowStep, MyDataStep } from '../../../renderer/features/kiosk/flow/kioskFlow.policy.ts';
import { expect, test } from '../fixtures.ts';
import { answerWith, tellWindows } from '../lete/answers.ts';
import { changeSettings } from '../lete/settings.ts';
import { MANAGER } from '../pages/counter.ts';
import { MY_DATA_STATIONS } from './myDataStations.ts';
import { faultsAt, faultsNow, type Overlay, type Station } from './sweep.ts';

const adjust: Overlay = {
  name: 'adjust',
  open: async (kiosk) => {
    await kiosk.adjust().click();
    await kiosk.shows(kiosk.dialog(kiosk.t('kiosk:adjust.title')));
  },
  close: (kiosk) => kiosk.tap(kiosk.t('common:actions.close')),
};
const startOver: Overlay = {
  name: 'start over',
  open: async (kiosk) => {
    await kiosk.tap(kiosk.t('common:actions.startOver'));
    await kiosk.shows(kiosk.startOverQuestion());
  },
  close: (kiosk) => kiosk.tap(kiosk.t('kiosk:startOver.keep')),
};
const phoneCode: Overlay = {
  name: 'code for a phone',
  open: (kiosk) => kiosk.showPhoneCode(),
  close: (kiosk) => kiosk.leavePhoneCode(),
};
const help: Overlay = {
  name: 'help called',
  open: async (kiosk) => {
    await kiosk.help().click();
    await kiosk.shows(kiosk.dialog(kiosk.t('kiosk:help.title')));
  },
  close: (kiosk) => kiosk.tap(kiosk.t('common:actions.ok')),
};
const large: Overlay = {
  name: 'photo large',
  open: (kiosk) => kiosk.enlarge(kiosk.chosenTiles().first()),
  close: (kiosk) => kiosk.closeLarge(),
};
const look: Overlay = {
  name: 'look of a photo',
  open: async (kiosk) => {
    await kiosk.openLook();
    await kiosk.tap(kiosk.t('common:editor.tiltLeft'));
  },
  close: (kiosk) =>
    kiosk.page.getByRole('radio', { name: kiosk.t('common:editor.frame'), exact: true }).click(),
};
const notice: Overlay = {
  name: 'privacy notice',
  open: (kiosk) => kiosk.readNotice(),
  close: (kiosk) => kiosk.closeNotice(),
};
const keyboard: Overlay = {
  name: 'keyboard',
  open: async (kiosk) => {
    await kiosk.chooseWay('email');
    await kiosk.emailField().click();
    await kiosk.shows(kiosk.keyboard());
  },
  close: (kiosk) => kiosk.putKeyboardAway(),
};
const mistakes: Overlay = {
  name: 'mistakes',
  open: async (kiosk) => {
    await kiosk.emailField().fill('kersta@');
    await kiosk.putKeyboardAway();
    await kiosk.goOn();
    await kiosk.shows(kiosk.page.getByText(kiosk.t('kiosk:details.errors')));
  },
  close: async (kiosk) => {
    await kiosk.emailField().fill('kersta@example.com');
    await kiosk.putKeyboardAway();
  },
};

/** Every screen of the customer, in the order of a visit. A new screen without a row here does not compile. */
const STATIONS: Readonly<Record<Exclude<FlowStep, MyDataStep | 'starting' | 'placing'>, Station>> = {
  attract: { enter: (kiosk) => kiosk.shows(kiosk.startArea()), overlays: [adjust, help] },
  source: {
    enter: async (kiosk) => {
      await kiosk.begin();
    },
    overlays: [startOver, phoneCode],
  },
  photos: {
    enter: async (kiosk) => {
      await kiosk.openPhotos();
      await kiosk.picturesAreShown();
      await kiosk.pick('IMG_0001', 'IMG_0002', 'IMG_0004');
    },
    overlays: [large],
  },
  sizes: {
    enter: async (kiosk) => {
      await kiosk.toSizes();
      await kiosk.previewIsShown();
    },
    asksForText: true,
  },
  crop: { enter: (kiosk) => kiosk.openCrop(), overlays: [look] },
  details: {
    enter: async (kiosk) => {
      await kiosk.closeCrop();
      await kiosk.toDetails();
    },
    overlays: [notice, keyboard, mistakes],
  },
  check: {
    enter: async (kiosk) => {
      await kiosk.toCheck();
      await kiosk.cardMayGo();
    },
  },
  done: {
    enter: async (kiosk) => {
      await kiosk.order();
      await kiosk.ticketIsPrinted();
    },
  },
  takenOver: {
    enter: async () => {},
  },
  outOfOrder: {
    enter: async (kiosk, lete) => {
      await answerWith(lete, 'catalogue:current', { ok: false, code: 'NO_PRICE_LIST', ref: '00000000' });
      await kiosk.page.reload();
      await kiosk.shows(kiosk.heading(kiosk.t('kiosk:outOfOrder.title')));
      await tellWindows(lete, 'settings-changed');
    },
  },
};

test('[KIO-7] A-01 A-04 A-12 H-03 every kiosk screen in three languages: axe, targets, overflow at 100, 125 and 150 %, lying and upright', async ({
  kiosk,
  counter,
  lete,
}) => {
  test.slow();
  // Looking takes longer than a customer.
  await counter.signIn(MANAGER.name, MANAGER.pin);
  await changeSettings(counter.page, 'kiosk', { numberScreenMs: 300_000, idleWarningMs: 600_000 });
  const wifi = { wifiName: 'Viesi', wifiPassword: 'labdien12' };
  await changeSettings(counter.page, 'phone', { on: true, address: '127.0.0.1', port: 0, ...wifi });
  const faults: string[] = [];
  for (const [name, station] of Object.entries<Station>(STATIONS)) {
    await station.enter(kiosk, lete);
    faults.push(...(await faultsAt(kiosk, lete, name, station)));
  }
  expect(faults).toEqual([]);
});

test('[KIO-7, PRV-2] A-01 A-04 A-12 every screen of „Mani dati” in three languages, lying and upright', async ({
  kiosk,
  counter,
  lete,
}) => {
  test.slow();
  await counter.signIn(MANAGER.name, MANAGER.pin);
  await changeSettings(counter.page, 'kiosk', { idleWarningMs: 600_000 });
  const faults: string[] = [];
  for (const [name, station] of Object.entries<Station>(MY_DATA_STATIONS)) {
    await station.enter(kiosk, lete);
    faults.push(...(await faultsAt(kiosk, lete, name, station)));
  }
  expect(faults).toEqual([]);
});

test.describe('a card with marks of the camera and photos alike', () => {
  test.use({ markedCard: true, alikeCard: true });

  test('[KIO-7, MED-9, MED-10] A-01 A-04 A-12 the question about marks, folded photos and those chosen twice in three languages, lying and upright', async ({
    kiosk,
  }) => {
    test.slow();
    const faults: string[] = [];
    for (const locale of LOCALES) {
      await kiosk.begin();
      await kiosk.speak(locale);
      await kiosk.goOn();
      await kiosk.shows(kiosk.marksQuestion());
      faults.push(...(await faultsNow(kiosk, 'marks')));
      await kiosk.tap(kiosk.t('kiosk:photos.marks.no'));
      await kiosk.shows(kiosk.page.getByText(kiosk.t('common:alike.series', { count: 3 })));
      faults.push(...(await faultsNow(kiosk, 'alike')));
      await kiosk.button(kiosk.t('common:alike.fold')).click();
      await kiosk.selectAll();
      await kiosk.shows(kiosk.button(kiosk.t('common:alike.leaveOut')));
      faults.push(...(await faultsNow(kiosk, 'chosen twice')));
      await kiosk.startOver();
    }
    expect(faults).toEqual([]);
  });
});
