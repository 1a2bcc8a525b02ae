import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CoreDeps, Feature } from '../../../electron/core/call/deps.ts';
import { createDispatch, type Handlers } from '../../../electron/core/call/dispatch.ts';
import { SYSTEM, transact } from '../../../electron/core/call/transaction.ts';
import { openDatabase, type OpenDatabase } from '../../../electron/core/db/open.ts';
import { type OpenAudit, openAudit } from '../../../electron/core/features/audit/index.ts';
import {
  findCatalogue,
  readShippedCatalogue,
  seedCatalogue,
} from '../../../electron/core/features/catalogue/index.ts';
import {
  addNotice,
  noticeVersionInForce,
  readShippedNotice,
} from '../../../electron/core/features/notices/index.ts';
import { readSettings, writeSettings } from '../../../electron/core/features/settings/index.ts';
import { insertStaff } from '../../../electron/core/features/staff/index.ts';
import { highestTimeSeen } from '../../../electron/core/features/terminal/index.ts';
import { createFileStore, type FileStore } from '../../../electron/core/files/fileStore.ts';
import { createFileKeys, type FileKeys, openFileKeys } from '../../../electron/core/keys/fileKeys.ts';
import { createSigningKey, openSigner } from '../../../electron/core/keys/signingKey.ts';
import { createLog } from '../../../electron/core/log/log.ts';
import type { Answer } from '../../../shared/contract/answer.ts';
import type { Caller } from '../../../shared/contract/define.ts';
import { type CallInput, type CallName, type CallOutput, contract } from '../../../shared/contract/index.ts';
import type { Settings } from '../../../shared/contract/settings.ts';
import { StaffId, ulid } from '../../../shared/domain/ids.ts';

const root = join(import.meta.dirname, '../../..');
const RESOURCES = join(root, 'resources');
/** Sunday 22 November 2026, 12:00 in Riga. */
export const START = Date.UTC(2026, 10, 22, 10, 0, 0);

export interface TestClock {
  now(): number;
  /** Moves on by so many milliseconds. */
  pass(ms: number): void;
}

type Sections = { readonly [K in keyof Settings]?: Partial<Settings[K]> };
type WithoutRequest<I> = I extends { requestId: unknown } ? Omit<I, 'requestId'> & { requestId?: string } : I;

/** What a factory of features gets: all that the composition root has. */
export interface TestDeps extends CoreDeps {
  readonly fileKeys: FileKeys;
  readonly files: FileStore;
  readonly database: OpenDatabase;
  readonly audit: OpenAudit;
  readonly databaseKey: Uint8Array;
}

export interface TestCore<F> {
  readonly folder: string;
  readonly deps: TestDeps;
  readonly clock: TestClock;
  readonly database: OpenDatabase;
  readonly features: F;
  readonly events: { readonly name: string; readonly payload: unknown }[];
  readonly logLines: string[];
  /** Līga (staff), Andris (manager), a customer, nobody. */
  readonly who: Readonly<Record<'staff' | 'other' | 'manager' | 'customer' | 'nobody', Caller>>;
  set(change: Sections): void;
  /** Through the dispatcher, so that roles, schemas and idempotency apply. */
  ask<N extends CallName>(
    who: Caller,
    name: N,
    input: WithoutRequest<CallInput<N>>,
  ): Promise<Answer<CallOutput<N>>>;
  /** The value; an answer that is an error fails the test with its code. */
  get<N extends CallName>(who: Caller, name: N, input: WithoutRequest<CallInput<N>>): Promise<CallOutput<N>>;
  /** The code of the error; a success fails the test. */
  refused<N extends CallName>(who: Caller, name: N, input: WithoutRequest<CallInput<N>>): Promise<string>;
  /** Ends without a word, as a power cut does, and comes up again on the same data folder; `meanwhile` runs between. */
  restart(meanwhile?: () => void): Promise<TestCore<F>>;
  /** Closes and leaves the folder. */
  leave(): Promise<void>;
  close(): Promise<void>;
}

const PEOPLE = [
  ['staff', 'Līga', 'staff'],
  ['other', 'Māra', 'staff'],
  ['manager', 'Andris', 'manager'],
] as const;

type Build<F> = (deps: TestDeps) => F;

interface Life {
  readonly folder: string;
  readonly key: Uint8Array;
  readonly clock: TestClock;
  readonly who: TestCore<unknown>['who'];
  readonly fresh: boolean;
}

const seed = async (deps: CoreDeps, who: Life['who']): Promise<void> => {
  const catalogue = await readShippedCatalogue(RESOURCES);
  const notice = await readShippedNotice(RESOURCES);
  deps.transact((tx) => {
    tx.audit('audit.begin', null);
    seedCatalogue(tx.db, catalogue, tx.now);
    addNotice(tx.db, notice);
    for (const [key, name, role] of PEOPLE) {
      const staffId = StaffId.parse(who[key].staffId);
      // Nobody signs in here: the PIN needs no real hash.
      const pin = { salt: new Uint8Array(16), hash: new Uint8Array(32) };
      insertStaff(tx.db, { staffId, name, role, pin, badgeMac: null, createdAt: tx.now });
    }
  });
};

const begin = async <F extends Readonly<Record<string, Feature<object>>>>(
  build: Build<F>,
  life: Life,
): Promise<TestCore<F>> => {
  const { folder, key, clock, who } = life;
  const database = openDatabase({ folder, key, nativeBinding: null, clock, expected: !life.fresh });
  const fileKeys = await openFileKeys(folder, key);
  const signer = await openSigner(folder, key);
  const events: TestCore<F>['events'] = [];
  const logLines: string[] = [];
  const ids = {
    ulid: () => ulid(clock.now(), randomBytes(10)),
    hex: (bytes: number) => randomBytes(bytes).toString('hex'),
    bytes: (count: number) => new Uint8Array(randomBytes(count)),
  };
  const log = createLog(
    () => clock.now(),
    (line) => logLines.push(line),
  );
  const audit = await openAudit({
    read: database.read,
    signer,
    ids,
    log,
    dataFolder: folder,
    appVersion: '0.1.0',
    settings: readSettings,
    highestTimeSeen,
    noticeVersion: noticeVersionInForce,
  });
  const transactions = {
    trail: audit.trail,
    database,
    clock,
    ids,
    emit: (name: string, payload: unknown) => void events.push({ name, payload }),
  };
  const inData = (name: string) => join(folder, name);
  const deps: TestDeps = {
    ...transactions,
    log,
    folders: {
      data: folder,
      production: inData('production'),
      tickets: inData('tickets'),
      exports: inData('exports'),
      scratch: inData('scratch'),
      fonts: join(RESOURCES, 'fonts'),
    },
    read: database.read,
    transact: (run) => transact(transactions, SYSTEM, run),
    transactAs: (caller, run) => transact(transactions, caller, run),
    signer,
    settings: readSettings,
    catalogue: (db, version) => findCatalogue(db, clock.now(), version),
    fileKeys,
    files: createFileStore(folder),
    audit,
    databaseKey: key,
  };
  if (life.fresh) await seed(deps, who);
  const features = build(deps);
  const handlers: Handlers = Object.assign({}, ...Object.values(features).map((feature) => feature.handlers));
  const dispatch = createDispatch(
    { ...transactions, log, requestKey: new Uint8Array(32), isActive: () => true },
    handlers,
  );
  const ask = async (caller: Caller, name: CallName, input: object) => {
    const asked = contract[name].kind === 'command' ? { requestId: ids.ulid(), ...input } : input;
    return dispatch(name, asked, caller, 'ab12');
  };
  const shut = async (): Promise<void> => {
    for (const feature of Object.values(features)) await feature.stop?.();
    await audit.settled();
    await fileKeys.close();
    signer.close();
    database.close();
  };
  return {
    folder,
    deps,
    clock,
    database,
    features,
    events,
    logLines,
    who,
    set: (change) =>
      deps.transact((tx) => {
        const old = readSettings(tx.db);
        const sections = Object.entries(change).map(([name, part]) => [
          name,
          { ...old[name as keyof Settings], ...part },
        ]);
        writeSettings(tx.db, { ...old, ...Object.fromEntries(sections) } as Settings);
      }),
    ask: ask as TestCore<F>['ask'],
    get: (async (caller: Caller, name: CallName, input: object) => {
      const answer = await ask(caller, name, input);
      if (!answer.ok) throw new Error(`${name}: ${answer.code} ${logLines.at(-1) ?? ''}`);
      return answer.value;
    }) as TestCore<F>['get'],
    refused: async (caller: Caller, name: CallName, input: object) => {
      const answer = await ask(caller, name, input);
      if (answer.ok) throw new Error(`${name} was not refused`);
      return answer.code;
    },
    restart: async (meanwhile) => {
      await shut();
      meanwhile?.();
      return begin(build, { ...life, fresh: false });
    },
    leave: shut,
    close: async () => {
      await shut();
      await rm(folder, { recursive: true });
    },
  };
};

const clockAt = (start: number): TestClock => {
  let now = start;
  return { now: () => now, pass: (ms) => void (now += ms) };
};

const callers = (): Life['who'] => {
  const person = (role: 'staff' | 'manager'): Caller => ({
    windowId: 1,
    terminal: 'counter',
    role,
    staffId: ulid(START, randomBytes(10)),
  });
  return {
    staff: person('staff'),
    other: person('staff'),
    manager: person('manager'),
    customer: { windowId: 2, terminal: 'kiosk', role: 'customer', staffId: null },
    nobody: { windowId: 2, terminal: 'kiosk', role: 'nobody', staffId: null },
  };
};

/**
 * A core in this process: the real keyed database, file store, key slots, price list and dispatcher; clock and callers
 * are the test's. `build` makes the features under test as the composition root does.
 */
export const createTestCore = async <F extends Readonly<Record<string, Feature<object>>>>(
  build: Build<F>,
): Promise<TestCore<F>> => {
  const folder = await mkdtemp(join(tmpdir(), 'lete-core-'));
  mkdirSync(join(folder, 'tickets'));
  const key = new Uint8Array(randomBytes(32));
  await createFileKeys(folder, key);
  await createSigningKey(folder, key);
  return begin(build, { folder, key, clock: clockAt(START), who: callers(), fresh: true });
};

/** The same on a folder that another process left, at a later time (UTC ms); its staff are others. */
export const openTestCore = <F extends Readonly<Record<string, Feature<object>>>>(
  build: Build<F>,
  { folder, key, now }: { readonly folder: string; readonly key: Uint8Array; readonly now: number },
): Promise<TestCore<F>> => begin(build, { folder, key, clock: clockAt(now), who: callers(), fresh: false });
