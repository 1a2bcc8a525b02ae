import type { Buffer } from 'node:buffer';
import type { Hash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { encodeMark, MARK_EVERY, RECORD_BYTES } from './marks.ts';
import { type Received, recoverSpoolFile } from './recoverSpoolFile.ts';

/** Bytes that are gathered before they are written at once. */
const WRITE_BYTES = 262_144;

/** The bytes of an upload, and beside them what they should hash to. */
export interface SpoolPaths {
  readonly data: string;
  readonly marks: string;
}

/**
 * One upload on its way, with the running hash that is kept from request to request. Used by one writer at a time.
 * All methods throw what the disk throws.
 */
export class SpoolFile {
  readonly #paths: SpoolPaths;
  readonly #hash: Hash;
  #received: number;
  #marked: number;
  #marks: number;
  #lost = false;

  private constructor(paths: SpoolPaths, { bytes, hash, marks }: Received) {
    this.#paths = paths;
    this.#hash = hash;
    this.#received = bytes;
    this.#marked = bytes;
    this.#marks = marks;
  }

  /** Makes both files; what is there already is left as it is. The folder is not synced. */
  static async create(paths: SpoolPaths): Promise<void> {
    for (const path of [paths.marks, paths.data]) {
      const handle = await open(path, 'a', 0o600);
      await handle.close();
    }
  }

  /** Takes an upload up again, as far as its marks agree with its bytes. ENOENT when there is none. */
  static async open(paths: SpoolPaths): Promise<SpoolFile> {
    return new SpoolFile(paths, await recoverSpoolFile(paths.data, paths.marks));
  }

  get path(): string {
    return this.#paths.data;
  }

  /** Bytes received. */
  get received(): number {
    return this.#received;
  }

  /** SHA-256 (hex) of the bytes received. */
  get sha256(): string {
    return this.#hash.copy().digest('hex');
  }

  /** True after a sync failed: nobody knows what is on the disk, and asking again would not tell. */
  get lost(): boolean {
    return this.#lost;
  }

  /** False where a full disk took bytes, and not the mark that vouches for them after a restart. */
  get isMarked(): boolean {
    return this.#received === this.#marked;
  }

  /**
   * Appends what comes, and returns when it is on the disk. What came before the source failed is kept, since the
   * sender goes on from there.
   */
  async append(source: AsyncIterable<Buffer>): Promise<void> {
    const data = await open(this.#paths.data, 'r+');
    try {
      const marks = await open(this.#paths.marks, 'r+');
      try {
        await this.#receive(source, data, marks);
      } finally {
        await marks.close();
      }
    } finally {
      await data.close();
    }
  }

  async #receive(source: AsyncIterable<Buffer>, data: FileHandle, marks: FileHandle): Promise<void> {
    let gathered: Buffer[] = [];
    let bytes = 0;
    const write = async (): Promise<void> => {
      const blocks = gathered;
      gathered = [];
      bytes = 0;
      if (blocks.length > 0) await this.#write(data, blocks);
    };
    try {
      for await (const chunk of source) {
        gathered.push(chunk);
        bytes += chunk.length;
        if (bytes < WRITE_BYTES) continue;
        await write();
        if (this.#received - this.#marked >= MARK_EVERY) await this.#mark(marks);
      }
    } finally {
      try {
        await write();
        await this.#mark(marks);
      } finally {
        await this.#sync(data, marks);
      }
    }
  }

  async #write(data: FileHandle, blocks: readonly Buffer[]): Promise<void> {
    // As they came, in one call: copying them together costs more than writing them.
    let { bytesWritten } = await data.writev([...blocks], this.#received);
    for (const block of blocks) {
      const written = Math.min(block.length, bytesWritten);
      bytesWritten -= written;
      await this.#writeRest(data, block, written);
      this.#hash.update(block);
      this.#received += block.length;
    }
  }

  async #writeRest(data: FileHandle, block: Buffer, from: number): Promise<void> {
    for (let written = from; written < block.length; ) {
      const rest = block.length - written;
      written += (await data.write(block, written, rest, this.#received + written)).bytesWritten;
    }
  }

  async #mark(marks: FileHandle): Promise<void> {
    if (this.#received === this.#marked) return;
    await marks.write(encodeMark(this.#received, this.#hash), 0, RECORD_BYTES, this.#marks * RECORD_BYTES);
    this.#marked = this.#received;
    this.#marks += 1;
  }

  async #sync(data: FileHandle, marks: FileHandle): Promise<void> {
    try {
      await Promise.all([data.datasync(), marks.datasync()]);
    } catch (error) {
      this.#lost = true;
      throw error;
    }
  }
}
