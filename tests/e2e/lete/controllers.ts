import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { LabKind } from '../../../shared/domain/labs.ts';

/** What one lab is set up with, what a whole order looks like in its folder, and how its controller answers. */
export interface Controller {
  readonly kind: LabKind;
  /** The size it prints, as the price list's Latvian name begins. */
  readonly size: string;
  /** The line of the settings that maps its product. */
  readonly route: string;
  /** Switches and texts of its format that differ from what a new lab starts with. */
  readonly fields?: {
    readonly template?: string;
    readonly errorFolder?: string;
    readonly readBack?: true;
  };
  /** Folders that its controller has made. */
  readonly folders?: readonly string[];
  /** Pixels of each print, short side first. */
  readonly pixels: readonly [number, number];
  /** Every file of a job of two photos, one once and one twice. */
  readonly files: (job: string) => readonly string[];
  /** The file that says what to print, and where it says how often; a folder of prints alone has none. */
  readonly sheet?: { readonly path: (job: string) => string; readonly quantity: RegExp };
  readonly accept: (folder: string, job: string) => Promise<void>;
  /** Where a controller can say no. */
  readonly refuse?: (folder: string, job: string) => Promise<void>;
}

const images = (job: string, count = 2): readonly string[] =>
  Array.from({ length: count }, (_, i) => `${job}_${String(i + 1).padStart(4, '0')}.jpg`);

const below = (folder: string, names: readonly string[]): readonly string[] =>
  names.map((name) => `${folder}/${name}`);

const move = async (folder: string, from: string, to: string): Promise<void> => {
  await mkdir(join(folder, to, '..'), { recursive: true });
  await rename(join(folder, from), join(folder, to));
};

const take = (folder: string, name: string): Promise<void> => rm(join(folder, name), { recursive: true });

/** Noritsu and Epson speak through the first letter of the folder. */
const byPrefix = {
  files: (job) => [...below(`o${job}/IMAGE`, images(job)), `o${job}/MISC/AUTPRINT.MRK`],
  sheet: { path: (job) => `o${job}/MISC/AUTPRINT.MRK`, quantity: /^PRT QTY = 0*(\d+)\r$/gm },
  accept: (folder, job) => move(folder, `o${job}`, `e${job}`),
  refuse: (folder, job) => move(folder, `o${job}`, `q${job}`),
} as const satisfies Partial<Controller>;

const request = (job: string): string => `LE${job.slice(-5)}.txt`;

/** Every format of formats.md with a product of its own, so that one order goes to all of them. */
export const CONTROLLERS: readonly Controller[] = [
  {
    kind: 'hotFolder',
    size: 'A5',
    route: 'A5 gloss',
    fields: { template: '%Format%_%Paper%/%Job%/%Qty%x_%Index%.jpg', errorFolder: 'errors', readBack: true },
    pixels: [1748, 2480],
    files: (job) => below(`A5_gloss/${job}`, ['1x_0001.jpg', '2x_0002.jpg', 'job.json']),
    sheet: { path: (job) => `A5_gloss/${job}/job.json`, quantity: /"quantity": ?(\d+)/g },
    accept: (folder, job) => take(folder, `A5_gloss/${job}`),
    refuse: (folder, job) => move(folder, `A5_gloss/${job}`, `errors/${job}`),
  },
  {
    kind: 'dpof',
    size: '9×13',
    route: '9x13 gloss',
    pixels: [1051, 1500],
    files: (job) => [
      ...below(`${job}/DCIM/100LETE_`, ['LETE0001.JPG', 'LETE0002.JPG']),
      `${job}/MISC/AUTPRINT.MRK`,
    ],
    sheet: { path: (job) => `${job}/MISC/AUTPRINT.MRK`, quantity: /^PRT QTY = 0*(\d+)\r$/gm },
    accept: take,
  },
  { kind: 'noritsu', size: '13×18', route: '13x18 gloss = 001', pixels: [1500, 2102], ...byPrefix },
  { kind: 'epson', size: '15×20', route: '15x20 gloss = 002', pixels: [1795, 2398], ...byPrefix },
  {
    kind: 'pic',
    size: '11×15',
    route: '11x15 gloss = 1115G',
    folders: ['images'],
    pixels: [1346, 1795],
    files: (job) => [request(job), ...below(`images/${job}`, images(job))],
    sheet: { path: request, quantity: /^Qty=(\d+)\r$/gm },
    accept: (folder, job) => take(folder, request(job)),
  },
  {
    kind: 'frontline',
    size: 'Kvadrāts 10×10',
    route: 'sq10 gloss = S10; P1',
    pixels: [1205, 1205],
    files: (job) => below(job, [`${job}.xml`, ...images(job)]),
    sheet: { path: (job) => `${job}/${job}.xml`, quantity: /quantity="(\d+)"/g },
    accept: take,
  },
  {
    kind: 'darkroom',
    size: '15×21',
    route: '15x21 gloss = 6x8.25; Glossy',
    folders: ['images', 'processed'],
    pixels: [1795, 2480],
    files: (job) => [`Order${job}.TXT`, ...below(`images/${job}`, images(job))],
    sheet: { path: (job) => `Order${job}.TXT`, quantity: /^Qty=(\d+)\r$/gm },
    accept: (folder, job) => move(folder, `Order${job}.TXT`, `processed/Order${job}.TXT`),
    refuse: (folder, job) => move(folder, `Order${job}.TXT`, `Order${job}.err`),
  },
  {
    kind: 'dyeSub',
    size: '10×15',
    route: '10x15 gloss = s4x6',
    folders: ['s4x6'],
    pixels: [1240, 1920],
    files: (job) => below('s4x6', images(job, 3)),
    accept: async (folder, job) => {
      for (const print of below('s4x6', images(job, 3))) await move(folder, print, `${print}.dp`);
    },
  },
];
