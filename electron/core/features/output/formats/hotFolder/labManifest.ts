import { z } from '../../../../../../shared/domain/z.ts';

/** What the lab reads of a job (formats.md 5): closed, so that nothing of a person can slip in (D5). */
export const LabManifest = z.strictObject({
  schema: z.literal('lete-job/1'),
  job: z.string().regex(/^\d{8}$/),
  order: z.string().max(12),
  product: z.strictObject({ format: z.string().max(20), paper: z.string().max(20) }),
  images: z.array(
    z.strictObject({
      name: z.string().max(200),
      quantity: z.int().positive(),
      length: z.int().positive(),
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
    }),
  ),
});
export type LabManifest = z.infer<typeof LabManifest>;
