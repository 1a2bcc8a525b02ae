import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from '../db/database.ts';
import { syncFolder } from '../keys/durable.ts';
import { hashOfFile } from './archive.ts';
import { forgetTransfers, hashOfTransfer, spentTransfers } from './transfer.store.ts';

const DAY_MS = 86_400_000;
/** An archive lies here until it is handed over, like an access package. */
const ARCHIVE_LIFE_MS = 7 * DAY_MS;
/** The log of disclosures (privacy specification 4.5, `disclosure`). */
const LOG_LIFE_MS = 3 * 365 * DAY_MS;
const PART = /^lete-transfer-([0-9A-Z]{26})\.zip\.part$/;

const folderOf = (folder: string): string => join(folder, 'transfers');

export const archivePath = (folder: string, transferId: string): string =>
  join(folderOf(folder), `lete-transfer-${transferId}.zip`);

export const makeArchiveFolder = (folder: string): void => {
  mkdirSync(folderOf(folder), { recursive: true, mode: 0o700 });
  syncFolder(folder);
};

/** Gives a written archive its name: from here on it is there, and whole. */
export const nameArchive = (path: string): void => {
  renameSync(`${path}.part`, path);
  syncFolder(join(path, '..'));
};

/** What a crash left: what had been logged becomes the archive it is, and what had not is thrown away. */
export const finishLeft = async (db: Database, folder: string): Promise<void> => {
  if (!existsSync(folderOf(folder))) return;
  for (const name of readdirSync(folderOf(folder))) {
    const [, transferId] = PART.exec(name) ?? [];
    if (transferId === undefined) continue;
    const path = archivePath(folder, transferId);
    const logged = await db.transaction({ role: 'transfer' }, (sql) => hashOfTransfer(sql, transferId));
    if (logged === (await hashOfFile(`${path}.part`))) nameArchive(path);
    else rmSync(`${path}.part`);
  }
};

/** Deletes archives that were to be handed over by now or hold somebody who was erased, and the log of years ago. */
export const dropOldTransfers = (db: Database, folder: string, now: number): Promise<void> =>
  db.transaction({ role: 'transfer' }, async (sql) => {
    for (const id of await spentTransfers(sql, now - ARCHIVE_LIFE_MS))
      rmSync(archivePath(folder, id), { force: true });
    await forgetTransfers(sql, now - LOG_LIFE_MS);
  });
