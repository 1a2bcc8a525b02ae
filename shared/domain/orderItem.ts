import { z } from './z.ts';
import { Adjust } from './adjust.ts';
import { Fit, Rect, Rotation } from './crop.ts';
import { PhotoId } from './ids.ts';

/** One product of one photo, of a draft or an order. Key: photo, format, paper. */
export const OrderItem = z.strictObject({
  photoId: PhotoId,
  format: z.string().min(1).max(20),
  paper: z.string().min(1).max(20),
  copies: z.int().min(1).max(999),
  fit: Fit,
  /** Shares of the upright image after its quarter turns and before mirroring; null is the default crop. */
  crop: Rect.nullable(),
  rotation: Rotation,
  mirror: z.boolean(),
  /** Absent where the photo is as taken: so an order without corrections is what it was before they existed. */
  adjust: Adjust.optional(),
});
export type OrderItem = z.infer<typeof OrderItem>;
