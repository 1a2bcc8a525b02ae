import type { CallInput } from '../../../../shared/contract/index.ts';
import type { tickets } from '../../../../shared/contract/output.ts';
import { DEFAULT_LOCALE } from '../../../../shared/domain/i18n.ts';
import type { OrderId } from '../../../../shared/domain/ids.ts';
import type { Feature } from '../../call/deps.ts';
import { command, type HandlersFor, preparedCommand, query } from '../../call/handlers.ts';
import { reject } from '../../call/rejection.ts';
import { joined } from '../../call/joined.ts';
import { describeError } from '../../log/log.ts';
import {
  noticePaper,
  printerTestPage,
  removeHalfPrints,
  requestPaper,
  type TicketDocument,
} from '../tickets/index.ts';
import { printDocument, printDue, settleInterrupted } from './printLoop.ts';
import { lastTaskOf, lastTaskOfAll, type PrintTaskRecord } from './printTasks.store.ts';
import { assertMayUseOrder } from '../restriction/index.ts';
import { queuePrint } from './queuePrint.ts';
import type { Asking, TicketPrintingDeps } from './ticketPrinting.deps.ts';

export interface TicketPrintingFeature extends Feature<HandlersFor<typeof tickets>> {
  /** Prints what is due now; a second call joins the first. */
  readonly printDue: () => Promise<void>;
  /** False when the test page did not come out. */
  readonly printTestPage: () => Promise<boolean>;
}

const LOOK_EVERY_MS = 1000;

const stateOf = (task: PrintTaskRecord | undefined) => {
  if (!task) return 'none';
  if (task.state === 'printed') return 'printed';
  // Tried and refused: the customer is not kept waiting for a printer that may come back in a quarter of an hour.
  const isRefused = task.state === 'waiting' && task.lastTriedAt !== null;
  return (task.state === 'waiting' && !isRefused) || task.state === 'sending' ? 'waiting' : 'failed';
};

/** What takes the consents of the order's customer back, as the ticket shows it. */
const withdrawalOf = ({ orders }: TicketPrintingDeps, { db }: Asking, orderId: OrderId) => {
  const receipt = orders.view(db, orderId, null, false)?.consentReceipt;
  return receipt ? { code: receipt.code, qr: receipt.qr } : null;
};

const paperOf = (
  { papers, settings }: TicketPrintingDeps,
  asking: Asking,
  { locale, paper }: Pick<CallInput<'tickets:paper'>, 'locale' | 'paper'>,
): TicketDocument => {
  if (paper.kind === 'notice') return noticePaper(papers.notice(asking) ?? reject('NO_NOTICE'), locale);
  const { store } = settings(asking.db);
  const names = { company: store.name, contact: store.privacyContact };
  return requestPaper({ locale, ...papers.request(asking, paper.privacyRequestId), ...names });
};

const createHandlers = (deps: TicketPrintingDeps): HandlersFor<typeof tickets> => ({
  'tickets:print': command('tickets:print', (tx, { orderId, kind }) => {
    deps.orders.assertVisible(tx, orderId);
    tx.audit(`ticket.${kind}`, orderId);
    return { copy: queuePrint(tx, orderId, kind) };
  }),
  'tickets:reprintLast': command('tickets:reprintLast', (tx) => {
    const last = lastTaskOfAll(tx.db) ?? reject('NOT_FOUND');
    assertMayUseOrder(tx, last.orderId, 'reprint');
    tx.audit(`ticket.${last.kind}`, last.orderId);
    return { orderId: last.orderId, copy: queuePrint(tx, last.orderId, last.kind) };
  }),
  'tickets:again': command('tickets:again', (tx, { orderId }) => {
    deps.orders.assertVisible(tx, orderId);
    return { copy: queuePrint(tx, orderId, 'ticket') };
  }),
  'tickets:state': query('tickets:state', (q, { orderId }) => {
    deps.orders.assertVisible(q, orderId);
    return { state: stateOf(lastTaskOf(q.db, orderId)), withdrawal: withdrawalOf(deps, q, orderId) };
  }),
  'tickets:paper': preparedCommand(
    'tickets:paper',
    async (q, input) => (await printDocument(deps, paperOf(deps, q, input), 'paper')).ok,
    (_tx, _input, printed) => (printed ? {} : reject('PRINTER_ABSENT')),
  ),
});

/** Paper for orders. A printer that fails never stops an order: the print waits, then a person decides (TIC-2). */
export const createTicketPrintingFeature = (deps: TicketPrintingDeps): TicketPrintingFeature => {
  let timer: NodeJS.Timeout | null = null;
  let looking: Promise<void> = Promise.resolve();

  const { run: runDue } = joined(() => printDue(deps));
  const look = async (): Promise<void> => {
    try {
      await runDue();
    } catch (error) {
      deps.log.error('printing-failed', describeError(error));
    }
    if (timer !== null) lookIn(LOOK_EVERY_MS);
  };
  const lookIn = (ms: number): void => {
    timer = setTimeout(() => {
      looking = look();
    }, ms);
  };

  return {
    handlers: createHandlers(deps),
    printDue: runDue,
    printTestPage: async () =>
      (await printDocument(deps, printerTestPage(DEFAULT_LOCALE, deps.clock.now()), 'test')).ok,
    start: () => {
      settleInterrupted(deps);
      removeHalfPrints(deps.folders.tickets);
      lookIn(0);
    },
    stop: async () => {
      if (timer !== null) clearTimeout(timer);
      timer = null;
      await looking;
    },
  };
};
