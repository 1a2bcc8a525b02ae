import type { FileId, PhotoId } from '../../../../shared/domain/ids.ts';
import type { CopyJob, CopyTrouble } from './copy.policy.ts';

/** One photo on its way. `stop` ends its copying; `tries` counts reads that the medium refused. */
export type Task = { job: CopyJob; readonly stop: AbortController; tries: number; running: Promise<void> };

/** The copying of one draft. Work on its files waits for `ready`: an earlier cancel may still be cleaning up. */
export type CopyDraft = {
  readonly tasks: Map<PhotoId, Task>;
  readonly ready: Promise<void>;
  readonly cancelled: boolean;
  trouble: CopyTrouble | null;
  startedAt: number;
  copied: number;
};

/** A photo of the draft; `stored` where an earlier run kept it. */
export type PickedPhoto = {
  readonly photoId: PhotoId;
  /** Length of the original, as listed or as stored. */
  readonly bytes: number;
  readonly stored: { readonly fileId: FileId } | null;
};

export function newDraft(ready: Promise<void>, cancelled: boolean): CopyDraft {
  return { tasks: new Map(), ready, cancelled, trouble: null, startedAt: 0, copied: 0 };
}

export function newTask({ photoId, bytes, stored }: PickedPhoto): Task {
  const job: CopyJob =
    stored === null
      ? { photoId, bytes, state: 'waiting' }
      : { photoId, bytes, state: 'stored', fileId: stored.fileId };
  return { job, stop: new AbortController(), tries: 0, running: Promise.resolve() };
}
