import type { Buffer } from 'node:buffer';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { syncFolder } from './syncFolder.ts';
import { unlessAbsent } from './unlessAbsent.ts';
import { SpoolFile, type SpoolPaths } from './spoolFile.ts';

/** An upload without progress for so long is given up, in ms. */
export const EXPIRES_AFTER_MS = 7 * 86_400_000;

const DATA = '.data';
const MARKS = '.marks';

/** How far an upload is. */
export interface Progress {
  readonly received: number;
  /** When bytes last came, UTC milliseconds. */
  readonly progressAt: number;
}

/**
 * Uploads of one store on their way, in a folder of their own, by upload id. One caller at a time for each upload.
 * All throw what the disk throws.
 */
export interface Spool {
  /** Idempotent: what is received already stays. */
  readonly create: (id: string) => Promise<void>;
  readonly find: (id: string) => Promise<Progress | null>;
  /** Durable when it returns or throws. Where a sync failed, nothing of the upload is left. */
  readonly append: (id: string, source: AsyncIterable<Buffer>) => Promise<SpoolFile>;
  readonly remove: (id: string) => Promise<void>;
  readonly list: () => Promise<readonly string[]>;
}

export const createSpool = (folder: string): Spool => {
  /** Those used since the start; their running hash need not be made anew. */
  const open = new Map<string, SpoolFile>();
  const pathsOf = (id: string): SpoolPaths => ({
    data: join(folder, `${id}${DATA}`),
    marks: join(folder, `${id}${MARKS}`),
  });

  const fileOf = async (id: string): Promise<SpoolFile> => {
    const file = open.get(id) ?? (await SpoolFile.open(pathsOf(id)));
    open.set(id, file);
    return file;
  };

  const remove = async (id: string): Promise<void> => {
    open.delete(id);
    const { data, marks } = pathsOf(id);
    // The marks last: without its bytes an upload is none.
    for (const path of [data, marks]) await rm(path, { force: true });
    await syncFolder(folder);
  };

  return {
    remove,
    create: async (id) => {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      // Whoever took its bytes away, the hash of them says nothing of those that come.
      if ((await stat(pathsOf(id).data).catch(unlessAbsent)) === null) open.delete(id);
      await SpoolFile.create(pathsOf(id));
      await syncFolder(folder);
    },
    find: async (id) => {
      const found = await stat(pathsOf(id).data).catch(unlessAbsent);
      return found === null ? null : { received: (await fileOf(id)).received, progressAt: found.mtimeMs };
    },
    append: async (id, source) => {
      const file = await fileOf(id);
      try {
        await file.append(source);
        return file;
      } finally {
        if (file.lost) await remove(id);
        // Never said to be received what a restart would not know.
        else if (!file.isMarked) open.delete(id);
      }
    },
    list: async () => {
      const names = (await readdir(folder).catch(unlessAbsent)) ?? [];
      return names.filter((name) => name.endsWith(DATA)).map((name) => name.slice(0, -DATA.length));
    },
  };
};
