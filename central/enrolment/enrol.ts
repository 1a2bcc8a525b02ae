import type { z } from 'zod';
import { canonicalJson } from '../../shared/domain/canonicalJson.ts';
import type { EnrolAnswer, EnrolRequest } from '../../shared/sync/endpoints.ts';
import type { EpochRecord } from '../../shared/sync/op.ts';
import type { Central } from '../app/central.ts';
import { seeShop } from '../db/access.ts';
import type { Sql } from '../db/database.ts';
import { SyncFault } from '../../shared/sync/syncFault.ts';
import { sha256 } from '../keys/sha256.ts';
import type { Terminal } from '../terminals/terminal.ts';
import {
  beginAnew,
  findTerminal,
  insertTerminal,
  openEpoch,
  recordEpoch,
} from '../terminals/terminals.store.ts';
import { codeHash } from './code.ts';
import { lockCode, type StoredCode, useCode } from './enrolment.store.ts';
import { freeLetter } from './letters.ts';

type Request = z.infer<typeof EnrolRequest>;

/** What the first op of an enrolled terminal's epoch follows. */
const firstHash = ({ terminalId }: Request, epoch: number): string => {
  const record: EpochRecord = { terminalId, epoch, reason: 'enrolled', lastSeq: 0, lastHash: null };
  return sha256(canonicalJson(record));
};

/** The same code with the same key is answered the same again: a lost answer must not burn the code. */
const assertUsable = (code: StoredCode, { terminalId, signPub }: Request, now: number): void => {
  if (code.usedBy !== null && (code.usedBy !== signPub || code.terminalId !== terminalId))
    throw new SyncFault('code_used');
  if (code.usedBy === null && code.expiresAt <= now) throw new SyncFault('code_expired');
};

/** An installation that was enrolled before keeps its letter and begins a new epoch with its new key. */
const enrolAgain = async (sql: Sql, before: Terminal, code: StoredCode, request: Request, now: number) => {
  if (before.revokedAt !== null) throw new SyncFault('revoked');
  if (before.shopId !== code.shopId || before.role !== code.role) throw new SyncFault('wrong_shop');
  const { signPub, appVersion } = request;
  const epoch = before.epoch + 1;
  await openEpoch(sql, { ...before, epoch, signPub, appVersion, lastHash: firstHash(request, epoch) }, now);
  await beginAnew(sql, before.terminalId, now);
};

const enrolNew = async (sql: Sql, { shopId, role }: StoredCode, request: Request, now: number) => {
  const { terminalId, signPub, appVersion } = request;
  const letter = await freeLetter(sql, shopId);
  const lastHash = firstHash(request, 1);
  const terminal = {
    terminalId,
    shopId,
    role,
    letter,
    epoch: 1,
    signPub,
    lastHash,
    levelAt: now,
    appVersion,
  };
  await insertTerminal(sql, terminal);
  await recordEpoch(sql, terminal, now);
};

/**
 * Takes a terminal in by its one-time code.
 * @throws SyncFault `code_unknown`, `code_used`, `code_expired`, `revoked`, `wrong_shop`
 */
export const enrol = async (
  { db, now, keys, settingsPub, incarnation }: Central,
  request: Request,
): Promise<{ readonly first: boolean; readonly answer: EnrolAnswer }> => {
  const { terminalId, signPub } = request;
  const hash = codeHash(request.code);
  return db.transaction({ role: 'api', terminal: terminalId, code: hash }, async (sql) => {
    const code = await lockCode(sql, hash);
    if (code === undefined) throw new SyncFault('code_unknown');
    assertUsable(code, request, now());
    await seeShop(sql, code.shopId);
    const before = await findTerminal(sql, terminalId);
    const first = code.usedBy === null;
    if (first) {
      if (before === undefined) await enrolNew(sql, code, request, now());
      else await enrolAgain(sql, before, code, request, now());
      await useCode(sql, hash, signPub, terminalId);
    }
    const terminal = await findTerminal(sql, terminalId);
    if (terminal === undefined) throw new SyncFault('failed');
    const { shopId, role, letter, epoch } = terminal;
    const answer = {
      terminalId,
      shopId,
      role,
      epoch,
      letter,
      erasurePub: keys.erasure.publicKey,
      ...(settingsPub === undefined ? {} : { settingsPub }),
      incarnation,
    };
    return { first, answer };
  });
};
