import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, fsyncSync, openSync, closeSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ArchivedFile } from './manifest.ts';

/** One file of an archive: objects that become one line of JSON each, asked for when its turn comes. */
export interface Lines {
  readonly name: string;
  readonly lines: () => AsyncIterable<object> | Iterable<object>;
}

/** Passes lines on and notes what they amount to. */
const counted = (
  { name, lines }: Lines,
  done: (file: ArchivedFile) => void,
): (() => AsyncGenerator<Uint8Array>) =>
  async function* () {
    const hash = createHash('sha256');
    let [bytes, count] = [0, 0];
    for await (const line of lines()) {
      const text = new TextEncoder().encode(`${JSON.stringify(line)}\n`);
      hash.update(text);
      [bytes, count] = [bytes + text.length, count + 1];
      yield text;
    }
    done({ name, sha256: hash.digest('hex'), bytes, lines: count });
  };

const sync = (path: string): void => {
  const fd = openSync(path, 'r+');
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
};

/** SHA-256 of a file in hex. */
export const hashOfFile = async (path: string): Promise<string> => {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
};

/**
 * Writes a ZIP whose every entry is encrypted by AES-256 under the code (WinZip AE-2), and makes it last. The last entry
 * is `closing`, made of what the files before it came to. Leaves nothing where it fails.
 */
export const writeLines = async (
  path: string,
  code: string,
  files: readonly Lines[],
  closing: { readonly name: string; readonly text: (files: readonly ArchivedFile[]) => string },
): Promise<readonly ArchivedFile[]> => {
  const { configure, ZipWriter } = await import('@zip.js/zip.js');
  configure({ useWebWorkers: false });
  const file = createWriteStream(path, { mode: 0o600 });
  const made: ArchivedFile[] = [];
  const stream = (bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): ReadableStream =>
    Readable.toWeb(Readable.from(bytes)) as ReadableStream;
  try {
    const zip = new ZipWriter(Writable.toWeb(file), { password: code, encryptionStrength: 3 });
    for (const one of files) await zip.add(one.name, stream(counted(one, (sum) => made.push(sum))()));
    await zip.add(closing.name, stream([new TextEncoder().encode(closing.text(made))]));
    await zip.close();
    sync(path);
    return made;
  } catch (error) {
    file.destroy();
    await rm(path, { force: true });
    throw error;
  }
};
