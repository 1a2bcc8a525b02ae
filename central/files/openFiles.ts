import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from '../db/database.ts';
import { createFolderStore } from './store/folderStore.ts';
import type { FileStore } from './store/fileStore.ts';
import { createUploads, type Uploads } from './uploads.ts';

/** Photo files of orders: stored ones, and those on their way. */
export interface Files {
  readonly store: FileStore;
  readonly uploads: Uploads;
}

/** Opens spool and file store in central's folder. `now` is UTC ms. */
export const openFiles = (options: {
  readonly db: Database;
  readonly folder: string;
  readonly now: () => number;
}): Files => {
  const spoolFolder = join(options.folder, 'spool');
  mkdirSync(spoolFolder, { recursive: true, mode: 0o700 });
  const store = createFolderStore(join(options.folder, 'files'));
  return { store, uploads: createUploads({ ...options, store, spoolFolder }) };
};
