import type { DraftItem } from '../../../../../shared/contract/drafts.ts';
import type { CallInput } from '../../../../../shared/contract/index.ts';
import type { Settings } from '../../../../../shared/contract/settings.ts';
import { isIndex } from '../../../../../shared/domain/catalogue.ts';
import { UNDO_MS } from '../../../../../shared/domain/orderStatus.ts';
import type { Tx } from '../../../call/context.ts';
import { reject } from '../../../call/rejection.ts';
import { makeJobs } from '../../production/index.ts';
import { getOrderAt } from '../store/access.ts';
import { type OrderRecord, raiseVersion } from '../store/orders.store.ts';
import { countOnTheirWay, listItems } from '../store/photos.store.ts';
import { addToldLine } from '../tell/tellOrder.ts';
import type { CatalogueOf } from './amend.ts';
import { actorOf } from './actor.ts';
import { type Changed, changeStatus } from './changeStatus.ts';

const printMore = (tx: Tx, order: OrderRecord, lines: readonly DraftItem[], reason: string): Changed => {
  const { orderId, status, heldFrom, closedAt } = order;
  const jobsMade = makeJobs(tx, order, lines, tx.now + UNDO_MS);
  const undo = { status, heldFrom, closedAt, jobsMade, jobsChanged: [] };
  raiseVersion(tx.db, orderId);
  const line = { code: 'jobs_built', reason, undo } as const;
  const historyId = addToldLine(tx, order, line, 'order.edited@1', { edit: {} });
  tx.audit('order.reprint', orderId);
  tx.emit('orders-changed', { orderId });
  tx.emit('jobs-changed', { orderId });
  return { version: order.version + 1, historyId, undoUntil: tx.now + UNDO_MS };
};

/** What is printed again of all or single photos; a sheet of all photos only with all of them. */
const linesAgain = (
  tx: Tx,
  catalogueOf: CatalogueOf,
  { orderId, catalogueVersion }: OrderRecord,
  photoIds: readonly string[] | null,
): readonly DraftItem[] => {
  const items = listItems(tx.db, orderId);
  if (photoIds === null) return items;
  const catalogue = catalogueOf(tx.db, catalogueVersion) ?? reject('NO_PRICE_LIST');
  return items.filter(({ photoId, format }) => photoIds.includes(photoId) && !isIndex(catalogue, format));
};

/** Prints all or single photos of an order again, with a reason (OUT-5). */
export const reprint = (
  tx: Tx,
  settings: Settings,
  catalogueOf: CatalogueOf,
  input: CallInput<'orders:reprint'>,
): Changed => {
  const order = getOrderAt(tx, input.orderId, input.version);
  const { photoIds, reason } = input;
  const own = new Set<string>(listItems(tx.db, order.orderId).map(({ photoId }) => photoId));
  if (photoIds?.some((photoId) => !own.has(photoId))) return reject('NOT_FOUND');
  if (order.filesDeletedAt !== null) return reject('FILES_NOT_STORED');
  if (countOnTheirWay(tx.db, order.orderId) > 0) return reject('PHOTO_ON_ITS_WAY');
  const lines = linesAgain(tx, catalogueOf, order, photoIds);
  if (order.status === 'in_production') return printMore(tx, order, lines, reason);
  if (order.status !== 'ready' && order.status !== 'notified') return reject('TRANSITION_REFUSED');
  return changeStatus(tx, settings, order, { to: 'in_production', actor: actorOf(tx), reason, lines });
};
