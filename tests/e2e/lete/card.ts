import { mkdir, truncate, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { jpegWithExif } from '../../fixtures/photos/exifBytes.ts';
import { plain, quarters, storedQuarters } from '../../fixtures/photos/makePhotos.ts';

const BLUE_GREY = [90, 110, 130] as const;

let made: Promise<Readonly<Record<string, Buffer>>> | null = null;

/** A card as a customer brings it: landscape and portrait, a small one, a PNG, and two files that cannot be used. */
async function makeCard(): Promise<Readonly<Record<string, Buffer>>> {
  const landscape = await quarters(1800, 1200).jpeg({ quality: 90 }).toBuffer();
  const portrait = await storedQuarters(1200, 1800, 6).jpeg({ quality: 90 }).toBuffer();
  const grey = await plain(1500, 1000, BLUE_GREY).jpeg().toBuffer();
  const small = await quarters(320, 240).jpeg().toBuffer();
  const at = (day: string, minute: number) => `2026:11:${day} 10:${String(minute).padStart(2, '0')}:00`;
  return {
    'DCIM/100LETE/IMG_0001.JPG': jpegWithExif(landscape, { takenAt: at('20', 1) }),
    'DCIM/100LETE/IMG_0002.JPG': jpegWithExif(portrait, { takenAt: at('20', 2), orientation: 6 }),
    'DCIM/100LETE/IMG_0003.JPG': jpegWithExif(grey, { takenAt: at('20', 3) }),
    'DCIM/100LETE/IMG_0004.JPG': jpegWithExif(small, { takenAt: at('21', 4) }),
    'DCIM/101LETE/IMG_0005.PNG': await quarters(900, 600).png().toBuffer(),
    'DCIM/101LETE/IMG_0006.JPG': jpegWithExif(landscape, { takenAt: at('21', 6) }),
    'DCIM/101LETE/BROKEN.JPG': landscape.subarray(0, 40),
    'DCIM/101LETE/NOTES.TXT': Buffer.from('milk, bread\n'),
  };
}

/** Puts the made card's files into a folder. */
export async function writeCard(folder: string): Promise<void> {
  made ??= makeCard();
  await writeFiles(folder, await made);
}

/** Makes three photos of a card slow to copy. Bytes behind the end of the picture are no fault of it. */
export async function enlargeCard(folder: string): Promise<void> {
  for (const name of ['100LETE/IMG_0001', '100LETE/IMG_0003', '101LETE/IMG_0006']) {
    await truncate(join(folder, 'DCIM', `${name}.JPG`), 150 * 1024 * 1024);
  }
}

/** Writes files below a folder: relative path → content. */
export async function writeFiles(folder: string, files: Readonly<Record<string, Buffer>>): Promise<void> {
  for (const [path, bytes] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), bytes);
  }
}
