import type { OrderId } from '../../../../../shared/domain/ids.ts';
import { StoreCode } from '../../../../../shared/domain/ids.ts';
import { parseOrderBarcode } from '../../../../../shared/domain/orderNumber.ts';
import { reject } from '../../../call/rejection.ts';
import type { ReadableDb } from '../../../db/handles.ts';
import { findByBarcode } from '../store/orders.store.ts';

/**
 * The order of a scanned ticket; each way it can fail has a word and a sound of its own (TIC-5, TIC-6). A code that two
 * orders bear opens neither: prints must not go to the wrong customer.
 */
export const scanOrder = (db: ReadableDb, store: string, code: string): OrderId => {
  const scanned = parseOrderBarcode(code, StoreCode.parse(store));
  if (scanned.kind === 'invalid') return reject('CODE_INVALID');
  if (scanned.kind === 'otherStore') return reject('CODE_OTHER_STORE');
  const [orderId, other] = findByBarcode(db, code.trim().toUpperCase());
  if (orderId === undefined) return reject('CODE_UNKNOWN');
  return other === undefined ? orderId : reject('CODE_TWICE');
};
