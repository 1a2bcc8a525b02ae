import type { Page } from 'playwright';
import { LOCALES } from '../../../shared/domain/i18n.ts';
import { KIOSK_SIZE, type Lete } from '../lete/startLete.ts';
import type { KioskMyData } from '../pages/kioskMyData.ts';
import { axeFaultsOf } from './axe.ts';
import { KIOSK_TARGETS, overflowsOf, targetFaultsOf } from './layout.ts';
import { keepPicture } from './pictures.ts';

/** Something over a screen: how it comes and how it goes. */
export interface Overlay {
  readonly name: string;
  readonly open: (kiosk: KioskMyData, lete: Lete) => Promise<void>;
  readonly close: (kiosk: KioskMyData, lete: Lete) => Promise<void>;
}

export interface Station {
  readonly enter: (kiosk: KioskMyData, lete: Lete) => Promise<void>;
  readonly overlays?: readonly Overlay[];
  /** Lays itself out by the text size that was chosen: it has to be chosen, not only drawn. */
  readonly asksForText?: boolean;
}

/** How a screen may be set; text and contrast are switched in place. */
const LOOKS = [
  { text: 'm', contrast: 'normal' },
  { text: 'l', contrast: 'normal' },
  { text: 'xl', contrast: 'more' },
] as const;

const UPRIGHT = { size: { width: 1080, height: 1920 }, pxPerMm: '2.7px' } as const;

type SetText = (kiosk: KioskMyData, text: (typeof LOOKS)[number]['text']) => Promise<unknown>;

const drawText: SetText = ({ page }, text) =>
  page.evaluate((value) => {
    document.documentElement.dataset['text'] = value;
  }, text);
/** Chooses the text size as a customer does, for screens that lay themselves out by it. */
export const chooseText: SetText = (kiosk, text) =>
  kiosk.adjustTo('text', ({ m: 'textM', l: 'textL', xl: 'textXl' } as const)[text]);

/** What is wrong with what is on the screen now, in its language, in every size and look. */
export async function faultsNow(
  kiosk: KioskMyData,
  name: string,
  setText = drawText,
): Promise<readonly string[]> {
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
    await keepPicture(page, `${name} ${locale} ${look.text}`);
  }
  await page.evaluate(() => {
    document.documentElement.dataset['contrast'] = 'normal';
  });
  faults.push(...(await faultsUpright(kiosk, name, setText)));
  await setText(kiosk, 'm');
  return faults;
}

/** The same on a 32″ screen that stands upright, with the largest words first. */
async function faultsUpright(kiosk: KioskMyData, name: string, setText: SetText): Promise<readonly string[]> {
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
    await keepPicture(page, `${name} ${locale} upright ${text}`);
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

/** What is wrong with a screen and what may lie over it, in every language, size and look. */
export async function faultsAt(
  kiosk: KioskMyData,
  lete: Lete,
  name: string,
  { overlays = [], asksForText = false }: Station,
): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const locale of LOCALES) {
    await kiosk.speak(locale);
    faults.push(...(await faultsNow(kiosk, name, asksForText ? chooseText : drawText)));
    for (const overlay of overlays) {
      await overlay.open(kiosk, lete);
      faults.push(...(await faultsNow(kiosk, `${name} + ${overlay.name}`)));
      await overlay.close(kiosk, lete);
      await kiosk.shows(kiosk.help());
    }
  }
  await kiosk.speak('lv');
  return faults;
}
