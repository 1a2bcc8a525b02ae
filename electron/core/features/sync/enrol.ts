import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import type { ErrorCode } from '../../../../shared/contract/errorCodes.ts';
import type { CallInput } from '../../../../shared/contract/index.ts';
import { Settings } from '../../../../shared/contract/settings.ts';
import { ulid } from '../../../../shared/domain/ids.ts';
import { EnrolAnswer } from '../../../../shared/sync/endpoints.ts';
import type { SyncErrorCode } from '../../../../shared/sync/errors.ts';
import type { EpochRecord } from '../../../../shared/sync/op.ts';
import type { Tx } from '../../call/context.ts';
import type { CoreDeps } from '../../call/deps.ts';
import { reject } from '../../call/rejection.ts';
import { sql } from '../../db/sql.ts';
import { readSettings, writeSettings } from '../settings/index.ts';
import { dropHead } from './hub/serve/store/life.store.ts';
import { openEpoch } from './loop/syncStore.ts';
import { lastEpoch, renumber, setLastSeq } from './outbox/outbox.store.ts';
import { epochText } from './outbox/seal.policy.ts';
import { findTerminal, putTerminal } from './terminal.store.ts';
import { addressOf, type Send } from './transport/http.ts';

/** Central's answer and where it came from. */
export interface Enrolled {
  readonly url: string;
  readonly answer: EnrolAnswer;
}

/** This installation's own id: made of its signing key, so that it is the same when an answer is lost on the way. */
export const ownTerminalId = (publicKey: string): EpochRecord['terminalId'] => {
  const hash = createHash('sha256').update('lete-terminal/1').update(publicKey).digest();
  return ulid(hash.readUIntBE(0, 6), hash.subarray(6)) as EpochRecord['terminalId'];
};

/** What is wrong with a code, each with its own way out. */
const CODE_REFUSALS: Readonly<Partial<Record<SyncErrorCode, ErrorCode>>> = {
  code_unknown: 'ENROL_CODE_WRONG',
  code_used: 'ENROL_CODE_USED',
  code_expired: 'ENROL_CODE_EXPIRED',
};

/** Asks central to take this terminal in. Reads and writes nothing here. */
export const askToEnrol = async (
  {
    signer,
    appVersion,
    send,
  }: Pick<CoreDeps, 'signer'> & { readonly appVersion: string; readonly send: Send },
  { url: typed, code }: Pick<CallInput<'sync:enrol'>, 'url' | 'code'>,
): Promise<Enrolled> => {
  const url = addressOf(typed) ?? reject('ADDRESS_INSECURE');
  const { publicKey: signPub } = signer;
  const body = { code, terminalId: ownTerminalId(signPub), signPub, appVersion };
  const reply = await send(url, { method: 'POST', path: '/v1/enrol', body, answer: EnrolAnswer }, null);
  if (reply.kind === 'network') return reject('CENTRAL_AWAY');
  if (reply.kind === 'refused') return reject(CODE_REFUSALS[reply.code] ?? 'CENTRAL_REFUSED');
  if (Buffer.from(reply.value.erasurePub, 'base64url').length !== 32) return reject('CENTRAL_REFUSED');
  return { url, answer: reply.value };
};

/** Whether what was known of central came from this very one. */
const forgetOther = (tx: Tx, { answer }: Enrolled): boolean => {
  const same = findTerminal(tx.db)?.erasurePub === answer.erasurePub;
  if (same) return true;
  for (const table of [
    sql`sync_entity`,
    sql`feed_state`,
    sql`sync_ledger`,
    sql`sync_erasure`,
    sql`hub_ledger`,
  ])
    tx.db.run(sql`DELETE FROM ${table}`);
  dropHead(tx.db);
  return false;
};

/**
 * What waits goes in the epoch that central gave, or in one above all that the queue has numbers of: a central that was
 * restored to before it knew this terminal, or another one, begins to count anew.
 */
const numberAnew = (
  tx: Tx,
  terminal: Omit<Parameters<typeof putTerminal>[1], 'epochHash' | 'terminalId'> &
    Pick<EpochRecord, 'terminalId'>,
  everything: boolean,
): void => {
  const used = lastEpoch(tx.db);
  const epoch = Math.max(terminal.epoch, used);
  const { terminalId } = terminal;
  const record = { terminalId, epoch, reason: 'enrolled', lastSeq: 0, lastHash: null } as const;
  putTerminal(tx.db, { ...terminal, epoch, epochHash: epochText(record).hash });
  if (used < epoch) setLastSeq(tx.db, renumber(tx.db, epoch, { everything, now: tx.now }));
  else openEpoch(tx, 'restored', { everything });
};

/**
 * Writes the enrolment down: what waits goes in the new epoch, order numbers get the letter that central gave, and
 * `recordOpen` puts the orders that are open now on their way, unless this central had them before and since.
 */
export const enrol = (
  tx: Tx,
  enrolled: Enrolled,
  recordOpen: (tx: Tx) => void,
): { readonly letter: string } => {
  const { url, answer } = enrolled;
  const { terminalId, shopId, role, letter, epoch, erasurePub, settingsPub = null } = answer;
  const before = findTerminal(tx.db);
  const known = forgetOther(tx, enrolled);
  // What was ordered here meanwhile was set aside with the rest: it is told anew.
  const wiped = before?.refused === 'wipe';
  const terminal = {
    url,
    terminalId,
    shopId,
    role,
    letter,
    erasurePub,
    settingsPub,
    // Another life of the same central is met at the hello, which sends again what that may have lost.
    incarnation: (known ? before?.incarnation : undefined) ?? answer.incarnation,
    epoch,
    enrolledAt: tx.now,
  };
  numberAnew(tx, terminal, !known);
  const { store, terminal: own, ...rest } = readSettings(tx.db);
  writeSettings(
    tx.db,
    Settings.parse({ ...rest, store: { ...store, code: shopId }, terminal: { ...own, letter } }),
  );
  if (!known || wiped) recordOpen(tx);
  tx.audit('sync.enrol', terminalId);
  tx.emit('settings-changed', {});
  tx.emit('sync-changed', {});
  tx.emit('health-changed', {});
  return { letter };
};
