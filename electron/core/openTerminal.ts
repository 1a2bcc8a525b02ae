import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Answer } from '../../shared/contract/answer.ts';
import type { Caller } from '../../shared/contract/define.ts';
import type { CallName, EventName } from '../../shared/contract/index.ts';
import type { Settings } from '../../shared/contract/settings.ts';
import type { AuditTrail } from './call/auditTrail.ts';
import type { CoreDeps, Folders } from './call/deps.ts';
import { createDispatch } from './call/dispatch.ts';
import { SYSTEM, transact } from './call/transaction.ts';
import { composeFeatures } from './composeFeatures.ts';
import type { CoreOptions, OpenTerminalOptions } from './coreOptions.ts';
import type { ReadableDb } from './db/handles.ts';
import { type OpenDatabase, openDatabase } from './db/open.ts';
import { auditHead, hasSigned, type OpenAudit, openAudit } from './features/audit/index.ts';
import { settleRestore } from './features/backups/index.ts';
import { findCatalogue } from './features/catalogue/index.ts';
import { readRecipients } from './features/disclosures/index.ts';
import { hasVisit } from './features/drafts/index.ts';
import { noticeVersionInForce } from './features/notices/index.ts';
import { readShippedRequests } from './features/requests/index.ts';
import { readSettings } from './features/settings/index.ts';
import { hasStaff, isSignedIn } from './features/staff/index.ts';
import { highestTimeSeen } from './features/terminal/index.ts';
import { createFileStore } from './files/fileStore.ts';
import { deriveKey } from './keys/deriveKey.ts';
import {
  assertFileKeysFit,
  createFileKeys,
  type FileKeys,
  FileKeysError,
  fileKeysPath,
  openFileKeys,
} from './keys/fileKeys.ts';
import {
  createSigningKey,
  type OpenSigner,
  openSigner,
  type Signer,
  SigningKeyError,
  signingKeyPath,
} from './keys/signingKey.ts';
import { createNightlyRestart } from './nightlyRestart.ts';
import { SetUpUnfinished, seed } from './seed.ts';
import { createUpkeep } from './upkeep.ts';

export interface OpenTerminal {
  readonly restored: boolean;
  readonly settings: () => Settings;
  readonly dispatch: (
    name: CallName,
    input: unknown,
    caller: Caller,
    ref: string,
  ) => Promise<Answer<unknown>>;
  readonly close: () => Promise<void>;
}

const SUBFOLDERS = ['production', 'tickets', 'exports', 'scratch'] as const;

const makeFolders = async ({ dataFolder, fontFolder }: CoreOptions['config']): Promise<Folders> => {
  for (const name of SUBFOLDERS) await mkdir(join(dataFolder, name), { recursive: true, mode: 0o700 });
  const below = (name: (typeof SUBFOLDERS)[number]): string => join(dataFolder, name);
  return {
    data: dataFolder,
    production: below('production'),
    tickets: below('tickets'),
    exports: below('exports'),
    scratch: below('scratch'),
    fonts: fontFolder,
  };
};

/** The order keys; made anew only where nobody ever worked, since without the old ones every original is lost. */
const openKeys = async ({ config, key }: OpenTerminalOptions, fresh: boolean): Promise<FileKeys> => {
  if (!existsSync(fileKeysPath(config.dataFolder))) {
    if (!fresh) throw new FileKeysError('missing');
    await createFileKeys(config.dataFolder, key);
  }
  return openFileKeys(config.dataFolder, key);
};

/** Notes that somebody who is signed in works here. */
const attended =
  (dispatch: OpenTerminal['dispatch'], sawSomebody: () => void): OpenTerminal['dispatch'] =>
  (name, input, caller, ref) => {
    if (caller.staffId !== null) sawSomebody();
    return dispatch(name, input, caller, ref);
  };

/** The signing key; made anew only where nothing was ever signed, since that must stay checkable. */
const openSigning = async ({ config, key }: OpenTerminalOptions, read: ReadableDb): Promise<OpenSigner> => {
  if (!existsSync(signingKeyPath(config.dataFolder))) {
    if (hasSigned(read, config.dataFolder)) throw new SigningKeyError('missing');
    await createSigningKey(config.dataFolder, key);
  }
  return openSigner(config.dataFolder, key);
};

/** What is open beside the database. */
interface OpenKeys {
  readonly fileKeys: FileKeys;
  readonly signer: OpenSigner;
}

const trailOf = (options: OpenTerminalOptions, { read }: OpenDatabase, signer: Signer): Promise<OpenAudit> =>
  openAudit({
    read,
    signer,
    ids: options.ids,
    log: options.log,
    dataFolder: options.config.dataFolder,
    appVersion: options.config.version,
    settings: readSettings,
    highestTimeSeen,
    noticeVersion: noticeVersionInForce,
  });

const depsOf = async (
  options: OpenTerminalOptions,
  database: OpenDatabase,
  signer: Signer,
  trail: AuditTrail,
) => {
  const { config, clock, ids, log } = options;
  const hearing: ((name: EventName) => void)[] = [];
  const emit: CoreDeps['emit'] = (name, payload) => {
    options.onEvent(name, payload);
    for (const hear of hearing) hear(name);
  };
  const transaction = { database, clock, ids, emit, trail };
  const deps: CoreDeps = {
    clock,
    ids,
    log,
    folders: await makeFolders(config),
    read: database.read,
    transact: (run) => transact(transaction, SYSTEM, run),
    transactAs: (caller, run) => transact(transaction, caller, run),
    emit,
    signer,
    settings: readSettings,
    catalogue: (db, version) => findCatalogue(db, clock.now(), version),
  };
  return { deps, transaction, onEmit: (hear: (name: EventName) => void) => void hearing.push(hear) };
};

const nightlyRestartOf = ({ clock, opensAlone, shell, log }: OpenTerminalOptions, read: ReadableDb) =>
  createNightlyRestart({
    now: clock.now,
    uptimeMs: () => process.uptime() * 1000,
    // Nobody would be there to type a passphrase.
    mayRestart: () => opensAlone && !hasVisit(read),
    restart: () => void shell.restart(),
    log,
  });

const shippedOf = async ({ config, log }: OpenTerminalOptions) => ({
  recipients: await readRecipients(config.resourcesFolder, log),
  shipped: await readShippedRequests(config.resourcesFolder),
});

const openFeatures = async (
  options: OpenTerminalOptions,
  database: OpenDatabase,
  fresh: boolean,
  { fileKeys, signer }: OpenKeys,
) => {
  const audit = await trailOf(options, database, signer);
  const { deps, transaction, onEmit } = await depsOf(options, database, signer, audit.trail);
  if (auditHead(database.read) === undefined) deps.transact((tx) => tx.audit('audit.begin', null));
  await seed(options, deps, fresh);
  const upkeep = createUpkeep({ ...deps, database });
  const files = createFileStore(deps.folders.data);
  const features = composeFeatures({
    ...options,
    deps,
    database,
    audit,
    fileKeys,
    files,
    upkeep,
    onEmit,
    ...(await shippedOf(options)),
  });
  await features.recover(database.restored !== null);
  settleRestore(deps, database);
  const requestKey = deriveKey(options.key, 'requests');
  const isActive = (caller: Caller): boolean => isSignedIn(database.read, caller);
  const dispatch = createDispatch({ ...transaction, log: deps.log, requestKey, isActive }, features.handlers);
  const nightly = nightlyRestartOf(options, database.read);
  features.start();
  nightly.start();
  const stop = async (): Promise<void> => {
    nightly.stop();
    await features.stop();
    await audit.settled();
  };
  return { dispatch: attended(dispatch, nightly.sawSomebody), stop };
};

/**
 * Opens everything that needs the database key and answers calls from then on. The key is zeroed at the end.
 * @throws OpenError, FileKeysError, SigningKeyError, CatalogueMalformed, SetUpUnfinished
 */
export const openTerminal = async (options: OpenTerminalOptions): Promise<OpenTerminal> => {
  const { config, clock, key } = options;
  const { dataFolder: folder, nativeBinding } = config;
  const expected = existsSync(fileKeysPath(folder));
  // Before the database is touched: with another database's key it would look damaged.
  if (expected) await assertFileKeysFit(folder, key);
  const database = openDatabase({ folder, key, nativeBinding, clock, expected });
  let fileKeys: FileKeys | null = null;
  let signer: OpenSigner | null = null;
  try {
    const fresh = !hasStaff(database.read);
    if (fresh && !options.demo && !options.manager) throw new SetUpUnfinished();
    const keys = {
      fileKeys: await openKeys(options, fresh),
      signer: await openSigning(options, database.read),
    };
    fileKeys = keys.fileKeys;
    signer = keys.signer;
    const { dispatch, stop } = await openFeatures(options, database, fresh, keys);
    return {
      restored: database.restored !== null,
      settings: () => readSettings(database.read),
      dispatch,
      close: async () => {
        await stop();
        await keys.fileKeys.close();
        keys.signer.close();
        database.close();
        key.fill(0);
      },
    };
  } catch (error) {
    await fileKeys?.close();
    signer?.close();
    database.close();
    throw error;
  }
};
