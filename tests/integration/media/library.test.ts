import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  allVolumes,
  folderVolumes,
  type MediaLibrary,
  type VolumeLister,
} from '../../../electron/core/features/media/index.ts';
import { assert, fill, jpegLike, listed, makeLibrary, snapshot, tempFolder, until } from './harness.ts';

let folder: string;
let card: string;
let library: MediaLibrary | undefined;
beforeEach(() => {
  folder = tempFolder();
  card = join(folder, 'CARD');
});
afterEach(() => {
  library?.stop();
  rmSync(folder, { recursive: true, force: true });
});

function open(volumes: VolumeLister = folderVolumes(card), more = {}) {
  const made = makeLibrary(volumes, more);
  library = made.library;
  made.library.start();
  return made;
}

async function namesAndReasons() {
  assert(library !== undefined);
  const { photos } = await listed(library);
  return Object.fromEntries(photos.map(({ name, reason }) => [name, reason]));
}

describe('media', () => {
  it('[MED-1] tells of a card as soon as it is in, and of a second one; both feed the same visit', async () => {
    const stick = join(folder, 'STICK');
    const { library: media, changes } = open(allVolumes(folderVolumes(card), folderVolumes(stick)));
    await media.refresh();
    expect(media.sources()).toEqual([]);
    fill(card, { 'DCIM/100/A.JPG': jpegLike() });
    await until(() => assert(changes.length > 0));
    fill(stick, { 'B.JPG': jpegLike(), 'C.JPG': jpegLike() });
    await until(() => expect(media.sources().map(({ state }) => state)).toEqual(['ready', 'ready']));
    expect(media.sources().map(({ label, photos }) => [label, photos])).toEqual([
      ['CARD', 1],
      ['STICK', 2],
    ]);
    rmSync(stick, { recursive: true });
    await until(() => expect(media.sources()[1]?.state).toBe('gone'));
    expect(media.sources()[0]?.state).toBe('ready');
  });

  it('[MED-2] leaves a medium byte-identical, with every time', async () => {
    fill(card, {
      'DCIM/100/A.JPG': jpegLike(300_000),
      'DCIM/100/B.TXT': 'text',
      'autorun.inf': '[autorun]\nopen=run.sh',
      'run.sh': '#!/bin/sh\ntouch ran',
    });
    symlinkSync('/etc/passwd', join(card, 'link.jpg'));
    const old = new Date('2026-01-01T10:00:00Z');
    utimesSync(join(card, 'DCIM/100/A.JPG'), old, new Date('2026-01-02T10:00:00Z'));
    const before = await snapshot(card);
    const { library: media } = open();
    const { photos } = await listed(media);
    for (const { photoId } of photos) await media.thumbnail(photoId, { edge: 320, quick: true });
    media.forget();
    expect(await snapshot(card)).toEqual(before);
    expect(readdirSync(card).sort()).toEqual(['DCIM', 'autorun.inf', 'link.jpg', 'run.sh']);
  });

  it('[MED-3] shows everything that is no photo grey with its reason, and only system files not at all', async () => {
    fill(card, {
      'A.JPG': jpegLike(),
      'B.JPG': 'not a picture',
      'C.PDF': '%PDF-1.7',
      'NUL.jpg': jpegLike(),
      'EMPTY.JPG': '',
      '._A.JPG': 'x',
      'Thumbs.db': 'x',
      'MISC/AUTPRINT.MRK': 'x',
      'System Volume Information/x': 'x',
      [`${'d/'.repeat(20)}DEEP.JPG`]: jpegLike(),
      [`${'e/'.repeat(21)}TOODEEP.JPG`]: jpegLike(),
    });
    symlinkSync('/etc/passwd', join(card, 'LINK.JPG'));
    symlinkSync(card, join(card, 'LOOP'));
    execFileSync('mkfifo', [join(card, 'PIPE.JPG')]);
    open();
    expect(await namesAndReasons()).toEqual({
      'A.JPG': null,
      'B.JPG': 'unsupported_type',
      'C.PDF': 'unsupported_type',
      'NUL.jpg': 'bad_path',
      'EMPTY.JPG': 'empty',
      'DEEP.JPG': null,
      'TOODEEP.JPG': 'bad_path',
      'LINK.JPG': 'unsupported_type',
      LOOP: 'unsupported_type',
      'PIPE.JPG': 'unsupported_type',
    });
  });

  it('refuses a sparse file of 2 GB without reading it', async () => {
    fill(card, { 'BIG.JPG': jpegLike(), 'BIG.DNG': jpegLike() });
    truncateSync(join(card, 'BIG.JPG'), 2 ** 31);
    truncateSync(join(card, 'BIG.DNG'), 2 ** 31 + 1);
    const { imaging } = open();
    expect(await namesAndReasons()).toEqual({ 'BIG.DNG': 'too_big' });
    expect(imaging.asked).toEqual([]);
  });

  it('[MED-8] lists nested folders and equal names, counts RAW+JPEG and Live Photo pairs once', async () => {
    fill(card, {
      'DCIM/100/IMG_1.JPG': jpegLike(),
      'DCIM/100/IMG_1.CR2': 'raw',
      'DCIM/100/IMG_2.HEIC': jpegLike(),
      'DCIM/100/IMG_2.MOV': 'film',
      'DCIM/101/IMG_1.JPG': jpegLike(),
      'DCIM/101/sub/a/b/IMG_1.JPG': jpegLike(),
    });
    const { library: media } = open();
    const { source, photos } = await listed(media);
    expect(photos.map(({ name }) => name).sort()).toEqual([
      'IMG_1.JPG',
      'IMG_1.JPG',
      'IMG_1.JPG',
      'IMG_2.HEIC',
    ]);
    expect(new Set(photos.map(({ photoId }) => photoId)).size).toBe(4);
    expect(source).toMatchObject({ photos: 4, unusable: 0, problem: null });
  });

  it('[MED-8] prints the RAW when its developed file is broken', async () => {
    fill(card, { 'A.JPG': 'broken', 'A.CR2': jpegLike(), 'B.JPG': '', 'B.NEF': jpegLike() });
    open();
    expect(await namesAndReasons()).toEqual({ 'A.CR2': null, 'B.NEF': null });
  });

  it('[MED-8] says in its own way that a card is empty, holds no photo, is damaged or locked', async () => {
    mkdirSync(card);
    const { library: media } = open();
    expect((await listed(media)).source).toMatchObject({ state: 'ready', problem: 'empty', photos: 0 });

    fill(join(folder, 'VIDEOS'), { 'A.MP4': 'film', 'B.MOV': 'film' });
    const videos = open(folderVolumes(join(folder, 'VIDEOS'))).library;
    expect((await listed(videos)).source).toMatchObject({
      state: 'ready',
      problem: 'no_photos',
      unusable: 2,
    });
    videos.stop();

    writeFileSync(join(folder, 'FILE'), 'x');
    const broken = { key: 'x', root: join(folder, 'FILE'), kind: 'volume', label: 'X' } as const;
    const damaged = open(async () => [broken]).library;
    expect((await listed(damaged)).source).toMatchObject({ state: 'failed', problem: 'damaged' });
    damaged.stop();
    media.stop();
  });

  it('[MED-8] keeps the rest of a card of which one folder is locked, and names a card that is locked whole', async () => {
    fill(card, { 'A.JPG': jpegLike(), 'closed/B.JPG': jpegLike() });
    await asOrdinaryUser(async () => {
      const { library: media } = open();
      const { photos } = await listed(media);
      expect(photos.map(({ name, reason }) => [name, reason])).toEqual([
        ['A.JPG', null],
        ['closed', 'unreadable_media'],
      ]);
      media.stop();
      const locked = open(folderVolumes(join(card, 'closed'))).library;
      expect((await listed(locked)).source).toMatchObject({ state: 'failed', problem: 'locked' });
    });
  });

  it('[MED-8] lists 20,000 photos, says that there are more, and shows the first ones at once', async () => {
    mkdirSync(join(card, 'DCIM/100'), { recursive: true });
    mkdirSync(join(card, 'DCIM/101'));
    for (let index = 0; index < 10_050; index += 1) {
      const name = `IMG_${String(index).padStart(5, '0')}.JPG`;
      writeFileSync(join(card, 'DCIM/100', name), 'x');
      writeFileSync(join(card, 'DCIM/101', name), 'x');
    }
    let first: { readonly total: number; readonly state: string | undefined } | undefined;
    const { library: media } = open(folderVolumes(card), {
      onChange: () => {
        const [source] = media.sources();
        const total = source === undefined ? 0 : media.photos(source.sourceId, 0, 24).total;
        if (total > 0) first ??= { total, state: source?.state };
      },
    });
    const source = await until(() => {
      const [only] = media.sources();
      assert(only?.state === 'ready');
      return only;
    });
    expect(source.problem).toBe('too_many');
    expect(media.photos(source.sourceId, 0, 5000)).toMatchObject({ total: 20_000 });
    expect(media.photos(source.sourceId, 19_990, 5000).photos).toHaveLength(10);
    expect(first).toEqual({ total: 10_050, state: 'scanning' });
  });

  it('shows names with emoji, marks and 255 bytes as plain text and keeps them openable', async () => {
    const long = `${'ā'.repeat(125)}.JPG`;
    fill(card, {
      '🌊 jūra.jpg': jpegLike(),
      'gpj\u202E.exe.jpg': jpegLike(),
      'a\u0001b.jpg': jpegLike(),
      'a\u0304.jpg': jpegLike(),
      [long]: jpegLike(),
    });
    const invalid = Buffer.concat([Buffer.from(`${card}/`), Buffer.from([0xe4]), Buffer.from('.jpg')]);
    writeFileSync(invalid, jpegLike());
    open();
    expect(await namesAndReasons()).toEqual({
      '🌊 jūra.jpg': null,
      'gpj.exe.jpg': null,
      'ab.jpg': null,
      'ā.jpg': null,
      [long]: null,
      '\uFFFD.jpg': 'bad_path',
    });
  });

  it('groups by the camera\u2019s day, else by the file\u2019s day in Riga', async () => {
    fill(card, { 'A.JPG': jpegLike(), 'B.JPG': 'no photo' });
    const time = new Date('2026-03-01T22:30:00Z');
    utimesSync(join(card, 'B.JPG'), time, time);
    const { library: media } = open();
    const { photos } = await listed(media);
    expect(photos.map(({ day, takenAt }) => [day, takenAt])).toEqual([
      ['2026-07-14', Date.parse('2026-07-14T20:30:00Z')],
      ['2026-03-02', null],
    ]);
  });

  it('[MED-7] gives photos their ids again when the card is back, under another path and after a restart', async () => {
    fill(card, { 'DCIM/A.JPG': jpegLike(), 'DCIM/B.JPG': jpegLike(3000) });
    const other = join(folder, 'OTHER');
    const { library: media } = open(allVolumes(folderVolumes(card), folderVolumes(other)));
    const before = await listed(media);
    renameSync(card, other);
    await until(() =>
      expect(media.sources().map(({ label, state }) => [label, state])).toEqual([['OTHER', 'ready']]),
    );
    const after = await listed(media);
    const ids = (photos: typeof before.photos) => photos.map(({ name, photoId }) => [name, photoId]);
    expect(ids(after.photos)).toEqual(ids(before.photos));
    expect(after.source.sourceId).not.toBe(before.source.sourceId);
    const file = media.find(after.photos[0]?.photoId ?? fail())?.file ?? fail();
    media.stop();

    const again = makeLibrary(folderVolumes(other)).library;
    library = again;
    const photoId = after.photos[0]?.photoId ?? fail();
    again.expect([{ photoId, relPath: file.relPath, bytes: file.bytes, mtimeMs: file.mtimeMs }]);
    again.start();
    expect((await listed(again)).photos[0]?.photoId).toBe(photoId);
  });

  it('does not take a changed file for the one that was there', async () => {
    fill(card, { 'A.JPG': jpegLike() });
    const { library: media } = open();
    const [before] = (await listed(media)).photos;
    const away = join(folder, 'AWAY');
    renameSync(card, away);
    await until(() => expect(media.sources()[0]?.state).toBe('gone'));
    writeFileSync(join(away, 'A.JPG'), jpegLike(2001));
    renameSync(away, card);
    await until(() => expect(media.sources()).toHaveLength(2));
    const [after] = (await listed(media, 1)).photos;
    expect(after?.photoId).not.toBe(before?.photoId);
  });

  it('[KIO-3] forgets everything at the end of a visit, and lists a card that stayed in only for the next one', async () => {
    fill(card, { 'A.JPG': jpegLike() });
    const { library: media, imaging } = open();
    const [photo] = (await listed(media)).photos;
    assert(photo !== undefined);
    await media.thumbnail(photo.photoId, { edge: 320, quick: true });
    media.forget();
    const asked = imaging.asked.length;
    await media.refresh();
    expect(media.sources()).toEqual([]);
    expect(media.find(photo.photoId)).toBeUndefined();
    expect(await media.thumbnail(photo.photoId, { edge: 320, quick: true })).toMatchObject({ ok: false });
    expect(media.mediumIn()).toBe(true);
    expect(imaging.asked).toHaveLength(asked);
    media.begin();
    expect((await listed(media)).photos[0]?.photoId).not.toBe(photo.photoId);
    expect(media.sources()[0]?.relisted).toBe(true);
  });

  it('makes a preview once, from our stored copy where there is one', async () => {
    fill(card, { 'A.JPG': jpegLike(), 'B.JPG': jpegLike() });
    const key = new Uint8Array(32);
    const sealed = {
      kind: 'sealed',
      path: '/store/a',
      name: 'A.JPG',
      key,
      orderId: 'o',
      fileId: 'f',
    } as const;
    let storedId = '';
    const { library: media, imaging } = open(folderVolumes(card), {
      stored: async (photoId: string) => (photoId === storedId ? sealed : undefined),
    });
    const [a, b] = (await listed(media)).photos;
    assert(a !== undefined && b !== undefined);
    const size = { edge: 640, quick: false } as const;
    expect(await media.thumbnail(b.photoId, size)).toMatchObject({ ok: true, width: 3, height: 2 });
    expect(await media.thumbnail(b.photoId, size)).toMatchObject({ ok: true, width: 3, height: 2 });
    storedId = a.photoId;
    await media.thumbnail(a.photoId, size);
    // Photos that look alike are compared meanwhile, which is no preview.
    expect(imaging.previews).toEqual([join(card, 'B.JPG'), '/store/a']);
  });
});

function fail(): never {
  throw new Error('nothing there');
}

/** Rights do not bind root: as root the work runs under an ordinary user, and files it may not own. */
async function asOrdinaryUser(work: () => Promise<void>): Promise<void> {
  chmodSync(folder, 0o755);
  chmodSync(join(card, 'closed'), 0o000);
  const isRoot = process.geteuid?.() === 0;
  if (isRoot) process.seteuid?.(65534);
  try {
    await work();
  } finally {
    if (isRoot) process.seteuid?.(0);
    chmodSync(join(card, 'closed'), 0o755);
  }
}
