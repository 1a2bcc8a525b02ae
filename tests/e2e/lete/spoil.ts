import { mkdir, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openKeyed } from '../../../electron/core/db/driver.ts';
import { lockFolder } from '../../../electron/core/db/folderLock.ts';
import { unlockDatabaseKey } from '../../../electron/core/keys/databaseKey.ts';

/** A computer without a key store of its own. */
const NO_KEY_STORE = {
  available: async () => false,
  wrap: async () => Promise.reject(new Error('no key store')),
  unwrap: async () => Promise.reject(new Error('no key store')),
};

/** Ways in which the data folder of a demo that ran once can be unfit, by the failure each must end in. */
export const spoil = {
  damaged: async (data: string) => {
    await rm(join(data, 'backups'), { recursive: true, force: true });
    await writeFile(join(data, 'lete.db'), 'This is no database, only words. '.repeat(500));
  },
  'from-future': async (data: string) => {
    const unlocked = await unlockDatabaseKey(data, { osKeyWrap: NO_KEY_STORE });
    if (unlocked.kind !== 'ok') throw new Error(`The demo's key is ${unlocked.kind}.`);
    const db = openKeyed({ file: join(data, 'lete.db'), key: unlocked.key, nativeBinding: null });
    db.pragma('user_version = 9990');
    db.close();
  },
  'key-missing': async (data: string) => {
    await rm(join(data, 'keys'), { recursive: true });
  },
  'key-mismatch': async (data: string) => {
    const keys = join(data, 'keys');
    for (const name of await readdir(keys)) await truncate(join(keys, name), 20);
  },
  'folder-unavailable': async (data: string) => {
    await rm(join(data, 'lete.db'));
    await mkdir(join(data, 'lete.db'));
  },
} as const satisfies Record<string, (data: string) => Promise<unknown>>;

/** Holds a data folder as another Lete does; returns how to let go. */
export const holdFolder = (data: string): (() => void) => lockFolder(data, null);
