import { existsSync } from 'node:fs';
import type { AuditTrail } from '../../call/auditTrail.ts';
import type { ReadableDb } from '../../db/handles.ts';
import { removeUnfinished } from '../../keys/durable.ts';
import type { Log } from '../../log/log.ts';
import { anchorPath, readAnchor, writeAnchor } from './anchor.ts';
import { countersignedPath } from './countersigned.ts';
import { createAnchorKeeper } from './anchorKeeper.ts';
import { newestCheckpoint, readHead } from './audit.store.ts';
import { type AuditTrailDeps, createAuditTrail } from './auditTrail.ts';
import { enrolmentOf } from './entry.policy.ts';
import { mayFollow } from './verify.ts';

export type OpenAuditDeps = Omit<AuditTrailDeps, 'anchor'> & {
  readonly dataFolder: string;
  readonly read: ReadableDb;
  readonly log: Pick<Log, 'error'>;
};

export interface OpenAudit {
  readonly trail: AuditTrail;
  /** The note outside the database follows it again: a manager has accepted what it proved. */
  readonly followAgain: () => void;
  /** Waits for the last note outside the database; before the signer closes. */
  readonly settled: () => Promise<void>;
}

/** Whether this terminal ever signed an act: then its key may not be made anew. */
export const hasSigned = (db: ReadableDb, dataFolder: string): boolean =>
  readHead(db) !== undefined || newestCheckpoint(db) !== undefined || existsSync(anchorPath(dataFolder));

/**
 * Opens the trail. An anchor that contradicts the database is left as it is from then on: overwriting it would hide
 * what it proves.
 */
export const openAudit = async ({ dataFolder, read, log, ...deps }: OpenAuditDeps): Promise<OpenAudit> => {
  const { signer } = deps;
  for (const path of [anchorPath(dataFolder), countersignedPath(dataFolder)]) await removeUnfinished(path);
  if (!hasSigned(read, dataFolder)) await writeAnchor(dataFolder, signer, enrolmentOf(signer));
  const noted = await readAnchor(dataFolder, signer);
  const anchor = createAnchorKeeper({ dataFolder, signer, log });
  if (!mayFollow(read, signer, noted)) anchor.freeze();
  return {
    trail: createAuditTrail({ ...deps, anchor }),
    followAgain: () => anchor.follow(readHead(read) ?? enrolmentOf(signer)),
    settled: anchor.settled,
  };
};
