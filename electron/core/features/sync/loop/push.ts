import type { Reply } from '../transport/reply.ts';
import { isTransient } from '../../../../../shared/sync/rules/retry.ts';
import type { OpHeader } from '../../../../../shared/sync/op.ts';
import type { OpsAnswer } from '../../../../../shared/sync/endpoints.ts';
import type { SyncTerminal } from '../terminal.store.ts';
import { enrolled, type Line } from './connect.ts';
import { again, Interrupted, must, SET_RIGHT_BY_HELLO } from './interrupted.ts';
import type { Limits } from './port.ts';

/** What central and this terminal see otherwise is set right; the round begins anew. */
const setRight = ({ store }: Line, who: SyncTerminal, reply: Reply<OpsAnswer>): void => {
  if (reply.kind !== 'refused') return;
  const { code, expected } = reply;
  if (code === 'gap' && expected !== null && store.expect(who, expected, null) !== 'fine')
    store.openEpoch('restored');
  if (code === 'fork' || code === 'bad_chain') store.openEpoch(code);
  if (code === 'gap' || code === 'fork' || code === 'bad_chain') again(code);
};

/** Asks what became of ops that central put off until it knows them: it may have been updated. Holds nothing up. */
export const askDeferred = async ({ transport, store }: Line, limits: Limits): Promise<void> => {
  const who = enrolled(store);
  const batch = store.deferredBatch(who, limits);
  if (batch === null) return;
  const reply = await transport.ops(who, batch);
  if (reply.kind !== 'ok') return;
  const news = reply.value.results.filter(({ status }) => status !== 'deferred');
  if (news.length > 0) store.takeResults(batch.epoch, news);
};

/** Central read none of the batch, and would read it no better the next time. */
const isUnreadable = (reply: Reply<OpsAnswer>): boolean =>
  reply.kind === 'refused' && (reply.status === 400 || reply.status === 413);

/**
 * Brings to central what came by here as hub, before any own change that came after it. What central does not take of one
 * terminal is held and keeps nobody else back.
 */
const relay = async ({ transport, store }: Line): Promise<void> => {
  for (;;) {
    const who = enrolled(store);
    const batch = store.nextRelay(who);
    if (batch === null) return;
    const reply = await transport.ops(who, batch);
    if (reply.kind === 'refused' && !isTransient(reply.status) && !SET_RIGHT_BY_HELLO.has(reply.code)) {
      store.holdRelay(who, batch, reply.code);
      continue;
    }
    const { incarnation, results } = must(reply);
    if (incarnation !== who.incarnation) again('incarnation');
    const sent = new Set(batch.ops.map(({ header }) => (JSON.parse(header) as OpHeader).opId));
    const named = results.filter(({ opId }) => sent.has(opId));
    if (named.length === 0) throw new Interrupted({ kind: 'network' });
    store.takeRelayed(who, batch, named);
  }
};

/**
 * Sends what waits, batch after batch, one at a time; what is recorded meanwhile goes the next time, so that who works
 * without a pause hears of others too. Only ops that an answer names change their state; an answer that names none of
 * those sent is no answer. A batch that central cannot read is halved until the op that it is about stands
 * alone; that one is set aside for somebody to decide, and the rest goes on in a new epoch (I10). `sending` is called
 * before each batch.
 */
export const push = async (line: Line, limits: Limits, sending: () => void): Promise<void> => {
  const { transport, store } = line;
  const { lastSeq } = enrolled(store);
  let most = limits.ops;
  for (;;) {
    await relay(line);
    const who = enrolled(store);
    const batch = store.nextBatch(who, { ...limits, ops: most });
    if (batch === null) return;
    sending();
    const reply = await transport.ops(who, batch);
    setRight(line, who, reply);
    if (isUnreadable(reply) && batch.ops.length > 1) {
      most = Math.ceil(batch.ops.length / 2);
      continue;
    }
    if (isUnreadable(reply) && store.setAside(who)) again('set_aside');
    const { incarnation, results } = must(reply);
    if (incarnation !== who.incarnation) again('incarnation');
    if (store.takeResults(batch.epoch, results) === 0) throw new Interrupted({ kind: 'network' });
    store.heard();
    if (results.some(({ seq }) => seq >= lastSeq)) return;
    most = Math.min(limits.ops, most * 2);
  }
};
