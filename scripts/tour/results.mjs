import { cp, mkdir, readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import sharp from 'sharp';

/** Every file below a folder, as paths inside it. */
export async function filesBelow(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
}

/** Copies what production would print and says how large each picture is, in pixels. */
export async function keepPrints(from, to) {
  await cp(from, to, { recursive: true });
  const pictures = (await filesBelow(to)).filter((file) => file.endsWith('.jpg'));
  return Promise.all(
    pictures.map(async (file) => {
      const { width, height } = await sharp(join(to, file)).metadata();
      return { file, width, height };
    }),
  );
}

/** Copies the tickets that the file printer wrote: pictures, and the bytes for a receipt printer. */
export async function keepTickets(from, to) {
  await mkdir(to, { recursive: true });
  await cp(from, to, { recursive: true });
  return filesBelow(to);
}
