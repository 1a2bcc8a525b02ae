/** What the database remembers of a job's hand-over. */
export type Progress = 'none' | 'intent' | 'handed_over';

export type RecoveryDecision = 'already' | 'build' | 'rebuild' | 'finish';

export interface Findings {
  readonly progress: Progress;
  /** At least one file or folder under its final, accepted or failed name. */
  readonly finalExists: boolean;
  /** Files or folders that still have their staging name, out of how many. */
  readonly stagings: number;
  readonly total: number;
}

/**
 * What to do with a job whose files or folders are renamed one by one, and only when all are complete (formats.md 1.6).
 * The intent is written only then, and withdrawn before a complete staging is ever deleted: an intent with no name left
 * means that the controller has already taken the job, and once one was renamed the staged rest is finished.
 */
export function decideRecovery({ progress, finalExists, stagings, total }: Findings): RecoveryDecision {
  if (progress === 'handed_over') return 'already';
  if (progress === 'none') return finalExists ? 'already' : stagings === 0 ? 'build' : 'rebuild';
  if (stagings === 0) return 'already';
  // All that was staged is still there, so a final name is somebody's answer, not ours.
  if (stagings === total) return finalExists ? 'already' : 'rebuild';
  return 'finish';
}
