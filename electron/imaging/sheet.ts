import sharp from 'sharp';
import type { Picture, SheetRequest } from '../core/ports/imaging.ts';
import { printBytes } from './print.ts';

/** Lays pictures on a white sheet and the signs over them; the output is a print like any other. */
export async function makeSheet({ width, height, pictures, signs }: SheetRequest): Promise<Picture> {
  const paper = sharp({ create: { width, height, channels: 3, background: '#ffffff' } });
  const layers = [
    ...pictures.map(({ bytes, left, top }) => ({ input: Buffer.from(bytes), left, top })),
    { input: Buffer.from(signs), left: 0, top: 0 },
  ];
  const bytes = await printBytes(paper.composite(layers).removeAlpha());
  return { bytes, width, height, origin: 'decoded', incomplete: false, hint: null };
}
