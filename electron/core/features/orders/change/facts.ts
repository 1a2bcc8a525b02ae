import type { Settings } from '../../../../../shared/contract/settings.ts';
import type { OrderId } from '../../../../../shared/domain/ids.ts';
import type { Actor, TransitionFacts } from '../../../../../shared/domain/orderStatus.ts';
import type { ReadableDb } from '../../../db/handles.ts';
import { areJobsDone, isHandedOver, type JobRecord, jobsOf } from '../../production/index.ts';
import type { OrderRecord } from '../store/orders.store.ts';
import { startedElsewhere } from '../store/history.store.ts';
import { countMissing, countOnTheirWay, listItems } from '../store/photos.store.ts';

const startRule = (settings: Settings, paidInFull: boolean) => {
  const { start, mayStartUnpaid } = settings.production;
  return {
    startAllowed: mayStartUnpaid || paidInFull,
    startsByItself: start === 'atOnce' || (start === 'whenPaid' && paidInFull),
  };
};

/** Another terminal started production and this one has no job of the order: its lab may have all of it. */
export const isProducedElsewhere = (
  db: ReadableDb,
  orderId: OrderId,
  jobs: readonly JobRecord[] = jobsOf(db, orderId),
): boolean => jobs.every(({ state }) => state === 'cancelled') && startedElsewhere(db, orderId);

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
  const printable =
    order.filesDeletedAt === null && missing === 0 && countOnTheirWay(db, order.orderId) === 0;
  const elsewhere = isProducedElsewhere(db, order.orderId, jobs);
  return {
    ...startRule(settings, paidInFull),
    jobsBuilt: printable && listItems(db, order.orderId).length > 0,
    badFilesNamed: missing > 0,
    badFilesResolved: missing === 0,
    statusBeforeHold: order.heldFrom,
    // Whose jobs are at another terminal, of that staff see the prints; nobody else can tell.
    jobsDone: areJobsDone(jobs) || (elsewhere && actor !== 'system'),
    // Staff say it themselves: the call was made, the prints were destroyed.
    customerTold: actor !== 'system',
    printsDestroyed: actor !== 'system',
    paidInFull,
    jobHandedOver: elsewhere || isHandedOver(jobs),
    // The command carries the version of the order the person saw, and `paid` is part of it.
    refundShown: true,
  };
};
