/** Best first: those with € before those without. */
export const CODE_PAGES = ['windows1257', 'windows1251', 'cp775', 'cp866', 'cp437'] as const;
export type CodePage = (typeof CODE_PAGES)[number];

/** Dots of the head: 80 mm at 203 dpi, 80 mm at 180 dpi (TM-T88), 58 mm. */
export type HeadWidth = 576 | 512 | 384;

export interface PrinterProfile {
  readonly widthDots: HeadWidth;
  /** What the printer draws by itself from a command. */
  readonly commands: { readonly code128: boolean; readonly qr: boolean };
  /** The number behind `ESC t` for each page the printer has; models differ. */
  readonly codePages: Readonly<Partial<Record<CodePage, number>>>;
  /** Staff saw all letters right on the test page; without it everything is raster. */
  readonly textConfirmed: boolean;
  readonly cut: 'partial' | 'full' | 'none';
}

/** Safe on any printer of that width: raster, own codes, partial cut. */
export function safeProfile(widthDots: HeadWidth): PrinterProfile {
  return {
    widthDots,
    commands: { code128: false, qr: false },
    codePages: {},
    textConfirmed: false,
    cut: 'partial',
  };
}

/** Columns of font A. */
export function columnsOf(widthDots: HeadWidth): number {
  return { 576: 48, 512: 42, 384: 32 }[widthDots];
}

/** A 15-character barcode at two dots and its quiet zones do not fit a 58 mm head: there the QR has to do. */
export function hasBarcode(widthDots: HeadWidth): boolean {
  return widthDots > 384;
}
