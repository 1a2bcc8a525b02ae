import type { Settings } from '../../../../../shared/contract/settings.ts';
import type { Actor, TransitionFacts } from '../../../../../shared/domain/orderStatus.ts';
import type { ReadableDb } from '../../../db/handles.ts';
import { areJobsDone, isHandedOver, type JobRecord, jobsOf } from '../../production/index.ts';
import type { OrderRecord } from '../store/orders.store.ts';
import { countMissing, listItems } from '../store/photos.store.ts';

const startRule = (settings: Settings, paidInFull: boolean) => {
  const { start, mayStartUnpaid } = settings.production;
  return {
    startAllowed: mayStartUnpaid || paidInFull,
    startsByItself: start === 'atOnce' || (start === 'whenPaid' && paidInFull),
  };
};

/** What the database and the store's rules say about an order, for the table of transitions. */
export const factsOf = (
  db: ReadableDb,
  settings: Settings,
  order: OrderRecord,
  actor: Actor,
  jobs: readonly JobRecord[] = jobsOf(db, order.orderId),
): TransitionFacts => {
  const paidInFull = order.paid >= order.total;
  const missing = countMissing(db, order.orderId);
  const printable = order.filesDeletedAt === null && missing === 0;
  return {
    ...startRule(settings, paidInFull),
    jobsBuilt: printable && listItems(db, order.orderId).length > 0,
    badFilesNamed: missing > 0,
    badFilesResolved: missing === 0,
    statusBeforeHold: order.heldFrom,
    jobsDone: areJobsDone(jobs),
    // Staff say it themselves: the call was made, the prints were destroyed.
    customerTold: actor !== 'system',
    printsDestroyed: actor !== 'system',
    paidInFull,
    jobHandedOver: isHandedOver(jobs),
    // The command carries the version of the order the person saw, and `paid` is part of it.
    refundShown: true,
  };
};
