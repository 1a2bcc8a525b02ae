import { createWriteStream } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable, Writable } from 'node:stream';

/** One entry: text, bytes, or a stream that is asked for when its turn comes. */
export interface ArchiveEntry {
  readonly name: string;
  readonly content: string | Uint8Array | (() => AsyncIterable<Uint8Array>);
}

const streamOf = (content: ArchiveEntry['content']): ReadableStream =>
  Readable.toWeb(
    typeof content === 'function'
      ? Readable.from(content())
      : Readable.from([Buffer.from(content as string)]),
  ) as ReadableStream;

/**
 * Writes a ZIP whose every entry is encrypted by AES-256 under the code (WinZip AE-2). Whole or not at all: written under
 * another name, synced, renamed. Errors of the disk are thrown as they are.
 */
export const writeArchive = async (
  path: string,
  entries: Iterable<ArchiveEntry> | AsyncIterable<ArchiveEntry>,
  code: string,
): Promise<void> => {
  const { configure, ZipWriter } = await import('@zip.js/zip.js');
  configure({ useWebWorkers: false });
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const temporary = `${path}.tmp`;
  const file = createWriteStream(temporary, { mode: 0o600 });
  try {
    const zip = new ZipWriter(Writable.toWeb(file), { password: code, encryptionStrength: 3 });
    for await (const { name, content } of entries) await zip.add(name, streamOf(content));
    await zip.close();
    await syncAndRename(temporary, path);
  } catch (error) {
    file.destroy();
    await rm(temporary, { force: true });
    throw error;
  }
};

const syncAndRename = async (temporary: string, path: string): Promise<void> => {
  const handle = await open(temporary, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(temporary, path);
};
