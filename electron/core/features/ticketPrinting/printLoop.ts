import type { Settings } from '../../../../shared/contract/settings.ts';
import { fontFilesIn } from '../../drawing/fontFiles.ts';
import { describeError } from '../../log/log.ts';
import type { PrinterPort, PrintResult } from '../../ports/printer.ts';
import {
  afterPrint,
  counterReceipt,
  createFilePrinter,
  createTcpPrinter,
  envelopeSlip,
  kioskTicket,
  loadRendering,
  nextPrintStep,
  safeProfile,
  type TicketDocument,
} from '../tickets/index.ts';
import { moveTask, printableTasks, type PrintTaskRecord, tasksIn } from './printTasks.store.ts';
import type { TicketPrintingDeps } from './ticketPrinting.deps.ts';

const TIMEOUT_MS = 5000;

const printerOf = (deps: TicketPrintingDeps, { printer }: Settings, owner: string): PrinterPort | null => {
  if (printer.kind === 'none') return null;
  if (printer.kind === 'file')
    return createFilePrinter(deps.folders.tickets, () => `${owner}.${deps.ids.ulid()}`);
  const { host, port } = printer;
  return createTcpPrinter({ host, port, timeoutMs: TIMEOUT_MS, asksStatus: false });
};

/** Prints one document on the printer of the settings; a file is named by its owner, so that it can go with it. */
export const printDocument = async (
  deps: TicketPrintingDeps,
  document: TicketDocument,
  owner: string,
): Promise<PrintResult> => {
  const settings = deps.settings(deps.read);
  const printer = printerOf(deps, settings, owner);
  if (!printer) return { ok: false, failure: 'unreachable' };
  const { dots } = settings.printer;
  const fonts = fontFilesIn(deps.folders.fonts);
  const { renderTicket, renderTicketPng } = await loadRendering();
  const bytes = renderTicket(document, safeProfile(dots), fonts);
  return printer.print({ bytes, png: renderTicketPng(document, dots, fonts) });
};

const documentOf = (deps: TicketPrintingDeps, task: PrintTaskRecord): TicketDocument | null => {
  const { kind, copy, by, requestedAt, orderId } = task;
  const { store } = deps.settings(deps.read);
  // A copy the customer asked for at the kiosk has no member of staff: the store stands for them.
  const copyOf = copy === 0 ? null : { n: copy, by: by ?? store.name, at: requestedAt };
  const view = deps.orders.view(deps.read, orderId, copyOf, kind === 'slip');
  if (!view) return null;
  if (kind === 'slip') return envelopeSlip(view);
  return kind === 'ticket' ? kioskTicket(view) : counterReceipt(view, false);
};

const attempt = async (deps: TicketPrintingDeps, task: PrintTaskRecord): Promise<PrintResult> => {
  try {
    const document = documentOf(deps, task);
    return document
      ? await printDocument(deps, document, task.orderId)
      : { ok: false, failure: 'write-failed' };
  } catch (error) {
    deps.log.error('ticket-failed', describeError(error));
    return { ok: false, failure: 'write-failed' };
  }
};

/** `sending` is stored before the first byte goes out, the outcome after the last. */
const send = async (deps: TicketPrintingDeps, task: PrintTaskRecord): Promise<void> => {
  const { taskId, orderId } = task;
  const begun = deps.transact((tx) => moveTask(tx.db, { taskId, from: 'waiting', to: 'sending' }, tx.now));
  if (!begun) return;
  const result = await attempt(deps, task);
  deps.transact((tx) => {
    const failure = result.ok ? null : result.failure;
    moveTask(tx.db, { taskId, from: 'sending', to: afterPrint(result) }, tx.now, failure);
    if (result.ok) deps.orders.notePrinted(tx, orderId);
    tx.emit('ticket-changed', { orderId });
    tx.emit('health-changed', {});
  });
};

const expire = (deps: TicketPrintingDeps, { taskId, orderId }: PrintTaskRecord): void =>
  deps.transact((tx) => {
    moveTask(tx.db, { taskId, from: 'waiting', to: 'expired' }, tx.now, 'unreachable');
    tx.emit('ticket-changed', { orderId });
    tx.emit('health-changed', {});
  });

/** Gives each waiting print to the printer when its time has come. */
export const printDue = async (deps: TicketPrintingDeps): Promise<void> => {
  for (const task of printableTasks(deps.read)) {
    const step = nextPrintStep(task, deps.clock.now());
    if (step.kind === 'expire') expire(deps, task);
    if (step.kind === 'send') await send(deps, task);
  }
};

/** What was being sent when the app ended: nobody knows whether the paper came. */
export const settleInterrupted = (deps: TicketPrintingDeps): void =>
  deps.transact((tx) => {
    for (const { taskId, orderId } of tasksIn(tx.db, 'sending')) {
      moveTask(tx.db, { taskId, from: 'sending', to: 'unknown' }, tx.now, 'interrupted');
      tx.emit('ticket-changed', { orderId });
    }
  });
