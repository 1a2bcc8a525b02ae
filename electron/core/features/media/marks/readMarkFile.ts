import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { readPlain } from '../../../files/readChunks.ts';
import { openMedium } from '../openMedium.ts';
import { MARK_LIMITS, type Marks, readMarks } from './readMarks.ts';

/** The camera's marks; `id` is the SHA-256 of their file in hex: the same marks are known again when a card is back. */
export type MarkFile = Marks & { readonly id: string };

/** Reads `MISC/AUTPRINT.MRK` of a medium. Null where there is none, a link, or nothing that can be used. */
export async function readMarkFile(root: string): Promise<MarkFile | null> {
  try {
    if (!(await lstat(join(root, 'MISC'))).isDirectory()) return null;
    const bytes = await readSmall(join(root, 'MISC', 'AUTPRINT.MRK'));
    const marks = bytes === null ? null : readMarks(bytes.toString('utf8'));
    return bytes === null || marks === null
      ? null
      : { ...marks, id: createHash('sha256').update(bytes).digest('hex') };
  } catch {
    return null;
  }
}

async function readSmall(path: string): Promise<Buffer | null> {
  const handle = await openMedium(path);
  try {
    const chunks: Buffer[] = [];
    let length = 0;
    for await (const chunk of readPlain(handle)) {
      length += chunk.length;
      if (length > MARK_LIMITS.bytes) return null;
      chunks.push(Buffer.from(chunk));
    }
    return Buffer.concat(chunks);
  } finally {
    await handle.close();
  }
}
