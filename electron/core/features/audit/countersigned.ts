import { Buffer } from 'node:buffer';
import { join } from 'node:path';
import { canonicalJson } from '../../../../shared/domain/canonicalJson.ts';
import { AuditHeadAnswer } from '../../../../shared/sync/endpoints.ts';
import type { ReadableDb } from '../../db/handles.ts';
import { writeFileDurably } from '../../keys/durable.ts';
import { verifySignature } from '../../keys/signingKey.ts';
import { centralOf } from '../sync/index.ts';
import type { Key } from './entry.policy.ts';
import { readNote } from './noteFile.ts';

/** Whom central knows this terminal as, and the key by which central signs. */
export interface Countersigner {
  readonly terminalId: string;
  readonly erasurePub: string;
}

/** Where the head that central countersigned last is kept: who sets database and note back contradicts it. */
export const countersignedPath = (dataFolder: string): string =>
  join(dataFolder, 'keys', 'audit.countersigned');

/** Whether central itself said so, of this trail of this terminal. */
export const isCountersigned = (
  answer: AuditHeadAnswer,
  { keyId }: Pick<Key, 'keyId'>,
  { terminalId, erasurePub }: Countersigner,
): boolean => {
  const { sig, ...said } = answer;
  const own = said.terminalId === terminalId && said.chainId === keyId;
  return own && verifySignature(erasurePub, Buffer.from(canonicalJson(said)), sig);
};

/** The head that central countersigned last; null when the file is gone or is not central's: then central says it again. */
export const readCountersigned = async (
  dataFolder: string,
  key: Pick<Key, 'keyId'>,
  read: ReadableDb,
): Promise<AuditHeadAnswer | null> => {
  const central = centralOf(read);
  const answer = await readNote(countersignedPath(dataFolder), AuditHeadAnswer);
  return answer && central !== null && isCountersigned(answer, key, central) ? answer : null;
};

/** Keeps what central countersigned, whole or not at all, and lasting. */
export const writeCountersigned = (dataFolder: string, answer: AuditHeadAnswer): Promise<void> =>
  writeFileDurably(countersignedPath(dataFolder), Buffer.from(`${JSON.stringify(answer)}\n`));
