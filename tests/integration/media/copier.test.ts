import { execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { allVolumes, folderVolumes, linuxVolumes } from '../../../electron/core/features/media/index.ts';
import { FileStoreError } from '../../../electron/core/files/fileStoreError.ts';
import type { MediaPhoto } from '../../../shared/contract/media.ts';
import {
  assert,
  draftId,
  fill,
  jpegLike,
  listed,
  makeCopier,
  openFilesUnder,
  snapshot,
  tempFolder,
  until,
} from './harness.ts';

const MB = 1024 * 1024;

let folder: string;
let card: string;
let kit: Awaited<ReturnType<typeof makeCopier>>;
beforeEach(() => {
  folder = tempFolder();
  card = join(folder, 'CARD');
  mkdirSync(card);
});
afterEach(async () => {
  await kit.close();
  rmSync(folder, { recursive: true, force: true });
});

async function ready(volumes = folderVolumes(card), override = {}, lookEveryMs = 20, record = () => {}) {
  kit = await makeCopier(volumes, join(folder, 'data'), override, lookEveryMs, record);
  kit.library.start();
  return (await listed(kit.library)).photos;
}

function pick(draft: ReturnType<typeof draftId>, photos: readonly MediaPhoto[]) {
  kit.copier.pick(
    draft,
    photos.map(({ photoId, bytes }) => {
      const row = kit.rows.get(photoId);
      return { photoId, bytes, stored: row === undefined ? null : { fileId: row.fileId } };
    }),
  );
}

const settled = (draft: ReturnType<typeof draftId>, state: string) =>
  until(() => expect(kit.copier.state(draft).state).toBe(state));

function photosOnCard(count: number, bytes: number) {
  for (let index = 0; index < count; index += 1) fill(card, { [`DCIM/P${index}.JPG`]: jpegLike(bytes) });
}

async function expectStoredAs(original: Buffer, photo: MediaPhoto) {
  const row = kit.rows.get(photo.photoId);
  assert(row !== undefined, 'not recorded');
  const key = await kit.keys.get(row.draftId);
  assert(key !== undefined, 'no key');
  const stored = await kit.files.read({ orderId: row.draftId, fileId: row.fileId }, key);
  expect(stored.equals(original)).toBe(true);
  expect(row.sha256).toBe(createHash('sha256').update(original).digest('hex'));
  expect(row.bytes).toBe(original.length);
}

describe('copying', () => {
  it('[MED-12] keeps the picked originals unchanged and encrypted, one key for each order', async () => {
    photosOnCard(4, 2 * MB + 17);
    const originals = [0, 1, 2, 3].map((index) => readFileSync(join(card, `DCIM/P${index}.JPG`)));
    const photos = await ready();
    const [first, second] = [draftId(), draftId()];
    pick(first, photos.slice(0, 2));
    pick(second, photos.slice(2));
    await settled(first, 'done');
    await settled(second, 'done');
    for (const [index, photo] of photos.entries()) {
      const original = originals[index];
      assert(original !== undefined);
      await expectStoredAs(original, photo);
      const row = kit.rows.get(photo.photoId);
      assert(row !== undefined);
      const sealed = readFileSync(kit.files.pathOf({ orderId: row.draftId, fileId: row.fileId }));
      expect(sealed.includes(original.subarray(500, 532))).toBe(false);
    }
    expect(await kit.keys.get(first)).not.toEqual(await kit.keys.get(second));
  });

  it('[MED-2] leaves the card byte-identical, times too, after listing, copying and leaving', async () => {
    photosOnCard(3, MB);
    const old = new Date('2026-01-01T10:00:00Z');
    utimesSync(join(card, 'DCIM/P0.JPG'), old, new Date('2026-01-02T10:00:00Z'));
    const before = await snapshot(card);
    const photos = await ready();
    const draft = draftId();
    pick(draft, photos);
    await settled(draft, 'done');
    kit.library.forget();
    expect(await snapshot(card)).toEqual(before);
  });

  it('copies from a card whose files belong to someone else', async () => {
    photosOnCard(1, MB);
    const original = readFileSync(join(card, 'DCIM/P0.JPG'));
    chmodSync(folder, 0o777);
    const isRoot = process.geteuid?.() === 0;
    if (isRoot) process.seteuid?.(65534);
    try {
      const [photo] = await ready();
      assert(photo !== undefined);
      const draft = draftId();
      pick(draft, [photo]);
      await settled(draft, 'done');
      await expectStoredAs(original, photo);
    } finally {
      if (isRoot) process.seteuid?.(0);
    }
  });

  it('[MED-5] counts photos and bytes on the way; cancelling leaves no file, no key and no record', async () => {
    photosOnCard(6, 3 * MB);
    const photos = await ready();
    const draft = draftId();
    const seen: { done: number; bytes: number }[] = [];
    kit.listeners.push(() => seen.push(kit.copier.state(draft)));
    pick(draft, photos);
    await until(() => assert(kit.rows.size >= 2));
    expect(kit.copier.state(draft)).toMatchObject({ state: 'copying', total: 6, bytesTotal: 18 * MB });
    const cancelled = kit.copier.cancel(draft);
    expect(kit.copier.state(draft).state).toBe('cancelled');
    await cancelled;
    expect(seen.some(({ done, bytes }) => done > 0 && done < 6 && bytes > 0 && bytes < 18 * MB)).toBe(true);
    expect(await kit.files.orders()).toEqual([]);
    expect(kit.keys.orders()).toEqual([]);
    expect(kit.rows.size).toBe(0);
    await until(() => expect(openFilesUnder(card)).toEqual([]));

    pick(draft, photos.slice(0, 1));
    await settled(draft, 'done');
    expect(kit.rows.size).toBe(1);
  });

  it('can be started again while an earlier cancel still cleans up', async () => {
    photosOnCard(3, 3 * MB);
    const photos = await ready();
    const draft = draftId();
    pick(draft, photos);
    await until(() => assert(kit.rows.size >= 1));
    const cancelled = kit.copier.cancel(draft);
    pick(draft, photos);
    await cancelled;
    await settled(draft, 'done');
    expect(kit.rows.size).toBe(3);
    for (const photo of photos) await expectStoredAs(readFileSync(join(card, 'DCIM', photo.name)), photo);
  });

  it('[MED-6] lets the card be taken out only when the system itself shows no open file, and all is stored', async () => {
    photosOnCard(8, 2 * MB);
    const photos = await ready();
    const draft = draftId();
    const wrong: unknown[] = [];
    let looks = 0;
    let busy = 0;
    const look = () => {
      looks += 1;
      const open = openFilesUnder(card);
      busy += open.length > 0 ? 1 : 0;
      const { mayRemove, done } = kit.copier.state(draft);
      if (mayRemove && (open.length > 0 || done < photos.length)) wrong.push({ done, open });
    };
    kit.listeners.push(look);
    const timer = setInterval(look, 1);
    pick(draft, photos);
    await until(() => expect(kit.copier.state(draft).mayRemove).toBe(true));
    clearInterval(timer);
    expect(wrong).toEqual([]);
    expect(looks).toBeGreaterThan(8);
    expect(busy).toBeGreaterThan(0);
    expect(kit.copier.state(draft)).toMatchObject({ mediumStillIn: true });

    const release = kit.opened.hold();
    expect(kit.copier.state(draft).mayRemove).toBe(false);
    release();
    renameSync(card, join(folder, 'TAKEN'));
    await until(() => expect(kit.copier.state(draft).mediumStillIn).toBe(false));
  });

  it('[MED-6] waits for the file of a photo that is picked no more to be closed', async () => {
    fill(card, { 'A.JPG': jpegLike(5000), 'B.JPG': jpegLike(40 * MB) });
    const photos = await ready();
    const draft = draftId();
    pick(draft, photos);
    await until(() => assert(kit.rows.size === 1 && openFilesUnder(card).length === 1));
    pick(draft, photos.slice(0, 1));
    expect(kit.copier.state(draft)).toMatchObject({ state: 'done', mayRemove: false });
    await until(() => expect(kit.copier.state(draft).mayRemove).toBe(true));
    expect(openFilesUnder(card)).toEqual([]);
  });

  it('[MED-6] reads nothing from the card unasked once it may be taken out, and goes on when more is picked', async () => {
    photosOnCard(200, 2000);
    kit = await makeCopier(folderVolumes(card), join(folder, 'data'));
    kit.imaging.pace.ms = 10;
    kit.library.start();
    const source = await until(() => {
      const [only] = kit.library.sources();
      assert(only?.state === 'ready');
      return only;
    });
    const { photos } = kit.library.photos(source.sourceId, 0, 2);
    const draft = draftId();
    pick(draft, photos.slice(0, 1));
    await until(() => expect(kit.copier.state(draft).mayRemove).toBe(true));
    const asked = kit.imaging.asked.length;
    expect(asked).toBeLessThan(150);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(kit.imaging.asked).toHaveLength(asked);
    expect(kit.copier.state(draft).mayRemove).toBe(true);
    kit.copier.release(draft);
    await until(() => expect(kit.imaging.asked.length).toBeGreaterThan(asked));
  });

  it('[MED-7] keeps what is complete when the card is pulled, names the rest, and goes on under another path', async () => {
    photosOnCard(8, 2 * MB);
    const originals = new Map(
      readdirSync(join(card, 'DCIM')).map((name) => [name, readFileSync(join(card, 'DCIM', name))]),
    );
    const other = join(folder, 'BACK');
    const away = join(folder, 'AWAY');
    // Nobody looks by the clock here: a read that fails must ask by itself whether the card is still in.
    const photos = await ready(allVolumes(folderVolumes(card), folderVolumes(other)), {}, 600_000);
    const draft = draftId();
    kit.listeners.push(() => {
      if (kit.rows.size >= 2 && existsSync(card)) renameSync(card, away);
    });
    pick(draft, photos);
    await settled(draft, 'stalled');
    const stalled = kit.copier.state(draft);
    const kept = kit.rows.size;
    expect(kept).toBeGreaterThanOrEqual(2);
    expect(kept).toBeLessThan(8);
    expect(stalled).toMatchObject({
      done: kept,
      total: 8,
      failed: [],
      mayRemove: false,
      mediumStillIn: false,
    });
    expect(stalled.missing).toHaveLength(8 - kept);
    expect(await kit.files.files(draft)).toHaveLength(kept);

    renameSync(away, other);
    await kit.library.refresh();
    await settled(draft, 'done');
    expect(kit.rows.size).toBe(8);
    for (const photo of photos) {
      const original = originals.get(photo.name);
      assert(original !== undefined);
      await expectStoredAs(original, photo);
    }
  });

  it('[MED-7] survives a medium that is torn out while its files are open', async () => {
    const mounts = join(folder, 'media');
    const stick = join(mounts, 'STICK');
    const medium = insert(stick);
    for (let index = 0; index < 6; index += 1) {
      fill(stick, { [`DCIM/P${index}.JPG`]: jpegLike(2 * MB) });
    }
    await ready(medium.volumes(mounts));
    const { photos } = await listed(kit.library);
    expect(photos).toHaveLength(6);
    const draft = draftId();
    kit.listeners.push(() => {
      if (kit.rows.size >= 1) medium.tearOut();
    });
    pick(draft, photos);
    await settled(draft, 'stalled');
    expect(kit.copier.state(draft).failed).toEqual([]);
    expect(kit.copier.state(draft).missing.length + kit.rows.size).toBe(6);
    expect(await kit.files.files(draft)).toHaveLength(kit.rows.size);
  });

  it('goes on after one file that cannot be read, says which, and tries it again when the card is put in again', async () => {
    photosOnCard(3, MB);
    const photos = await ready();
    const bad = photos[1] ?? fail();
    const [path, aside] = [join(card, 'DCIM', bad.name), join(folder, 'ASIDE')];
    renameSync(path, aside);
    const draft = draftId();
    pick(draft, photos);
    await settled(draft, 'done');
    const failed = [{ photoId: bad.photoId, reason: 'unreadable_media' }];
    expect(kit.copier.state(draft)).toMatchObject({ done: 2, total: 3, mayRemove: false, failed });

    renameSync(card, join(folder, 'AWAY'));
    await settled(draft, 'stalled');
    expect(kit.copier.state(draft)).toMatchObject({ failed: [], missing: [bad.photoId] });
    renameSync(join(folder, 'AWAY'), card);
    renameSync(aside, path);
    await settled(draft, 'done');
    expect(kit.copier.state(draft)).toMatchObject({ done: 3, mayRemove: true });
  });

  it('lets the card go when the photo that cannot be read is given up', async () => {
    photosOnCard(2, MB);
    const photos = await ready();
    rmSync(join(card, 'DCIM', photos[1]?.name ?? fail()));
    const draft = draftId();
    pick(draft, photos);
    await settled(draft, 'done');
    pick(draft, photos.slice(0, 1));
    expect(kit.copier.state(draft).mayRemove).toBe(true);
  });

  it('does not take a file for whole that ended early', async () => {
    photosOnCard(1, 3 * MB);
    const photos = await ready();
    const path = join(card, 'DCIM/P0.JPG');
    const { mtime } = statSync(path);
    fill(card, { 'DCIM/P0.JPG': jpegLike(2 * MB) });
    utimesSync(path, mtime, mtime);
    const draft = draftId();
    pick(draft, photos);
    await settled(draft, 'done');
    expect(kit.copier.state(draft).failed).toHaveLength(1);
    expect(await kit.files.files(draft)).toEqual([]);
  });

  it('removes the copy of a photo that is picked no more, also one on its way', async () => {
    photosOnCard(4, 4 * MB);
    const photos = await ready();
    const draft = draftId();
    pick(draft, photos);
    await until(() => assert(kit.rows.size >= 1));
    const [kept] = [...kit.rows.keys()];
    pick(
      draft,
      photos.filter(({ photoId }) => photoId === kept),
    );
    await settled(draft, 'done');
    await until(() => expect(openFilesUnder(card)).toEqual([]));
    await until(() => expect(readdirSync(join(folder, 'data/files', draft))).toHaveLength(1));
    expect([...kit.rows.keys()]).toEqual([kept]);
    pick(draft, []);
    await until(() => expect(readdirSync(join(folder, 'data/files', draft))).toEqual([]));
    expect(kit.copier.state(draft)).toMatchObject({ state: 'idle', total: 0 });
  });

  it('stops at a full disk, keeps what it has, and goes on when asked again', async () => {
    photosOnCard(6, MB);
    let full = true;
    const store = makeFullDisk(() => full && kit.rows.size >= 1);
    const photos = await ready(folderVolumes(card), { store });
    const draft = draftId();
    pick(draft, photos);
    await settled(draft, 'stalled');
    expect(kit.copier.state(draft)).toMatchObject({ trouble: 'disk-full', failed: [] });
    expect(kit.copier.state(draft).missing.length).toBeGreaterThan(0);
    full = false;
    pick(draft, photos);
    await settled(draft, 'done');
    expect(kit.rows.size).toBe(6);
  });

  it('[F4] takes a photo whose row does not fit for one that does not fit, and copies it again when asked', async () => {
    photosOnCard(3, MB);
    let full = true;
    const record = (): void => {
      if (full && kit.rows.size >= 1) throw Object.assign(new Error('full'), { code: 'SQLITE_FULL' });
    };
    const photos = await ready(folderVolumes(card), {}, 20, record);
    const draft = draftId();
    pick(draft, photos);
    await settled(draft, 'stalled');
    expect(kit.copier.state(draft)).toMatchObject({ trouble: 'disk-full', failed: [] });
    await until(() => expect(readdirSync(join(folder, 'data/files', draft))).toHaveLength(1));
    full = false;
    pick(draft, photos);
    await settled(draft, 'done');
    expect(kit.rows.size).toBe(3);
  });

  it('keeps complete copies when core closes, and takes them over afterwards', async () => {
    photosOnCard(4, 3 * MB);
    const photos = await ready();
    const draft = draftId();
    pick(draft, photos);
    await until(() => assert(kit.rows.size >= 1));
    await kit.copier.stop();
    const kept = kit.rows.size;
    expect(await kit.files.files(draft)).toHaveLength(kept);
    pick(draft, photos);
    expect(kit.copier.state(draft).done).toBe(kept);
    await settled(draft, 'done');
    expect(kit.rows.size).toBe(4);
  });
});

function fail(): never {
  throw new Error('nothing there');
}

function makeFullDisk(isFull: () => boolean) {
  return async (request: Parameters<typeof kit.files.store>[0]) => {
    if (isFull()) throw new FileStoreError('disk-full');
    return kit.files.store(request);
  };
}

/** A real mount where the machine allows one, else a folder; torn out by a lazy unmount, else by removal. */
function insert(root: string) {
  mkdirSync(root, { recursive: true });
  const mounted = attempt(() => execFileSync('mount', ['-t', 'tmpfs', 'tmpfs', root], { stdio: 'ignore' }));
  let torn = false;
  return {
    volumes: (mounts: string) => (mounted ? linuxVolumes([mounts]) : folderVolumes(root)),
    tearOut: () => {
      if (torn) return;
      torn = true;
      if (mounted) execFileSync('umount', ['-l', root]);
      else renameSync(root, join(dirname(dirname(root)), randomBytes(4).toString('hex')));
    },
  };
}

function attempt(work: () => void): boolean {
  try {
    work();
    return true;
  } catch {
    return false;
  }
}
