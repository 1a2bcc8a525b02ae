export {
  counterReceipt,
  envelopeSlip,
  kioskTicket,
} from './buildTickets.ts';
export { noticePaper, requestPaper } from './papers.ts';
export { createFilePrinter, removeHalfPrints } from './filePrinter.ts';
export { safeProfile } from './printerProfile.ts';
export { printerTestPage } from './printerTest.ts';
export {
  afterPrint,
  decideReprint,
  nextPrintStep,
  type PrintTask,
  type PrintTaskState,
} from './printTask.policy.ts';
/** Comes with the first print: what it draws with would delay every start. */
export const loadRendering = () => import('./renderTicket.ts');
export { createTcpPrinter } from './tcpPrinter.ts';
export { type TicketDocument } from './ticketDocument.ts';
export type {
  TicketCopy,
  TicketDeletion,
  TicketExtraLine,
  TicketOrderView,
  TicketProductLine,
  TicketStore,
} from './ticketOrderView.ts';
