import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The fonts in a folder, absolute; together they cover Latvian, Russian and English. */
export const fontFilesIn = (folder: string): readonly string[] =>
  readdirSync(folder)
    .filter((name) => /\.(woff2|ttf)$/.test(name))
    .map((name) => join(folder, name));
