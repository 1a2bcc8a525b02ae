export {
  createHandOver,
  FREE_SPACE_RESERVE,
  type HandOver,
  type HandOverDeps,
  type HandOverJournal,
  type ImageSource,
} from './handOver.ts';
export { freeBytesOn } from './handOverFiles.ts';
export {
  type HotFolderSettings,
  writeHotFolder,
} from './hotFolder.ts';
export { parseTemplate } from './hotFolderTemplate.ts';
export {
  type OutputFailure,
  type OutputJob,
  type WriterPlan,
} from './outputJob.ts';
export {
  decideJob,
  type JobState,
} from './outputJob.policy.ts';
export { removeJobFiles } from './removeJobFiles.ts';
export type { Progress } from './recovery.policy.ts';
