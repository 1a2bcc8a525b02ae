import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { disk, journalOf, PowerCut, wholeDisk } from '../../../../tests/fixtures/output/dyingDisk.ts';
import { createHandOver, FREE_SPACE_RESERVE, type HandOverRequest } from './handOver.ts';
import { freeBytesOn } from './handOverFiles.ts';
import { type HotFolderSettings, writeHotFolder } from './formats/hotFolder/hotFolder.ts';
import type { AnswerSigns, OutputJob } from './outputJob.ts';
import type { Progress } from './recovery.policy.ts';
import { removeJobFiles } from './removeJobFiles.ts';

vi.mock('node:fs/promises', async (original) =>
  (await import('../../../../tests/fixtures/output/dyingDisk.ts')).dyingFs(await original()),
);

const NOW = Date.UTC(2026, 10, 22, 12, 0, 0);
const JOB: OutputJob = {
  job: '00001234',
  order: 'K-27',
  store: '01',
  terminal: 'K',
  product: { format: '10x15', paper: 'gloss' },
  images: [
    { ref: 'a', copies: 2, crop: 'fill' },
    { ref: 'b', copies: 1, crop: 'fit' },
    { ref: 'c', copies: 3, crop: 'fill' },
  ],
};
const FOLDER: HotFolderSettings = {
  template: '%Date%/%Format%_%Paper%/%Job%/%Qty%x_%Index%.jpg',
  copies: 'inName',
  marker: { kind: 'json' },
  errorFolder: null,
};
const NO_SIGNS: AnswerSigns = { accepted: [], failed: [], gone: null };
const FLAT: HotFolderSettings = { ...FOLDER, template: '%Job%_%Index%.jpg', copies: 'repeatFiles' };

let root = '';
const bin: string[] = [];

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'lete-out-'));
  bin.push(root);
  wholeDisk();
});
afterEach(() => vi.restoreAllMocks());
afterAll(() => {
  for (const folder of bin) rmSync(folder, { recursive: true, force: true });
});

const imageBytes = (ref: string) => new TextEncoder().encode(`made-up JPEG of ${ref} `.repeat(50));

function requestFor(
  settings: HotFolderSettings,
  journal = journalOf(),
  job = JOB,
  signs = NO_SIGNS,
): HandOverRequest {
  const written = writeHotFolder(job, settings, NOW);
  if (!written.ok) throw new Error(written.code);
  const images = {
    expectedBytes: async (ref: string) => imageBytes(ref).length,
    render: async (ref: string) => imageBytes(ref),
  };
  return { job: job.job, root, plan: written.plan, signs, images, journal };
}

const deps = (freeBytes = 10 * FREE_SPACE_RESERVE, slept: number[] = []) => ({
  freeBytes: async () => freeBytes,
  sleep: async (ms: number) => void slept.push(ms),
});

function tree(folder = root, prefix = ''): Record<string, string> {
  return Object.fromEntries(
    readdirSync(folder)
      .sort()
      .flatMap((name) => {
        const path = join(folder, name);
        if (statSync(path).isDirectory()) return Object.entries(tree(path, `${prefix}${name}/`));
        return [[prefix + name, readFileSync(path, 'utf8')]];
      }),
  );
}

async function expectedTree(settings: HotFolderSettings) {
  await createHandOver(deps())(requestFor(settings));
  const files = tree();
  rmSync(root, { recursive: true });
  mkdirSync(root);
  disk.calls = 0;
  return files;
}

describe('hand-over', () => {
  it('[OUT-3] hands over under the final name only what was read back, and lists every path', async () => {
    const request = requestFor(FOLDER);
    const result = await createHandOver(deps())(request);
    const folder = '2026-11-22/10x15_gloss/00001234';
    const names = ['2x_0001.jpg', '1x_0002.jpg', '3x_0003.jpg', 'job.json'].map(
      (name) => `${folder}/${name}`,
    );
    expect(result).toEqual({ ok: true, repeated: false, paths: names });
    expect(Object.keys(tree()).sort()).toEqual([...names].sort());
    expect(tree()[`${folder}/2x_0001.jpg`]).toBe(new TextDecoder().decode(imageBytes('a')));
    expect((request.journal as ReturnType<typeof journalOf>).state).toEqual({
      progress: 'handed_over',
      paths: names,
    });
  });

  it.each([
    ['folder', FOLDER],
    ['flat', FLAT],
  ])(
    '[OUT-3] survives a power cut at every single step: %s',
    async (_, settings) => {
      const expected = await expectedTree(settings);
      let cuts = 0;
      for (let dieAt = 1; ; dieAt++) {
        for (const fast of [false, true]) {
          rmSync(root, { recursive: true, force: true });
          mkdirSync(root);
          const journal = journalOf();
          Object.assign(disk, { calls: 0, dieAt });
          const first = await createHandOver(deps())(requestFor(settings, journal)).catch(
            (error: unknown) => error,
          );
          const died = first instanceof PowerCut;
          // A fast controller takes what is there before Lete is back; what it took must not come a second time.
          const taken = fast ? takeFinals(journal.state.progress) : {};
          Object.assign(disk, { calls: 0, dieAt: Number.POSITIVE_INFINITY });
          const again = await createHandOver(deps())(requestFor(settings, journal));
          expect(again.ok).toBe(true);
          const rest = tree();
          expect(
            Object.keys(rest).filter((path) => path in taken),
            `step ${dieAt}`,
          ).toEqual([]);
          expect({ ...taken, ...rest }, `step ${dieAt}`).toEqual(expected);
          expect(journal.state.progress).toBe('handed_over');
          if (!died) return expect(cuts).toBeGreaterThan(60);
          cuts += 1;
        }
      }
    },
    60_000,
  );

  it.each([
    ['folder', FOLDER],
    ['flat', FLAT],
  ])(
    '[OUT-3] survives a power cut at every step of starting afresh: %s',
    async (_, settings) => {
      const expected = await expectedTree(settings);
      for (let dieAt = 1, died = true; died; dieAt++) {
        rmSync(root, { recursive: true, force: true });
        mkdirSync(root);
        const journal = journalOf();
        disk.refuse = { call: 'rename', code: 'EBUSY', times: 11 };
        expect(await createHandOver(deps())(requestFor(settings, journal))).toMatchObject({ ok: false });
        expect(journal.state.progress).toBe('intent');
        Object.assign(disk, { calls: 0, dieAt });
        const second = await createHandOver(deps())(requestFor(settings, journal)).catch(
          (error: unknown) => error,
        );
        died = second instanceof PowerCut;
        const taken = takeFinals(journal.state.progress);
        Object.assign(disk, { calls: 0, dieAt: Number.POSITIVE_INFINITY });
        await createHandOver(deps())(requestFor(settings, journal));
        const rest = tree();
        expect(
          Object.keys(rest).filter((path) => path in taken),
          `step ${dieAt}`,
        ).toEqual([]);
        expect({ ...taken, ...rest }, `step ${dieAt}`).toEqual(expected);
      }
    },
    60_000,
  );

  /** Takes every file under a final name out of the folder, as a controller does. */
  function takeFinals(progress: Progress): Record<string, string> {
    const finals = Object.entries(tree()).filter(
      ([path]) => !path.includes('.lete-') && !path.endsWith('.tmp'),
    );
    if (finals.length > 0) expect(progress).not.toBe('none');
    for (const [path] of finals) rmSync(join(root, path));
    if (finals.length > 0)
      rmSync(join(root, '2026-11-22/10x15_gloss/00001234'), { recursive: true, force: true });
    return Object.fromEntries(finals);
  }

  it('[OUT-3] two triggers give one hand-over, at once and one after the other', async () => {
    const handOver = createHandOver(deps());
    const journal = journalOf();
    const request = requestFor(FOLDER, journal);
    const render = vi.spyOn(request.images, 'render');
    const [one, two] = await Promise.all([handOver(request), handOver(requestFor(FOLDER, journal))]);
    expect(two).toBe(one);
    rmSync(join(root, '2026-11-22'), { recursive: true });
    expect(await handOver(requestFor(FOLDER, journal))).toMatchObject({ ok: true, repeated: true });
    expect(render).toHaveBeenCalledTimes(3);
    expect(tree()).toEqual({});
  });

  it('[OUT-3] a job whose folder the controller moved to its error folder is not written again', async () => {
    const signs = { ...NO_SIGNS, failed: ['failed/00001234'] };
    mkdirSync(join(root, 'failed/00001234'), { recursive: true });
    writeFileSync(join(root, 'failed/00001234/2x_0001.jpg'), 'as it was');
    const request = requestFor(FOLDER, journalOf(), JOB, signs);
    expect(await createHandOver(deps())(request)).toMatchObject({ ok: true, repeated: true });
    expect(tree()).toEqual({ 'failed/00001234/2x_0001.jpg': 'as it was' });
  });

  it.each(['EPERM', 'EACCES', 'EBUSY'])('[OUT-3] %s nine times, then success', async (code) => {
    const slept: number[] = [];
    disk.refuse = { call: 'rename', code, times: 9 };
    expect(await createHandOver(deps(undefined, slept))(requestFor(FOLDER))).toMatchObject({ ok: true });
    expect(slept).toEqual([400, 800, 1200, 1600, 2000, 2400, 2800, 3200, 3600]);
  });

  it('[OUT-4] gives a busy rename up after ten retries in 22 s, and a retry by staff starts afresh', async () => {
    const slept: number[] = [];
    const journal = journalOf();
    disk.refuse = { call: 'rename', code: 'EBUSY', times: 11 };
    const handOver = createHandOver(deps(undefined, slept));
    expect(await handOver(requestFor(FOLDER, journal))).toEqual({ ok: false, code: 'rename-refused' });
    expect(slept.length).toBe(10);
    expect(slept.reduce((sum, ms) => sum + ms, 0)).toBe(22_000);
    expect(await handOver(requestFor(FOLDER, journal))).toMatchObject({ ok: true, repeated: false });
    expect(Object.keys(tree()).length).toBe(4);
  });
});

describe('hand-over that cannot be', () => {
  const untouched = async (request: HandOverRequest, code: string, free?: number) => {
    expect(await createHandOver(deps(free))(request)).toEqual({ ok: false, code });
    expect(await request.journal.progress()).toBe('none');
  };

  it('[OUT-4] refuses before writing when the job and 500 MB do not fit', async () => {
    const size = ['a', 'b', 'c'].reduce((sum, ref) => sum + imageBytes(ref).length, 0);
    await untouched(requestFor(FOLDER), 'disk-full', FREE_SPACE_RESERVE + size - 1);
    expect(readdirSync(root)).toEqual([]);
    const fits = await createHandOver(deps(FREE_SPACE_RESERVE + size))(requestFor(FOLDER));
    expect(fits.ok).toBe(true);
  });

  it('[OUT-4] names a share that is away and does not make a local folder of it', async () => {
    rmSync(root, { recursive: true });
    await untouched(requestFor(FOLDER), 'share-missing');
    expect(() => statSync(root)).toThrow();
  });

  it('[OUT-4] refuses a job with a missing image before anything is written', async () => {
    const request = requestFor(FOLDER);
    const images = { ...request.images, expectedBytes: async (ref: string) => (ref === 'c' ? null : 10) };
    await untouched({ ...request, images }, 'image-missing');
    expect(readdirSync(root)).toEqual([]);
  });

  it('[OUT-4] leaves nothing of a job whose image fails while it is built', async () => {
    const request = requestFor(FLAT);
    const images = {
      ...request.images,
      render: async (ref: string) => (ref === 'c' ? null : imageBytes(ref)),
    };
    await untouched({ ...request, images }, 'image-missing');
    expect(tree()).toEqual({});
  });

  it.each([
    ['ENOSPC', 'disk-full'],
    ['EIO', 'share-missing'],
    ['EROFS', 'write-refused'],
  ])('[OUT-4] %s while writing is %s, and the staging is gone', async (code, failure) => {
    disk.refuse = { call: 'writeFile', code, times: 1 };
    await untouched(requestFor(FOLDER), failure);
    expect(tree()).toEqual({});
  });

  it('[OUT-3] never hands over what reads back differently', async () => {
    disk.corrupt = true;
    await untouched(requestFor(FOLDER), 'read-back-mismatch');
    expect(tree()).toEqual({});
  });

  it.skipIf(!canMount())('[OUT-4] a disk that really fills up is disk-full, and is left clean', async () => {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', root]);
    try {
      const request = requestFor(FOLDER);
      const free = await freeBytesOn(root);
      expect(free).toBeGreaterThan(900_000);
      expect(free).toBeLessThanOrEqual(1024 * 1024);
      const images = { ...request.images, render: async () => new Uint8Array(600_000).fill(7) };
      await untouched({ ...request, images }, 'disk-full');
      expect(tree()).toEqual({});
    } finally {
      execFileSync('umount', [root]);
    }
  });
});

function canMount(): boolean {
  const probe = mkdtempSync(join(tmpdir(), 'lete-mount-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', probe], { stdio: 'ignore' });
    execFileSync('umount', [probe]);
    return true;
  } catch {
    return false;
  } finally {
    rmSync(probe, { recursive: true, force: true });
  }
}

describe('removal of a job', () => {
  it('[OUT-6] removes what was handed over and its empty folders, and nothing else', async () => {
    const handOver = createHandOver(deps());
    const first = await handOver(requestFor(FOLDER));
    await handOver(requestFor(FOLDER, journalOf(), { ...JOB, job: '00001235' }));
    if (!first.ok) throw new Error(first.code);
    const taken = first.paths[0] ?? '';
    renameSync(join(root, taken), join(root, 'elsewhere.jpg'));
    const result = await removeJobFiles(root, first.paths, deps().sleep);
    expect(result).toEqual({ removed: first.paths.slice(1), absent: [taken], remaining: [] });
    expect(readdirSync(join(root, '2026-11-22/10x15_gloss'))).toEqual(['00001235']);
    await removeJobFiles(root, Object.keys(tree()), deps().sleep);
    expect(readdirSync(root)).toEqual([]);
  });

  it('[OUT-6] reports a file that stays, and never leaves the root', async () => {
    writeFileSync(join(root, 'x.jpg'), 'x');
    disk.refuse = { call: 'rm', code: 'EBUSY', times: 11 };
    expect(await removeJobFiles(root, ['x.jpg'], deps().sleep)).toMatchObject({
      removed: [],
      remaining: ['x.jpg'],
    });
    await expect(removeJobFiles(root, ['../x.jpg'], deps().sleep)).rejects.toThrow('leaves its root');
  });
});
