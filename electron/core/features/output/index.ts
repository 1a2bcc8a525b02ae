export {
  createHandOver,
  FREE_SPACE_RESERVE,
  type HandOver,
  type HandOverDeps,
  type HandOverJournal,
  type HandOverRequest,
  type HandOverResult,
  type ImageSource,
} from './handOver.ts';
export { freeBytesOn } from './handOverFiles.ts';
export {
  DEFAULT_HOT_FOLDER_TEMPLATE,
  type HotFolderMarker,
  type HotFolderResult,
  type HotFolderSettings,
  writeHotFolder,
} from './hotFolder.ts';
export { parseTemplate, TEMPLATE_TOKENS, type TemplateRefusal } from './hotFolderTemplate.ts';
export {
  type JobImage,
  OUTPUT_FAILURES,
  type OutputFailure,
  type OutputJob,
  type Product,
  type WriterPlan,
} from './outputJob.ts';
export {
  type CompletionMode,
  decideJob,
  isJobStale,
  type JobEvent,
  type JobGroup,
  type JobSplit,
  type JobStanding,
  type JobState,
  type RoutedLine,
  splitIntoJobs,
} from './outputJob.policy.ts';
export { type RemovalResult, removeJobFiles } from './removeJobFiles.ts';
export type { Progress } from './recovery.policy.ts';
