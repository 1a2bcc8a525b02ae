import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scene } from '../../fixtures/photos/scenes.ts';
import { CUSTOMER, folderFor, KIOSK, type Terminal } from './terminal.ts';
import { copied, listedPhotos, terminalWithCard } from './visit.ts';

const at = (second: number, fraction?: string) => ({
  takenAt: `2026:11:20 10:00:${String(second).padStart(2, '0')}`,
  camera: 'LETE X1',
  ...(fraction === undefined ? {} : { fraction }),
});
const LARGE = { width: 900, height: 600 };
const SMALL = { width: 600, height: 400 };

/** Real photos: one twice, one in two sizes, a series of three, and others of the same seconds that only look so. */
const alikeCard = async (): Promise<string> => {
  const card = folderFor('card');
  const holiday = await scene({ view: 1, ...LARGE }, at(1));
  const files: Readonly<Record<string, Buffer>> = {
    'DCIM/100/A.JPG': holiday,
    'DCIM/100/B.JPG': await scene({ view: 2, ...LARGE }, at(10, '25')),
    'DCIM/100/B_SMALL.JPG': await scene({ view: 2, ...SMALL }, at(10, '25')),
    'DCIM/100/C1.JPG': await scene({ view: 3, ...LARGE }, at(20)),
    'DCIM/100/C2.JPG': await scene({ view: 3, ...LARGE, moved: 0.01 }, at(21)),
    'DCIM/100/C3.JPG': await scene({ view: 3, ...LARGE, moved: 0.02 }, at(23)),
    'DCIM/100/D1.JPG': await scene({ view: 4, ...LARGE }, at(40)),
    'DCIM/100/D2.JPG': await scene({ view: 6, ...LARGE }, at(41)),
    'DCIM/100/E.JPG': await scene({ view: 3, ...LARGE }, at(50)),
    'COPY/A again.JPG': holiday,
  };
  for (const [path, bytes] of Object.entries(files)) {
    mkdirSync(dirname(join(card, path)), { recursive: true });
    writeFileSync(join(card, path), bytes);
  }
  return card;
};

const groupsOn = async (terminal: Terminal, count: number) => {
  const photos = await listedPhotos(terminal, CUSTOMER, count);
  const nameOf = new Map(photos.map(({ photoId, name }) => [photoId, name]));
  const named = (kind: 'same' | 'series') =>
    Object.fromEntries(
      photos.flatMap(({ name, [kind]: face }) => (face === null ? [] : [[name, nameOf.get(face)]])),
    );
  return { same: named('same'), series: named('series') };
};

describe('photos alike on a card', () => {
  it('[MED-10] are the same where content or shot is, and a series where moment and view are', async () => {
    const { terminal } = await terminalWithCard(await alikeCard());
    const { draftId } = await terminal.get(KIOSK, 'visit:start', { locale: 'lv' });
    await expect
      .poll(() => groupsOn(terminal, 10), { timeout: 30_000, interval: 50 })
      .toEqual({
        same: {
          'A.JPG': 'A again.JPG',
          'A again.JPG': 'A again.JPG',
          'B.JPG': 'B.JPG',
          'B_SMALL.JPG': 'B.JPG',
        },
        series: { 'C1.JPG': 'C1.JPG', 'C2.JPG': 'C1.JPG', 'C3.JPG': 'C1.JPG' },
      });
    // Hints only: nothing is picked, and each photo can still be ordered by itself.
    const photos = await listedPhotos(terminal, CUSTOMER, 10);
    const photoIds = photos.map(({ photoId }) => photoId);
    expect(await terminal.get(CUSTOMER, 'drafts:pick', { draftId, photoIds, picked: true })).toEqual({
      photos: 10,
    });
    await copied(terminal, draftId);
    await terminal.get(CUSTOMER, 'visit:end', { why: 'startOver' });
    await terminal.get(KIOSK, 'visit:start', { locale: 'lv' });
    await expect
      .poll(async () => Object.keys((await groupsOn(terminal, 10)).same), { timeout: 30_000, interval: 50 })
      .toHaveLength(4);
  });
});
