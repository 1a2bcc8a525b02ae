export type { PrintKind } from './printTasks.store.ts';
export { queuePrint } from './queuePrint.ts';
export {
  createTicketPrintingFeature,
  type TicketOrders,
  type TicketPrintingDeps,
  type TicketPrintingFeature,
} from './ticketPrinting.feature.ts';
export { printerHealth } from './printerHealth.ts';
