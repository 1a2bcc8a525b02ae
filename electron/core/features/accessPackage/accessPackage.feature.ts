import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { access } from '../../../../shared/contract/access.ts';
import { archiveCode } from '../../../../shared/domain/archiveCode.ts';
import type { PersonId, PrivacyRequestId } from '../../../../shared/domain/ids.ts';
import type { RecipientRegister } from '../../../../shared/privacy/disclosure.ts';
import type { DryRun } from '../../../../shared/privacy/dryRun.ts';
import type { QueryContext, Tx } from '../../call/context.ts';
import type { CoreDeps, Feature } from '../../call/deps.ts';
import { command, type HandlersFor, query } from '../../call/handlers.ts';
import { reject } from '../../call/rejection.ts';
import type { ReadableDb } from '../../db/handles.ts';
import { describeError } from '../../log/log.ts';
import { writeArchive } from '../archive/index.ts';
import { scopeOfPeople } from '../erasure/index.ts';
import { isPersonLocked } from '../recordsLock/index.ts';
import { assertOpenRecords } from '../restriction/index.ts';
import { type EntryDeps, packageEntries } from './entries.ts';
import {
  findPackage,
  markCollected,
  markGone,
  markReady,
  orderPackage,
  type PackageRecord,
  packagesIn,
  peopleIn,
} from './packages.store.ts';

export interface AccessDeps
  extends EntryDeps,
    Pick<CoreDeps, 'clock' | 'ids' | 'log' | 'folders' | 'read' | 'transact' | 'transactAs' | 'settings'> {
  readonly register: RecipientRegister;
  readonly dryRun: (db: ReadableDb, people: readonly PersonId[], now: number) => DryRun;
  /** The package is there, or could not be built. */
  readonly onReady: (tx: Tx, end: { readonly requestId: string; readonly built: boolean }) => void;
}

export interface AccessFeature extends Feature<HandlersFor<typeof access>> {
  /** Orders the package of a request; ordered again it is made anew. */
  readonly order: (
    tx: Tx,
    job: { readonly requestId: PrivacyRequestId; readonly people: readonly PersonId[] },
  ) => void;
  /** Requests whose package is to be handed over, or was and is still there. */
  readonly toHandOver: (db: ReadableDb) => readonly PrivacyRequestId[];
  /** Removes what has expired or was collected. Answers how many packages went. */
  readonly purge: () => Promise<number>;
  /** Resolves when what was ordered so far is built or has failed. */
  readonly settled: () => Promise<void>;
}

const DAY = 86_400_000;
/** Long enough to copy it to where it goes. */
const AFTER_COLLECTION_MS = 3_600_000;

const PURGE_EVERY_MS = 3_600_000;
const FIRST_PURGE_MS = 15_000;

const fileOf = (requestId: string): string => `lete-access-${requestId}.zip`;

const digestOf = async (path: string): Promise<string> => {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
};

const build = async (deps: AccessDeps, { requestId, madeAt }: PackageRecord): Promise<void> => {
  const { read: db } = deps;
  const people = peopleIn(db, requestId);
  const content = {
    requestId,
    madeAt,
    db,
    scope: scopeOfPeople(db, people),
    settings: deps.settings(db),
    register: deps.register,
    dryRun: deps.dryRun(db, people, madeAt),
  };
  const path = join(deps.folders.exports, fileOf(requestId));
  const code = archiveCode(deps.ids.bytes);
  await writeArchive(path, packageEntries(deps, content), code);
  const sha256 = await digestOf(path);
  deps.transact((tx) => {
    markReady(tx.db, requestId, code, sha256);
    tx.audit('access.build', requestId, { objectType: 'privacy-request' });
    deps.onReady(tx, { requestId, built: true });
  });
};

const buildAll = async (deps: AccessDeps): Promise<void> => {
  for (const ordered of packagesIn(deps.read, 'building')) {
    if (peopleIn(deps.read, ordered.requestId).some((one) => isPersonLocked(deps.read, one))) continue;
    try {
      await build(deps, ordered);
    } catch (error) {
      deps.log.error('access-package-failed', describeError(error));
      deps.transact((tx) => {
        markGone(tx.db, ordered.requestId);
        deps.onReady(tx, { requestId: ordered.requestId, built: false });
      });
    }
  }
};

const isOver = ({ expiresAt, collectedAt }: PackageRecord, now: number): boolean =>
  now >= expiresAt || (collectedAt !== null && now >= collectedAt + AFTER_COLLECTION_MS);

const purgeDue = async (deps: AccessDeps): Promise<number> => {
  const now = deps.clock.now();
  const over = [...packagesIn(deps.read, 'ready'), ...packagesIn(deps.read, 'collected')].filter((one) =>
    isOver(one, now),
  );
  for (const { requestId } of over) {
    await rm(join(deps.folders.exports, fileOf(requestId)), { force: true });
    deps.transact((tx) => {
      markGone(tx.db, requestId);
      tx.audit('access.purge', requestId, { objectType: 'privacy-request' });
    });
  }
  return over.length;
};

/** Whoever knows the code can read the package: it is shown only once that is written down. */
const seenCode = (deps: AccessDeps, { db, caller }: QueryContext, requestId: string): string => {
  const code = findPackage(db, requestId)?.code ?? reject('NOT_FOUND');
  assertOpenRecords(db, peopleIn(db, requestId));
  deps.transactAs(caller, (tx) => tx.audit('access.code', requestId, { objectType: 'privacy-request' }));
  return code;
};

const handlersOf = (deps: AccessDeps): HandlersFor<typeof access> => ({
  'access:state': query('access:state', (q, { privacyRequestId }) => {
    const known = findPackage(q.db, privacyRequestId) ?? reject('NOT_FOUND');
    const { state, madeAt, expiresAt, collectedAt } = known;
    return { state, madeAt, expiresAt, collectedAt };
  }),
  'access:code': query('access:code', (q, { privacyRequestId }) => ({
    code: seenCode(deps, q, privacyRequestId),
  })),
  'access:collect': command('access:collect', (tx, { privacyRequestId, way }) => {
    assertOpenRecords(tx.db, peopleIn(tx.db, privacyRequestId));
    if (!markCollected(tx.db, privacyRequestId, tx.now)) return reject('NOT_FOUND');
    tx.audit('access.collect', privacyRequestId, { objectType: 'privacy-request', reasonCode: way });
    return { file: fileOf(privacyRequestId) };
  }),
});

/** Packages of all that is held of a person, for that person (GDPR 15, 20): built beside the work, collected once. */
export const createAccessFeature = (deps: AccessDeps): AccessFeature => {
  let work: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | null = null;
  const wake = (): void => {
    work = work.then(() => buildAll(deps));
  };
  return {
    handlers: handlersOf(deps),
    order: (tx, { requestId, people }) => {
      assertOpenRecords(tx.db, people);
      const { accessPackageDays } = deps.settings(tx.db).retention;
      orderPackage(tx.db, { requestId, people, now: tx.now, expiresAt: tx.now + accessPackageDays * DAY });
      tx.afterCommit(wake);
    },
    toHandOver: (db) =>
      [...packagesIn(db, 'ready'), ...packagesIn(db, 'collected')].map(({ requestId }) => requestId),
    purge: () => purgeDue(deps),
    settled: () => work,
    start: () => {
      wake();
      // Soon after the start, then each hour: a package goes on time also where the retention job ran this morning.
      const look = (): void => {
        work = work
          .then(() => purgeDue(deps))
          .then(
            () => undefined,
            (error: unknown) => deps.log.error('access-purge-failed', describeError(error)),
          );
        timer = setTimeout(look, PURGE_EVERY_MS);
      };
      timer = setTimeout(look, FIRST_PURGE_MS);
    },
    stop: () => {
      if (timer !== null) clearTimeout(timer);
      return work;
    },
  };
};
