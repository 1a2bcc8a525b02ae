import { describe, expect, it } from 'vitest';
import { FileId, PhotoId } from '../../../../shared/domain/ids.ts';
import { type CopyFacts, type CopyJob, viewCopy } from './copy.policy.ts';

const photo = (index: number) => PhotoId.parse(`01J${String(index).padStart(23, '0')}`);
const fileId = FileId.parse('01J00000000000000000000099');
const stored = (index: number): CopyJob => ({ photoId: photo(index), bytes: 100, state: 'stored', fileId });
const waiting = (index: number): CopyJob => ({ photoId: photo(index), bytes: 100, state: 'waiting' });
const failed = (index: number): CopyJob => ({
  photoId: photo(index),
  bytes: 100,
  state: 'failed',
  reason: 'unreadable_media',
});
const copying = (index: number, copied: number): CopyJob => ({
  photoId: photo(index),
  bytes: 100,
  state: 'copying',
  copied,
});
const view = (jobs: readonly CopyJob[], more: Partial<CopyFacts> = {}) =>
  viewCopy({
    jobs,
    isPresent: () => true,
    trouble: null,
    cancelled: false,
    openOnMedia: 0,
    mediumStillIn: true,
    pace: { bytes: 0, ms: 0 },
    ...more,
  });

describe('view of a copying', () => {
  it('[MED-5] counts photos and bytes, also of the one on its way, and tells the time left from the pace', () => {
    const jobs = [stored(1), copying(2, 50), waiting(3), waiting(4)];
    expect(view(jobs, { pace: { bytes: 50, ms: 2000 } })).toMatchObject({
      state: 'copying',
      done: 1,
      total: 4,
      bytes: 150,
      bytesTotal: 400,
      msLeft: 10_000,
    });
  });

  it.each([
    ['in the first second', { bytes: 50, ms: 999 }],
    ['before the first byte', { bytes: 0, ms: 5000 }],
    ['when the clock was set back', { bytes: 50, ms: -5000 }],
  ])('knows no time left %s', (_, pace) => {
    expect(view([waiting(1)], { pace }).msLeft).toBeNull();
  });

  it.each([
    ['all stored, nothing open', [stored(1), stored(2)], 0, true],
    ['all stored, one file open', [stored(1), stored(2)], 1, false],
    ['one waiting', [stored(1), waiting(2)], 0, false],
    ['one on its way', [stored(1), copying(2, 99)], 0, false],
    ['one failed', [stored(1), failed(2)], 0, false],
    ['nothing picked', [], 0, false],
  ] as const)('[MED-6] lets the card be taken out or not: %s', (_, jobs, openOnMedia, mayRemove) => {
    expect(view(jobs, { openOnMedia }).mayRemove).toBe(mayRemove);
  });

  it('[MED-7] is stalled, and names what is missing, when only photos of a pulled card are left', () => {
    const isPresent = (photoId: PhotoId) => photoId !== photo(3);
    expect(view([stored(1), waiting(3)], { isPresent })).toMatchObject({
      state: 'stalled',
      missing: [photo(3)],
      msLeft: null,
    });
    expect(view([copying(2, 1), waiting(3)], { isPresent })).toMatchObject({ state: 'copying' });
  });

  it('is stalled by our own disk, done with failures, idle and cancelled', () => {
    expect(view([waiting(1)], { trouble: 'disk-full' })).toMatchObject({
      state: 'stalled',
      missing: [photo(1)],
    });
    expect(view([stored(1), failed(2)])).toMatchObject({
      state: 'done',
      failed: [{ photoId: photo(2), reason: 'unreadable_media' }],
    });
    expect(view([]).state).toBe('idle');
    expect(view([], { cancelled: true }).state).toBe('cancelled');
  });
});
