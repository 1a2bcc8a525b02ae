import type { Catalogue } from '../../../../shared/domain/catalogue.ts';
import type { Raster } from '../../../../shared/domain/dyeSub.ts';
import type { OrderId } from '../../../../shared/domain/ids.ts';
import type { PrintRequest } from '../../ports/imaging.ts';
import type { JobLine } from './jobLines.store.ts';
import { BYTES_PER_PIXEL, createPhotoPrints, type ImageDeps, type JobImages } from './photoPrints.ts';
import { printRequestOf } from './printRequest.policy.ts';

interface Job {
  readonly orderId: OrderId;
  readonly format: string;
}

/** The prints of one job, made from the encrypted originals one by one when the hand-over asks for them. */
export const createJobImages = (
  deps: ImageDeps,
  { orderId, format }: Job,
  lines: readonly JobLine[],
  catalogue: Catalogue,
  raster: Raster | null = null,
): JobImages => {
  const { missing, isOutOfService, isStored, print } = createPhotoPrints(deps, orderId);
  const find = (ref: string): { line: JobLine; request: PrintRequest } | null => {
    const line = lines.find(({ photoId }) => photoId === ref);
    const request =
      line && printRequestOf(catalogue, format, line.edit, { w: line.width, h: line.height }, raster);
    return line && request ? { line, request } : null;
  };
  return {
    missing,
    isOutOfService,
    expectedBytes: async (ref) => {
      const found = find(ref);
      if (!found) return null;
      const { width, height } = found.request.sheet ?? found.request;
      return (await isStored(found.line)) ? width * height * BYTES_PER_PIXEL : null;
    },
    render: async (ref) => {
      const found = find(ref);
      return found && print(found.line, found.request);
    },
  };
};
