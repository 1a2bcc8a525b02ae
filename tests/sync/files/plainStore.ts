import { createWriteStream } from 'node:fs';
import { rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Readable } from 'node:stream';
import { DataStore, ERRORS, Upload } from '@tus/server';

/**
 * The simplest store that `@tus/server` works with, as an ordinary tus server has one: random ids, the file's length is
 * the offset, no sync. Only to see that our client is a tus client and not one of central's alone.
 */
export class PlainStore extends DataStore {
  readonly #folder: string;
  readonly #sizes = new Map<string, number>();

  constructor(folder: string) {
    super();
    this.#folder = folder;
    this.extensions = ['creation', 'termination'];
  }

  override async create(upload: Upload): Promise<Upload> {
    this.#sizes.set(upload.id, upload.size ?? 0);
    await writeFile(this.pathOf(upload.id), '');
    return upload;
  }

  override async getUpload(id: string): Promise<Upload> {
    const size = this.#sizes.get(id);
    // @tus/server takes its errors as plain objects.
    // oxlint-disable-next-line typescript/only-throw-error
    if (size === undefined) throw ERRORS.FILE_NOT_FOUND;
    return new Upload({ id, size, offset: (await stat(this.pathOf(id))).size });
  }

  override async write(source: Readable, id: string, offset: number): Promise<number> {
    await pipeline(source, createWriteStream(this.pathOf(id), { flags: 'r+', start: offset }));
    return (await stat(this.pathOf(id))).size;
  }

  override async remove(id: string): Promise<void> {
    this.#sizes.delete(id);
    await rm(this.pathOf(id));
  }

  pathOf(id: string): string {
    return join(this.#folder, id);
  }
}
