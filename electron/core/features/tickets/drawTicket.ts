import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import { fontFamily } from '../../drawing/fontFamily.ts';
import { type Bitmap, bitmapOf } from './bitmap.ts';
import { code128Modules } from './codes/code128.ts';
import { qrModules } from '../../../../shared/domain/qrCode.ts';
import type { HeadWidth } from './printerProfile.ts';
import type { TextSize, TicketBlock } from './ticketDocument.ts';
import { wrapWords } from './wrapWords.ts';

/** Dots on paper; 512 is the coarser 180 dpi head, 384 the narrow paper. */
const SIZES = {
  576: { small: 22, normal: 26, large: 36, number: 132, leading: 1.28, margin: 8, gap: 12 },
  512: { small: 20, normal: 23, large: 32, number: 117, leading: 1.28, margin: 8, gap: 10 },
  384: { small: 20, normal: 22, large: 28, number: 96, leading: 1.26, margin: 4, gap: 8 },
} as const satisfies Record<HeadWidth, unknown>;

type Sizes = (typeof SIZES)[HeadWidth];

/** One block, measured: how high it is and how it is painted. */
interface Piece {
  readonly height: number;
  readonly paint: (top: number) => void;
}

const QR_DOTS = 5;
const QR_QUIET = 4;
const BARCODE_HEIGHT = 80;
const BARCODE_DOTS = 2;

/** Draws blocks below each other in pure black and white at the width of the head. */
export function drawBlocks(
  blocks: readonly TicketBlock[],
  widthDots: HeadWidth,
  fontFiles: readonly string[],
): Bitmap {
  const family = fontFamily(fontFiles);
  const measuring = new Painter(createCanvas(widthDots, 8).getContext('2d'), widthDots, family);
  const height = Math.max(
    1,
    measuring.pieces(blocks).reduce((sum, piece) => sum + piece.height, 0),
  );
  const context = createCanvas(widthDots, height).getContext('2d');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, widthDots, height);
  let top = 0;
  for (const piece of new Painter(context, widthDots, family).pieces(blocks)) {
    piece.paint(top);
    top += piece.height;
  }
  return bitmapOf(context.getImageData(0, 0, widthDots, height).data, widthDots, height);
}

/** The bitmap as a PNG, for the screen and the file printer. */
export function bitmapToPng({ widthBytes, height, bits }: Bitmap): Uint8Array {
  const width = widthBytes * 8;
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  const image = context.createImageData(width, height);
  for (let dot = 0; dot < width * height; dot++) {
    const black = ((bits[Math.floor(dot / 8)] ?? 0) >> (7 - (dot % 8))) & 1;
    image.data.fill(black ? 0 : 255, dot * 4, dot * 4 + 3);
    image.data[dot * 4 + 3] = 255;
  }
  context.putImageData(image, 0, 0);
  return canvas.toBuffer('image/png');
}

class Painter {
  readonly #context: SKRSContext2D;
  readonly #width: number;
  readonly #family: string;
  readonly #sizes: Sizes;

  constructor(context: SKRSContext2D, widthDots: HeadWidth, family: string) {
    this.#context = context;
    this.#width = widthDots;
    this.#family = family;
    this.#sizes = SIZES[widthDots];
  }

  pieces(blocks: readonly TicketBlock[]): readonly Piece[] {
    return blocks.map((block) => this.#piece(block));
  }

  #piece(block: TicketBlock): Piece {
    switch (block.kind) {
      case 'text':
        return this.#text(block.text, block.size, block.bold, block.align);
      case 'row':
        return this.#row(block.left, block.right, block.size, block.bold);
      case 'number':
        return this.#number(block.text);
      case 'banner':
        return this.#banner(block.text);
      case 'stamp':
        return this.#stamp(block.text, block.detail);
      case 'code128':
        return this.#barcode(block.data);
      case 'qr':
        return this.#qr(block.data, block.caption);
      case 'rule':
        return this.#rule();
      case 'cut':
        return { height: 0, paint: () => {} };
    }
  }

  #text(
    value: string,
    size: TextSize,
    bold: boolean,
    align: 'left' | 'center',
    colour = '#000',
    inset = 0,
  ): Piece {
    const font = this.#font(this.#sizes[size], bold);
    const { margin } = this.#sizes;
    const lines = this.#wrap(value, font, this.#width - 2 * (margin + inset));
    const step = this.#step(this.#sizes[size]);
    const x = align === 'center' ? this.#width / 2 : margin + inset;
    return {
      height: lines.length * step,
      paint: (top) =>
        lines.forEach((line, i) => this.#write(line, font, x, top + i * step, step, align, colour)),
    };
  }

  #row(left: string, right: string, size: TextSize, bold: boolean): Piece {
    const { margin } = this.#sizes;
    const font = this.#font(this.#sizes[size], bold);
    const room = this.#width - 2 * margin;
    const rightWidth = this.#measure(right, font);
    // A right part that leaves too little room goes to a line of its own.
    const stacked = rightWidth > room * 0.7 && left !== '';
    const lines = this.#wrap(left, font, stacked ? room : room - rightWidth - 16);
    const step = this.#step(this.#sizes[size]);
    const rightLine = stacked ? lines.length : lines.length - 1;
    return {
      height: (rightLine + 1) * step,
      paint: (top) => {
        lines.forEach((line, i) => this.#write(line, font, margin, top + i * step, step, 'left', '#000'));
        this.#write(right, font, this.#width - margin, top + rightLine * step, step, 'right', '#000');
      },
    };
  }

  #number(value: string): Piece {
    const room = this.#width - 2 * this.#sizes.margin;
    const wanted = this.#sizes.number;
    const scale = Math.min(1, room / this.#measure(value, this.#font(wanted, true)));
    const size = Math.floor(wanted * scale);
    const height = Math.round(size * 1.05);
    return {
      height,
      paint: (top) =>
        this.#write(value, this.#font(size, true), this.#width / 2, top, height, 'center', '#000'),
    };
  }

  #banner(value: string): Piece {
    const { gap } = this.#sizes;
    const inner = this.#text(value, 'large', true, 'center', '#fff', gap);
    return {
      height: inner.height + 3 * gap,
      paint: (top) => {
        this.#context.fillStyle = '#000';
        this.#context.fillRect(0, top + gap / 2, this.#width, inner.height + gap * 2);
        inner.paint(top + gap * 1.5);
      },
    };
  }

  #stamp(value: string, detail: string): Piece {
    const { gap } = this.#sizes;
    const words = this.#text(value, 'large', true, 'center', '#000', gap);
    const small = this.#text(detail, 'small', false, 'center', '#000', gap);
    const inner = words.height + small.height;
    return {
      height: inner + 3 * gap,
      paint: (top) => {
        this.#context.strokeStyle = '#000';
        this.#context.lineWidth = 4;
        this.#context.strokeRect(2, top + 2, this.#width - 4, inner + 2 * gap - 4);
        words.paint(top + gap);
        small.paint(top + gap + words.height);
      },
    };
  }

  #barcode(data: string): Piece {
    const modules = code128Modules(data);
    const left = Math.floor((this.#width - modules.length * BARCODE_DOTS) / 2);
    const { gap } = this.#sizes;
    const words = this.#text(data, 'small', false, 'center');
    return {
      height: BARCODE_HEIGHT + gap + words.height,
      paint: (top) => {
        this.#context.fillStyle = '#000';
        modules.forEach((bar, i) => {
          if (bar)
            this.#context.fillRect(left + i * BARCODE_DOTS, top + gap / 2, BARCODE_DOTS, BARCODE_HEIGHT);
        });
        words.paint(top + BARCODE_HEIGHT + gap);
      },
    };
  }

  #qr(data: string, caption: string): Piece {
    const rows = qrModules(data);
    const side = (rows.length + 2 * QR_QUIET) * QR_DOTS;
    const left = Math.floor((this.#width - rows.length * QR_DOTS) / 2);
    const words = this.#text(caption, 'small', false, 'center');
    return {
      height: side + words.height,
      paint: (top) => {
        this.#context.fillStyle = '#000';
        rows.forEach((row, y) => {
          row.forEach((dark, x) => {
            const at = [left + x * QR_DOTS, top + (y + QR_QUIET) * QR_DOTS] as const;
            if (dark) this.#context.fillRect(...at, QR_DOTS, QR_DOTS);
          });
        });
        words.paint(top + side);
      },
    };
  }

  #rule(): Piece {
    const { gap, margin } = this.#sizes;
    return {
      height: 2 * gap + 2,
      paint: (top) => {
        this.#context.fillStyle = '#000';
        this.#context.fillRect(margin, top + gap, this.#width - 2 * margin, 2);
      },
    };
  }

  #font(size: number, bold: boolean): string {
    // Thin strokes break up on thermal paper, so even plain text is a little heavier.
    return `${bold ? 750 : 500} ${size}px ${this.#family}`;
  }

  #step(size: number): number {
    return Math.round(size * this.#sizes.leading);
  }

  #measure(value: string, font: string): number {
    this.#context.font = font;
    return this.#context.measureText(value).width;
  }

  #wrap(value: string, font: string, room: number): readonly string[] {
    return wrapWords(value, (line) => this.#measure(line, font) <= room);
  }

  #write(
    value: string,
    font: string,
    x: number,
    top: number,
    height: number,
    align: 'left' | 'center' | 'right',
    colour: string,
  ): void {
    this.#context.font = font;
    this.#context.fillStyle = colour;
    this.#context.textAlign = align;
    this.#context.textBaseline = 'middle';
    this.#context.fillText(value, Math.round(x), top + Math.round(height / 2));
  }
}
