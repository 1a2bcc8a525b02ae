import type { orders } from '../../../../shared/contract/orders.ts';
import { shopDayOf } from '../../../../shared/domain/time.ts';
import type { CoreDeps, Feature } from '../../call/deps.ts';
import { command, type HandlersFor, query } from '../../call/handlers.ts';
import type { Views } from '../audit/index.ts';
import { describeError } from '../../log/log.ts';
import { amend, type CatalogueOf, quote } from './change/amend.ts';
import { changeByHand } from './change/changeByHand.ts';
import { handOver } from './change/handOver.ts';
import { reprint } from './change/reprint.ts';
import { setNote } from './change/setNote.ts';
import { closeOrder, openOrder } from './change/softLock.ts';
import { undoChange } from './change/undoChange.ts';
import { viewPhotos } from './change/viewPhotos.ts';
import { markUncollected } from './collect/markUncollected.ts';
import { queueReminders } from './collect/queueReminders.ts';
import { recordReminder } from './collect/recordReminder.ts';
import { listOrders } from './find/listOrders.ts';
import { listUncollected } from './find/listUncollected.ts';
import { scanOrder } from './find/scanOrder.ts';
import { searchOrders } from './find/searchOrders.ts';
import { type ThumbnailDeps } from './find/thumbnail.ts';
import { seenDetail, seenRows, seenThumbnail } from './find/seen.ts';
import { correctPayment, recordPayment } from './payments/recordPayment.ts';
import { skipNumbers } from './store/orders.store.ts';

export type OrdersDeps = Pick<CoreDeps, 'clock' | 'log' | 'read' | 'transact' | 'settings' | 'catalogue'> &
  ThumbnailDeps & { readonly views: Views };

export interface OrdersFeature extends Feature<HandlersFor<typeof orders>> {
  /** Looks for orders that nobody fetched: reminds, and calls them uncollected; runs at the start and each hour. */
  readonly collect: () => void;
  /** A backup has just taken the place of a damaged database. */
  readonly recover: (restored: boolean) => void;
}

const HOUR = 3_600_000;
/** The first screen comes first. */
const FIRST_RUN_MS = 5_000;

/** Calls that only read. */
const queries = (deps: OrdersDeps, catalogueOf: CatalogueOf) => ({
  'orders:list': query('orders:list', (q, input) =>
    seenRows(deps.views, q, input.text, listOrders(q, deps.settings(q.db), input)),
  ),
  'orders:search': query('orders:search', (q, input) =>
    seenRows(deps.views, q, input.text, searchOrders(q, deps.settings(q.db), input)),
  ),
  'orders:listUncollected': query('orders:listUncollected', (q) =>
    seenRows(deps.views, q, '', listUncollected(q, deps.settings(q.db))),
  ),
  'orders:scan': query('orders:scan', (q, { code }) => ({
    orderId: scanOrder(q.db, deps.settings(q.db).store.code, code),
  })),
  'orders:get': query('orders:get', (q, { orderId }) =>
    seenDetail(deps.views, q, deps.settings(q.db), orderId),
  ),
  'orders:thumbnail': query('orders:thumbnail', (q, input) => seenThumbnail(deps, q, input)),
  'orders:quote': query('orders:quote', (q, input) => quote(q, catalogueOf, input)),
});

/** Does something soon after the start and then each hour, whatever became of it before. */
const hourly = (log: CoreDeps['log'], work: () => void) => {
  let timer: NodeJS.Timeout | null = null;
  const run = (): void => {
    try {
      work();
    } catch (error) {
      log.error('collection-failed', describeError(error));
    }
    timer = setTimeout(run, HOUR);
  };
  return {
    start: () => {
      timer = setTimeout(run, FIRST_RUN_MS);
    },
    stop: async () => {
      if (timer !== null) clearTimeout(timer);
    },
  };
};

/** Orders from the moment they are placed: finding, changing, paying, handing out. */
export const createOrdersFeature = (deps: OrdersDeps): OrdersFeature => {
  const catalogueOf: CatalogueOf = (db, version) => deps.catalogue(db, version);
  const collect = (): void => {
    queueReminders(deps);
    markUncollected(deps);
  };
  return {
    ...hourly(deps.log, collect),
    collect,
    recover: (restored) => {
      if (!restored) return;
      deps.transact((tx) => skipNumbers(tx.db, shopDayOf(tx.now), deps.settings(tx.db).terminal.letter));
    },
    handlers: {
      ...queries(deps, catalogueOf),
      'orders:viewPhotos': command('orders:viewPhotos', (tx, { orderId }) =>
        viewPhotos(tx, deps.views, orderId),
      ),
      'orders:open': command('orders:open', (tx, { orderId }) => openOrder(tx, orderId)),
      'orders:close': command('orders:close', (tx, { orderId }) => closeOrder(tx, orderId)),
      'orders:changeStatus': command('orders:changeStatus', (tx, input) =>
        changeByHand(tx, deps.settings(tx.db), input),
      ),
      'orders:undo': command('orders:undo', undoChange),
      'orders:recordReminder': command('orders:recordReminder', recordReminder),
      'orders:handOver': command('orders:handOver', (tx, input) => handOver(tx, deps.settings(tx.db), input)),
      'orders:reprint': command('orders:reprint', (tx, input) =>
        reprint(tx, deps.settings(tx.db), catalogueOf, input),
      ),
      'orders:recordPayment': command('orders:recordPayment', (tx, input) =>
        recordPayment(tx, deps.settings(tx.db), input),
      ),
      'orders:correctPayment': command('orders:correctPayment', correctPayment),
      'orders:setNote': command('orders:setNote', setNote),
      'orders:amend': command('orders:amend', (tx, input) => amend(tx, catalogueOf, input)),
    },
  };
};
