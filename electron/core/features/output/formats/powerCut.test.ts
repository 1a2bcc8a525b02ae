import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { LAB_DEFAULTS } from '../../../../../shared/domain/labDefaults.ts';
import type { LabSettings } from '../../../../../shared/domain/labs.ts';
import { disk, journalOf, PowerCut, wholeDisk } from '../../../../../tests/fixtures/output/dyingDisk.ts';
import { createHandOver, type HandOverRequest } from '../handOver.ts';
import {
  filesBelow,
  removeTestFolders,
  testFolder,
} from '../../../../../tests/fixtures/output/orderFolders.ts';
import { labSigns, writeForLab } from './index.ts';
import type { LabTask } from './labFormat.ts';

vi.mock('node:fs/promises', async (original) =>
  (await import('../../../../../tests/fixtures/output/dyingDisk.ts')).dyingFs(await original()),
);

const root = testFolder();
const TASK: LabTask = {
  job: {
    job: '00001234',
    order: 'K-27',
    store: '01',
    terminal: 'K',
    product: { format: '10x15', paper: 'gloss' },
    images: [
      { ref: 'a', copies: 2, crop: 'fill' },
      { ref: 'b', copies: 1, crop: 'fit' },
    ],
  },
  route: { code: 's4x6', detail: 'Glossy' },
  mm: { w: 102, h: 152 },
  reference: 'K-27',
  root: '/srv/lab',
  names: ['00001234'],
  at: Date.UTC(2026, 10, 22, 12, 0, 0),
};
/** At one copy an entry these are a thousand entries, one more than a folder holds. */
const MANY = Array.from({ length: 500 }, (_, i) => ({
  ref: 'a',
  copies: i === 0 ? 501 : 1,
  crop: 'fill' as const,
}));

const CASES: readonly (readonly [string, LabSettings, Partial<LabTask>])[] = [
  ['dpof', LAB_DEFAULTS.dpof, {}],
  ['noritsu', LAB_DEFAULTS.noritsu, {}],
  ['pic', LAB_DEFAULTS.pic, { names: ['LE01234'] }],
  ['pic in Pro mode', { ...LAB_DEFAULTS.pic, proMode: true }, { names: ['LE01234'] }],
  ['frontline', LAB_DEFAULTS.frontline, {}],
  ['darkroom', LAB_DEFAULTS.darkroom, {}],
  ['dyeSub', LAB_DEFAULTS.dyeSub, {}],
];

function requestFor(lab: LabSettings, part: Partial<LabTask>, journal = journalOf()): HandOverRequest {
  const task = { ...TASK, ...part };
  const written = writeForLab(task, lab);
  if (!written.ok) throw new Error(written.code);
  const { plan } = written;
  for (const folder of plan.folders) mkdirSync(join(root, folder), { recursive: true });
  const paths = plan.files.map(({ relativePath }) => relativePath);
  const signs = labSigns({ job: task.job.job, names: task.names, paths }, lab);
  const bytes = (ref: string) => new TextEncoder().encode(`made-up JPEG of ${ref}`);
  const images = { expectedBytes: async () => 100, render: async (ref: string) => bytes(ref) };
  return { job: task.job.job, root, plan, signs, images, journal };
}

const run = (request: HandOverRequest) =>
  createHandOver({ freeBytes: async () => Number.MAX_SAFE_INTEGER, sleep: async () => {} })(request);

const clear = () => {
  for (const name of readdirSync(root)) rmSync(join(root, name), { recursive: true });
};

/** A fast controller takes its job as soon as it sees it: what it looks for disappears. */
function take({ signs }: HandOverRequest, before: Record<string, string>): Record<string, string> {
  const seen = (signs.gone?.paths ?? []).filter((path) => existsSync(join(root, path)));
  for (const path of seen) rmSync(join(root, path), { recursive: true });
  return Object.fromEntries(
    Object.entries(before).filter(([path]) => seen.some((one) => path === one || path.startsWith(`${one}/`))),
  );
}

beforeEach(() => {
  wholeDisk();
  clear();
});
afterAll(removeTestFolders);

describe('the power goes while a job is handed over', () => {
  it.each(CASES)(
    '[OUT-3] to %s, at every single step: nothing is lost, halved or given twice',
    async (_, lab, part) => {
      await run(requestFor(lab, part));
      const expected = filesBelow(root, false);
      for (let dieAt = 1, died = true; died; dieAt++) {
        for (const fast of [false, true]) {
          clear();
          const journal = journalOf();
          const request = requestFor(lab, part, journal);
          Object.assign(disk, { calls: 0, dieAt });
          const first = await run(request).catch((error: unknown) => error);
          died = first instanceof PowerCut;
          wholeDisk();
          const taken = fast ? take(request, filesBelow(root, false)) : {};
          if (Object.keys(taken).length > 0) expect(journal.state.progress).not.toBe('none');
          expect(await run(requestFor(lab, part, journal))).toMatchObject({ ok: true });
          const rest = filesBelow(root, false);
          expect(
            Object.keys(rest).filter((path) => path in taken),
            `step ${dieAt}`,
          ).toEqual([]);
          expect({ ...taken, ...rest }, `step ${dieAt}`).toEqual(expected);
        }
      }
    },
    60_000,
  );

  it('[OUT-3] between the two folders of a large job: the second follows, the first does not come again', async () => {
    const part = { names: ['00001234', '000012342'], job: { ...TASK.job, images: MANY } };
    const lab = { ...LAB_DEFAULTS.noritsu, maxQty: 1 };
    const journal = journalOf();
    const request = requestFor(lab, part, journal);
    const [first, second] = request.plan.moves;
    expect([first?.to, second?.to]).toEqual(['o00001234', 'o000012342']);
    const dying = {
      ...journal,
      recordIntent: async (paths: readonly string[]) => {
        await journal.recordIntent(paths);
        // One folder still gets its name.
        Object.assign(disk, { calls: 0, dieAt: 3 });
      },
    };
    await expect(run({ ...request, journal: dying })).rejects.toThrow(PowerCut);
    expect(readdirSync(root).toSorted()).toEqual(['o00001234', 'p000012342']);
    wholeDisk();
    rmSync(join(root, 'o00001234'), { recursive: true });
    expect(await run(requestFor(lab, part, journal))).toMatchObject({ ok: true });
    expect(readdirSync(root)).toEqual(['o000012342']);
  });

  it('[OUT-4] names a folder of the lab that is missing, and makes none in its place', async () => {
    const request = requestFor(LAB_DEFAULTS.dyeSub, {});
    rmSync(join(root, 's4x6'), { recursive: true });
    expect(await run(request)).toEqual({ ok: false, code: 'folder-missing' });
    expect(readdirSync(root)).toEqual([]);
  });
});
