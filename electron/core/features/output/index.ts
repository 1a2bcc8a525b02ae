export {
  createHandOver,
  FREE_SPACE_RESERVE,
  type HandOver,
  type HandOverDeps,
  type HandOverJournal,
  type ImageSource,
} from './handOver.ts';
export { labNaming, labRaster, labSigns, writeForLab } from './formats/index.ts';
export type { LabTask } from './formats/labFormat.ts';
export { freeBytesOn } from './handOverFiles.ts';
export { parseTemplate } from './formats/hotFolder/hotFolderTemplate.ts';
export type { OutputJob } from './outputJob.ts';
export { decideJob, isJobStale, type JobEvent, type JobState } from './outputJob.policy.ts';
export { readAnswer } from './readAnswer.ts';
export { removeJobFiles } from './removeJobFiles.ts';
export type { Progress } from './recovery.policy.ts';
export { takeNames } from './takeNames.ts';
