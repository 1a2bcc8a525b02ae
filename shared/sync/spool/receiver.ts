import type { Readable } from 'node:stream';
import { SyncFault } from '../syncFault.ts';
import { parseUploadId, type UploadId } from '../uploadId.ts';
import { EXPIRES_AFTER_MS, type Spool } from './spool.ts';
import type { SpoolFile } from './spoolFile.ts';
import { withoutFirst } from './withoutFirst.ts';

/** A file that was announced. */
export interface AnnouncedFile {
  /** Sealed bytes. */
  readonly size: number;
  /** Here whole, and checked. */
  readonly stored: boolean;
}

/** A file that came whole and hashes to what was announced: where its bytes lie, how many, and their SHA-256 in hex. */
export interface WholeFile {
  readonly path: string;
  readonly size: number;
  readonly sha256: string;
}

export interface ReceiverDeps {
  readonly spool: Spool;
  /** What a plan said of the file; undefined where none did. */
  readonly announced: (upload: UploadId) => Promise<AnnouncedFile | undefined>;
  /** True while there is room for so many bytes more. */
  readonly hasRoom: (bytes: number) => Promise<boolean>;
  /** Stores the file so that a power cut leaves it, and notes that; false where it is wanted no more. */
  readonly keep: (upload: UploadId, file: WholeFile) => Promise<boolean>;
  /** UTC ms. */
  readonly now: () => number;
}

/** How far an upload is. */
export interface UploadProgress {
  readonly size: number;
  readonly offset: number;
  /** When bytes last came, UTC ms. */
  readonly at: number;
}

/** Takes announced files in, whoever speaks the protocol. All throw SyncFault and what the disk throws. */
export interface Receiver {
  /** Idempotent: what is received already stays. */
  readonly create: (id: string, size: number | undefined) => Promise<void>;
  /** Where to go on. The time is that of the last progress: an upload expires when nothing comes any more. */
  readonly find: (id: string) => Promise<UploadProgress>;
  /** Takes bytes from `offset` on; those that are there already are passed over. Answers how many there are then. */
  readonly write: (source: Readable, id: string, offset: number) => Promise<number>;
  readonly remove: (id: string) => Promise<void>;
}

const uploadIn = (id: string): UploadId => {
  const upload = parseUploadId(id);
  if (upload === null) throw new SyncFault('not_found');
  return upload;
};

/**
 * Bytes are on the disk before they are acknowledged, an upload is never emptied by creating it again, and what is complete
 * is checked, stored whole and noted before the answer (sync specification 6.3).
 */
export const createReceiver = ({ spool, announced, hasRoom, keep, now }: ReceiverDeps): Receiver => {
  const known = async (id: string): Promise<AnnouncedFile> => {
    const file = await announced(uploadIn(id));
    if (file === undefined) throw new SyncFault('not_found');
    return file;
  };

  const assertRoom = async (bytes: number): Promise<void> => {
    if (!(await hasRoom(bytes))) throw new SyncFault('spool_full');
  };

  const finish = async (id: string, size: number, spooled: SpoolFile): Promise<void> => {
    const upload = uploadIn(id);
    let wanted: boolean;
    try {
      if (spooled.sha256 !== upload.cipherSha256) throw new SyncFault('hash_mismatch');
      wanted = await keep(upload, { path: spooled.path, size, sha256: upload.cipherSha256 });
    } catch (error) {
      // Nobody can tell which byte is wrong: the sender begins anew.
      if (error instanceof SyncFault && error.code === 'hash_mismatch') await spool.remove(id);
      throw error;
    }
    await spool.remove(id);
    if (!wanted) throw new SyncFault('erased');
  };

  return {
    create: async (id, size) => {
      const file = await known(id);
      if (file.size !== size) throw new SyncFault('malformed');
      if (file.stored) return;
      await assertRoom(file.size);
      await spool.create(id);
    },
    find: async (id) => {
      const { size, stored } = await known(id);
      if (stored) return { size, offset: size, at: now() };
      const progress = await spool.find(id);
      if (progress === null || now() - progress.progressAt > EXPIRES_AFTER_MS)
        throw new SyncFault('not_found');
      return { size, offset: progress.received, at: progress.progressAt };
    },
    write: async (source, id, offset) => {
      const { size, stored } = await known(id);
      if (stored) return size;
      const before = await spool.find(id);
      await assertRoom(size - (before?.received ?? 0));
      if (before === null || offset > before.received) throw new SyncFault('not_found');
      const spooled = await spool.append(id, withoutFirst(source, before.received - offset));
      if (spooled.received >= size) await finish(id, size, spooled);
      return spooled.received;
    },
    remove: spool.remove,
  };
};
