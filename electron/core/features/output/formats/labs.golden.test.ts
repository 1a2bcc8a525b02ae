import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { LAB_DEFAULTS } from '../../../../../shared/domain/labDefaults.ts';
import { badRoute, type LabKind, LabSettings } from '../../../../../shared/domain/labs.ts';
import {
  filesBelow,
  handOverInto,
  removeTestFolders,
  testFolder,
} from '../../../../../tests/fixtures/output/orderFolders.ts';
import { takeNames } from '../takeNames.ts';
import { labNaming, labSigns, writeForLab } from './index.ts';
import type { LabTask } from './labFormat.ts';

const GOLDEN = join(import.meta.dirname, '../../../../../tests/fixtures/labs');
/** 22 November 2026, 14:05:09 in Riga. */
const NOW = Date.UTC(2026, 10, 22, 12, 5, 9);

/** What a case changes of the usual job and of the settings a new output has. */
interface Case {
  readonly settings?: object;
  readonly job?: Partial<LabTask['job']>;
  readonly task?: Partial<LabTask>;
  /** One photo with so many copies in place of the usual three, or so many photos. */
  readonly copies?: number;
  readonly photos?: number;
  /** Folders that stand there already. */
  readonly there?: readonly string[];
}

const JOB: LabTask['job'] = {
  job: '00001234',
  order: 'K-27',
  store: '01',
  terminal: 'K',
  product: { format: '10x15', paper: 'gloss' },
  images: [
    { ref: 'photo-a', copies: 2, crop: 'fill' },
    { ref: 'photo-b', copies: 1, crop: 'fit' },
    { ref: 'photo-c', copies: 1, crop: 'fill' },
  ],
};
const ROUTES: Readonly<Record<LabKind, LabTask['route']>> = {
  hotFolder: { code: '', detail: '' },
  dpof: { code: '', detail: '' },
  noritsu: { code: '001', detail: 'KG' },
  epson: { code: '014', detail: '' },
  pic: { code: 'P4X6', detail: '' },
  frontline: { code: '10', detail: '4x6 Glossy' },
  darkroom: { code: '4x6', detail: 'Glossy 4x6' },
  dyeSub: { code: 's4x6', detail: '' },
};

const imagesOf = ({ copies, photos }: Case): LabTask['job']['images'] | undefined => {
  if (copies !== undefined) return [{ ref: 'photo-a', copies, crop: 'fill' }];
  if (photos === undefined) return undefined;
  return Array.from({ length: photos }, (_, i) => ({ ref: `photo-${i}`, copies: 1, crop: 'fill' as const }));
};

async function produce(kind: LabKind, golden: Case): Promise<string> {
  const lab = LabSettings.parse({ ...LAB_DEFAULTS[kind], ...golden.settings });
  const images = imagesOf(golden);
  const root = testFolder();
  const bare = {
    job: { ...JOB, ...golden.job, ...(images ? { images } : {}) },
    route: ROUTES[kind],
    mm: { w: 102, h: 152 },
    reference: 'K-27',
    root: '/srv/lab',
    at: NOW,
    ...golden.task,
  };
  const { format, paper } = bare.job.product;
  expect(badRoute(lab, [{ ...bare.route, format, paper }])).toBeNull();
  for (const folder of golden.there ?? []) mkdirSync(join(root, folder), { recursive: true });
  const names = await takeNames(root, labNaming(bare, lab));
  if (typeof names === 'string') throw new Error(names);
  const written = writeForLab({ ...bare, names }, lab);
  if (!written.ok) throw new Error(written.code);
  const paths = written.plan.files.map(({ relativePath }) => relativePath);
  await handOverInto(root, bare.job.job, written.plan, labSigns({ job: bare.job.job, names, paths }, lab));
  return root;
}

const readCase = (folder: string): Case =>
  JSON.parse(readFileSync(join(folder, 'case.json'), 'utf8')) as Case;

describe.each(Object.keys(LAB_DEFAULTS) as LabKind[])('order folders of %s', (kind) => {
  const folder = join(GOLDEN, kind);

  it.each(readdirSync(folder).sort())(`[OUT-1] ${kind}, %s, byte for byte`, async (name) => {
    const golden = join(folder, name);
    const root = await produce(kind, readCase(golden));
    const expected = join(golden, 'expected');
    if (existsSync(expected)) return expect(filesBelow(root, true)).toEqual(filesBelow(expected, false));
    // A thousand photos stand as the list of their files and the order files alone.
    const files = filesBelow(root, true);
    const { list, ...sheets } = filesBelow(join(golden, 'sheets'), false);
    expect(`${Object.keys(files).join('\n')}\n`).toBe(list);
    for (const [path, text] of Object.entries(sheets)) expect(files[path]).toBe(text);
  });
});

afterAll(removeTestFolders);
