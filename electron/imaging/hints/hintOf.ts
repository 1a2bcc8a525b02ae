import type { PhotoHint } from '../../../shared/domain/media.ts';
import type { Photo } from '../photo.ts';
import { isBlurred } from './blur.ts';
import { isScreenshot } from './screenshot.ts';

/**
 * What may be pointed out about a photo. `preview` is a JPEG that was made of the photo itself, or null where it was made
 * of the small picture in the file, on which no blur can be seen: nothing is decoded for a hint.
 */
export async function hintOf(photo: Photo, preview: Uint8Array | null): Promise<PhotoHint | null> {
  if (isScreenshot({ ...photo.facts, exif: photo.exif })) return 'screenshot';
  return preview !== null && (await isBlurred(preview)) ? 'blurred' : null;
}
