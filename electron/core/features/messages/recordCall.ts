import type { CallInput } from '../../../../shared/contract/index.ts';
import { OrderTemplate } from '../../../../shared/privacy/messages/templates.ts';
import type { Tx } from '../../call/context.ts';
import { reject } from '../../call/rejection.ts';
import { assertMayUse } from '../restriction/index.ts';
import type { MessageOrders } from './messages.deps.ts';
import { findMessage, noteCall } from './messages.store.ts';
import { tellWindows } from './queueMessage.ts';
import { isCallOpen } from './views.ts';

/** Staff called the customer whose message came back (NOT-3). */
export const recordCall = (
  orders: Pick<MessageOrders, 'told'>,
  tx: Tx,
  { messageId }: CallInput<'messages:recordCall'>,
): Record<string, never> => {
  const message = findMessage(tx.db, messageId) ?? reject('NOT_FOUND');
  const orderId = message.orderId ?? reject('NOT_FOUND');
  assertMayUse(tx, message.personId, 'message');
  if (!isCallOpen(tx.db, messageId)) return reject('CONFLICT');
  noteCall(tx.db, messageId, tx.caller.staffId, tx.now);
  tx.audit('message.call', messageId);
  orders.told(tx, orderId, OrderTemplate.parse(message.template));
  tellWindows(tx, messageId);
  return {};
};
