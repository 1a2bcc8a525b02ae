import type { Raster } from '../../../../../shared/domain/dyeSub.ts';
import type { LabKind, LabOf, LabRoute, LabSettings } from '../../../../../shared/domain/labs.ts';
import type { AnswerSigns } from '../outputJob.ts';
import { darkroom } from './darkroom.ts';
import { dpof } from './dpof.ts';
import { dyeSub, dyeSubRaster } from './dyeSub.ts';
import { frontline } from './frontline.ts';
import { hotFolder } from './hotFolder/hotFolderLab.ts';
import type { LabFormat, LabTask, Naming, WriterResult, Written } from './labFormat.ts';
import { epson, noritsu } from './noritsu.ts';
import { pic } from './pic.ts';

const FORMATS: { readonly [K in LabKind]: LabFormat<K> } = {
  hotFolder,
  dpof,
  noritsu,
  epson,
  pic,
  frontline,
  darkroom,
  dyeSub,
};

const formatOf = <K extends LabKind>(lab: LabOf<K>): LabFormat<K> => FORMATS[lab.kind];

/** The names a job needs with a lab. */
export const labNaming = (task: Omit<LabTask, 'names'>, lab: LabSettings): Naming =>
  formatOf(lab).naming(task, lab);

/** The files of a job as a lab wants them, or why it cannot be written. */
export const writeForLab = (task: LabTask, lab: LabSettings): WriterResult => formatOf(lab).write(task, lab);

/** Where the lab's answer to a job is to be seen. */
export const labSigns = (written: Written, lab: LabSettings): AnswerSigns =>
  formatOf(lab).signs(written, lab);

/** The pixels a lab wants of a product; null where they follow from its size. */
export const labRaster = (lab: LabSettings, route: Pick<LabRoute, 'code' | 'detail'>): Raster | null =>
  lab.kind === 'dyeSub' ? dyeSubRaster(lab, route) : null;
