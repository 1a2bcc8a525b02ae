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
 * Brings to central the next of what came by here as hub; false where nothing goes now. What central does not take of one
 * terminal is held and keeps nobody else back.
 */
const relayNext = async ({ transport, store }: Line, upTo: number): Promise<boolean> => {
  const who = enrolled(store);
  const batch = store.nextRelay(who, upTo);
  if (batch === null) return false;
  const reply = await transport.ops(who, batch);
  if (reply.kind === 'refused' && !isTransient(reply.status) && !SET_RIGHT_BY_HELLO.has(reply.code)) {
    store.holdRelay(who, batch, reply.code);
    return true;
  }
  const { incarnation, results } = must(reply);
  if (incarnation !== who.incarnation) again('incarnation');
  const sent = new Set(batch.ops.map(({ header }) => (JSON.parse(header) as OpHeader).opId));
  const named = results.filter(({ opId }) => sent.has(opId));
  if (named.length === 0) throw new Interrupted({ kind: 'network' });
  store.takeRelayed(who, batch, named);
  return true;
};

/** How many ops the next batch may have, and the last one that was answered. */
interface Progress {
  readonly most: number;
  readonly answered: number;
}

interface Sending {
  readonly limits: Limits;
  /** Called before each batch. */
  readonly sending: () => void;
  /** Called after each batch, own or relayed, of which central answered something. */
  readonly answered: () => void;
}

/**
 * Sends the next own batch; null where nothing goes now. A batch that central cannot read is halved until the op that it
 * is about stands alone; that one is set aside for somebody to decide, and the rest goes on in a new epoch (I10).
 */
const sendNext = async (
  line: Line,
  { limits, sending, answered: noteAnswered }: Sending,
  most: number,
): Promise<Progress | null> => {
  const { transport, store } = line;
  const who = enrolled(store);
  const batch = store.nextBatch(who, { ...limits, ops: most });
  if (batch === null) return null;
  sending();
  const reply = await transport.ops(who, batch);
  setRight(line, who, reply);
  if (isUnreadable(reply) && batch.ops.length > 1)
    return { most: Math.ceil(batch.ops.length / 2), answered: 0 };
  if (isUnreadable(reply) && store.setAside(who)) again('set_aside');
  const { incarnation, results } = must(reply);
  if (incarnation !== who.incarnation) again('incarnation');
  if (store.takeResults(batch.epoch, results) === 0) throw new Interrupted({ kind: 'network' });
  store.heard();
  noteAnswered();
  const answered = Math.max(...results.map(({ seq }) => seq));
  return { most: Math.min(limits.ops, most * 2), answered };
};

/**
 * Sends what waits, batch after batch, one at a time, a hub others' and its own in turns; what is recorded or comes
 * meanwhile goes the next time, so that who works without a pause hears of others too. Only ops that an answer names change
 * their state; an answer that names none of those sent is no answer.
 */
export const push = async (line: Line, sending: Sending): Promise<void> => {
  const { store } = line;
  const { lastSeq } = enrolled(store);
  const lastRelay = store.lastRelay();
  let own: Progress = { most: sending.limits.ops, answered: -1 };
  for (;;) {
    const relayed = await relayNext(line, lastRelay);
    if (relayed) sending.answered();
    const sent: Progress | null = own.answered >= lastSeq ? null : await sendNext(line, sending, own.most);
    if (sent === null && !relayed) return;
    own = sent ?? own;
  }
};
