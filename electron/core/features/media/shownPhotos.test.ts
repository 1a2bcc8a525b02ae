import { expect, it } from 'vitest';
import { PhotoId, SourceId } from '../../../../shared/domain/ids.ts';
import type { Alike } from './alike/traits.ts';
import { type PhotoRecord, recordOf } from './photoRecord.ts';
import { createShownPhotos } from './shownPhotos.ts';

const sourceId = SourceId.parse('01J0000000000000000000SRCE');
const record = (n: number): PhotoRecord =>
  recordOf(
    {
      file: { relPath: `${n}.jpg`, name: `${n}.jpg`, bytes: 1, mtimeMs: 0 },
      fallbacks: [],
      reason: null,
    },
    { photoId: PhotoId.parse(`01J000000000000000000000${String(n).padStart(2, '0')}`), sourceId, root: '/' },
  );

it('[PIC-9] a page that whoever asks has comes without its photos, until anything about it changes', () => {
  const groups = new Map<string, Alike>();
  const shown = createShownPhotos(({ photoId }) => groups.get(photoId) ?? null);
  const [c, a, b] = [record(3), record(1), record(2)];
  shown.page([c], 3, null);
  const first = shown.page([a, b], 3, null);
  expect(first).toMatchObject({ total: 3, unchanged: false, photos: [{ name: '1.jpg' }, { name: '2.jpg' }] });
  expect(shown.page([a, b], 3, first.version)).toEqual({ ...first, unchanged: true, photos: [] });

  const isNew = (records: readonly PhotoRecord[], total = 3) => {
    const page = shown.page(records, total, first.version);
    return !page.unchanged && page.photos.length === records.length;
  };
  expect(isNew([{ ...a, look: { usable: false, reason: 'damaged' } }, b])).toBe(true);
  expect(isNew([c, b])).toBe(true);
  expect(isNew([a])).toBe(true);
  expect(isNew([a, b], 4)).toBe(true);
  groups.set(b.photoId, { same: a.photoId, series: null });
  expect(isNew([a, b])).toBe(true);
});
