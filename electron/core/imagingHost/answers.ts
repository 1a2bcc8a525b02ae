import type { ImagingJob, Picture } from '../ports/imaging.ts';
import type { JobOutcome } from './jobQueue.ts';

/** Whether a well-formed answer is one to this job: the parts it must have, in the size that was asked for. */
export function isAnswerTo(job: ImagingJob, answer: JobOutcome): boolean {
  if (!answer.ok) return true;
  const { facts, picture, likeness } = answer;
  if ((likeness !== null) !== (job.kind === 'likeness')) return false;
  switch (job.kind) {
    case 'probe':
      return facts !== null && picture === null;
    case 'thumbnail':
      return facts === null && fits(picture, job.thumbnail.maxEdge);
    case 'look':
      return facts !== null && fits(picture, job.thumbnail.maxEdge);
    case 'likeness':
      return facts === null && picture === null;
    case 'sheet':
      return facts === null && picture?.width === job.sheet.width && picture.height === job.sheet.height;
    case 'print': {
      const { width, height } = job.print.sheet ?? job.print;
      return facts === null && picture?.width === width && picture.height === height;
    }
  }
}

function fits(picture: Picture | null, maxEdge: number): boolean {
  return picture !== null && Math.max(picture.width, picture.height) <= maxEdge;
}
