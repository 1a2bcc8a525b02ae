import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS, type ImagingSource } from '../../../electron/core/ports/imaging.ts';
import { jpegWithExif } from '../../fixtures/photos/exifBytes.ts';
import { noisy, plain } from '../../fixtures/photos/makePhotos.ts';
import { scene } from '../../fixtures/photos/scenes.ts';
import { probed, workOn } from '../../fixtures/photos/workOn.ts';

const likenessJob = (source: ImagingSource) =>
  ({ kind: 'likeness', source, limits: DEFAULT_LIMITS }) as const;
const answer = (bytes: Uint8Array) => workOn(bytes, likenessJob);

async function likeness(bytes: Uint8Array): Promise<bigint> {
  const result = await answer(bytes);
  if (!result.ok || result.likeness === null) throw new Error('no likeness');
  return BigInt(`0x${result.likeness}`);
}

const apart = (a: bigint, b: bigint): number => [...(a ^ b).toString(2)].filter((bit) => bit === '1').length;
const LARGE = { width: 900, height: 600 };

describe('what a photo looks like', () => {
  it('[MED-10] differs in few bits for another size or a small movement, and in many for another view', async () => {
    const view = await likeness(await scene({ view: 1, ...LARGE }, {}));
    const small = await likeness(await scene({ view: 1, width: 300, height: 200 }, {}));
    const moved = await likeness(await scene({ view: 1, ...LARGE, moved: 0.02 }, {}));
    expect([apart(view, small) <= 8, apart(view, moved) <= 12]).toEqual([true, true]);
    const others = await Promise.all(
      [2, 3, 4, 6].map(async (other) => likeness(await scene({ view: other, ...LARGE }, {}))),
    );
    expect(others.map((other) => apart(view, other) > 12)).toEqual([true, true, true, true]);
  });

  it('[MED-10] is read from the small picture that the camera embeds, without decoding the photo', async () => {
    const thumbnail = await scene({ view: 2, width: 160, height: 107 }, {});
    const photo = jpegWithExif(await plain(900, 600, [9, 9, 9]).jpeg().toBuffer(), { thumbnail });
    expect(await likeness(photo)).toBe(await likeness(thumbnail));
  });

  it('[MED-10] is nothing but its bits, says nothing of even pictures, and has a reason where there is none', async () => {
    const result = await answer(await noisy(300, 200).jpeg().toBuffer());
    expect(result).toEqual({
      ok: true,
      facts: null,
      picture: null,
      likeness: expect.stringMatching(/^[0-9a-f]{16}$/) as string,
    });
    expect(await likeness(await plain(300, 200, [120, 130, 140]).jpeg().toBuffer())).toBe(0n);
    expect(await answer(Buffer.from('no picture'))).toMatchObject({ ok: false, reason: 'unsupported_type' });
  });
});

describe('the moment of a photo', () => {
  it.each([
    ['7', 700],
    ['07', 70],
    ['123456', 123],
    ['  ', null],
    [undefined, null],
  ])('[MED-10] has the milliseconds that the camera wrote as %s', async (fraction, takenMs) => {
    const jpeg = await plain(90, 90, [9, 9, 9]).jpeg().toBuffer();
    const exif = {
      takenAt: '2026:11:20 10:00:00',
      camera: 'LETE X1',
      ...(fraction === undefined ? {} : { fraction }),
    };
    expect(await probed(jpegWithExif(jpeg, exif))).toMatchObject({
      takenAt: '2026-11-20T10:00:00',
      takenMs,
      camera: 'LETE X1',
    });
    expect(await probed(jpegWithExif(jpeg, { camera: 'x'.repeat(80) }))).toMatchObject({ camera: null });
  });
});
