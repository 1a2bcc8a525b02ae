import type { ImagingJob, ImagingResult } from '../core/ports/imaging.ts';
import { PhotoFailure } from './failure.ts';
import { likenessOf } from './likeness.ts';
import { type Photo, openPhoto } from './photo.ts';
import { makePrint } from './print.ts';
import { makeSheet } from './sheet.ts';
import { withSource } from './source.ts';
import { makeThumbnail } from './thumbnail.ts';

/**
 * Does one job. Never rejects: what cannot be had is a reason. `onRead` is called once, when all bytes that come from
 * the medium are there and decoding begins.
 */
export async function work(job: ImagingJob, onRead: () => void): Promise<ImagingResult> {
  try {
    if (job.kind === 'sheet') {
      onRead();
      return { ok: true, facts: null, picture: await makeSheet(job.sheet), likeness: null };
    }
    const { largeBytes, bytes } = job.limits;
    return await withSource(job.source, Math.max(largeBytes, bytes), async (source) => {
      const photo = await openPhoto(source, job.limits);
      if (needsAll(job, photo)) await photo.bytes();
      onRead();
      return await answer(job, photo);
    });
  } catch (error) {
    const failure = error instanceof PhotoFailure ? error : new PhotoFailure('damaged');
    return { ok: false, reason: failure.reason, format: failure.format };
  }
}

type PhotoJob = Exclude<ImagingJob, { kind: 'sheet' }>;

function needsAll(job: PhotoJob, photo: Photo): boolean {
  if (job.kind === 'probe') return false;
  if (job.kind === 'print' || !photo.facts.hasThumbnail) return true;
  return job.kind !== 'likeness' && job.thumbnail.quality === 'sharp';
}

async function answer(job: PhotoJob, photo: Photo): Promise<ImagingResult> {
  switch (job.kind) {
    case 'probe':
      return { ok: true, facts: photo.facts, picture: null, likeness: null };
    case 'thumbnail':
      return { ok: true, facts: null, picture: await makeThumbnail(photo, job.thumbnail), likeness: null };
    case 'likeness':
      return { ok: true, facts: null, picture: null, likeness: await likenessOf(photo) };
    case 'print':
      return { ok: true, facts: null, picture: await makePrint(photo, job.print), likeness: null };
    case 'look': {
      const picture = await makeThumbnail(photo, job.thumbnail);
      const incomplete = photo.facts.incomplete || picture.incomplete;
      return { ok: true, facts: { ...photo.facts, incomplete }, picture, likeness: null };
    }
  }
}
