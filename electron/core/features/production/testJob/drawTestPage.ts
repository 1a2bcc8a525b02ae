import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import { fontFamily } from '../../../drawing/fontFamily.ts';
import type { TestSheet } from './testSheet.policy.ts';

const JPEG_QUALITY = 95;
/** Millimetres from the edge of the paper; what is missing of them is cut away by the printer. */
const FRAMES_MM = [0, 2, 5];
const RULER_MM = 50;
const GREYS = 11;
const COLOURS = ['#c00', '#0a0', '#00c', '#0aa', '#a0a', '#cc0'];

export interface TestPage extends TestSheet {
  /** Words under the patches. */
  readonly lines: readonly string[];
  readonly fontFiles: readonly string[];
}

/** The known page of a lab: frames at the edges, a ruler, greys, colours and words. @returns a JPEG without metadata. */
export function drawTestPage({ sheet, print, pxPerMm, lines, fontFiles }: TestPage): Uint8Array {
  const canvas = createCanvas(sheet.w, sheet.h);
  const context = canvas.getContext('2d');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, sheet.w, sheet.h);
  context.translate(Math.round((sheet.w - print.w) / 2), Math.round((sheet.h - print.h) / 2));
  context.scale(pxPerMm, pxPerMm);
  const mm = { w: print.w / pxPerMm, h: print.h / pxPerMm };
  const stroke = 1 / pxPerMm;
  for (const inset of FRAMES_MM) drawFrame(context, mm, inset, stroke);
  drawMiddle(context, mm, fontFamily(fontFiles), lines);
  return canvas.toBuffer('image/jpeg', JPEG_QUALITY);
}

interface Mm {
  readonly w: number;
  readonly h: number;
}

function drawFrame(context: SKRSContext2D, { w, h }: Mm, inset: number, stroke: number): void {
  const half = stroke / 2;
  context.strokeStyle = '#000';
  context.lineWidth = stroke;
  context.strokeRect(inset + half, inset + half, w - 2 * inset - stroke, h - 2 * inset - stroke);
}

/** Ruler, greys, colours and words below each other, in the middle of the paper. */
function drawMiddle(context: SKRSContext2D, { w, h }: Mm, family: string, lines: readonly string[]): void {
  const room = Math.min(w - 14, 90);
  const left = (w - room) / 2;
  const row = Math.min(8, (h - 14) / (3 + lines.length));
  let top = (h - row * (3 + lines.length)) / 2;
  drawRuler(context, (w - Math.min(RULER_MM, room)) / 2, top, Math.min(RULER_MM, room), row);
  top += row;
  const greys = Array.from({ length: GREYS }, (_, i) => {
    const value = Math.round((255 * i) / (GREYS - 1));
    return `rgb(${value},${value},${value})`;
  });
  for (const patches of [greys, COLOURS]) {
    drawPatches(context, patches, { left, top, room, height: row });
    top += row;
  }
  context.fillStyle = '#000';
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.font = `500 ${row * 0.6}px ${family}`;
  for (const line of lines) {
    context.fillText(line, w / 2, top + row / 2, room);
    top += row;
  }
}

function drawRuler(context: SKRSContext2D, left: number, top: number, length: number, height: number): void {
  context.fillStyle = '#000';
  for (let at = 0; at <= length; at++) {
    const tick = at % 10 === 0 ? 0.8 : at % 5 === 0 ? 0.55 : 0.35;
    context.fillRect(left + at, top + height * (0.9 - tick), 0.12, height * tick);
  }
}

function drawPatches(
  context: SKRSContext2D,
  colours: readonly string[],
  { left, top, room, height }: { left: number; top: number; room: number; height: number },
): void {
  const each = room / colours.length;
  colours.forEach((colour, i) => {
    context.fillStyle = colour;
    context.fillRect(left + i * each, top + height * 0.1, each, height * 0.8);
  });
}
