import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { fileKey, type FileStore, orderPrefix } from '../../../central/files/store/fileStore.ts';
import type { WholeFile } from '../../../shared/sync/spool/receiver.ts';
import { SyncFault } from '../../../shared/sync/syncFault.ts';
import { spooled } from '../files/stores.ts';
import { newId } from '../tools/terminal.ts';

const AT_ONCE = 4;
const FILES_OF_AN_ORDER = 10;

/** One file of the trial, and what central would hold of it. */
export interface TrialFile {
  readonly key: string;
  readonly prefix: string;
  readonly file: WholeFile;
  readonly bytes: Buffer;
  readonly forget: () => Promise<void>;
  /** The store said that it has it, and that was proved. */
  verified: boolean;
  erased: boolean;
}

const inTurns = async <T>(things: readonly T[], work: (thing: T) => Promise<void>): Promise<void> => {
  for (let from = 0; from < things.length; from += AT_ONCE)
    await Promise.all(things.slice(from, from + AT_ONCE).map(work));
};

/** Files of new orders, in a spool. Sizes in bytes. */
export const makeFiles = async (sizes: readonly number[]): Promise<readonly TrialFile[]> => {
  const files: TrialFile[] = [];
  let orderId = newId();
  for (const [at, size] of sizes.entries()) {
    if (at % FILES_OF_AN_ORDER === 0) orderId = newId();
    const made = await spooled(size);
    const [key, prefix] = [fileKey('01', orderId, made.file.sha256), orderPrefix('01', orderId)];
    files.push({ ...made, key, prefix, verified: false, erased: false });
  }
  return files;
};

/** True where the store did it, false where it was away: as central knows it. */
const did = async (work: Promise<unknown>): Promise<boolean> => {
  try {
    await work;
    return true;
  } catch (error) {
    if (error instanceof SyncFault && error.code === 'unavailable') return false;
    throw error;
  }
};

/** Stores what is not verified yet; answers how many the store did not take. */
export const putAll = async (store: FileStore, files: readonly TrialFile[]): Promise<number> => {
  let refused = 0;
  await inTurns(
    files.filter(({ verified, erased }) => !verified && !erased),
    async (one) => {
      one.verified = await did(store.put(one.key, one.file));
      if (!one.verified) refused += 1;
    },
  );
  return refused;
};

/** Reads all that is verified and not erased, and compares. */
export const readAll = async (store: FileStore, files: readonly TrialFile[]) => {
  const seen = { read: 0, wrong: 0, lost: 0, unreadable: 0 };
  await inTurns(
    files.filter(({ verified, erased }) => verified && !erased),
    async ({ key, file }) => {
      const answered = await did(
        (async () => {
          if ((await store.sizeOf(key)) === null) {
            seen.lost += 1;
            return;
          }
          const bytes = await buffer(await store.read(key, { from: 0, to: file.size - 1 }));
          const isRight = createHash('sha256').update(bytes).digest('hex') === file.sha256;
          seen[isRight ? 'read' : 'wrong'] += 1;
        })(),
      );
      if (!answered) seen.unreadable += 1;
    },
  );
  return seen;
};

/** Erases the orders of these files; answers how many of them the store did not prove to be gone. */
export const eraseAll = async (store: FileStore, files: readonly TrialFile[]): Promise<number> => {
  let refused = 0;
  const prefixes = [...new Set(files.map(({ prefix }) => prefix))];
  await inTurns(prefixes, async (prefix) => {
    const own = files.filter((one) => one.prefix === prefix);
    const gone = await did(
      store.removeAll(
        prefix,
        own.map(({ key }) => key),
      ),
    );
    if (!gone) refused += 1;
    for (const one of own) one.erased = true;
  });
  return refused;
};

/** How many of these are there after all. */
export const countThere = async (store: FileStore, files: readonly TrialFile[]): Promise<number> => {
  let there = 0;
  await inTurns(files, async ({ key }) => {
    if ((await store.sizeOf(key)) !== null) there += 1;
  });
  return there;
};
