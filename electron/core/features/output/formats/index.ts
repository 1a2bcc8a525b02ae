import type { LabKind, LabOf, LabSettings } from '../../../../../shared/domain/labs.ts';
import type { AnswerSigns } from '../outputJob.ts';
import { dpof } from './dpof.ts';
import { hotFolder } from './hotFolder/hotFolderLab.ts';
import type { LabFormat, LabTask, Naming, WriterResult, Written } from './labFormat.ts';
import { epson, noritsu } from './noritsu.ts';

const FORMATS: { readonly [K in LabKind]: LabFormat<K> } = { hotFolder, dpof, noritsu, epson };

const formatOf = <K extends LabKind>(lab: LabOf<K>): LabFormat<K> => FORMATS[lab.kind];

/** The names a job needs with a lab. */
export const labNaming = (task: Omit<LabTask, 'names'>, lab: LabSettings): Naming =>
  formatOf(lab).naming(task, lab);

/** The files of a job as a lab wants them, or why it cannot be written. */
export const writeForLab = (task: LabTask, lab: LabSettings): WriterResult => formatOf(lab).write(task, lab);

/** Where the lab's answer to a job is to be seen. */
export const labSigns = (written: Written, lab: LabSettings): AnswerSigns =>
  formatOf(lab).signs(written, lab);
