import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import type { OpsAnswer, OpsRequest } from '../../../../../../shared/sync/endpoints.ts';
import type { Entity, OpHeader, OpResult } from '../../../../../../shared/sync/op.ts';
import { bodySchemaOf } from '../../../../../../shared/sync/opBodies.ts';
import {
  chainFault,
  type ChainFault,
  type ChainTools,
  type ReadOp,
  readBatch,
  refsOf,
} from '../../../../../../shared/sync/rules/chain.ts';
import type { Tx } from '../../../../call/context.ts';
import { sql } from '../../../../db/sql.ts';
import { verifierOf } from '../../../../keys/signingKey.ts';
import { describeError, type Log } from '../../../../log/log.ts';
import { versionOf } from '../../outbox/recordOp.ts';
import { sha256 } from '../../outbox/seal.policy.ts';
import { mention } from './store/feed.store.ts';
import { SyncFault } from '../../../../../../shared/sync/syncFault.ts';
import { erasedAmong } from './store/ledger.store.ts';
import { hubIncarnation } from './store/life.store.ts';
import { keepRelayed, noteLaidOver, relayedHash, unansweredOf } from './store/relay.store.ts';
import { type KnownTerminal, moveChain } from './store/roster.store.ts';

/** What features make of an op of another terminal before central has decided it. */
export type ApplyRelayed = (tx: Tx, header: OpHeader, body: unknown) => void;

export interface RelayDeps {
  readonly applyRelayed: ApplyRelayed;
  readonly log: Pick<Log, 'error'>;
}

const TOOLS: ChainTools = {
  hash: sha256,
  bodyHash: (salt, body) => createHash('sha256').update(Buffer.from(salt, 'hex')).update(body).digest('hex'),
  verifierOf: (publicKey) => {
    const isSigned = verifierOf(publicKey);
    return (text, sig) => isSigned(Buffer.from(text), sig);
  },
};

const isFault = (read: readonly ReadOp[] | ChainFault): read is ChainFault => 'code' in read;

const refuse = ({ code, ...details }: ChainFault): never => {
  throw new SyncFault(code, details);
};

/** The hub decides nothing: the op is kept and goes on to central. */
const resultOf = ({ header: { seq, opId } }: ReadOp): OpResult => ({
  seq,
  opId,
  status: 'deferred',
  code: 'relayed',
  version: null,
});

const bodyOf = ({ type, typeV }: OpHeader, text: string): unknown => {
  try {
    return bodySchemaOf(type, typeV)?.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
};

/** Lets an op show here, or leaves nothing of it where it does not fit: central decides it all the same. */
const show = ({ applyRelayed, log }: RelayDeps, tx: Tx, header: OpHeader, text: string | null): void => {
  const body = text === null ? undefined : bodyOf(header, text);
  if (body === undefined) return;
  tx.db.run(sql`SAVEPOINT relayed`);
  try {
    applyRelayed(tx, header, body);
  } catch (error) {
    tx.db.run(sql`ROLLBACK TO relayed`);
    log.error('take-over-failed', describeError(error));
  }
  tx.db.run(sql`RELEASE relayed`);
};

/** What came by here and central has not answered, laid over what central says of the entity. */
export const layOver = (deps: RelayDeps, tx: Tx, entity: string, entityId: string): boolean => {
  const waiting = unansweredOf(tx.db, entity, entityId);
  for (const { header, body } of waiting) show(deps, tx, JSON.parse(header) as OpHeader, body);
  return waiting.length > 0;
};

const assertKnown = (tx: Tx, ops: readonly ReadOp[]): void => {
  for (const { header, hash } of ops) {
    const had = relayedHash(tx.db, header);
    if (had !== undefined && had !== hash) throw new SyncFault('fork', { seq: header.seq });
  }
};

/**
 * Keeps a batch of one terminal in the caller's transaction, proved as central proves it: what came before is answered
 * again, what is new follows the chain or nothing of it is kept. What it changes shows here at once.
 * @throws SyncFault `incarnation`, `fork`, `gap`, `bad_chain`
 */
export const acceptOps = (
  deps: RelayDeps,
  tx: Tx,
  terminal: KnownTerminal,
  { incarnation, epoch, ops: wires }: OpsRequest,
): OpsAnswer => {
  const own = hubIncarnation(tx.db);
  if (own === undefined) throw new SyncFault('unavailable');
  if (own !== incarnation) throw new SyncFault('incarnation');
  const read = readBatch(wires, { ...terminal, epoch }, TOOLS.hash);
  if (isFault(read)) return refuse(read);
  if (epoch !== terminal.epoch) throw new SyncFault('fork', { seq: read[0]?.header.seq ?? 1 });
  assertKnown(
    tx,
    read.filter(({ header }) => header.seq <= terminal.lastSeq),
  );
  const fresh = read.filter(({ header }) => header.seq > terminal.lastSeq);
  const erased = erasedAmong(tx.db, fresh.flatMap(refsOf));
  const fault = chainFault(fresh, terminal, erased, TOOLS);
  if (fault !== null) return refuse(fault);
  for (const op of fresh) {
    const { header, wire } = op;
    const emptied = header.entity !== 'erasure' && refsOf(op).some((ref) => erased.has(ref));
    keepRelayed(tx.db, op, { emptied, at: tx.now });
    show(deps, tx, header, emptied ? null : wire.body);
    if (versionOf(tx.db, header.entity as Entity, header.entityId) !== null)
      noteLaidOver(tx.db, header.entity, header.entityId);
    mention(tx.db, header.entity, header.entityId);
  }
  const last = fresh.at(-1);
  if (last) {
    moveChain(tx.db, terminal.terminalId, { seq: last.header.seq, hash: last.hash });
    tx.emit('sync-changed', {});
  }
  return {
    ackSeq: last?.header.seq ?? terminal.lastSeq,
    results: read.map(resultOf),
    incarnation: own,
  };
};
