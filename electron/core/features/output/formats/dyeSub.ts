import { dirname } from 'node:path/posix';
import { type Raster, rasterOf, sizeOf } from '../../../../../shared/domain/dyeSub.ts';
import type { LabOf, LabRoute } from '../../../../../shared/domain/labs.ts';
import type { PlannedFile } from '../outputJob.ts';
import { imageName } from './controlFile.ts';
import { byJobNumber, type LabFormat } from './labFormat.ts';

/** Names have four digits. */
const MAX_FILES = 9999;

/** The folder of a printer's size holds the prints themselves: one file is one print, copies are files (formats.md 11). */
export const dyeSub: LabFormat<'dyeSub'> = {
  naming: byJobNumber,
  write: ({ job, route }) => {
    const prints = job.images.flatMap(({ ref, copies }) => Array.from({ length: copies }, () => ref));
    if (prints.length > MAX_FILES) return { ok: false, code: 'too-many-files' };
    const files = prints.map(
      (ref, i): PlannedFile => ({
        relativePath: `${route.code}/${imageName(job.job, i)}`,
        content: { kind: 'image', ref },
      }),
    );
    const moves = files.map(({ relativePath }) => ({ from: `${relativePath}.tmp`, to: relativePath }));
    return { ok: true, plan: { files, moves, folders: [route.code] } };
  },
  signs: ({ paths }) => ({
    // The program's mark on a file while it prints it.
    accepted: paths.map((path) => `${path}.dp`),
    failed: [],
    gone: { paths, means: 'accepted', within: [...new Set(paths.map((path) => dirname(path)))] },
  }),
};

/** The pixels a printer wants; null where the catalogue's are right. */
export const dyeSubRaster = (
  { model }: LabOf<'dyeSub'>,
  { code, detail }: Pick<LabRoute, 'code' | 'detail'>,
): Raster | null => rasterOf(model, sizeOf(code, detail));
