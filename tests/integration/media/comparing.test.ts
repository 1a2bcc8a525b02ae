import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { folderVolumes } from '../../../electron/core/features/media/index.ts';
import { draftId, fill, jpegLike, listed, makeCopier, snapshot, tempFolder, until } from './harness.ts';

let folder: string;
let card: string;
let kit: Awaited<ReturnType<typeof makeCopier>>;
beforeEach(async () => {
  folder = tempFolder();
  card = join(folder, 'CARD');
  const photo = jpegLike(200_000);
  fill(card, { 'DCIM/A.JPG': photo, 'DCIM/B.JPG': photo, 'DCIM/C.JPG': jpegLike() });
  kit = await makeCopier(folderVolumes(card), join(folder, 'data'));
});
afterEach(async () => {
  await kit.close();
  rmSync(folder, { recursive: true, force: true });
});

const faces = async () => {
  const { photos } = await listed(kit.library);
  const nameOf = new Map(photos.map(({ photoId, name }) => [photoId, name]));
  return photos.map(({ same }) => (same === null ? null : nameOf.get(same)));
};

describe('the search for photos alike, and copying', () => {
  it('[MED-10] finds copies by itself once all is looked at, and [MED-2] changes nothing on the card', async () => {
    const before = await snapshot(card);
    kit.library.start();
    await expect.poll(faces, { interval: 5 }).toEqual(['A.JPG', 'A.JPG', null]);
    expect(await snapshot(card)).toEqual(before);
    expect(kit.changes.length).toBeGreaterThan(0);
    kit.library.forget();
    expect(kit.library.sources()).toEqual([]);
  });

  it('[MED-10, MED-6] ends when copying begins: the card may go as soon as all is stored', async () => {
    // Somebody reads until the copies are there: the search would only begin after that.
    const release = kit.opened.hold();
    kit.library.start();
    const { photos } = await listed(kit.library);
    const draft = draftId();
    kit.copier.pick(
      draft,
      photos.map(({ photoId, bytes }) => ({ photoId, bytes, stored: null })),
    );
    await until(() => expect(kit.copier.state(draft).done).toBe(3));
    release();
    expect(kit.copier.state(draft).mayRemove).toBe(true);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await faces()).toEqual([null, null, null]);
  });
});
