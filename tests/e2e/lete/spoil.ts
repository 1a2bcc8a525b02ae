import { chmod, mkdir, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openKeyed, type Raw } from '../../../electron/core/db/driver.ts';
import { lockFolder } from '../../../electron/core/db/folderLock.ts';
import {
  createDatabaseKey,
  databaseKeyPath,
  unlockDatabaseKey,
} from '../../../electron/core/keys/databaseKey.ts';
import { fileKeysPath } from '../../../electron/core/keys/fileKeys.ts';
import type { Failure } from '../../../shared/contract/terminal.ts';

/** A computer without a key store of its own. */
const NO_KEY_STORE = {
  available: async () => false,
  wrap: async () => Promise.reject(new Error('no key store')),
  unwrap: async () => Promise.reject(new Error('no key store')),
};

async function inDatabase(data: string, work: (db: Raw) => unknown): Promise<void> {
  const unlocked = await unlockDatabaseKey(data, { osKeyWrap: NO_KEY_STORE });
  if (unlocked.kind !== 'ok') throw new Error(`The demo's key is ${unlocked.kind}.`);
  const db = openKeyed({ file: join(data, 'lete.db'), key: unlocked.key, nativeBinding: null });
  work(db);
  db.close();
}

/** The clock of the computer is behind what the terminal last saw by so many milliseconds. */
export const setClockBack = (data: string, ms: number): Promise<void> =>
  inDatabase(data, (db) =>
    db.prepare("UPDATE setting SET value = ? WHERE key = 'clock.highest'").run(String(Date.now() + ms)),
  );

/** Changes an entry of the audit trail past Lete, as somebody could who has the key; answers its number. */
export async function changeAuditEntry(data: string): Promise<number> {
  const seq = 2;
  await inDatabase(data, (db) =>
    db.exec(`DROP TRIGGER audit_no_update; UPDATE audit SET shop_id = '09' WHERE seq = ${seq}`),
  );
  return seq;
}

type Spoil = (data: string) => Promise<(() => Promise<void>) | undefined>;

interface Spoilt {
  readonly failure: Failure;
  /** Spoils the data folder of a demo that ran once; answers how to make it removable again, where it is not. */
  readonly make: Spoil;
}

/** Writes words where the database was. */
export const damage = (data: string): Promise<void> =>
  writeFile(join(data, 'lete.db'), 'This is no database, only words. '.repeat(500));

/** Ways in which a data folder can be unfit, each with the screen it must end in. */
export const spoil: Readonly<Record<string, Spoilt>> = {
  'a damaged database without a backup': {
    failure: 'damaged',
    make: async (data) => {
      await rm(join(data, 'backups'), { recursive: true, force: true });
      await damage(data);
      return undefined;
    },
  },
  'a database of a newer version': {
    failure: 'from-future',
    make: async (data) => {
      await inDatabase(data, (db) => db.pragma('user_version = 9990'));
      return undefined;
    },
  },
  'a folder without its keys': {
    failure: 'key-missing',
    make: async (data) => {
      await rm(join(data, 'keys'), { recursive: true });
      return undefined;
    },
  },
  'a folder without the keys of its photos': {
    failure: 'key-missing',
    make: async (data) => {
      await rm(fileKeysPath(data));
      return undefined;
    },
  },
  'a key that was cut off': {
    failure: 'key-mismatch',
    make: async (data) => {
      const keys = join(data, 'keys');
      for (const name of await readdir(keys)) await truncate(join(keys, name), 20);
      return undefined;
    },
  },
  'the key of another terminal': {
    failure: 'key-mismatch',
    make: async (data) => {
      await rm(databaseKeyPath(data));
      (await createDatabaseKey(data, { kind: 'demo' })).fill(0);
      return undefined;
    },
  },
  'a folder that cannot be written to': {
    failure: 'folder-unavailable',
    make: async (data) => {
      await chmod(data, 0o555);
      return () => chmod(data, 0o700);
    },
  },
  'a folder where the database should be': {
    failure: 'folder-unavailable',
    make: async (data) => {
      await rm(join(data, 'lete.db'));
      await mkdir(join(data, 'lete.db'));
      return undefined;
    },
  },
};

/** Holds a data folder as another Lete does; returns how to let go. */
export const holdFolder = (data: string): (() => void) => lockFolder(data, null);
