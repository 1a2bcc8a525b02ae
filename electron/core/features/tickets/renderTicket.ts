import { concat, rasterCommands } from './bitmap.ts';
import { textPageFor } from './codePages.ts';
import { bitmapToPng, drawBlocks } from './drawTicket.ts';
import { type HeadWidth, hasBarcode, type PrinterProfile } from './printerProfile.ts';
import { barcodeCommands, codePageProbe, qrCommands, renderText } from './renderText.ts';
import { type TicketBlock, type TicketDocument, text } from './ticketDocument.ts';

/** Initialise, single-byte text, font A. */
const INITIALISE = Uint8Array.of(0x1b, 0x40, 0x1c, 0x2e, 0x1b, 0x4d, 0x00);
const FOUR_LINES = Uint8Array.of(0x0a, 0x0a, 0x0a, 0x0a);

const CUTS: Readonly<Record<PrinterProfile['cut'], Uint8Array>> = {
  partial: Uint8Array.of(0x1d, 0x56, 0x42, 0x10),
  full: concat([FOUR_LINES, Uint8Array.of(0x1d, 0x56, 0x00)]),
  none: FOUR_LINES,
};

/**
 * The bytes for an ESC/POS printer: text only where its code page is confirmed and holds every letter,
 * otherwise a bitmap. `fontFiles` are absolute paths whose glyphs together cover the ticket.
 */
export function renderTicket(
  document: TicketDocument,
  profile: PrinterProfile,
  fontFiles: readonly string[],
): Uint8Array {
  const page = textPageFor(document, profile);
  const body =
    page === null
      ? concat([INITIALISE, ...rasterParts(document, profile, fontFiles)])
      : renderText(document, profile, page);
  const probe = document.kind === 'printer-test' ? codePageProbe(profile) : new Uint8Array(0);
  const cuts = document.blocks.some((block) => block.kind === 'cut');
  return concat([body, probe, cuts ? CUTS[profile.cut] : new Uint8Array(0)]);
}

/** The ticket as it leaves a raster printer, as PNG: for the screen and the file printer. */
export function renderTicketPng(
  document: TicketDocument,
  widthDots: HeadWidth,
  fontFiles: readonly string[],
): Uint8Array {
  const blocks = document.blocks.map((block) => forPaper(block, widthDots));
  return bitmapToPng(drawBlocks(blocks, widthDots, fontFiles));
}

/** Bitmaps, with the codes the printer draws itself in between. */
function rasterParts(
  document: TicketDocument,
  profile: PrinterProfile,
  fontFiles: readonly string[],
): Uint8Array[] {
  const parts: Uint8Array[] = [];
  let run: TicketBlock[] = [];
  const flush = () => {
    if (run.length > 0) parts.push(rasterCommands(drawBlocks(run, profile.widthDots, fontFiles)));
    run = [];
  };
  for (const original of document.blocks) {
    const block = forPaper(original, profile.widthDots);
    if (block.kind === 'cut') continue;
    if (block.kind === 'code128' && profile.commands.code128) {
      flush();
      parts.push(barcodeCommands(block.data));
    } else if (block.kind === 'qr' && profile.commands.qr) {
      flush();
      parts.push(qrCommands(block.data));
      run.push(text(block.caption, { align: 'center', size: 'small' }));
    } else {
      run.push(block);
    }
  }
  flush();
  return parts;
}

/** Narrow paper gets the code's characters instead of bars no scanner could read. */
function forPaper(block: TicketBlock, widthDots: HeadWidth): TicketBlock {
  return block.kind === 'code128' && !hasBarcode(widthDots)
    ? text(block.data, { align: 'center', size: 'small' })
    : block;
}
