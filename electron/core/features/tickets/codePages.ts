import type { TicketBlock, TicketDocument } from './ticketDocument.ts';
import { CODE_PAGES, type CodePage, type PrinterProfile } from './printerProfile.ts';

const LATVIAN = 'āčēģīķļņšūžĀČĒĢĪĶĻŅŠŪŽ';
const RUSSIAN = 'абвгдеёжзийклмнопрстуфхцчшщъыьэюяАБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ';

/** What each page holds beyond ASCII, as far as tickets use it (formats.md 12). */
const HELD: Readonly<Record<CodePage, string>> = {
  cp437: '',
  cp775: `${LATVIAN}×“”„`,
  windows1257: `${LATVIAN}×€–—“”„`,
  cp866: `${RUSSIAN}№`,
  windows1251: `${RUSSIAN}№€–—“”„`,
};

/** What may stand for a character the page lacks; a letter is never replaced. */
const SUBSTITUTES: Readonly<Record<string, string>> = {
  '\u00A0': ' ',
  '€': 'EUR',
  '×': 'x',
  '–': '-',
  '—': '-',
  '“': '"',
  '”': '"',
  '„': '"',
  '№': 'Nr.',
};

/** The text as the page can print it, or null when a letter is missing. */
export function toCodePage(value: string, page: CodePage): string | null {
  let result = '';
  for (const character of value.normalize('NFC')) {
    const held = /[ -~]/.test(character) || HELD[page].includes(character);
    const printed = held ? character : SUBSTITUTES[character];
    if (printed === undefined) return null;
    result += printed;
  }
  return result;
}

/** The page a whole ticket can be printed with as text; null is raster, the safe default (TIC-4). */
export function textPageFor(document: TicketDocument, profile: PrinterProfile): CodePage | null {
  if (!profile.textConfirmed) return null;
  const words = document.blocks.flatMap(wordsOf);
  const fits = (page: CodePage) => words.every((word) => toCodePage(word, page) !== null);
  return CODE_PAGES.find((page) => profile.codePages[page] !== undefined && fits(page)) ?? null;
}

function wordsOf(block: TicketBlock): readonly string[] {
  switch (block.kind) {
    case 'text':
    case 'number':
    case 'banner':
      return [block.text];
    case 'row':
      return [block.left, block.right];
    case 'stamp':
      return [block.text, block.detail];
    case 'qr':
      return [block.caption];
    case 'code128':
    case 'rule':
    case 'cut':
      return [];
  }
}
