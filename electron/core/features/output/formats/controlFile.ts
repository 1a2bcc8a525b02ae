import { Temporal } from 'temporal-polyfill';
import { asciiLabel } from '../../../../../shared/domain/asciiLabel.ts';
import { SHOP_ZONE } from '../../../../../shared/domain/time.ts';
import type { JobImage } from '../outputJob.ts';

/** Control files end every line with CRLF, the last one too (formats.md 1.10). */
export const crlf = (lines: readonly string[]): string => lines.map((line) => `${line}\r\n`).join('');

export type Encoding = 'ascii' | 'utf8';

/** A value for a control file: no quotes, brackets or control characters; in ASCII also no letter beyond it. */
export const label = (text: string, encoding: Encoding): string =>
  encoding === 'ascii'
    ? asciiLabel(text)
    : text
        .normalize('NFC')
        .replace(/"/g, "'")
        .replace(/[<>\p{Cc}]/gu, '');

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

/** `YYYY:MM:DD:HH:MM:SS` of Riga. */
export function dpofTime(at: number): string {
  const time = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(SHOP_ZONE).toPlainDateTime();
  return time.toString({ smallestUnit: 'second' }).replace('T', ':').replaceAll('-', ':');
}

/** Index of an image in its job, from 0, as four digits from 0001. */
export const fourDigits = (index: number): string => String(index + 1).padStart(4, '0');

/** One entry of an order file: a photo and how often. */
export interface Entry {
  readonly image: JobImage;
  /** Of the photo in the job, from 0. */
  readonly index: number;
  readonly quantity: number;
}

/** A quantity the controller cannot take at once becomes several entries. */
export function entriesOf(images: readonly JobImage[], maxQty: number): readonly Entry[] {
  return images.flatMap((image, index) =>
    Array.from({ length: Math.ceil(image.copies / maxQty) }, (_, part) => ({
      image,
      index,
      quantity: Math.min(maxQty, image.copies - part * maxQty),
    })),
  );
}

/** Print numbers have three digits, so more entries go into further folders. */
const MAX_PID = 999;

export function foldersOf(entries: readonly Entry[]): readonly (readonly Entry[])[] {
  return Array.from({ length: Math.ceil(entries.length / MAX_PID) }, (_, i) =>
    entries.slice(i * MAX_PID, (i + 1) * MAX_PID),
  );
}

/** The photos of one folder, each once. */
export const photosOf = (entries: readonly Entry[]): readonly Entry[] =>
  entries.filter(({ index }, i) => entries[i - 1]?.index !== index);

export const threeDigits = (number: number): string => String(number).padStart(3, '0');

/** File name of an image: the job's number and its own, never the customer's name for it (formats.md 1.4). */
export const imageName = (job: string, index: number): string => `${job}_${fourDigits(index)}.jpg`;

/** A folder or name of the job's number; one that is taken gets 2, 3, … behind it and stays a number. */
export const numbered = (job: string, n: number): string => `${job}${n === 0 ? '' : n + 1}`;

/** Folders that have a name; an empty one is the output's own folder. */
export const named = (...folders: readonly string[]): readonly string[] =>
  folders.filter((folder) => folder !== '');

export const joined = (...parts: readonly string[]): string => named(...parts).join('/');

/** A file below the output's folder as the controller sees it. */
export function seenPath(root: string, seenAs: string, path: string): string {
  if (seenAs === '') return `${root}/${path}`;
  const windows = seenAs.includes('\\') || /^[A-Za-z]:/.test(seenAs);
  const folder = seenAs.replace(/[\\/]+$/, '');
  return windows ? `${folder}\\${path.replaceAll('/', '\\')}` : `${folder}/${path}`;
}
