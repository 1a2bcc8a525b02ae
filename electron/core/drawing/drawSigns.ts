import { createCanvas } from '@napi-rs/canvas';
import { fontFamily } from './fontFamily.ts';

export interface Signs {
  /** All in pixels of the sheet. */
  readonly width: number;
  readonly height: number;
  readonly textHeight: number;
  /** Each around its middle. */
  readonly texts: readonly { readonly text: string; readonly x: number; readonly y: number }[];
}

/** Black words on nothing, as a PNG to lay over a sheet. */
export function drawSigns(
  { width, height, textHeight, texts }: Signs,
  fontFiles: readonly string[],
): Uint8Array {
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  context.font = `500 ${textHeight}px ${fontFamily(fontFiles)}`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillStyle = '#000';
  for (const { text, x, y } of texts) context.fillText(text, x, y);
  return canvas.toBuffer('image/png');
}
