/** What the database remembers of a job's hand-over. */
export type Progress = 'none' | 'intent' | 'handed_over';

export type RecoveryDecision = 'already' | 'build' | 'rebuild' | 'finish';

export interface FolderFindings {
  readonly progress: Progress;
  /** The final, accepted or failed name. */
  readonly finalExists: boolean;
  readonly stagingExists: boolean;
}

/**
 * What to do with a job whose folder gets one rename (formats.md 1.6). The intent is written only when the
 * staging folder is complete, and withdrawn before that is ever deleted: an intent with neither name left
 * means that the controller has already taken the job.
 */
export function decideFolderRecovery(found: FolderFindings): RecoveryDecision {
  if (found.progress === 'handed_over' || found.finalExists) return 'already';
  if (found.stagingExists) return 'rebuild';
  return found.progress === 'intent' ? 'already' : 'build';
}

export interface FilesFindings {
  readonly progress: Progress;
  /** At least one file under its final, accepted or failed name. */
  readonly finalExists: boolean;
  readonly stagings: number;
  readonly total: number;
}

/**
 * The same for a flat job, whose files are renamed one by one, and only when all are complete: once one was
 * renamed, a file that is neither staged nor final was taken by the controller, and the staged rest is finished.
 */
export function decideFilesRecovery(found: FilesFindings): RecoveryDecision {
  if (found.progress === 'handed_over') return 'already';
  if (found.stagings === 0) return found.finalExists || found.progress === 'intent' ? 'already' : 'build';
  const renaming = found.progress === 'intent' && found.stagings < found.total;
  return found.finalExists || renaming ? 'finish' : 'rebuild';
}
