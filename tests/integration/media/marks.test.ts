import { readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { folderVolumes, type MediaLibrary } from '../../../electron/core/features/media/index.ts';
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

const list = (...jobs: readonly (readonly [source: string, more?: string])[]): string =>
  [
    '[HDR]\r\nGEN REV = 01.10\r\n\r\n',
    ...jobs.map(([source, more = 'PRT TYP = STD']) => `[JOB]\r\n${more}\r\n<IMG SRC = "${source}">\r\n\r\n`),
  ].join('');

async function open(files: Readonly<Record<string, Buffer | string>>) {
  fill(card, files);
  const made = makeLibrary(folderVolumes(card));
  library = made.library;
  made.library.start();
  const { source, photos } = await listed(made.library);
  const nameOf = new Map(photos.map(({ photoId, name }) => [photoId, name]));
  const wishes = made.library.marked(source.sourceId)?.wishes ?? new Map();
  return {
    media: made.library,
    marks: source.marks,
    wishes: [...wishes].map(([photoId, { quantity, size }]) => [nameOf.get(photoId), quantity, size]),
  };
}

describe('photos marked in the camera', () => {
  it('[MED-9] are found among those listed, whatever their letter case; marks of one photo add up', async () => {
    const { marks, wishes } = await open({
      'DCIM/100/A.JPG': jpegLike(),
      'DCIM/100/B.JPG': jpegLike(),
      'DCIM/100/C.JPG': jpegLike(),
      'DCIM/100/C.CR2': jpegLike(),
      'MISC/AUTPRINT.MRK': list(
        ['../Dcim/100/a.Jpg', 'PRT TYP = SIZ -04\r\nPRT QTY = 2'],
        ['../DCIM/100/A.JPG', 'PRT QTY = 3'],
        ['../DCIM/100/C.CR2'],
      ),
    });
    expect(wishes).toEqual([
      ['A.JPG', 5, { class: 4 }],
      ['C.JPG', 1, null],
    ]);
    expect(marks).toMatchObject({ photos: 2, dropped: 0 });
  });

  it('[MED-9] are only those that can be used: other marks are counted', async () => {
    const { marks } = await open({
      'DCIM/100/A.JPG': jpegLike(),
      'DCIM/100/BAD.JPG': 'no picture',
      'MISC/AUTPRINT.MRK': list(
        ['../DCIM/100/A.JPG'],
        ['../DCIM/100/BAD.JPG'],
        ['../DCIM/100/GONE.JPG'],
        ['../../outside.jpg'],
        ['../DCIM/100/A.JPG', 'PRT TYP = IDX'],
      ),
    });
    expect(marks).toMatchObject({ photos: 1, dropped: 4 });
  });

  it('[MED-9] are none where nothing can be used, and the card shows as always', async () => {
    const lists: Readonly<Record<string, string>> = {
      broken: 'PRT QTY = 5\u0000\u0001',
      empty: '',
      outside: list(['../../../etc/hosts'], ['../DCIM/100/GONE.JPG']),
      large: list(['../DCIM/100/A.JPG']) + ' '.repeat(1024 * 1024),
    };
    for (const [name, text] of Object.entries(lists)) {
      card = join(folder, name);
      const { marks, media } = await open({ 'DCIM/100/A.JPG': jpegLike(), 'MISC/AUTPRINT.MRK': text });
      expect([name, marks, media.sources()[0]?.photos]).toEqual([name, null, 1]);
      media.stop();
    }
  });

  it('[MED-9] are not read through links', async () => {
    const outside = join(folder, 'outside');
    fill(outside, { 'AUTPRINT.MRK': list(['../DCIM/100/A.JPG']) });
    for (const where of ['folder', 'file']) {
      card = join(folder, where);
      fill(card, { 'DCIM/100/A.JPG': jpegLike(), ...(where === 'file' ? { 'MISC/other': '' } : {}) });
      const target = where === 'file' ? join(outside, 'AUTPRINT.MRK') : outside;
      symlinkSync(target, join(card, where === 'file' ? 'MISC/AUTPRINT.MRK' : 'MISC'));
      const { marks, media } = await open({});
      expect([where, marks]).toEqual([where, null]);
      media.stop();
    }
  });

  it('[MED-9] keep their name when the card is back, and go with it; [MED-2] the card stays as it was', async () => {
    const text = list(['../DCIM/100/A.JPG']);
    fill(card, { 'DCIM/100/A.JPG': jpegLike(), 'MISC/AUTPRINT.MRK': text });
    const before = await snapshot(card);
    const { marks, media } = await open({});
    assert(marks !== null);
    expect(await snapshot(card)).toEqual(before);
    renameSync(card, join(folder, 'out'));
    await until(() => expect(media.sources()[0]).toMatchObject({ state: 'gone', marks: null }));
    renameSync(join(folder, 'out'), card);
    await until(() => expect(media.sources().at(-1)).toMatchObject({ state: 'ready', marks }));
  });

  it('[MED-9] are read from the card that Lete itself writes for simple printers', async () => {
    const written = join(import.meta.dirname, '../../fixtures/labs/dpof/photos1000/sheets/00001234');
    const own = readFileSync(join(written, 'MISC/AUTPRINT.MRK'), 'latin1');
    const { wishes, marks } = await open({
      'DCIM/100LETE_/LETE0001.JPG': jpegLike(),
      'DCIM/100LETE_/LETE0999.JPG': jpegLike(),
      'MISC/AUTPRINT.MRK': own,
    });
    expect(wishes.map(([name, copies]) => [name, copies])).toEqual([
      ['LETE0001.JPG', 1],
      ['LETE0999.JPG', 1],
    ]);
    expect(marks).toMatchObject({ photos: 2, dropped: 997 });
  });
});
