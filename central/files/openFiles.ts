import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from '../db/database.ts';
import type { Log } from '../http/log.ts';
import { createFolderStore } from './store/folderStore.ts';
import type { FileStore } from './store/fileStore.ts';
import type { S3Place } from './store/s3/s3Settings.ts';
import type { Outcome } from './sweep/outcome.ts';
import { createUploads, type Uploads } from './uploads.ts';

/** Photo files of orders: stored ones, and those on their way. */
export interface Files {
  readonly store: FileStore;
  readonly uploads: Uploads;
  /** What came of stored files that were read again, since the start. */
  readonly looks: Record<Outcome, number>;
}

interface StoreOptions {
  readonly folder: string;
  readonly now: () => number;
  readonly log: Log;
  readonly s3?: S3Place | undefined;
}

/** Opens the spool in central's folder, and the store: there as well, or in the bucket that is named. `now` is UTC ms. */
export const openFiles = async (options: StoreOptions & { readonly db: Database }): Promise<Files> => {
  const spoolFolder = join(options.folder, 'spool');
  mkdirSync(spoolFolder, { recursive: true, mode: 0o700 });
  const store = await openStore(options);
  const looks = { whole: 0, lost: 0, unread: 0, gone: 0 };
  return { store, uploads: createUploads({ ...options, store, spoolFolder }), looks };
};

/** What speaks S3 is loaded only where it is used. */
const openStore = async ({ folder, s3, now, log }: StoreOptions): Promise<FileStore> => {
  if (!s3) return createFolderStore(join(folder, 'files'));
  const { createS3Store } = await import('./store/s3/s3Store.ts');
  return createS3Store(s3, { now, log });
};
