/** Why a print did not happen; the order stands in every case (formats.md 12). */
export const PRINT_FAILURES = ['unreachable', 'paper-out', 'cover-open', 'write-failed'] as const;
export type PrintFailure = (typeof PRINT_FAILURES)[number];

export type PrintResult = { readonly ok: true } | { readonly ok: false; readonly failure: PrintFailure };

/** What goes to a receipt printer: its commands, and the same as a picture for printers that only keep files. */
export interface PrintPage {
  readonly bytes: Uint8Array;
  readonly png: Uint8Array;
}

/** One receipt printer. `print` never throws and sends the bytes at most once. */
export interface PrinterPort {
  readonly print: (page: PrintPage) => Promise<PrintResult>;
}
