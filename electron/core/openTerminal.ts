import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Answer } from '../../shared/contract/answer.ts';
import type { Caller } from '../../shared/contract/define.ts';
import type { CallName } from '../../shared/contract/index.ts';
import type { Settings } from '../../shared/contract/settings.ts';
import { createDispatch } from './call/dispatch.ts';
import { type TransactionDeps, SYSTEM, transact } from './call/transaction.ts';
import type { CoreDeps as FeatureDeps } from './call/deps.ts';
import { openDatabase } from './db/open.ts';
import { composeFeatures } from './composeFeatures.ts';
import type { CoreOptions, Manager } from './createCore.ts';
import { findCatalogue, readShippedCatalogue, seedCatalogue } from './features/catalogue/index.ts';
import { addNotice, readShippedNotice } from './features/notices/index.ts';
import { readSettings } from './features/settings/index.ts';
import { findStaff, hashPin, insertStaff } from './features/staff/index.ts';
import { DEMO_PEOPLE, seedDemoPeople } from './features/terminal/index.ts';
import { createFileStore } from './files/fileStore.ts';
import { deriveKey } from './keys/deriveKey.ts';
import { createFileKeys, fileKeysPath, openFileKeys } from './keys/fileKeys.ts';

export interface OpenTerminal {
  readonly restored: boolean;
  settings(): Settings;
  dispatch(name: CallName, input: unknown, caller: Caller, ref: string): Promise<Answer<unknown>>;
  close(): Promise<void>;
}

export interface OpenTerminalOptions extends CoreOptions {
  readonly key: Uint8Array;
  readonly demo: boolean;
  /** The first manager of a fresh database. */
  readonly manager: Manager | null;
}

const FOLDERS = ['production', 'tickets', 'exports', 'scratch'] as const;

/** Puts what a fresh database needs into it; on a known one only what is new beside the app. */
const seed = async (options: OpenTerminalOptions, deps: FeatureDeps, fresh: boolean): Promise<void> => {
  const catalogue = await readShippedCatalogue(options.config.resourcesFolder);
  const notice = await readShippedNotice(options.config.resourcesFolder);
  const people = !fresh
    ? []
    : options.demo
      ? await Promise.all(DEMO_PEOPLE.map(({ pin }) => hashPin(pin)))
      : [];
  const manager = fresh && options.manager ? { ...options.manager, hash: await hashPin(options.manager.pin) } : null;
  deps.transact((tx) => {
    seedCatalogue(tx.db, catalogue, tx.now);
    addNotice(tx.db, notice);
    if (people.length > 0) seedDemoPeople(tx, people);
    if (manager) {
      const { name, hash } = manager;
      insertStaff(tx.db, { staffId: tx.ids.ulid(), name, role: 'manager', pin: hash, badgeMac: null, createdAt: tx.now });
    }
  });
};

/** Opens everything that needs the database key and answers calls from then on. @throws OpenError, FileKeysError */
export const openTerminal = async (options: OpenTerminalOptions): Promise<OpenTerminal> => {
  const { config, clock, ids, log, key } = options;
  const database = openDatabase({ folder: config.dataFolder, key, nativeBinding: config.nativeBinding, clock });
  const folders = {
    data: config.dataFolder,
    production: join(config.dataFolder, 'production'),
    tickets: join(config.dataFolder, 'tickets'),
    exports: join(config.dataFolder, 'exports'),
    scratch: join(config.dataFolder, 'scratch'),
    fonts: config.fontFolder,
  };
  try {
    for (const name of FOLDERS) await mkdir(folders[name], { recursive: true, mode: 0o700 });
    const fresh = !existsSync(fileKeysPath(config.dataFolder));
    if (fresh) await createFileKeys(config.dataFolder, key);
    const fileKeys = await openFileKeys(config.dataFolder, key);
    const emit: TransactionDeps['emit'] = (name, payload) => options.onEvent(name, payload);
    const transaction: TransactionDeps = { database, clock, ids, emit };
    const deps: FeatureDeps = {
      clock,
      ids,
      log,
      folders,
      read: database.read,
      transact: (run) => transact(transaction, SYSTEM, run),
      emit,
      settings: readSettings,
      catalogue: (db, version) => findCatalogue(db, clock.now(), version),
    };
    await seed(options, deps, fresh);
    const features = composeFeatures({ ...options, deps, database, fileKeys, files: createFileStore(config.dataFolder) });
    await features.recover();
    const dispatch = createDispatch(
      {
        ...transaction,
        log,
        requestKey: deriveKey(key, 'requests'),
        isActive: (caller) => caller.staffId === null || findStaff(database.read, caller.staffId)?.role === caller.role,
      },
      features.handlers,
    );
    features.start();
    return {
      restored: database.restored,
      settings: () => readSettings(database.read),
      dispatch,
      close: async () => {
        await features.stop();
        await fileKeys.close();
        database.close();
        key.fill(0);
      },
    };
  } catch (error) {
    database.close();
    throw error;
  }
};
