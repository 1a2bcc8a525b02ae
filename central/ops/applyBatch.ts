import type { OpResult, WireOp } from '../../shared/sync/op.ts';
import { bodySchemaOf, type OpBody } from '../../shared/sync/opBodies.ts';
import { refsOf } from '../../shared/sync/rules/chain.ts';
import { SyncFault } from '../../shared/sync/syncFault.ts';
import type { Terminal } from '../terminals/terminal.ts';
import { decideOp } from './decideOp.ts';
import type { Decision } from './decision.ts';
import { mentionsOf } from './mentions.ts';
import type { AnsweredOp, OpsStore, OpsTx } from './opsStore.ts';
import { assertChain, type ReadOp, readOps } from './readOps.ts';
import { createWorkingSet, type WorkingSet } from './workingSet.ts';

export interface Batch {
  readonly terminalId: string;
  readonly shopId: string;
  readonly epoch: number;
  readonly ops: readonly WireOp[];
}

export interface BatchAnswer {
  readonly ackSeq: number;
  readonly results: readonly OpResult[];
}

const lockFor = async (tx: OpsTx, { terminalId, epoch, ops }: Batch): Promise<Terminal> => {
  const terminal = await tx.lockTerminal(terminalId);
  if (terminal === undefined) throw new SyncFault('unknown_terminal');
  if (terminal.revokedAt !== null) throw new SyncFault('revoked');
  if (epoch !== terminal.epoch) {
    const [first] = readOps(ops, { ...terminal, epoch });
    throw new SyncFault('fork', { seq: first?.header.seq ?? 1 });
  }
  return terminal;
};

/**
 * Their entities go into the feed again. What a hub brought was decided while its terminal still waited for an answer: it
 * skipped the row of then, and is brought level by this one (I5, I6).
 */
const mentionAgain = async (
  tx: OpsTx,
  terminal: Terminal,
  answered: readonly Pick<AnsweredOp, 'op' | 'result'>[],
): Promise<void> => {
  const decided = answered.filter(({ result }) => result.status !== 'deferred');
  if (decided.length === 0) return;
  const ops = decided.map(({ op }) => op);
  const set = createWorkingSet(await tx.load(terminal, ops));
  await tx.write({ terminal, ops: [], mentions: mentionsOf(set, terminal, decided), ...set.changes() });
};

/** Ops that came before are answered what they were answered; a number that was used for another op is a fork. */
const answerAgain = async (
  tx: OpsTx,
  terminal: Terminal,
  ops: readonly ReadOp[],
): Promise<readonly OpResult[]> => {
  if (ops.length === 0) return [];
  const stored = await tx.stored(
    terminal,
    ops.map(({ header }) => header.seq),
  );
  const answered = ops.map((op) => {
    const { seq } = op.header;
    const had = stored.get(seq);
    if (had?.hash !== op.hash) throw new SyncFault('fork', { seq });
    const { hash: _, ...result } = had;
    return { op, result };
  });
  await mentionAgain(tx, terminal, answered);
  return answered.map(({ result }) => result);
};

/** What an erasure in this very batch is about to erase: what it touches may have lost its body at the terminal. */
const aboutToBeErased = (ops: readonly ReadOp[]): readonly string[] =>
  ops.flatMap(({ wire, header }) => {
    if (header.type !== 'erasure.ordered' || wire.body === null) return [];
    try {
      const body = bodySchemaOf(header.type, header.typeV)?.safeParse(JSON.parse(wire.body)).data;
      const { subjectRefs, orderRefs } = body as OpBody<'erasure.ordered@1'>;
      return [...subjectRefs, ...orderRefs];
    } catch {
      return [];
    }
  });

/** All that an op touches: what its header names, its entity, and the person of a new order. */
const touchedBy = (set: WorkingSet, { header }: ReadOp): Pick<AnsweredOp, 'subjects' | 'orders'> => {
  const person = header.entity === 'order' ? set.order(header.entityId)?.state.document.person : null;
  const subjects = [...header.subjects, person?.subjectRef];
  if (header.entity === 'subject') subjects.push(header.entityId as never);
  const orders: string[] = [...header.orders];
  if (header.entity === 'order') orders.push(header.entityId);
  return {
    subjects: [...new Set(subjects.filter((ref) => ref !== undefined))],
    orders: [...new Set(orders)],
  };
};

/** What a message says is kept with the message, and there only until it has gone. */
const KEPT_ELSEWHERE: ReadonlySet<string> = new Set(['message.queued']);

const KEEPING_BODY: ReadonlySet<string | null> = new Set([
  'exists',
  'order_moved_on',
  'transition_refused',
  'unknown_order',
]);

/** A body is kept where central understood it or will; of what was malformed or foreign nobody could say whose it is. */
export const keepsBody = ({ header }: ReadOp, { status, code }: Decision): boolean =>
  status === 'deferred' ||
  (!KEPT_ELSEWHERE.has(header.type) && (status !== 'rejected' || KEEPING_BODY.has(code)));

const answerOp = (
  set: WorkingSet,
  terminal: Terminal,
  erased: ReadonlySet<string>,
  op: ReadOp,
): { readonly answered: AnsweredOp; readonly erase?: Decision['erase'] } => {
  const { seq, opId } = op.header;
  const before = set.result(opId);
  if (before !== undefined)
    return {
      answered: {
        op,
        result: { ...before, seq, opId },
        repeated: true,
        keepsBody: false,
        ...touchedBy(set, op),
      },
    };
  const decision = decideOp(set, terminal, erased, op);
  const { status, code, version, erase } = decision;
  const result: OpResult = { seq, opId, status, code, version };
  set.putResult(result);
  const answered = { op, result, repeated: false, keepsBody: keepsBody(op, decision), ...touchedBy(set, op) };
  return erase === undefined ? { answered } : { answered, erase };
};

/** Applies new ops up to the first erasure among them; answers those, and how many they are. */
const applyRun = async (
  tx: OpsTx,
  terminal: Terminal,
  ops: readonly ReadOp[],
): Promise<readonly OpResult[]> => {
  const erased = await tx.erased(ops.flatMap(refsOf));
  const set = createWorkingSet(await tx.load(terminal, ops));
  const answered: AnsweredOp[] = [];
  let erase: Decision['erase'];
  for (const op of ops) {
    const outcome = answerOp(set, terminal, erased, op);
    answered.push(outcome.answered);
    erase = outcome.erase;
    if (erase !== undefined) break;
  }
  const last = answered.at(-1)?.op;
  const moved = { ...terminal, lastSeq: last?.header.seq ?? 0, lastHash: last?.hash ?? '' };
  const mentions = mentionsOf(set, terminal, answered);
  await tx.write({ terminal: moved, ops: answered, mentions, ...set.changes() });
  if (erase !== undefined) await tx.erase(terminal, erase);
  return answered.map(({ result }) => result);
};

/** Known before anything is read: a header counts only in its canonical form. */
const ordersErasure = ({ ops }: Batch): boolean =>
  ops.some(({ header }) => header.includes('"type":"erasure.ordered"'));

/**
 * Takes a batch of one terminal in one transaction (sync specification 4.4): what came before is answered again, what
 * is new must follow the chain, and every new op is answered and counts, whatever it comes to.
 * @throws SyncFault `unknown_terminal`, `revoked`, `gap`, `fork`, `bad_chain`: then nothing of the batch is taken
 */
export const applyBatch = (store: OpsStore, batch: Batch): Promise<BatchAnswer> =>
  store.transaction({ ...batch, erases: ordersErasure(batch) }, async (tx) => {
    const terminal = await lockFor(tx, batch);
    const ops = readOps(batch.ops, terminal);
    const old = ops.filter(({ header }) => header.seq <= terminal.lastSeq);
    const results = [...(await answerAgain(tx, terminal, old))];
    let fresh: readonly ReadOp[] = ops.filter(({ header }) => header.seq > terminal.lastSeq);
    if (fresh.length === 0) return { ackSeq: terminal.lastSeq, results };
    const erased = await tx.erased(fresh.flatMap(refsOf));
    assertChain(fresh, terminal, new Set([...erased, ...aboutToBeErased(fresh)]));
    while (fresh.length > 0) {
      const run = await applyRun(tx, terminal, fresh);
      results.push(...run);
      fresh = fresh.slice(run.length);
    }
    return { ackSeq: results.at(-1)?.seq ?? terminal.lastSeq, results };
  });
