import { copyFile, mkdir, readFile, truncate, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { jpegWithExif } from '../../fixtures/photos/exifBytes.ts';
import { scene } from '../../fixtures/photos/scenes.ts';
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

/** Photos of a slow card that take a while to copy: more than Lete copies at once, so a pulled card leaves some behind. */
export const SLOW_PHOTOS = ['IMG_0011', 'IMG_0012', 'IMG_0013', 'IMG_0014', 'IMG_0015', 'IMG_0016'] as const;

const SLOW_BYTES = 100 * 1024 * 1024;

/** Adds the slow photos to a card. Bytes behind the end of the picture are no fault of it. */
export async function addSlowPhotos(folder: string): Promise<void> {
  const photos = join(folder, 'DCIM', '100LETE');
  for (const [index, name] of SLOW_PHOTOS.entries()) {
    const photo = join(photos, `${name}.JPG`);
    const first = await readFile(join(photos, 'IMG_0001.JPG'));
    // Half an hour apart: taken in one second they would be a series.
    first.write(`10:3${index}:00`, first.indexOf('10:01:00'), 'latin1');
    await writeFile(photo, first);
    await truncate(photo, SLOW_BYTES + index);
  }
}

/** Photos of one moment that look alike. */
export const SERIES = ['IMG_0021', 'IMG_0022', 'IMG_0023'] as const;

/** Adds a series, and a copy of the first photo under another name. */
export async function addAlikePhotos(folder: string): Promise<void> {
  await mkdir(join(folder, 'DCIM', '102LETE'));
  await copyFile(join(folder, 'DCIM/100LETE/IMG_0001.JPG'), join(folder, 'DCIM/102LETE/COPY_0001.JPG'));
  for (const [index, name] of SERIES.entries()) {
    const photo = await scene(
      { view: 3, width: 900, height: 600, moved: index / 100 },
      { takenAt: `2026:11:21 12:00:0${index}` },
    );
    await writeFiles(folder, { [`DCIM/102LETE/${name}.JPG`]: photo });
  }
}

/** Photos of a full card beside those of the plain one. */
export const FULL = 3000;

/** Adds a holiday: small photos of thirty days, each with a time and a content of its own. */
export async function addManyPhotos(folder: string): Promise<void> {
  const photo = await quarters(480, 320).jpeg({ quality: 80 }).toBuffer();
  const thumbnail = await quarters(160, 107).jpeg().toBuffer();
  const two = (n: number) => String(n).padStart(2, '0');
  for (let day = 0; day < 30; day += 1) {
    const files: Record<string, Buffer> = {};
    for (let n = 0; n < FULL / 30; n += 1) {
      const takenAt = `2026:10:${two(day + 1)} ${two(8 + Math.floor(n / 60))}:${two(n % 60)}:00`;
      files[`DCIM/${200 + day}LETE/P${two(day)}_${two(n)}.JPG`] = jpegWithExif(photo, { takenAt, thumbnail });
    }
    await writeFiles(folder, files);
    // As a camera leaves them: where a photo stands in the grid does not change once it is read.
    const saved = new Date(Date.UTC(2026, 9, day + 1, 10));
    for (const path of Object.keys(files)) await utimes(join(folder, path), saved, saved);
  }
}

/** Copies that the camera of a marked card was told, by photo; a third mark is of a photo that was deleted since. */
export const MARKED = { IMG_0001: 2, IMG_0003: 1 } as const;

/** Adds what a camera leaves whose owner marked photos for printing (DPOF). */
export async function addCameraMarks(folder: string): Promise<void> {
  const jobs = Object.entries({ ...MARKED, IMG_0009: 1 }).map(
    ([name, copies]) =>
      `[JOB]\r\nPRT TYP = STD\r\nPRT QTY = ${String(copies).padStart(3, '0')}\r\nIMG FMT = EXIF2 -J\r\n<IMG SRC = "../DCIM/100LETE/${name}.JPG">\r\n\r\n`,
  );
  const header = '[HDR]\r\nGEN REV = 01.10\r\nGEN CRT = "CAMERA" -01.00\r\n\r\n';
  await writeFiles(folder, { 'MISC/AUTPRINT.MRK': Buffer.from(header + jobs.join('')) });
}

/** Writes files below a folder: relative path → content. */
export async function writeFiles(folder: string, files: Readonly<Record<string, Buffer>>): Promise<void> {
  for (const [path, bytes] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), bytes);
  }
}
