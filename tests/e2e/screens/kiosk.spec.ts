import type { FlowStep } from '../../../renderer/features/kiosk/flow/kioskFlow.policy.ts';
import { LOCALES } from '../../../shared/domain/i18n.ts';
import { expect, test } from '../fixtures.ts';
import { answerWith, tellWindows } from '../lete/answers.ts';
import type { Lete } from '../lete/startLete.ts';
import type { Kiosk } from '../pages/kiosk.ts';
import { axeFaultsOf } from './axe.ts';
import { KIOSK_TARGETS, overflowsOf, targetFaultsOf } from './layout.ts';

/** Something over a screen: how it comes and how it goes. */
interface Overlay {
  readonly name: string;
  readonly open: (kiosk: Kiosk) => Promise<void>;
  readonly close: (kiosk: Kiosk) => Promise<void>;
}

interface Station {
  readonly enter: (kiosk: Kiosk, lete: Lete) => Promise<void>;
  readonly overlays?: readonly Overlay[];
}

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
const STATIONS: Readonly<Record<Exclude<FlowStep, 'starting' | 'placing'>, Station>> = {
  attract: { enter: (kiosk) => kiosk.shows(kiosk.startArea()), overlays: [adjust, help] },
  source: {
    enter: async (kiosk) => {
      await kiosk.begin();
    },
    overlays: [startOver],
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
  },
  crop: { enter: (kiosk) => kiosk.openCrop() },
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

/** How a screen may be set; text and contrast are switched in place. */
const LOOKS = [
  { text: 'm', contrast: 'normal' },
  { text: 'l', contrast: 'normal' },
  { text: 'xl', contrast: 'more' },
] as const;

async function faultsNow(kiosk: Kiosk, name: string): Promise<readonly string[]> {
  const { page, locale } = kiosk;
  const faults: string[] = [];
  for (const look of LOOKS) {
    await page.evaluate(({ text, contrast }) => {
      document.documentElement.dataset['text'] = text;
      document.documentElement.dataset['contrast'] = contrast;
    }, look);
    const found = [
      ...(look.text === 'l' ? [] : await axeFaultsOf(page)),
      ...(await overflowsOf(page)),
      ...(look.text === 'm' ? await targetFaultsOf(page, KIOSK_TARGETS) : []),
    ];
    faults.push(...found.map((fault) => `${name} ${locale} ${look.text}: ${fault}`));
  }
  await page.evaluate(() => {
    document.documentElement.dataset['text'] = 'm';
    document.documentElement.dataset['contrast'] = 'normal';
  });
  return faults;
}

async function faultsAt(
  kiosk: Kiosk,
  name: string,
  overlays: readonly Overlay[],
): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const locale of LOCALES) {
    await kiosk.speak(locale);
    faults.push(...(await faultsNow(kiosk, name)));
    for (const overlay of overlays) {
      await overlay.open(kiosk);
      faults.push(...(await faultsNow(kiosk, `${name} + ${overlay.name}`)));
      await overlay.close(kiosk);
      await kiosk.shows(kiosk.help());
    }
  }
  await kiosk.speak('lv');
  return faults;
}

test('[KIO-7] A-01 A-04 A-12 H-03 every kiosk screen in three languages: axe, targets, overflow at 100, 125 and 150 %', async ({
  kiosk,
  lete,
}) => {
  test.slow();
  const faults: string[] = [];
  for (const [name, { enter, overlays = [] }] of Object.entries(STATIONS)) {
    await enter(kiosk, lete);
    faults.push(...(await faultsAt(kiosk, name, overlays)));
  }
  expect(faults).toEqual([]);
});
