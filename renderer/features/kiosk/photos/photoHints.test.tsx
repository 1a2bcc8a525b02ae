import { act } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LOCALES, type Locale } from '../../../../shared/domain/i18n.ts';
import type { PhotoHint } from '../../../../shared/domain/media.ts';
import { createI18n, TextsProvider } from '../../../i18n/index.ts';
import { resources } from '../../../i18n/resources.ts';
import { show } from '../../../ui/testing.tsx';
import { PhotoSection } from '../../../ui/photos/PhotoSection.tsx';
import { createFakeCore, photoId } from '../flow/fakeCore.ts';
import { wholeKiosk } from '../flow/wholeKiosk.ts';
import { InVisit, KioskProvider } from '../frame/KioskContext.tsx';
import { PhotoDialogs } from './PhotoDialogs.tsx';
import { useTilePictures } from './useTilePictures.ts';
import { useTiles } from './useTiles.ts';

const [FIRST, SECOND, THIRD] = [photoId(1), photoId(2), photoId(3)];
const placed = {
  section: { id: 'day', heading: 'day', photos: [FIRST, SECOND, THIRD] },
  top: 0,
  height: 100,
  firstRow: 1,
  rows: 1,
};

function Grid() {
  const tile = useTiles(new Map());
  const pictures = useTilePictures();
  return (
    <PhotoSection
      placed={placed}
      columns={3}
      rows={{ from: 0, to: 1 }}
      focusRow={null}
      focusId={null}
      tile={tile}
      pictures={pictures}
    />
  );
}

/** A kiosk whose core says this of the second photo, once its sharp preview is made, and nothing of the others. */
async function screen(hint: PhotoHint, locale: Locale = 'lv') {
  const fake = createFakeCore();
  fake.core.hints = { [SECOND]: hint };
  const kiosk = await wholeKiosk(fake.api);
  await kiosk.start();
  await kiosk.begin('photos');
  const i18n = createI18n(locale, resources);
  const shown = await show(
    <TextsProvider i18n={i18n}>
      <KioskProvider kiosk={kiosk}>
        <InVisit>
          <Grid />
          <PhotoDialogs />
        </InVisit>
      </KioskProvider>
    </TextsProvider>,
  );
  const see = async () => {
    await act(async () => kiosk.pictures.want('grid', [FIRST, SECOND, THIRD], 320));
    await act(() => vi.waitFor(() => expect(fake.inputs('media:thumbnail').length).toBe(6)));
    await act(() => new Promise((done) => setTimeout(done, 100)));
  };
  return { ...shown, kiosk, see, t: i18n.t };
}

const names = () =>
  [...document.querySelectorAll('[role=gridcell]')].map((cell) => cell.getAttribute('aria-label'));

beforeEach(() => {
  vi.stubGlobal('URL', { createObjectURL: () => `blob:${Math.random()}`, revokeObjectURL: () => undefined });
});
afterEach(() => vi.unstubAllGlobals());

describe('what is pointed out about a photo', () => {
  it.each(LOCALES)(
    '[MED-10] stands on its tile with a sign and a word, and in its name: %s',
    async (locale) => {
      for (const hint of ['blurred', 'screenshot'] as const) {
        const { see, end, t } = await screen(hint, locale);
        const word = t(`kiosk:photos.hint.${hint}`);
        expect(document.body.textContent).not.toContain(word);
        await see();
        expect(names()).toEqual(['IMG_1.JPG', `IMG_2.JPG, ${word}`, 'IMG_3.JPG']);
        const badges = [...document.querySelectorAll('[role=gridcell] span')].filter(
          ({ textContent }) => textContent === word,
        );
        expect([badges.length, badges[0]?.querySelector('svg')?.getAttribute('aria-hidden')]).toEqual([
          1,
          'true',
        ]);
        await end();
      }
    },
  );

  it('[MED-10] leaves the choice alone: it can be chosen like any photo, and nothing is asked', async () => {
    const { kiosk, see, end } = await screen('blurred');
    await see();
    await act(() => kiosk.choice.tapPhoto(SECOND));
    const cell = document.querySelectorAll('[role=gridcell]')[1];
    expect([cell?.getAttribute('aria-selected'), cell?.getAttribute('aria-disabled')]).toEqual([
      'true',
      'false',
    ]);
    expect(document.querySelector('[role=alertdialog]')).toBeNull();
    await end();
  });

  it('[MED-10] is a sentence below the photo shown large', async () => {
    const { kiosk, see, end, t } = await screen('blurred');
    await see();
    await act(async () => kiosk.choice.openLoupe(SECOND));
    const dialog = () => document.querySelector('[role=dialog]')?.textContent;
    expect(dialog()).toContain(t('kiosk:photos.hintSays.blurred'));
    await act(async () => kiosk.choice.openLoupe(FIRST));
    expect(dialog()).not.toContain(t('kiosk:photos.hintSays.blurred'));
    await end();
  });
});
