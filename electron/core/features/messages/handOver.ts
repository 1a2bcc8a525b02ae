import { OrderTemplate } from '../../../../shared/privacy/messages/templates.ts';
import type { Sends } from '../../../../shared/domain/sends.ts';
import type { Tx } from '../../call/context.ts';
import { notePersonTold } from '../notices/index.ts';
import { recordOp } from '../sync/index.ts';
import { type OutgoingMessage, outgoing } from './content.ts';
import type { MessagesDeps } from './messages.deps.ts';
import { findMessage, maybeOvertaken, type MessageRecord, queuedAfter, setState } from './messages.store.ts';
import { judge } from './purposeGate.ts';
import { cancelMessage, tellWindows } from './queueMessage.ts';

/** Judges messages in turn until `go` says that it is enough. What may not go any more is cancelled. */
const judgeInTurn = (
  deps: MessagesDeps,
  tx: Tx,
  page: readonly MessageRecord[],
  go: (message: MessageRecord) => boolean,
): boolean => {
  for (const message of page) {
    const verdict = judge(deps.mayMarket, tx.db, message, tx.now);
    if (verdict.kind === 'refuse') cancelMessage(tx, message.messageId, verdict.reason);
    else if (verdict.kind === 'go' && !go(message)) return false;
  }
  return true;
};

const ALL: Sends = { email: true, sms: true };

/**
 * The one door by which messages leave for central: each is judged anew in the transaction that hands it over, and is
 * handed over once. The caller stores them in its outbox in the same transaction.
 */
export const takeMessages = (
  deps: MessagesDeps,
  tx: Tx,
  limit: number,
  sends: Sends = ALL,
): readonly OutgoingMessage[] => {
  const taken: OutgoingMessage[] = [];
  const hand = (message: MessageRecord): boolean => {
    if (!sends[message.channel]) return true;
    taken.push(outgoing(deps, tx.db, message, tx.now));
    setState(tx.db, message.messageId, { state: 'handed', now: tx.now });
    return taken.length < limit;
  };
  let page = queuedAfter(tx.db, '');
  while (page.length > 0 && judgeInTurn(deps, tx, page, hand))
    page = queuedAfter(tx.db, page.at(-1)?.messageId ?? '');
  return taken;
};

/** Puts what may leave now on its way to central, so many at a time. Answers how many. */
export const handOver = (deps: MessagesDeps, tx: Tx, limit: number, sends: Sends): number => {
  const taken = takeMessages(deps, tx, limit, sends);
  for (const { messageId, ...body } of taken) {
    const { subjectRef, orderId } = body;
    const orders = orderId === null ? [] : [orderId];
    const about = { entity: 'message', entityId: messageId, subjects: [subjectRef], orders } as const;
    recordOp(tx, { key: 'message.queued@1', ...about, body });
  }
  return taken.length;
};

/**
 * Cancels what may not go any more among the next messages behind `after`, so that nobody reads that it still waits.
 * Answers where to go on, or null at the end.
 */
export const cancelOvertaken = (deps: MessagesDeps, tx: Tx, after: string): string | null => {
  const page = queuedAfter(tx.db, after, maybeOvertaken(tx.now));
  judgeInTurn(deps, tx, page, () => true);
  return page.at(-1)?.messageId ?? null;
};

const toldOfNotice = (tx: Tx, m: MessageRecord, to: 'sent' | 'bounced'): void => {
  if (m.noticeId !== null && m.noticeVersion !== null)
    notePersonTold(
      tx.db,
      { noticeId: m.noticeId, version: m.noticeVersion },
      { personId: m.personId, to, now: tx.now },
    );
};

/** Central took the message. Said twice, it counts once. */
export const noteSent = (deps: MessagesDeps, tx: Tx, messageId: string): void => {
  const message = findMessage(tx.db, messageId);
  if (message?.state !== 'handed') return;
  setState(tx.db, messageId, { state: 'sent', now: tx.now });
  tx.audit('message.sent', messageId);
  if (message.orderId !== null) deps.orders.told(tx, message.orderId, OrderTemplate.parse(message.template));
  toldOfNotice(tx, message, 'sent');
  tellWindows(tx, messageId);
};

/**
 * The message came back, or may not have arrived: somebody has to call (NOT-3). Said twice, it counts once.
 */
export const noteBounced = (
  deps: MessagesDeps,
  tx: Tx,
  messageId: string,
  { uncertain = false }: { readonly uncertain?: boolean } = {},
): void => {
  const message = findMessage(tx.db, messageId);
  if (message?.state !== 'handed' && message?.state !== 'sent') return;
  setState(tx.db, messageId, { state: 'bounced', uncertain, now: tx.now });
  tx.audit('message.bounced', messageId);
  if (message.orderId !== null)
    deps.orders.bounced(tx, message.orderId, OrderTemplate.parse(message.template));
  if (message.requestId !== null) deps.letterBounced(tx, message.requestId);
  toldOfNotice(tx, message, 'bounced');
  tellWindows(tx, messageId);
};
