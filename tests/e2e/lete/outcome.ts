import { readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import sharp from 'sharp';

/** Every file below a folder, as paths inside it. */
export async function filesBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .toSorted();
}

/** The print-ready pictures of a terminal, each with its size in pixels and what metadata it still carries. */
export async function printsOf(data: string) {
  const folder = join(data, 'production');
  const files = (await filesBelow(folder)).filter((file) => file.endsWith('.jpg'));
  return Promise.all(
    files.map(async (file) => {
      const { width, height, exif, format } = await sharp(join(folder, file)).metadata();
      return { file, width, height, format, hasExif: exif !== undefined };
    }),
  );
}

/** Tickets that the file printer wrote. */
export async function ticketsOf(data: string): Promise<readonly string[]> {
  return (await filesBelow(join(data, 'tickets'))).filter((file) => file.endsWith('.bin'));
}
