import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect } from '@playwright/test';
import type { Locale } from '../../shared/domain/i18n.ts';
import { addAlikePhotos, addCameraMarks, addManyPhotos, addSlowPhotos, writeCard } from './lete/card.ts';
import { screens } from './lete/screens.ts';
import { COUNTER_SIZE, KIOSK_SIZE, type Lete, type Role, type Start, startLete } from './lete/startLete.ts';
import { Counter } from './pages/counter.ts';
import { KioskMyData } from './pages/kioskMyData.ts';

export { expect };

/** Folders of one test, removed after it. The card is written beside its slot, so that putting it in is one rename. */
export interface Place {
  readonly data: string;
  readonly media: string;
  readonly insertCard: () => Promise<void>;
  readonly pullCard: () => Promise<void>;
  /** Starts Lete on these folders; whatever still runs at the end of the test is closed. */
  readonly start: (options?: Partial<Start>) => Promise<Lete>;
}

interface Options {
  readonly role: Role;
  readonly language: Locale;
  /** Whether the card is in its slot when Lete starts. */
  readonly cardIn: boolean;
  /** It also holds photos so large that copying them takes a while. */
  readonly slowCard: boolean;
  /** Its owner marked photos for printing in the camera. */
  readonly markedCard: boolean;
  /** It holds a photo twice and a series. */
  readonly alikeCard: boolean;
  /** It holds thousands of photos. */
  readonly fullCard: boolean;
  readonly sandbox: boolean;
}

interface OfWorker {
  /** The worker's own screen: two tests on one would take each other's focus and clipboard. */
  readonly display: string;
}

interface Fixtures {
  readonly place: Place;
  readonly lete: Lete;
  readonly kiosk: KioskMyData;
  readonly counter: Counter;
}

export const test = base.extend<Options & Fixtures, OfWorker>({
  display: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads from this pattern what a fixture needs: nothing
    async ({}, use, { parallelIndex }) => {
      const own = screens()[parallelIndex] ?? '';
      process.env['DISPLAY'] = own;
      await use(own);
    },
    { scope: 'worker', auto: true },
  ],
  role: ['demo', { option: true }],
  language: ['lv', { option: true }],
  cardIn: [true, { option: true }],
  slowCard: [false, { option: true }],
  markedCard: [false, { option: true }],
  alikeCard: [false, { option: true }],
  fullCard: [false, { option: true }],
  sandbox: [true, { option: true }],
  place: async ({ role, cardIn, slowCard, markedCard, alikeCard, fullCard, sandbox }, use, testInfo) => {
    const root = await mkdtemp(join(tmpdir(), 'lete-e2e-'));
    const [data, media, beside] = [join(root, 'data'), join(root, 'card'), join(root, 'card-out')];
    await mkdir(data);
    await writeCard(cardIn ? media : beside);
    if (slowCard) await addSlowPhotos(media);
    if (alikeCard) await addAlikePhotos(media);
    if (fullCard) await addManyPhotos(media);
    if (markedCard) await addCameraMarks(cardIn ? media : beside);
    const running: Lete[] = [];
    await use({
      data,
      media,
      insertCard: () => rename(beside, media),
      pullCard: () => rename(media, beside),
      start: async (options) => {
        const lete = await startLete({ data, media, role, sandbox, ...options });
        running.push(lete);
        return lete;
      },
    });
    if (testInfo.status !== testInfo.expectedStatus) {
      for (const lete of running) await keepScreens(lete, testInfo.outputPath.bind(testInfo));
    }
    for (const lete of running) await lete.close().catch(() => undefined);
    await rm(root, { recursive: true, force: true });
  },
  lete: async ({ place }, use) => use(await place.start()),
  kiosk: async ({ lete, language }, use) => {
    const page = await lete.window('kiosk');
    await lete.resize(page, KIOSK_SIZE);
    const kiosk = new KioskMyData(page, 'lv');
    await kiosk.ready();
    if (language !== 'lv') await kiosk.speak(language);
    await use(kiosk);
  },
  counter: async ({ lete, language }, use) => {
    const page = await lete.window('counter');
    await lete.resize(page, COUNTER_SIZE);
    const counter = new Counter(page, 'lv');
    await counter.ready();
    if (language !== 'lv') await counter.speak(language);
    await use(counter);
  },
});

/** Leaves the running test out, by its name and with the reason, where this host cannot have what it needs. */
export const needs = (obstacle: string | null): void => base.info().skip(obstacle !== null, obstacle ?? '');

async function keepScreens(lete: Lete, path: (name: string) => string): Promise<void> {
  for (const [index, page] of lete.pages().entries()) {
    await page.screenshot({ path: path(`window-${index + 1}.png`), timeout: 5000 }).catch(() => undefined);
  }
}
