import type { Caller } from '../../../../../shared/contract/define.ts';
import { UNDO_MS } from '../../../../../shared/domain/orderStatus.ts';
import { can } from '../../../../../shared/domain/permissions.ts';
import { reject } from '../../../call/rejection.ts';
import type { ReadableDb } from '../../../db/handles.ts';
import { assertMayUseOrder, type Verb } from '../../restriction/index.ts';
import { findOrder, type OrderRecord } from './orders.store.ts';

interface Asking {
  readonly db: ReadableDb;
  readonly caller: Caller;
  readonly now: number;
}

/**
 * The order, if the caller may use it so: a closed one only managers, once its undo has passed (privacy, roles), a
 * restricted person's as far as the restriction lets.
 */
export const getOrder = (asking: Asking, orderId: string, verb: Verb): OrderRecord => {
  const { db, caller, now } = asking;
  const order = findOrder(db, orderId) ?? reject('NOT_FOUND');
  assertMayUseOrder(asking, orderId, verb);
  const closed = order.closedAt !== null && now - order.closedAt >= UNDO_MS;
  return closed && !can(caller.role, 'order.seeClosed') ? reject('MANAGER_NEEDED') : order;
};

/** The order as the caller saw it, to change it; someone else's change in between is not written over (ORD-5). */
export const getOrderAt = (asking: Asking, orderId: string, version: number): OrderRecord => {
  const order = getOrder(asking, orderId, 'edit');
  return order.version === version ? order : reject('ORDER_CHANGED');
};
