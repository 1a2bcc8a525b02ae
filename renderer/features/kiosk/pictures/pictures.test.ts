import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { PhotoId } from '../../../../shared/domain/ids.ts';
import { type Bridge, createApi } from '../../../app/api.ts';
import { createWipeRegistry } from '../flow/wipe.ts';
import { createPictures } from './pictures.ts';

const PHOTOS = 3000;
/** Looked at one after the other: more than are kept. */
const SEEN = 800;
const IN_SIGHT = 40;
const all = Array.from(
  { length: PHOTOS },
  (_, n) => `01J0000000000000000000${String(n).padStart(4, '0')}` as PhotoId,
);

let open = 0;
const revoked = vi.fn(() => {
  open -= 1;
});
beforeEach(() => {
  open = 0;
  const createObjectURL = () => {
    open += 1;
    return `blob:${open}`;
  };
  vi.stubGlobal('URL', { createObjectURL, revokeObjectURL: revoked });
});
afterEach(() => vi.unstubAllGlobals());

/** Previews over a core that answers when it is told to. */
function picturesOver() {
  const asked: { readonly photoId: PhotoId; readonly quick: boolean; readonly answer: () => void }[] = [];
  const picture = {
    ok: true,
    value: { bytes: new Uint8Array(4), width: 320, height: 240, hint: null },
  } as const;
  const bridge: Bridge = {
    'media:thumbnail': (input: { photoId: PhotoId; quick: boolean }) =>
      new Promise((done) => asked.push({ ...input, answer: () => done(picture) })),
    on: () => () => undefined,
  };
  const pictures = createPictures(createApi(bridge), createWipeRegistry());
  let answered = 0;
  const answerAll = async () => {
    for (; answered < asked.length; answered += 1) {
      asked[answered]?.answer();
      await new Promise(setImmediate);
    }
  };
  return { pictures, asked, answerAll };
}

it('[PIC-9] asks no more for photos that were scrolled away, and all in sight get their pictures', async () => {
  const { pictures, asked, answerAll } = picturesOver();
  // A hand that flings through the whole card while core is slow to answer.
  for (let at = 0; at + IN_SIGHT <= PHOTOS; at += IN_SIGHT)
    pictures.want('grid', all.slice(at, at + IN_SIGHT), 320);
  const onTheWay = new Set(asked.map(({ photoId }) => photoId));
  expect(onTheWay.size).toBeLessThan(10);
  await answerAll();
  const last = all.slice(-IN_SIGHT);
  const later = asked.slice(onTheWay.size).map(({ photoId }) => photoId);
  expect(new Set(later)).toEqual(new Set(last));
  await vi.waitFor(async () => {
    await answerAll();
    const { pictures: shown } = pictures.getState();
    expect(last.every((photoId) => shown.get(`${photoId} 320`)?.isSharp)).toBe(true);
  });
});

it('[PIC-9] keeps a bounded number of pictures, never giving up one in sight', async () => {
  const { pictures, answerAll } = picturesOver();
  for (let at = 0; at + IN_SIGHT <= SEEN; at += IN_SIGHT) {
    pictures.want('grid', all.slice(at, at + IN_SIGHT), 320);
    await answerAll();
    expect(open).toBeLessThanOrEqual(500);
  }
  const last = all.slice(SEEN - IN_SIGHT, SEEN);
  await vi.waitFor(() => {
    const { pictures: shown } = pictures.getState();
    expect(last.every((photoId) => shown.has(`${photoId} 320`))).toBe(true);
    expect(shown.size).toBe(500);
  });
});

it('[PIC-9] begins no sharp picture while a place in sight waits for its first one', async () => {
  const { pictures, asked } = picturesOver();
  const answer = async (from: number, to: number) => {
    for (const one of asked.slice(from, to)) one.answer();
    await new Promise(setImmediate);
  };
  const kinds = () => asked.map(({ quick }) => (quick ? 'quick' : 'sharp')).join(' ');
  pictures.want('grid', all.slice(0, 7), 320);
  await answer(0, 6);
  expect(kinds()).toBe(Array(7).fill('quick').join(' '));
  await answer(6, 7);
  expect(kinds()).toBe([...Array(7).fill('quick'), ...Array(6).fill('sharp')].join(' '));
});

it('[PIC-9] begins no sharp picture while somebody scrolls, and all in sight once they rest', async () => {
  const { pictures, asked, answerAll } = picturesOver();
  pictures.want('grid', all.slice(0, 6), 320);
  pictures.want('grid', all.slice(1, 7), 320);
  await answerAll();
  expect(asked.map(({ quick }) => quick)).not.toContain(false);
  await vi.waitFor(() => expect(asked.filter(({ quick }) => !quick)).toHaveLength(6));
});

it('[PIC-9] does not make one photo that is looked at large wait for a rest', async () => {
  const { pictures, asked, answerAll } = picturesOver();
  pictures.want('grid', all.slice(0, 2), 320);
  pictures.want('loupe', all.slice(0, 1), 1600);
  await answerAll();
  expect(asked.filter(({ quick }) => !quick).length).toBeGreaterThan(0);
});
