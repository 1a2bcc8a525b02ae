export {
  counterReceipt,
  type ErrorTicketView,
  envelopeSlip,
  errorTicket,
  kioskTicket,
} from './buildTickets.ts';
export { qrModules, type QrModules } from '../../../../shared/domain/qrCode.ts';
export { createFilePrinter, removeHalfPrints } from './filePrinter.ts';
export {
  CODE_PAGES,
  type CodePage,
  type HeadWidth,
  type PrinterProfile,
  safeProfile,
} from './printerProfile.ts';
export { printerTestPage } from './printerTest.ts';
export {
  afterPrint,
  afterRestart,
  decideReprint,
  nextPrintStep,
  PRINT_RETRY_MS,
  PRINT_WAIT_MS,
  type PrintTask,
  type PrintTaskState,
  type PrintTaskStep,
  type ReprintDecision,
} from './printTask.policy.ts';
/** Comes with the first print: what it draws with would delay every start. */
export const loadRendering = () => import('./renderTicket.ts');
export { createTcpPrinter, type TcpPrinterSettings } from './tcpPrinter.ts';
export { TICKET_KINDS, type TicketDocument, type TicketKind } from './ticketDocument.ts';
export type {
  TicketCopy,
  TicketDeletion,
  TicketExtraLine,
  TicketOrderView,
  TicketProductLine,
  TicketStore,
} from './ticketOrderView.ts';
