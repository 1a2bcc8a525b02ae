export { printerHealth } from './printerHealth.ts';
export { queuePrint } from './queuePrint.ts';
export type { TicketOrders } from './ticketPrinting.deps.ts';
export { createTicketPrintingFeature } from './ticketPrinting.feature.ts';
