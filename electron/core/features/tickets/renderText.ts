import ReceiptPrinterEncoder from '@point-of-sale/receipt-printer-encoder';
import { toCodePage } from './codePages.ts';
import { CODE_PAGES, type CodePage, columnsOf, hasBarcode, type PrinterProfile } from './printerProfile.ts';
import { LATVIAN_LETTERS, RUSSIAN_LETTERS } from './printerTest.ts';
import type { TicketBlock, TicketDocument } from './ticketDocument.ts';
import { wrapWords } from './wrapWords.ts';

const BARCODE = { height: 80, width: 1, text: true } as const;
const QR = { model: 2, size: 6, errorlevel: 'm' } as const;

/** The ticket as text and commands of one code page; feed and cut are the caller's. */
export function renderText(document: TicketDocument, profile: PrinterProfile, page: CodePage): Uint8Array {
  const columns = columnsOf(profile.widthDots);
  const encoder = new ReceiptPrinterEncoder({
    language: 'esc-pos',
    columns,
    newline: '\n',
    errors: 'strict',
    codepageMapping: { [page]: profile.codePages[page] ?? 0 },
  });
  encoder.initialize().codepage(page);
  const writer = new TextWriter(encoder, columns, page);
  for (const block of document.blocks) writer.write(block, profile);
  return encoder.encode();
}

/** One barcode as printer commands, centred. */
export function barcodeCommands(data: string): Uint8Array {
  return commandEncoder().barcode(data, 'code128', BARCODE).align('left').encode();
}

/** One QR code as printer commands, centred. */
export function qrCommands(data: string): Uint8Array {
  return commandEncoder().qrcode(data, QR).align('left').encode();
}

function commandEncoder(): ReceiptPrinterEncoder {
  return new ReceiptPrinterEncoder({ language: 'esc-pos', newline: '\n' }).align('center');
}

class TextWriter {
  readonly #encoder: ReceiptPrinterEncoder;
  readonly #columns: number;
  readonly #page: CodePage;

  constructor(encoder: ReceiptPrinterEncoder, columns: number, page: CodePage) {
    this.#encoder = encoder;
    this.#columns = columns;
    this.#page = page;
  }

  write(block: TicketBlock, profile: PrinterProfile): void {
    switch (block.kind) {
      case 'text':
        return this.#lines(block.text, block.align, block.bold, block.size === 'large' ? 2 : 1);
      case 'row':
        return this.#row(block.left, block.right, block.bold, block.size === 'large' ? 2 : 1);
      case 'number':
        return this.#lines(block.text, 'center', true, 5);
      case 'banner':
        return this.#banner(block.text);
      case 'stamp':
        this.#banner(block.text);
        return this.#lines(block.detail, 'center', false, 1);
      case 'code128':
        if (hasBarcode(profile.widthDots))
          this.#encoder.align('center').barcode(block.data, 'code128', BARCODE).align('left');
        else this.#lines(block.data, 'center', false, 1);
        return;
      case 'qr':
        this.#encoder.align('center').qrcode(block.data, QR).align('left');
        return this.#lines(block.caption, 'center', false, 1);
      case 'rule':
        return void this.#encoder.line('-'.repeat(this.#columns));
      case 'cut':
        return;
    }
  }

  #banner(value: string): void {
    this.#encoder.line('='.repeat(this.#columns));
    this.#lines(value, 'center', true, 2);
    this.#encoder.line('='.repeat(this.#columns));
  }

  #lines(value: string, align: 'left' | 'center', bold: boolean, scale: number): void {
    const room = Math.floor(this.#columns / scale);
    for (const line of wrapWords(this.#printable(value), (text) => text.length <= room)) {
      const indent = align === 'center' ? Math.floor((room - line.length) / 2) : 0;
      this.#line(' '.repeat(indent) + line, bold, scale);
    }
  }

  #row(left: string, right: string, bold: boolean, scale: number): void {
    const room = Math.floor(this.#columns / scale);
    const end = this.#printable(right);
    const stacked = end.length > room * 0.7 && left !== '';
    const space = stacked ? room : room - end.length - 1;
    const lines = [...wrapWords(this.#printable(left), (text) => text.length <= space)];
    const last = stacked ? '' : (lines.pop() ?? '');
    for (const line of lines) this.#line(line, bold, scale);
    this.#line(last.padEnd(room - end.length) + end, bold, scale);
  }

  #line(value: string, bold: boolean, scale: number): void {
    this.#encoder.bold(bold).size(scale, scale).line(value).size(1, 1).bold(false);
  }

  #printable(value: string): string {
    const text = toCodePage(value, this.#page);
    if (text === null) throw new Error('letter outside the code page');
    return text;
  }
}

/** A text line per code page the profile names, so that staff see which of them this printer really has. */
export function codePageProbe(profile: PrinterProfile): Uint8Array {
  const encoder = new ReceiptPrinterEncoder({
    language: 'esc-pos',
    columns: columnsOf(profile.widthDots),
    newline: '\n',
    codepageMapping: profile.codePages,
  }).initialize();
  for (const page of CODE_PAGES) {
    const number = profile.codePages[page];
    if (number === undefined) continue;
    encoder.codepage(page).line(`${page} = ${number}`);
    const lines = [LATVIAN_LETTERS, RUSSIAN_LETTERS, '12,34 €'].flatMap(
      (line) => toCodePage(line, page) ?? [],
    );
    const room = columnsOf(profile.widthDots);
    for (const line of lines.flatMap((long) => wrapWords(long, (words) => words.length <= room)))
      encoder.line(line);
  }
  return encoder.encode();
}
