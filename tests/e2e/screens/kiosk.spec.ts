import type { Page } from 'playwright';
import type { FlowStep } from '../../../renderer/features/kiosk/flow/kioskFlow.policy.ts';
import { LOCALES } from '../../../shared/domain/i18n.ts';
import { expect, test } from '../fixtures.ts';
import { answerWith, tellWindows } from '../lete/answers.ts';
import { changeSettings } from '../lete/settings.ts';
import { KIOSK_SIZE, type Lete } from '../lete/startLete.ts';
import { MANAGER } from '../pages/counter.ts';
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
  /** Lays itself out by the text size that was chosen: it has to be chosen, not only drawn. */
  readonly asksForText?: boolean;
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
    asksForText: true,
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

const UPRIGHT = { size: { width: 1080, height: 1920 }, pxPerMm: '2.7px' } as const;

type SetText = (kiosk: Kiosk, text: (typeof LOOKS)[number]['text']) => Promise<unknown>;

const drawText: SetText = ({ page }, text) =>
  page.evaluate((value) => {
    document.documentElement.dataset['text'] = value;
  }, text);
const chooseText: SetText = (kiosk, text) =>
  kiosk.adjustTo('text', ({ m: 'textM', l: 'textL', xl: 'textXl' } as const)[text]);

async function faultsNow(kiosk: Kiosk, name: string, setText = drawText): Promise<readonly string[]> {
  const { page, locale } = kiosk;
  const faults: string[] = [];
  for (const look of LOOKS) {
    await setText(kiosk, look.text);
    await page.evaluate((contrast) => {
      document.documentElement.dataset['contrast'] = contrast;
    }, look.contrast);
    const found = [
      ...(look.text === 'l' ? [] : await axeFaultsOf(page)),
      ...(await overflowsOf(page)),
      ...(look.text === 'm' ? await targetFaultsOf(page, KIOSK_TARGETS) : []),
    ];
    faults.push(...found.map((fault) => `${name} ${locale} ${look.text}: ${fault}`));
  }
  await page.evaluate(() => {
    document.documentElement.dataset['contrast'] = 'normal';
  });
  faults.push(...(await faultsUpright(kiosk, name, setText)));
  await setText(kiosk, 'm');
  return faults;
}

/** The same on a 32″ screen that stands upright, with the largest words first. */
async function faultsUpright(kiosk: Kiosk, name: string, setText: SetText): Promise<readonly string[]> {
  const { page, locale } = kiosk;
  const faults: string[] = [];
  await page.setViewportSize(UPRIGHT.size);
  for (const text of ['xl', 'm'] as const) {
    await setText(kiosk, text);
    const before = await setMillimetre(page, UPRIGHT.pxPerMm);
    const found = [
      ...(await overflowsOf(page)),
      ...(text === 'm' ? await targetFaultsOf(page, KIOSK_TARGETS) : []),
    ];
    await setMillimetre(page, before);
    faults.push(...found.map((fault) => `${name} ${locale} upright ${text}: ${fault}`));
  }
  await page.setViewportSize(KIOSK_SIZE);
  return faults;
}

/** Calibrates the screen; answers what was set before. */
const setMillimetre = (page: Page, pxPerMm: string): Promise<string> =>
  page.evaluate((value) => {
    const { style } = document.documentElement;
    const before = style.getPropertyValue('--px-per-mm');
    style.setProperty('--px-per-mm', value);
    return before;
  }, pxPerMm);

async function faultsAt(
  kiosk: Kiosk,
  name: string,
  { overlays = [], asksForText = false }: Station,
): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const locale of LOCALES) {
    await kiosk.speak(locale);
    faults.push(...(await faultsNow(kiosk, name, asksForText ? chooseText : drawText)));
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

test('[KIO-7] A-01 A-04 A-12 H-03 every kiosk screen in three languages: axe, targets, overflow at 100, 125 and 150 %, lying and upright', async ({
  kiosk,
  counter,
  lete,
}) => {
  test.slow();
  // Looking takes longer than a customer.
  await counter.signIn(MANAGER.name, MANAGER.pin);
  await changeSettings(counter.page, 'kiosk', { numberScreenMs: 300_000, idleWarningMs: 600_000 });
  const faults: string[] = [];
  for (const [name, station] of Object.entries<Station>(STATIONS)) {
    await station.enter(kiosk, lete);
    faults.push(...(await faultsAt(kiosk, name, station)));
  }
  expect(faults).toEqual([]);
});
